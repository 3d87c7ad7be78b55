import { explain } from "./explain.ts";
import { resolveProject } from "./project/resolve.ts";
import { isSameOrBetter } from "./rules/verifiedFixes.ts";
import { apply } from "./text/edits.ts";
import { createParseCache, type ParseCache } from "./text/parseCache.ts";
import type {
	Concealed,
	ExplainInput,
	Explanation,
	Finding,
	Fix,
	Launch,
	Runtime,
	Severity,
	TextEdit,
} from "./types.ts";

/** A finding of one launch or several. `launches`: the ids of those it is true for; absent: it is true for all of them. */
export type LaunchFinding = Finding & {
	launches?: string[];
	/** Another launch uses what this one does not. */
	isUsedElsewhere?: true;
};

/** The answers of a project's launches, and what is wrong with any of them. */
export interface ExplainedLaunches {
	readonly launches: { launch: Launch; explanation: Explanation }[];
	readonly findings: LaunchFinding[];
}

/** So many edits are tried on other launches, in all. */
const mostTries = 40;

/**
 * Explains every launch of a project, and merges what is found.
 *
 * Launches with the same environment share one explanation. The same rule at the same place is one finding, with the worst severity. A fix
 * that edits text is offered if it makes no launch's answer worse; it is tried when `fixes` is read for the first time.
 * @param input as for `explain()`; its `launch` is ignored
 * @param launches what `findLaunches()` gave, the main one first
 * @returns the explanations in the order of `launches`; findings of the main launch first
 */
export function explainLaunches(
	input: ExplainInput,
	launches: readonly Launch[],
	cache: ParseCache = createParseCache(),
): ExplainedLaunches {
	const explained = [...explainEach(input, launches, cache)];
	return { launches: explained, findings: mergeFindings(input, explained) };
}

/**
 * What is wrong with any launch: the same rule at the same place is one finding, with the worst severity.
 * @param input as for `explain()`; fixes are tried with it when they are asked for
 * @param explained every launch with its answer; the findings of the first come first
 * @param others launches whose own findings are left out
 */
export function mergeFindings(
	input: ExplainInput,
	explained: readonly Explained[],
	others: readonly Explained[] = [],
): LaunchFinding[] {
	return merged(explained, others, new Tries(input, [...explained, ...others]));
}

/**
 * What is known of a project's findings while only one launch is explained anew: its own, with the launches that each was true for before,
 * and those of other launches alone.
 * @param findings of the launch that was explained
 * @param before what `mergeFindings()` gave last
 * @param isUnchanged whether a file is as it was then, so that the places in it still hold
 */
export function carryFindings(
	findings: readonly Finding[],
	before: readonly LaunchFinding[],
	launch: Launch,
	isUnchanged: (path: string) => boolean,
): LaunchFinding[] {
	const ofSome = new Map(before.toReversed().flatMap((one) => (one.launches ? [[saidKey(one), one] as const] : [])));
	const own = findings.map((finding): LaunchFinding => {
		const same = ofSome.get(saidKey(finding));
		return same ? withLaunches(finding, same, () => finding.fixes) : finding;
	});
	const others = before.filter(({ launches, origin: { path } }) => {
		return launches && !launches.includes(launch.id) && path !== undefined && isUnchanged(path);
	});
	return [...own, ...others];
}

/** What a finding says of which file, without the launches that it applies to. */
function saidKey({ rule, origin, message }: Finding): string {
	const end = message.lastIndexOf(` ${appliesTo} `);
	return JSON.stringify([rule, origin.path, end === -1 ? message : message.slice(0, end)]);
}

function withLaunches(
	{ rule, origin, related, readBy }: Finding,
	{ severity, message, launches, isUsedElsewhere }: Omit<LaunchFinding, "rule" | "origin" | "fixes">,
	fixes: () => Fix[],
): LaunchFinding {
	return {
		rule,
		severity,
		message,
		origin,
		...(related && { related }),
		...(readBy && { readBy }),
		...(launches && { launches }),
		...(isUsedElsewhere && { isUsedElsewhere }),
		get fixes() {
			return fixes();
		},
	};
}

/**
 * Explains launches one by one, for callers that do something else in between.
 * Launches with the same environment share one explanation.
 * @param known one that is explained already
 * @param brought explanations that are taken as they are, by the launch's id: no other launch shares them
 */
export function* explainEach(
	input: ExplainInput,
	launches: readonly Launch[],
	cache: ParseCache,
	known?: Explained,
	brought: ReadonlyMap<string, Explanation> = new Map(),
): Generator<Explained> {
	const shared = new Map<string, Explanation>();
	if (known && !brought.has(known.launch.id)) shared.set(environmentKey(known.launch), known.explanation);
	for (const launch of launches) {
		const own = brought.get(launch.id);
		if (own) {
			yield { launch, explanation: own };
			continue;
		}
		const key = environmentKey(launch);
		const explanation = shared.get(key) ?? explain({ ...input, launch, launches }, cache);
		shared.set(key, explanation);
		yield { launch, explanation };
	}
}

/**
 * Returns what `explain()` is told of a project if it were deployed: with what the platform's file hands over, else with the project's own
 * files in the place of the platform's settings.
 * @param launch the platform's, where a file tells of it
 */
