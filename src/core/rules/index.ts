import type { EnvFile } from "../envFiles.ts";
import type { Finding } from "../types.ts";
import { checkSkipped } from "./check-skipped.ts";
import { dotenvDialect } from "./dotenv-dialect.ts";
import { duplicateVariable } from "./duplicate-variable.ts";
import { envFileInGit } from "./env-file-in-git.ts";
import { ignoredEnvFile } from "./ignored-env-file.ts";
import { incompleteKeyPair } from "./incomplete-key-pair.ts";
import { malformedAccessKeyId } from "./malformed-access-key-id.ts";
import { malformedLine } from "./malformed-line.ts";
import { malformedSecret } from "./malformed-secret.ts";
import { missingSessionToken } from "./missing-session-token.ts";
import { misspelledVariable } from "./misspelled-variable.ts";
import { mixedKeyPair } from "./mixed-key-pair.ts";
import { placeholderValue } from "./placeholder-value.ts";
import { publicPrefix } from "./public-prefix.ts";
import { regionNotEnabledByDefault } from "./region-not-enabled-by-default.ts";
import { regionNotRead } from "./region-not-read.ts";
import { regionUnknown } from "./region-unknown.ts";
import { rotationDuplicate } from "./rotation-duplicate.ts";
import { rotationGap } from "./rotation-gap.ts";
import { rotationIncomplete } from "./rotation-incomplete.ts";
import type { Rule, Situation } from "./rule.ts";
import { secretSentToRender } from "./secret-sent-to-render.ts";
import { shadowedVariable } from "./shadowed-variable.ts";
import { straySessionToken } from "./stray-session-token.ts";
import { unknownProfile } from "./unknown-profile.ts";
import { unprefixedVariable } from "./unprefixed-variable.ts";
import { unreadableFile } from "./unreadable-file.ts";
import { unusableProfile } from "./unusable-profile.ts";

/** Every rule. To add one: a file here, a line in this list, a fixture folder; see CONTRIBUTING. */
export const rules: readonly Rule[] = [
	unprefixedVariable,
	shadowedVariable,
	incompleteKeyPair,
	mixedKeyPair,
	missingSessionToken,
	straySessionToken,
	unknownProfile,
	unusableProfile,
	malformedAccessKeyId,
	malformedSecret,
	placeholderValue,
	duplicateVariable,
	misspelledVariable,
	ignoredEnvFile,
	checkSkipped,
	regionUnknown,
	regionNotEnabledByDefault,
	regionNotRead,
	dotenvDialect,
	rotationGap,
	rotationIncomplete,
	rotationDuplicate,
	secretSentToRender,
	publicPrefix,
	envFileInGit,
	unreadableFile,
	malformedLine,
];

/** The findings of all rules, each stamped with its rule's id and severity, without those that a comment on their line turns off. */
export function checkAll(situation: Situation): Finding[] {
	const isDisabled = disabledLines(situation.envFiles);
	return rules.flatMap((rule) =>
		rule
			.check(situation)
			.map((finding) => ({ severity: rule.severity, ...finding, rule: rule.id }))
			.filter((finding) => !isDisabled(finding)),
	);
}

const directive = "remotion-lambda-disable-line";

/**
 * `# remotion-lambda-disable-line rule[, rule]` on a finding's own line; without names it turns off every rule. The line of a value
 * that goes over several is the last one, where a comment can stand.
 */
function disabledLines(files: readonly EnvFile[]): (finding: Finding) => boolean {
	const comments = new Map(
		files.filter(({ text }) => text.includes(directive)).map((file) => [file.path, directivesOf(file)]),
	);
	return ({ rule, origin: { path, range } }) => {
		const known = path === undefined || !range ? undefined : comments.get(path);
		if (!known || !range) return false;
		const own = known.find(({ start, end }) => start <= range.start && range.start <= end);
		return own !== undefined && (own.names.length === 0 || own.names.includes(rule));
	};
}

/** Each line with the comment: where it starts and ends, a value over several lines counted as one, and the rules it names. */
function directivesOf({ text, parsed }: EnvFile): { start: number; end: number; names: string[] }[] {
	const comment = new RegExp(`#[^\\S\\r\\n]*${directive}(?![\\w-])([^\\r\\n]*)`, "g");
	return [...text.matchAll(comment)].flatMap((match) => {
		const at = match.index;
		const lineStart = Math.max(text.lastIndexOf("\n", at), text.lastIndexOf("\r", at)) + 1;
		// Within quotes it is a part of the value.
		const quoted = parsed.assignments.some(({ quote, range }) => quote !== null && range.start < at && at < range.end);
		if (quoted) return [];
		const endsHere = parsed.assignments.find(
			({ range }) => range.start < at && lineStart < range.end && range.end <= at,
		);
		const start = Math.min(lineStart, endsHere?.range.start ?? lineStart);
		return [{ start, end: at, names: match[1]?.split(/[\s,]+/).filter(Boolean) ?? [] }];
	});
}
