import { type Disposable, EventEmitter } from "vscode";
import type { AccountFacts } from "../../core/accountPool/totals.ts";
import type { Signer } from "../../core/types.ts";
import { TestRenderError } from "../../remotion/failures.ts";
import type { CallName, Input, Output } from "../../remotion/protocol.ts";
import type { RenderSession } from "../../remotion/session.ts";
import { DisposableStore } from "../common/disposables.ts";
import { inLanes } from "../common/lanes.ts";
import type { ProjectState } from "../model/snapshot.ts";
import type { Identities } from "./identities.ts";
import type { OwnContext } from "./ownClient.ts";
import type { Prepared } from "./preparation.ts";
import { sessionFor } from "./renderer.ts";

/** The project's own client, as it was found. */
interface OwnClient {
	readonly path: string;
	readonly version: string | undefined;
}

/**
 * The owner of what AWS said an account has in a region: its concurrency and its functions. Kept by a fingerprint of the credentials, so
 * that it is gone as soon as they change; asked for by a person's click only.
 */
export class PoolFacts implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChange = this.#changed.event;
	readonly #identities: Identities;
	/** Fingerprint → region → facts. */
	readonly #kept = new Map<string, Map<string, AccountFacts>>();
	/** Folder → the version of the project's client when it was last asked with. */
	readonly #versions = new Map<string, string | undefined>();

	constructor(identities: Identities) {
		this.#identities = identities;
	}

	/** What is known of an account, by region, in the order in which it was asked. */
	of(state: ProjectState, signer: Signer): ReadonlyMap<string, AccountFacts> {
		if (this.#kept.size === 0) return none;
		const fingerprint = this.#identities.fingerprintOf(state, signer);
		return (fingerprint !== undefined && this.#kept.get(fingerprint)) || none;
	}

	/** The version of the project's client, as far as it was asked with. */
	clientVersion({ project }: ProjectState): string | undefined {
		return this.#versions.get(project.folder);
	}

	/** Asks AWS with the project's own client, a process for each account, four at once. `done` is told each one that was not cancelled. */
	async check(
		context: Pick<OwnContext, "program" | "log">,
		client: OwnClient,
		list: readonly Prepared[],
		region: string,
		signal: AbortSignal,
		done: (prepared: Prepared, facts: AccountFacts) => void,
	): Promise<void> {
		await inLanes(list, async (queue) => {
			for (const prepared of queue) {
				if (signal.aborted) return;
				this.#versions.set(prepared.folder, client.version);
				const session = sessionFor(context, client, prepared);
				try {
					const facts = await factsOf(session, region, signal, context.log);
					const known = this.#kept.get(prepared.fingerprint) ?? new Map<string, AccountFacts>();
					this.#kept.set(prepared.fingerprint, known.set(region, facts));
					done(prepared, facts);
					this.#changed.fire();
				} catch (error) {
					if (!(error instanceof TestRenderError) || error.kind !== "cancelled") throw error;
				} finally {
					await session.end();
				}
			}
		});
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

const none: ReadonlyMap<string, AccountFacts> = new Map();

/** Both questions; one that is refused leaves the other's answer. */
async function factsOf(
	session: RenderSession,
	region: string,
	signal: AbortSignal,
	log: OwnContext["log"],
): Promise<AccountFacts> {
	let problem: string | undefined;
	const ask = async <Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name> | null> => {
		try {
			return await session.call(name, input, { signal });
		} catch (error) {
			if (!(error instanceof TestRenderError) || error.kind === "cancelled") throw error;
			log.info(`Account pool, ${name} in ${region}: ${error.message} ${error.original}`);
			problem ??= error.message;
			return null;
		}
	};
	const concurrency = await ask("concurrency", { region });
	const functions = await ask("listFunctions", { region });
	return { concurrency: concurrency?.limit ?? null, functions, ...(problem !== undefined && { problem }) };
}