export function deployedInput(
	{ launch: _, ...input }: ExplainInput,
	runtime: Runtime,
	launch: Launch | undefined,
): ExplainInput {
	const isTold = launch?.layers.some(({ kind }) => kind !== "program");
	return { ...input, runtime, ...(isTold && launch && { launch }) };
}

/** What tells launches with different answers apart. It holds secrets: it is compared, and goes nowhere. */
function environmentKey({ runtime, cwd, place, layers, versions, regions, sendsEnvFile, mounts }: Launch): string {
	return JSON.stringify(
		[runtime, cwd, place, layers, versions, regions, sendsEnvFile, mounts],
		function (this: unknown, name, value) {
			const written: unknown = (this as Record<string, unknown>)[name];
			return isConcealed(written) ? { secret: written.reveal() } : value;
		},
	);
}

/** Whether it is a value that does not print: of whichever bundle, each of which may have a class `Secret` of its own. */
function isConcealed(value: unknown): value is Concealed {
	return typeof value === "object" && value !== null && "reveal" in value && typeof value.reveal === "function";
}

type Explained = ExplainedLaunches["launches"][number];

interface Group {
	readonly first: Finding;
	readonly own: { launch: Launch; finding: Finding }[];
}

function merged(explained: readonly Explained[], others: readonly Explained[], tries: Tries): LaunchFinding[] {
	const groups = new Map<string, Group>();
	for (const { launch, explanation } of explained) {
		for (const finding of explanation.findings) {
			const { path, range } = finding.origin;
			const key = JSON.stringify([finding.rule, path, range?.start, range?.end]);
			const known = groups.get(key);
			if (!known) groups.set(key, { first: finding, own: [{ launch, finding }] });
			else if (known.own.at(-1)?.launch !== launch) known.own.push({ launch, finding });
		}
	}
	return [...groups.values()].map((group) => asOne(group, explained, others, tries));
}

const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Whether a launch uses the assignment that a finding is about. */
function uses({ explanation: { steps } }: Explained, { origin: { path, variable } }: Finding): boolean {
	const used = steps.filter(({ state }) => state === "active" || state === "broken");
	return used.some(({ origins }) => origins.some((one) => one.path === path && one.variable === variable));
}

const appliesTo = "Applies to";
/** So many launches are named. */
const mostNamed = 3;

/** "Applies to npm run dev and npm run deploy.", of some of a project's launches. */
function appliesToText(labels: readonly string[]): string {
	const left = labels.length - mostNamed;
	const named = left > 0 ? [...labels.slice(0, mostNamed), `${left} more`] : labels;
	return `${appliesTo} ${new Intl.ListFormat("en").format(named)}.`;
}

function asOne(
	{ first, own }: Group,
	explained: readonly Explained[],
	others: readonly Explained[],
	tries: Tries,
): LaunchFinding {
	const isOfAll = own.length === explained.length;
	const worst = severities.flatMap((severity) => own.find(({ finding }) => finding.severity === severity) ?? [])[0];
	const { severity, message } = worst?.finding ?? first;
	const without = explained.filter((one) => own.every(({ launch }) => launch !== one.launch));
	// A workflow or container has other files anyway: that a problem is none of theirs goes without saying.
	const isSaid = without.some(({ launch }) => launch.place === "here");
	const text = isSaid ? ` ${appliesToText([...new Set(own.map(({ launch }) => launch.label))])}` : "";
	const isUsedElsewhere = [...without, ...others].some((one) => uses(one, first));
	const facts = {
		severity,
		message: message + text,
		...(!isOfAll && { launches: own.map(({ launch }) => launch.id) }),
		...(isUsedElsewhere && { isUsedElsewhere }),
	};
	let safe: Fix[] | undefined;
	return withLaunches(first, facts, () => {
		safe ??= first.fixes.filter((fix) => !("edits" in fix) || tries.isGoodForAll(fix.edits));
		return safe;
	});
}

/** Tries edits on every launch. */
class Tries {
	readonly #input: ExplainInput;
	readonly #explained: readonly Explained[];
	readonly #known = new Map<string, boolean>();
	#left = mostTries;

	constructor(input: ExplainInput, explained: readonly Explained[]) {
		this.#input = input;
		this.#explained = explained;
	}

	/** Returns true if no launch's answer is worse after the edits; false once too many were tried. */
	isGoodForAll(edits: readonly TextEdit[]): boolean {
		const key = JSON.stringify(edits);
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const isGood = this.#tryAll(edits);
		this.#known.set(key, isGood);
		return isGood;
	}

	#tryAll(edits: readonly TextEdit[]): boolean {
		const texts = new Map<string, string>();
		for (const path of new Set(edits.map((edit) => edit.path))) {
			const own = edits.filter((edit) => edit.path === path);
			texts.set(path, apply(this.#input.readFile(path) ?? "", own));
		}
		const readFile = (path: string) => texts.get(path) ?? this.#input.readFile(path);
		// Launches that share an explanation share their trial, too.
		const tried = new Set<Explanation>();
		for (const { launch, explanation } of this.#explained) {
			if (tried.has(explanation)) continue;
			tried.add(explanation);
			if (this.#left-- <= 0) return false;
			const after = resolveProject({ ...this.#input, readFile, launch });
			if (!isSameOrBetter(explanation.active, after.active)) return false;
		}
		return true;
	}
}
