import { platformOf } from "../runtimes/index.ts";
import type { EnvironmentLayer, Explanation, Launch, Origin, Value } from "../types.ts";
import { beginsTemporary } from "../vocabulary/keyFormat.ts";
import type { EnvironmentReport, ReportedOrigin } from "./format.ts";

/** How a report becomes a launch. */
export interface ReportedLaunchParts {
	/** Such as "terminal:4711" or "report:1". */
	readonly id: string;
	/** Such as "Terminal: zsh" or "Reported from Vercel, 17:04". */
	readonly label: string;
	readonly kind: "terminal" | "report";
	/** Absolute; where the program runs. */
	readonly cwd: string;
	/** here: in a terminal of this machine, with its home and AWS files. */
	readonly place: "here" | "elsewhere";
	/** Whether the program still loads files by itself, as Remotion's CLI does: a server has loaded its own. */
	readonly loadsFiles?: true;
}

/** What stands for a value that is not reported, and counts as it does. */
const standIns = { empty: "", reference: "$REFERENCE", "no-key": "undefined" } as const;

/**
 * Makes a launch of a report's variables, for `explain()` and for every view. What is secret, or masked, is known to be set, and not as what.
 * @param report what `readReport()` gave
 */
export function launchOf({ variables, place }: EnvironmentReport, parts: ReportedLaunchParts): Launch {
	const { loadsFiles, ...own } = parts;
	const values = variables.map(({ name, state, value }): [string, Value] => {
		return [name, state === "set" ? (value ?? { unknown: parts.label }) : standIns[state]];
	});
	const by = parts.label;
	const injected = parts.kind === "report" ? injectedIn(variables, place) : none;
	const layer = (origin: Origin, isWanted: (name: string) => boolean): EnvironmentLayer[] => {
		const wanted = values.filter(([name]) => isWanted(name));
		return wanted.length === 0 ? [] : [{ kind: "variables", by, values: Object.fromEntries(wanted), origin }];
	};
	const layers: EnvironmentLayer[] = [
		...layer({ layer: "launch", by }, (name) => !injected.has(name)),
		...layer({ layer: "platform", by }, (name) => injected.has(name)),
		...(loadsFiles ? [{ kind: "program" as const }] : []),
	];
	return { ...own, runtime: place.runtime, layers, callsLambda: "likely" };
}

const none: ReadonlySet<string> = new Set();

/**
 * Returns the variables of a report that the platform has set by itself: those that are its own in any case, or whose access key ID is of
 * temporary credentials with a session token, as a platform's are, and no long-term access key of the person's.
 */
function injectedIn(
	variables: EnvironmentReport["variables"],
	{ runtime }: EnvironmentReport["place"],
): ReadonlySet<string> {
	const platform = platformOf(runtime);
	if (!platform) return none;
	const found = variables.filter(({ name, state }) => state === "set" && platform.injects.includes(name));
	const isTemporary = found.some(({ value }) => value !== undefined && beginsTemporary(value));
	return isTemporary || platform.wins === "platform" ? new Set(found.map(({ name }) => name)) : none;
}

/**
 * The explanation that a report brings along, for views; undefined: it brings none, and `explain()` of `launchOf()` is what there is.
 * Access key IDs in it are masked, and its findings have no fixes.
 * @param home absolute; the home folder, where the report is of this machine: then its places can be opened. Absent: it is from elsewhere.
 */
export function explanationIn(report: EnvironmentReport, home?: string): Explanation | undefined {
	const { answer, sources, region, profiles, awsFiles, problems = [] } = report;
	if (!answer || !sources || !region || !profiles || !awsFiles) return undefined;
	const origin = (given: ReportedOrigin) => originOf(given, report, home);
	const path = (given: string) => (home === undefined ? given : given.replace(/^~(?=[\\/]|$)/, () => home));
	const deciding = sources.find(({ state }) => state === "active");
	const { text: _, reason: __, ...active } = answer;
	return {
		active:
			active.kind === "keys"
				? { ...active, variables: [...active.variables], origins: (deciding?.origins ?? []).map(origin) }
				: active.kind === "profile"
					? { ...active, variable: active.variable ?? null }
					: active,
		steps: sources.map(({ origins, ...step }) => ({ ...step, origins: origins.map(origin) })),
		region: { ...region, origin: origin(region.origin) },
		profiles: profiles.map((profile) => ({ ...profile, origins: [] })),
		awsFiles: { credentials: path(awsFiles.credentials), config: path(awsFiles.config) },
		findings: problems.map((problem) => ({ ...problem, origin: origin(problem.origin), fixes: [] })),
	};
}

/** A place of the report as a place here; of a report from elsewhere it is only told, as its files are not here. */
function originOf(
	{ layer, path, line, variable, by }: ReportedOrigin,
	report: EnvironmentReport,
	home?: string,
): Origin {
	const named = variable === undefined ? {} : { variable };
	if (home !== undefined)
		return {
			layer,
			...named,
			...(path !== undefined && { path: path.replace(/^~(?=[\\/]|$)/, () => home) }),
			...(by !== undefined && { by }),
		};
	const told = path === undefined ? (by ?? report.place.name) : `${path}${line === undefined ? "" : `:${line}`}`;
	if (layer === "default" || layer === "platform" || layer === "hidden") return { layer, ...named };
	return { layer: "launch", ...named, by: told ?? "the reported environment" };
}
