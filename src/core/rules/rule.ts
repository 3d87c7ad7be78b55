import type { AwsEnvironment } from "../credentialProviders/sharedFiles.ts";
import type { EnvFile } from "../environment/expandFiles.ts";
import type { Environment } from "../environment/layers.ts";
import type { Unreadable } from "../text/readText.ts";
import type { Active, ExplainInput, Explanation, Finding, Severity, Step } from "../types.ts";

/** Everything a rule may look at: one resolved situation. Rules never read files and never look at another rule's findings. */
export interface Situation {
	readonly input: ExplainInput;
	readonly environment: Environment;
	/** The `.env` files to check; findings belong into these. */
	readonly envFiles: readonly EnvFile[];
	readonly aws: AwsEnvironment;
	readonly active: Active;
	readonly steps: readonly Step[];
	readonly region: Explanation["region"];
	/** Files that are there and cannot be read. */
	readonly unreadable: readonly Unreadable[];
}

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
	readonly isAdvice?: true;
	/** Silent in a file that is there to be copied and filled in (`.env.example`): a placeholder is no mistake in it. */
	readonly isSilentInExamples?: true;
	/** The findings in this situation, in the order of the text; `severity` only where it differs from the rule's own. */
	check(situation: Situation): readonly RuleFinding[];
}

export type RuleFinding = Omit<Finding, "rule" | "severity"> & { severity?: Severity };
