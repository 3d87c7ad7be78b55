import { isExample } from "../dotenv/envFile.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import { atOnce, type InTurns } from "../text/job.ts";
import { printableText } from "../text/printableName.ts";
import type { Finding } from "../types.ts";
import { disabledLines } from "./disableLine.ts";
import { checkSkipped } from "./env/check-skipped.ts";
import { customEndpoint } from "./env/custom-endpoint.ts";
import { dotenvDialect } from "./env/dotenv-dialect.ts";
import { dotenvVault } from "./env/dotenv-vault.ts";
import { duplicateVariable } from "./env/duplicate-variable.ts";
import { envFileElsewhere } from "./env/env-file-elsewhere.ts";
import { envFileInGit } from "./env/env-file-in-git.ts";
import { envFileMissing } from "./env/env-file-missing.ts";
import { escapedPath } from "./env/escaped-path.ts";
import { expiredKeys } from "./env/expired-keys.ts";
import { ignoredEnvFile } from "./env/ignored-env-file.ts";
import { incompleteKeyPair } from "./env/incomplete-key-pair.ts";
import { malformedAccessKeyId } from "./env/malformed-access-key-id.ts";
import { malformedEndpoint } from "./env/malformed-endpoint.ts";
import { malformedLine } from "./env/malformed-line.ts";
import { malformedSecret } from "./env/malformed-secret.ts";
import { malformedSessionToken } from "./env/malformed-session-token.ts";
import { missingSessionToken } from "./env/missing-session-token.ts";
import { misspelledVariable } from "./env/misspelled-variable.ts";
import { mixedKeyPair } from "./env/mixed-key-pair.ts";
import { notSignedIn } from "./env/not-signed-in.ts";
import { otherAccountInAwsCli } from "./env/other-account-in-aws-cli.ts";
import { partitionMismatch } from "./env/partition-mismatch.ts";
import { placeholderValue } from "./env/placeholder-value.ts";
import { platformCredentials } from "./env/platform-credentials.ts";
import { profileNotRead } from "./env/profile-not-read.ts";
import { profileOnPlatform } from "./env/profile-on-platform.ts";
import { profileWithoutFiles } from "./env/profile-without-files.ts";
import { publicPrefix } from "./env/public-prefix.ts";
import { regionNotEnabledByDefault } from "./env/region-not-enabled-by-default.ts";
import { regionNotRead } from "./env/region-not-read.ts";
import { regionUnknown } from "./env/region-unknown.ts";
import { remotionNameNotRead } from "./env/remotion-name-not-read.ts";
import { rotationDuplicate } from "./env/rotation-duplicate.ts";
import { rotationGap } from "./env/rotation-gap.ts";
import { rotationIncomplete } from "./env/rotation-incomplete.ts";
import { secretSentToRender } from "./env/secret-sent-to-render.ts";
import { shadowedVariable } from "./env/shadowed-variable.ts";
import { spaceInScript } from "./env/space-in-script.ts";
import { stoppedScript } from "./env/stopped-script.ts";
import { straySessionToken } from "./env/stray-session-token.ts";
import { unexpectedAccount } from "./env/unexpected-account.ts";
import { unknownProfile } from "./env/unknown-profile.ts";
import { unprefixedVariable } from "./env/unprefixed-variable.ts";
import { unreadableFile } from "./env/unreadable-file.ts";
import { unresolvedReference } from "./env/unresolved-reference.ts";
import { unusableProfile } from "./env/unusable-profile.ts";
import { variableNotPassed } from "./env/variable-not-passed.ts";
import { vercelEnvPull } from "./env/vercel-env-pull.ts";
import { workflowWithoutIdToken } from "./env/workflow-without-id-token.ts";
import type { Rule } from "./rule.ts";
import { discardedAwsFile } from "./sharedConfig/discarded-aws-file.ts";
import { duplicateKey } from "./sharedConfig/duplicate-key.ts";
import { duplicateSection } from "./sharedConfig/duplicate-section.ts";
import { incompleteProfile } from "./sharedConfig/incomplete-profile.ts";
import { longLivedKeys } from "./sharedConfig/long-lived-keys.ts";
import { malformedSetting } from "./sharedConfig/malformed-setting.ts";
import { mfaProfile } from "./sharedConfig/mfa-profile.ts";
import { missingSourceProfile } from "./sharedConfig/missing-source-profile.ts";
import { missingSsoSession } from "./sharedConfig/missing-sso-session.ts";
import { misspelledKey } from "./sharedConfig/misspelled-key.ts";
import { profileHeading } from "./sharedConfig/profile-heading.ts";
import { quotedValue } from "./sharedConfig/quoted-value.ts";
import { readDifferentlyByAwsCli } from "./sharedConfig/read-differently-by-aws-cli.ts";
import { readableByOthers } from "./sharedConfig/readable-by-others.ts";
import { sourceProfileCycle } from "./sharedConfig/source-profile-cycle.ts";
import { unknownCredentialSource } from "./sharedConfig/unknown-credential-source.ts";
import { unreadableForAwsCli } from "./sharedConfig/unreadable-for-aws-cli.ts";

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
	notSignedIn,
	expiredKeys,
	profileOnPlatform,
	platformCredentials,
	malformedAccessKeyId,
	malformedSecret,
	malformedSessionToken,
	placeholderValue,
	unresolvedReference,
	duplicateVariable,
	misspelledVariable,
	ignoredEnvFile,
	envFileMissing,
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
	malformedSetting,
	missingSsoSession,
	mfaProfile,
	duplicateSection,
	duplicateKey,
	unreadableForAwsCli,
	readDifferentlyByAwsCli,

	misspelledKey,
	quotedValue,
	longLivedKeys,
	readableByOthers,
	malformedEndpoint,
	customEndpoint,
	profileNotRead,
	envFileElsewhere,
	profileWithoutFiles,
	remotionNameNotRead,
	dotenvVault,
	partitionMismatch,
	vercelEnvPull,
	variableNotPassed,
	spaceInScript,
	stoppedScript,
	otherAccountInAwsCli,
	unexpectedAccount,
	escapedPath,
	workflowWithoutIdToken,
];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule behind a finding; undefined for a finding in code, whose rules are a bundle of their own. */
export function ruleOf({ rule }: Pick<Finding, "rule">): Rule | undefined {
	return byId.get(rule);
}

