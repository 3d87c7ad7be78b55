/** Asks AWS, through the project's own client, what a render needs: region, function, bucket, site, concurrency. */
import type { Answer, HealthFacts } from "../core/awsAccount/health.ts";
import { mayBeOff } from "../core/awsAccount/health.ts";
import { TestRenderError } from "./failures.ts";
import type { RenderSession } from "./session.ts";

export interface HealthOptions {
	readonly signal?: AbortSignal | undefined;
	/** How many of the questions are answered; 0 to 1. */
	readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Remotion wants one bucket in a region; nobody waits for more questions than this. */
const mostBuckets = 5;

/** Rejects where the session is over (cancelled, too late, crashed); what AWS refuses is part of the facts. */
export async function lookAtHealth(
	session: RenderSession,
	{ region, clientVersion }: Pick<HealthFacts, "region" | "clientVersion">,
	{ signal, onProgress }: HealthOptions = {},
): Promise<HealthFacts> {
	let answered = 0;
	const answer = async <T>(asked: Promise<T>): Promise<Answer<T>> => {
		try {
			return { ok: true, value: await asked };
		} catch (error) {
			if (!(error instanceof TestRenderError) || (error.kind !== "refused" && error.kind !== "invalid-reply"))
				throw error;
			return { ok: false, original: error.original === "" ? error.message : error.original };
		} finally {
			answered += 1;
			onProgress?.(Math.min(1, answered / 4));
		}
	};
	const options = { signal };
	const identity = await answer(session.call("whoSigns", { region }, options));
	if (!identity.ok) {
		const elsewhere = mayBeOff(region)
			? await answer(session.call("whoSigns", { region: "us-east-1" }, options))
			: identity;
		const { original } = identity;
		const none = { ok: false, original } as const;
		return {
			region,
			clientVersion,
			identity,
			isRegionOff: elsewhere.ok,
			functions: none,
			storage: none,
			concurrency: none,
		};
	}
	const [functions, storage, concurrency] = await Promise.all([
		answer(session.call("listFunctions", { region }, options)),
		answer(session.call("listStorage", { region }, options)),
		answer(session.call("concurrency", { region }, options).then(({ limit }) => limit)),
	]);
	// Nobody needs to know why these have no answer: nothing depends on them.
	const asked = async <T>(question: Promise<Answer<T>>) => {
		const reply = await question;
		return reply.ok ? reply.value : undefined;
	};
	const names = storage.ok ? storage.value.buckets.slice(0, mostBuckets).map(({ name }) => name) : [];
	const [pending, ...open] = await Promise.all([
		asked(answer(session.call("pendingIncrease", { region }, options))),
		...names.map((bucketName) => asked(answer(session.call("isListable", { region, bucketName }, options)))),
	]);
	const listable = names.filter((_, index) => open[index]?.isListable);
	return {
		region,
		clientVersion,
		identity,
		isRegionOff: false,
		functions,
		storage,
		concurrency,
		...(listable.length > 0 && { listable }),
		...(pending?.increase && { pending: pending.increase }),
	};
}
