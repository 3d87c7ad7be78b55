import type { CodeFile } from "../../code/code.ts";
import type { ConfigurationFile } from "../../code/configurationFile.ts";
import type { LintKind } from "../../code/kind.ts";
import type { Origin } from "../../types.ts";
import type { Rule, RuleFinding } from "../rule.ts";

/** What `lintText()` is told of the file and its project. */
export interface LintInput {
	/** Absolute. */
	readonly path: string;
	readonly kind: LintKind;
	readonly facts: LintFacts;
}

/** What only the outside can know of the projects that a file belongs to. */
export interface LintFacts {
	/** Commands by script name, as in package.json. */
	readonly scripts: Readonly<Record<string, string>>;
	/** Variables that the project's `.env` files set. */
	readonly setInEnvFiles: readonly string[];
	/** Names of the `.env` files that alone hold credentials; empty: a program that loads none finds some elsewhere, or nothing holds any. */
	readonly credentialsOnlyIn: readonly string[];
	/** Whether the project's programs get their `.env` files without a word in the code: Bun, or a dependency that loads them. */
	readonly loadsEnv: boolean;
	/** Other AWS clients of the project, which read the plain names. */
	readonly otherReaders?: readonly string[];
	/** Where the steps of workflows stand that call Remotion Lambda; absent: nobody looked. */
	readonly launchedAt?: readonly Origin[];
	/** Whether a `.env` file, by its absolute path, holds a secret of AWS. */
	readonly holdsSecret?: (path: string) => boolean;
}

/** One file, read as what it is. */
export type LintedFile = LintedCode | LintedConfiguration;

interface Linted {
	readonly path: string;
	readonly text: string;
	readonly facts: LintFacts;
}

export interface LintedCode extends Linted {
	readonly kind: "code";
	readonly code: CodeFile;
}

export interface LintedConfiguration extends Linted {
	readonly kind: Exclude<LintKind, "code">;
	readonly configuration: ConfigurationFile;
}

/** One mistake in files other than `.env`: like a rule of `explain()`, but of one text alone. */
export interface LintRule extends Pick<Rule, "id" | "severity" | "docs"> {
	/** The findings in the order of the text. */
	check(file: LintedFile): readonly RuleFinding[];
}
