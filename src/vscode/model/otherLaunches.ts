import type { Disposable } from "vscode";
import { carryFindings, explainEach, type LaunchFinding, mergeFindings } from "../../core/explainLaunches.ts";
import {
	createParseCache,
	type ExplainInput,
	type Explanation,
	explain,
	type Launch,
	type ParseCache,
} from "../../core/index.ts";
import { agreement } from "../../core/launches/agreement.ts";
import { inTurns, later } from "../common/turns.ts";
import { startedBy } from "./projectInputs.ts";
import type { ExplainedLaunch, ProjectState, Tracked } from "./snapshot.ts";

/** After a change the other launches wait so long, so that each key typed costs one explanation only. */
const pauseMs = 150;

/** What the model does for it. */
interface Parts {
	/** What is known of a project now; what is read through it goes to `launchPaths`. */
	input(tracked: Tracked): ExplainInput;
	/** The explanations of a project that reports brought along, by the launch's id. */
	brought(tracked: Tracked): ReadonlyMap<string, Explanation>;
	/** Whether the project is still there, and its answer true to its files. */
	isCurrent(tracked: Tracked): boolean;
	/** Tells that the launches of a project changed. */
	publish(): void;
}

type OfOthers = Pick<ProjectState, "launches" | "agreement" | "findings">;
type OfShown = Pick<ProjectState, "launch" | "explanation">;

/**
 * What is known of the other launches once the shown one is explained anew: their rows and findings stay as they are until their turn, so
 * that nothing flickers.
 * @param count how many launches there are now
 */
export function beforeOthers(
	{ state, changedPaths }: Tracked,
	{ launch, explanation }: OfShown,
	count: number,
): OfOthers {
	if (!launch || count < 2 || !state) return { launches: [], agreement: undefined, findings: explanation.findings };
	const launches = state.launches.map((one) => (one.launch.id === launch.id ? { launch, explanation } : one));
	return {
		launches,
		agreement: agreement(launches, { launch, explanation }),
		findings: carryFindings(explanation.findings, state.findings, launch, (path) => !changedPaths.has(path)),
	};
}

/** What is wrong with any launch that is not hidden; the shown one's findings first. */
export function findingsOfAll(
	input: ExplainInput,
	hidden: readonly Launch[],
	brought: ReadonlyMap<string, Explanation>,
): readonly LaunchFinding[] {
	const { launches = [] } = input;
	const launch = startedBy(input);
	if (!launch) return explain(input).findings;
	const isHidden = new Set(hidden.map(({ id }) => id));
	const visible = launches.filter(({ id }) => id === launch.id || !isHidden.has(id));
	const explained = [...explainEach(input, visible, createParseCache(), undefined, brought)];
	const shown = explained.find((one) => one.launch === launch);
	return shown ? compared(input, shown, explained).findings : [];
}

/** What only a command would meet that nothing in the project runs is no problem of the project. */
function isProblemOfProject({ callsLambda }: Launch): boolean {
	return callsLambda !== "unknown";
}

/** What is known once all are explained. */
function compared(input: ExplainInput, { launch, explanation }: OfShown, launches: ExplainedLaunch[]): OfOthers {
	if (!launch) return { launches, agreement: undefined, findings: explanation.findings };
	const others = launches.filter((one) => one.launch.id !== launch.id);
	const likely = others.filter((one) => isProblemOfProject(one.launch));
	const unlikely = others.filter((one) => !isProblemOfProject(one.launch));
	return {
		launches,
		agreement: agreement(others, { launch, explanation }),
		findings: mergeFindings(input, [{ launch, explanation }, ...likely], unlikely),
	};
}

/**
 * Explains the launches that are not shown, after the shown ones, in turns between which everything else goes on. What a change has
 * overtaken is dropped: the change has put the project back on the list.
 */
export class OtherLaunches implements Disposable {
	readonly #parts: Parts;
	readonly #cache: ParseCache;
	readonly #stale = new Set<Tracked>();
	/** The turns that are taken now. */
	#running: Promise<void> | undefined;
	#isDisposed = false;
	#callOff: (() => void) | undefined;

	constructor(cache: ParseCache, parts: Parts) {
		this.#cache = cache;
		this.#parts = parts;
	}

	/** Puts a project on the list. */
	add(tracked: Tracked): void {
		this.#stale.add(tracked);
	}

	/** Forgets every project. */
	clear(): void {
		this.#stale.clear();
	}

	/** Explains what is on the list, after a pause. */
	soon(): void {
		if (this.#isDisposed || this.#stale.size === 0) return;
		this.#callOff ??= later(pauseMs, () => {
			this.#callOff = undefined;
			void this.finish();
		});
	}

	/** Explains what is on the list now; done once nothing is left on it. */
	async finish(): Promise<void> {
		while (this.#stale.size > 0 && !this.#isDisposed) {
			this.#running ??= inTurns(this.#explainAll()).finally(() => {
				this.#running = undefined;
			});
			await this.#running;
		}
	}

	*#explainAll(): Generator<void> {
		let isNew = false;
		for (const tracked of [...this.#stale]) {
			const { state } = tracked;
			this.#stale.delete(tracked);
			if (!state || !this.#parts.isCurrent(tracked)) continue;
			const input = this.#parts.input(tracked);
			const { launches: all = [] } = input;
			const launch = startedBy(input);
			const hidden = new Set(state.hidden.map(({ id }) => id));
			const launches = all.filter(({ id }) => !hidden.has(id));
			const known = launch && state.launch === launch ? { launch, explanation: state.explanation } : undefined;
			const explained: ExplainedLaunch[] = [];
			for (const one of explainEach(input, launches, this.#cache, known, this.#parts.brought(tracked))) {
				explained.push(one);
				yield;
				if (this.#isDisposed) return;
			}
			if (tracked.state !== state || !this.#parts.isCurrent(tracked)) continue;
			tracked.changedPaths.clear();
			tracked.state = { ...state, ...compared(input, state, explained) };
			isNew = true;
		}
		if (isNew) this.#parts.publish();
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#callOff?.();
	}
}
