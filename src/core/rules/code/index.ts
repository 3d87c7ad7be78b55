import { readCode } from "../../code/code.ts";
import { readConfiguration } from "../../code/environmentBlocks.ts";
import { longestText, longestWorkflow, yamlKinds } from "../../code/kind.ts";
import { LineIndex } from "../../text/lineIndex.ts";
import type { Finding, TextRange } from "../../types.ts";
import { accessKeyInCode } from "./access-key-in-code.ts";
import { deployerKeys } from "./deployer-keys.ts";
import { envFileInTerminal } from "./env-file-in-terminal.ts";
import { envNotLoaded } from "./env-not-loaded.ts";
import { reservedVariable } from "./reserved-variable.ts";
import { secretInBuild } from "./secret-in-build.ts";
import { secretInEnvVariables } from "./secret-in-env-variables.ts";
import type { LintedFile, LintInput, LintRule } from "./types.ts";
import { undefinedAsText } from "./undefined-as-text.ts";
import { unprefixedInCode } from "./unprefixed-in-code.ts";
import { unprefixedInDeployment } from "./unprefixed-in-deployment.ts";
import { variableNotInFunctions } from "./variable-not-in-functions.ts";

export type { LintFacts, LintInput } from "./types.ts";

/** The rules for what is no `.env` file. To add one: a file in `rules`, a line here, a fixture folder; see CONTRIBUTING. */
export const lintRules: readonly LintRule[] = [
	accessKeyInCode,
	unprefixedInCode,
	unprefixedInDeployment,
	envNotLoaded,
	envFileInTerminal,
	reservedVariable,
	deployerKeys,
	secretInBuild,
	variableNotInFunctions,
	undefinedAsText,
	secretInEnvVariables,
];

/** Without one of these in it, a text holds nothing that a rule speaks of. */
const worthReading = /A[KS]IA[A-Z0-9]{16}|AWS_|@remotion\/lambda|aws_secret_access_key|secretAccessKey|"envFile"/;

/**
 * What is wrong with the credentials in code or a configuration file of a project that uses Remotion Lambda.
 *
 * Pure, linear, and apart from `explain()`: it looks at this one text and at what it is told of the project. Comments are never looked
 * at. `remotion-lambda-disable-line` in a comment on a finding's line turns it off, as in `.env` files.
 */
export function lintText(text: string, input: LintInput): Finding[] {
	const longest = yamlKinds.has(input.kind) ? longestWorkflow : longestText;
	if (text.length > longest || !worthReading.test(text)) return [];
	const file = read(text, input);
	const found = lintRules.flatMap((rule) =>
		rule.check(file).map((finding): Finding => ({ severity: rule.severity, ...finding, rule: rule.id })),
	);
	if (!text.includes(directive)) return found;
	const isDisabled = disabledIn(text);
	return found.filter((finding) => !isDisabled(finding));
}

/** The environment variable that code names at an offset, for hovers; undefined: none. */
export function variableAt(text: string, path: string, offset: number): { name: string; range: TextRange } | undefined {
	if (text.length > longestText) return undefined;
	return readCode(text, path).uses.find(({ range }) => range.start <= offset && offset <= range.end);
}

function read(text: string, { path, facts, kind }: LintInput): LintedFile {
	if (kind === "code") return { path, text, facts, kind, code: readCode(text, path) };
	return { path, text, facts, kind, configuration: readConfiguration(text, kind) };
}

const directive = "remotion-lambda-disable-line";
const comment = /(?:\/\/|\/\*|#)[^\S\r\n]{0,20}remotion-lambda-disable-line(?![\w-])([^*\r\n]*)/g;

/** Tells of each finding whether a comment on its line turns it off: of several on one line the first counts. */
function disabledIn(text: string): (finding: Finding) => boolean {
	const lines = new LineIndex(text);
	const directives = new Map<number, readonly string[]>();
	for (const { index, 1: list = "" } of text.matchAll(comment)) {
		const line = lines.lineOf(index);
		if (!directives.has(line)) directives.set(line, list.split(/[\s,]+/).filter(Boolean));
	}
	return ({ rule, origin: { range } }) => {
		const names = range && directives.get(lines.lineOf(range.start));
		return names !== undefined && (names.length === 0 || names.includes(rule));
	};
}
