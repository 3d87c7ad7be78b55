import { answerReason, projectAnswer } from "../precedence/answer.ts";
import { verdictOf, verdictWords } from "../precedence/deploymentVerdict.ts";
import { platformOf } from "../runtimes/index.ts";
import { LineIndex } from "../text/lineIndex.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { Active, ExplainInput, Explanation, Finding, Launch, Origin } from "../types.ts";
import {
	type EnvironmentReport,
	type ReportedAnswer,
	type ReportedIdentity,
	type ReportedLaunch,
	type ReportedOrigin,
	type ReportedPlace,
	reportFormat,
	reportVersion,
} from "./format.ts";
import { cleanText } from "./read.ts";
import { reportedVariables } from "./variables.ts";

/** What a report tells of. */
export interface EnvironmentReportInput {
	/** What was explained. */
	readonly input: ExplainInput;
	readonly explanation: Explanation;
	/** What was found beside the explanation's own findings. */
	readonly otherFindings?: readonly Finding[];
	/** Every launch of the folder with its answer; absent: nobody asked for them. */
	readonly launches?: readonly {
		readonly launch: Launch;
		readonly explanation: Pick<Explanation, "active" | "steps" | "pool" | "region">;
	}[];
	readonly identity?: ReportedIdentity;
	readonly place: Pick<ReportedPlace, "name" | "nodeVersion">;
	readonly createdAt: Date;
	readonly createdBy: EnvironmentReport["createdBy"];
	/** The text of a file, for line numbers; undefined: unknown. */
	textOf(path: string): string | undefined;
}

/**
 * Makes the report of an environment and of what `explain()` says of it. No secret is part of it, access key IDs are masked.
 * @returns plain data, for `JSON.stringify()`
 */
export function environmentReport(given: EnvironmentReportInput): EnvironmentReport {
	const { input, explanation, otherFindings = [], launches, identity, createdAt, createdBy } = given;
	const places = new Places(given);
	const { steps, region, profiles, awsFiles, findings } = explanation;
	const optional = {
		...(identity && { identity }),
		...(launches && { launches: launches.map((one) => launchOf(one, places)) }),
	};
	// What `explain()` says has no secret in it and no key ID that isn't masked here: what comes from elsewhere is cleaned.
	return {
		format: reportFormat,
		version: reportVersion,
		createdAt: createdAt.toISOString(),
		createdBy,
		place: {
			...given.place,
			runtime: input.launch?.runtime ?? input.runtime,
			folder: cleanText(places.short(input.cwd)),
			platform: input.platform,
			...(input.remotionVersion !== undefined && { remotionVersion: input.remotionVersion }),
		},
		variables: reportedVariables(input).map(({ value, ...variable }) => {
			return { ...variable, ...(value !== undefined && { value: cleanText(value) }) };
		}),
		answer: answerOf(explanation),
		sources: steps.map(({ origins, accessKeyId, ...step }) => {
			return { ...step, ...masked(accessKeyId), origins: origins.map((origin) => places.origin(origin)) };
		}),
		region: { ...region, origin: places.origin(region.origin) },
		profiles: profiles.map(({ accessKeyId, origins: _, ...profile }) => ({ ...profile, ...masked(accessKeyId) })),
		awsFiles: { credentials: places.short(awsFiles.credentials), config: places.short(awsFiles.config) },
		problems: [...findings, ...otherFindings].map(({ rule, severity, message, origin }) => {
			return { rule, severity, message, origin: places.origin(origin) };
		}),
		...optional,
	};
}

function launchOf(
	{ launch, explanation }: NonNullable<EnvironmentReportInput["launches"]>[number],
	places: Places,
): ReportedLaunch {
	const { id, label, kind, runtime, place } = launch;
	const platform = platformOf(runtime);
	const verdict = platform && verdictOf(explanation, platform);
	return {
		id: cleanText(id),
		label: cleanText(label),
		kind,
		runtime,
		place,
		answer: answerOf(explanation),
		region: { ...explanation.region, origin: places.origin(explanation.region.origin) },
		...(verdict && { verdict: { kind: verdict, text: verdictWords[verdict] } }),
	};
}

/** The answer with its text. */
function answerOf(explanation: Pick<Explanation, "active" | "steps" | "pool">): ReportedAnswer {
	const { active } = explanation;
	const reason = answerReason(active);
	return { text: projectAnswer(explanation), ...(reason !== "" && { reason }), ...plainAnswer(active) };
}

function plainAnswer(active: Active) {
	if (active.kind === "keys") {
		const { kind, accessKeyId, hasSessionToken, variables } = active;
		return { kind, accessKeyId: accessKeyId && maskAccessKeyId(accessKeyId), hasSessionToken, variables };
	}
	if (active.kind !== "profile") return active;
	const { kind, profile, type, variable, accessKeyId, hasSessionToken } = active;
	return {
		kind,
		profile,
		type,
		...(variable !== null && { variable }),
		...masked(accessKeyId),
		...(hasSessionToken !== undefined && { hasSessionToken }),
	};
}

function masked(accessKeyId: string | undefined): { accessKeyId?: string } {
	return accessKeyId === undefined ? {} : { accessKeyId: accessKeyId && maskAccessKeyId(accessKeyId) };
}

/** Returns a path with the home folder as `~`, where it lies in it. */
export function shortPath(path: string, home: string): string {
	const isInside = home.length > 1 && path.startsWith(home) && /^(?:$|[\\/])/.test(path.slice(home.length));
	return isInside ? `~${path.slice(home.length)}` : path;
}

/** Where things stand, as a report says it. */
class Places {
	readonly #given: Pick<EnvironmentReportInput, "textOf" | "input">;
	readonly #lines = new Map<string, LineIndex | undefined>();

	constructor(given: Pick<EnvironmentReportInput, "textOf" | "input">) {
		this.#given = given;
	}

	short(path: string): string {
		return shortPath(path, this.#given.input.home);
	}

	origin({ layer, path, range, variable, by }: Origin): ReportedOrigin {
		const lines = path === undefined || !range ? undefined : this.#linesOf(path);
		const line = lines?.lineOf(range?.start ?? 0) ?? 0;
		return {
			layer,
			...(path !== undefined && { path: this.short(path) }),
			...(lines && { line: line + 1, column: (range?.start ?? 0) - lines.startOf(line) + 1 }),
			...(variable !== undefined && { variable }),
			...(by !== undefined && { by }),
		};
	}

	#linesOf(path: string): LineIndex | undefined {
		if (!this.#lines.has(path)) {
			const text = this.#given.textOf(path);
			this.#lines.set(path, text === undefined ? undefined : new LineIndex(text));
		}
		return this.#lines.get(path);
	}
}
