import type { ResolvedProject } from "../project/resolvedProject.ts";
import type { Finding, Severity } from "../types.ts";

/** One mistake: how to find it and how to mend it. One rule a file, one fixture folder a rule. */
export interface Rule {
	/** Stable: settings, `# remotion-lambda-disable-line` and fixtures use it. */
	readonly id: string;
	readonly severity: Severity;
	/** One sentence for the README's table: what is wrong and why it matters. */
	readonly docs: string;
	/** Said once a file, at the first place that gives cause: where that goes, the next one is the same finding. */
	readonly isOncePerFile?: true;
	/** Advice, no mistake: a fix of something else may bring it up. */
	readonly isAdvice?: true | ((finding: RuleFinding) => boolean);
	/** Silent in a file that is there to be copied and filled in (`.env.example`): a placeholder is no mistake in it. */
	readonly isSilentInExamples?: true;
	/** What it finds is of no effect: editors show it greyed out, unless other clients read it (`Finding.readBy`). */
	readonly greysOut?: true;
	/** Something signs that the files did not mean: the answer is shown with a warning. */
	readonly misleads?: true;
	/**
	 * The findings in this situation, in the order of the text; `severity` only where it differs from the rule's own. Undefined is a pause: what
	 * goes through large files makes one now and then (`inEach`).
	 */
	check(situation: ResolvedProject): Iterable<RuleFinding | undefined>;
}

export type RuleFinding = Omit<Finding, "rule" | "severity"> & { severity?: Severity };
