import type { EnvFile } from "../environment/expandFiles.ts";
import type { Finding } from "../types.ts";
import { checkSkipped } from "./env/check-skipped.ts";
import { dotenvDialect } from "./env/dotenv-dialect.ts";
import { duplicateVariable } from "./env/duplicate-variable.ts";
import { envFileInGit } from "./env/env-file-in-git.ts";
import { ignoredEnvFile } from "./env/ignored-env-file.ts";
import { incompleteKeyPair } from "./env/incomplete-key-pair.ts";
import { malformedAccessKeyId } from "./env/malformed-access-key-id.ts";
import { malformedLine } from "./env/malformed-line.ts";
import { malformedSecret } from "./env/malformed-secret.ts";
import { missingSessionToken } from "./env/missing-session-token.ts";
import { misspelledVariable } from "./env/misspelled-variable.ts";
import { mixedKeyPair } from "./env/mixed-key-pair.ts";
import { placeholderValue } from "./env/placeholder-value.ts";
import { platformCredentials } from "./env/platform-credentials.ts";
import { profileOnPlatform } from "./env/profile-on-platform.ts";
import { publicPrefix } from "./env/public-prefix.ts";
import { regionNotEnabledByDefault } from "./env/region-not-enabled-by-default.ts";
import { regionNotRead } from "./env/region-not-read.ts";
import { regionUnknown } from "./env/region-unknown.ts";
import { rotationDuplicate } from "./env/rotation-duplicate.ts";
import { rotationGap } from "./env/rotation-gap.ts";
import { rotationIncomplete } from "./env/rotation-incomplete.ts";
import { secretSentToRender } from "./env/secret-sent-to-render.ts";
import { shadowedVariable } from "./env/shadowed-variable.ts";
import { straySessionToken } from "./env/stray-session-token.ts";
import { unknownProfile } from "./env/unknown-profile.ts";
import { unprefixedVariable } from "./env/unprefixed-variable.ts";
import { unreadableFile } from "./env/unreadable-file.ts";
import { unusableProfile } from "./env/unusable-profile.ts";
import type { Rule, Situation } from "./rule.ts";
import { isExample } from "./shared/keyParts.ts";
import { discardedAwsFile } from "./sharedConfig/discarded-aws-file.ts";
import { duplicateKey } from "./sharedConfig/duplicate-key.ts";
import { duplicateSection } from "./sharedConfig/duplicate-section.ts";
import { incompleteProfile } from "./sharedConfig/incomplete-profile.ts";
import { longLivedKeys } from "./sharedConfig/long-lived-keys.ts";
import { mfaProfile } from "./sharedConfig/mfa-profile.ts";
import { missingSourceProfile } from "./sharedConfig/missing-source-profile.ts";
import { missingSsoSession } from "./sharedConfig/missing-sso-session.ts";
import { misspelledKey } from "./sharedConfig/misspelled-key.ts";
import { profileHeading } from "./sharedConfig/profile-heading.ts";
import { quotedValue } from "./sharedConfig/quoted-value.ts";
import { readableByOthers } from "./sharedConfig/readable-by-others.ts";
import { sourceProfileCycle } from "./sharedConfig/source-profile-cycle.ts";
import { unknownCredentialSource } from "./sharedConfig/unknown-credential-source.ts";

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
	profileOnPlatform,
	platformCredentials,
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
	discardedAwsFile,
	profileHeading,
	incompleteProfile,
	missingSourceProfile,
	sourceProfileCycle,
	unknownCredentialSource,
	missingSsoSession,
	mfaProfile,
	duplicateSection,
	duplicateKey,
	misspelledKey,
	quotedValue,
	longLivedKeys,
	readableByOthers,
];

/** The findings of all rules, each stamped with its rule's id and severity, without those that a comment on their line turns off. */
export function checkAll(situation: Situation): Finding[] {
	const isDisabled = disabledLines(situation);
	return rules.flatMap((rule) =>
		rule
			.check(situation)
			.map((finding) => ({ severity: rule.severity, ...finding, rule: rule.id }))
			.filter((finding) => !isDisabled(finding) && !(rule.isSilentInExamples && isExample(finding.origin.path ?? ""))),
	);
}

const directive = "remotion-lambda-disable-line";

/**
 * `# remotion-lambda-disable-line rule[, rule]` on a finding's own line; without names it turns off every rule. The line of a value
 * that goes over several is the last one, where a comment can stand.
 */
function disabledLines({ envFiles, aws }: Situation): (finding: Finding) => boolean {
	const comments = new Map<string, { text: string; lines: ReadonlyMap<number, string[]> } | undefined>();
	// A file is searched when something is found in it.
	const commentsIn = (path: string) => {
		if (comments.has(path)) return comments.get(path);
		const file = envFiles.find((one) => one.path === path);
		const text = file?.text ?? aws.texts.get(path) ?? "";
		const lines = !text.includes(directive) ? undefined : file ? directivesOf(file) : awsDirectivesOf(text);
		comments.set(path, lines && { text, lines });
		return comments.get(path);
	};
	return ({ rule, origin: { path, range } }) => {
		const known = path === undefined || !range ? undefined : commentsIn(path);
		const names = known && range && known.lines.get(lineStart(known.text, range.start));
		return names !== undefined && (names.length === 0 || names.includes(rule));
	};
}

/** The rules that each line's comment names, by the line's start; that of a value over several lines by its first line, too. */
function directivesOf({ text, parsed }: EnvFile): Map<number, string[]> {
	const comment = new RegExp(`#[^\\S\\r\\n]*${directive}(?![\\w-])([^\\r\\n]*)`, "g");
	const lines = new Map<number, string[]>();
	const assignments = parsed.assignments.values();
	let before = assignments.next();
	let last = before.value;
	for (const { index, 1: list = "" } of text.matchAll(comment)) {
		while (!before.done && before.value.range.start < index) {
			last = before.value;
			before = assignments.next();
		}
		// Within quotes it is a part of the value.
		if (last && last.quote !== null && last.range.start < index && index < last.range.end) continue;
		const names = list.split(/[\s,]+/).filter(Boolean);
		const start = lineStart(text, index);
		lines.set(start, names);
		if (last && last.range.start < start && start < last.range.end) lines.set(lineStart(text, last.range.start), names);
	}
	return lines;
}

/** The same in an AWS file, where a comment needs a blank before it. */
function awsDirectivesOf(text: string): Map<number, string[]> {
	const comment = new RegExp(`(^|\\s)[#;][^\\S\\r\\n]*${directive}(?![\\w-])([^\\r\\n]*)`, "g");
	return new Map(
		[...text.matchAll(comment)].map(({ index, 1: blank = "", 2: list = "" }) => [
			lineStart(text, index + blank.length),
			list.split(/[\s,]+/).filter(Boolean),
		]),
	);
}

function lineStart(text: string, at: number): number {
	let start = at;
	while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
	return start;
}