/** Whether it is advice, and no mistake. */
export function isAdvice(finding: Finding): boolean {
	const said = ruleOf(finding)?.isAdvice;
	return typeof said === "function" ? said(finding) : said === true;
}

/** One rule finds so many mistakes at most in a project: whoever has more mends some of them first. */
export const mostFindings = 500;

/** The findings of all rules, each stamped with its rule's id and severity, without those that a comment on their line turns off. */
export function checkAll(situation: ResolvedProject): Finding[] {
	return atOnce(checkAllInTurns(situation));
}

/** Does what `checkAll` does, in turns. */
export function* checkAllInTurns(situation: ResolvedProject): InTurns<Finding[]> {
	const isDisabled = disabledLines(situation);
	const findings: Finding[] = [];
	const isLong = lengthOf(situation) > atOnceLength;
	const shown = shownTexts();
	for (const rule of rules) {
		const most = findings.length + mostFindings;
		for (const found of rule.check(situation)) {
			if (found === undefined) {
				yield;
				continue;
			}
			const finding = { severity: rule.severity, ...found, message: shown(found.message), rule: rule.id };
			if (isDisabled(finding) || (rule.isSilentInExamples && isExample(finding.origin.path ?? ""))) continue;
			findings.push(finding);
			if (findings.length === most) break;
		}
		if (isLong) yield;
	}
	return findings;
}

/** Makes messages printable; one that comes again and again is looked at once. */
function shownTexts(): (message: string) => string {
	let [last, shown] = ["", ""];
	return (message) => {
		if (message !== last) [last, shown] = [message, printableText(message)];
		return shown;
	};
}

/** In shorter texts all rules together take less time than a pause after each of them. */
const atOnceLength = 50_000;

function lengthOf({ envFiles, aws }: ResolvedProject): number {
	let length = 0;
	for (const { text } of envFiles) length += text.length;
	for (const text of aws.texts.values()) length += text.length;
	return length;
}
