import { printableKey } from "../../credentialProviders/fromIni.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { counts, isBeside, prefixes } from "../../project/lookups.ts";
import type { AwsFiles } from "../../project/profilePlaces.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { cliTokens } from "../../sharedConfig/cliProfiles.ts";
import type { EnvironmentLayer, Fix } from "../../types.ts";
import { isTemporary } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { renameTo, uncomment } from "../shared/fixes.ts";
import { allOf, inEach } from "../shared/inEach.ts";
import { misspelledAs } from "../shared/keyParts.ts";
import { inAwsFiles, keyOrigin, misspelledKeys } from "../shared/sharedConfig.ts";

/** A temporary key without its token: AWS rejects it. */
export const missingSessionToken: Rule = {
	id: "missing-session-token",
	severity: "error",
	docs: "A temporary access key (ASIA…) without the session token of the same prefix, or of the same profile: AWS rejects it.",
	isSilentInExamples: true,
	check: (situation) => allOf([inProfiles(situation), [...inEnvFiles(situation), ...inLaunch(situation)]]),
};

const inProfiles = inAwsFiles((files) =>
	inEach(files.profiles, ({ name, accessKeyId = "", hasSessionToken }) => {
		if (hasSessionToken || !isTemporary(accessKeyId)) return [];
		const misspelled = misspelledTokenOf(files, name);
		const message =
			misspelled === undefined
				? "This is a temporary access key (ASIA…), but the profile has no aws_session_token, so AWS will reject it. Add the session token."
				: `This is a temporary access key (ASIA…), but its session token is in ${misspelled.written}, which ${misspelled.isReadByCli ? "the AWS CLI reads and the AWS SDK doesn't" : "the AWS SDK doesn't read"}. Rename it to aws_session_token.`;
		const fixes = misspelled ? [misspelled.rename] : [];
		return keyOrigin(files, name, "aws_access_key_id").map((origin) => ({ message, origin, fixes }));
	}),
);

/** The key under which a profile has its token, where the SDK does not look for it, and the fix; undefined: none. */
function misspelledTokenOf(
	files: AwsFiles,
	name: string,
): { written: string; isReadByCli: boolean; rename: Fix } | undefined {
	const found = [...misspelledKeys(files.table.settings(name) ?? {})].find(
		([, meant]) => meant === "aws_session_token",
	);
	const { path, range } = (found && keyOrigin(files, name, found[0])[0]) ?? {};
	if (!found || path === undefined || !range) return undefined;
	const edits = [{ path, range, newText: "aws_session_token" }];
	// Source: AWS CLI 2.9.19, botocore 1.43.11.
	const isReadByCli = cliTokens.some((name) => name === found[0].toLowerCase());
	return {
		written: printableKey(found[0]),
		isReadByCli,
		rename: { title: "Rename to aws_session_token", preferred: true, edits },
	};
}

function inEnvFiles(situation: ResolvedProject): RuleFinding[] {
	return situation.envFiles.flatMap((file) =>
		prefixes.flatMap((prefix) => {
			const [idName, secretName, tokenName] = keyVariables(prefix);
			const id = assigned(file, idName);
			if (!id || !isTemporary(id.value.reveal()) || (file.loaded && !counts(situation, file, idName))) return [];
			if (!isBeside(situation, file, secretName) || isBeside(situation, file, tokenName)) return [];
			const other = prefix === "AWS_" ? "REMOTION_AWS_" : "AWS_";
			const [, , otherToken] = keyVariables(other);
			const message = isBeside(situation, file, otherToken)
				? `${idName} is a temporary access key (ASIA…), but its session token is in ${otherToken}. Remotion reads only ${tokenName}, so AWS will reject the key. Rename the token.`
				: `${idName} is a temporary access key (ASIA…), but ${tokenName} is not set, so AWS will reject it. Add the session token.`;
			return [{ message, origin: nameOrigin(file, id), fixes: fixes(situation, file, otherToken, tokenName) }];
		}),
	);
}

/** The token of the other prefix, where no key of that prefix in this file needs it; one under a misspelled name; one commented out. */
function fixes(situation: ResolvedProject, file: EnvFile, from: string, to: string): Fix[] {
	if (situation.environment.setting(to) && !file.last.has(to)) return [];
	const isNeeded = assigned(file, from.replace("SESSION_TOKEN", "ACCESS_KEY_ID"));
	const written = assigned(file, from) && !isNeeded ? from : misspelledAs(file, to);
	return written === undefined ? uncomment(file, to) : [renameTo(situation, file, written, to)];
}

/**
 * What starts the program gives Remotion's key the value of another one, and leaves the token behind: the output of configure-aws-credentials,
 * whose keys are a role's where outputs are used, or AWS_ACCESS_KEY_ID where AWS_SESSION_TOKEN is set.
 * Source: `src/helpers.ts` of aws-actions/configure-aws-credentials 6.2.3, which sets all three outputs.
 */
function inLaunch(situation: ResolvedProject): RuleFinding[] {
	const { active, environment, input } = situation;
	const [idName, , tokenName] = keyVariables("REMOTION_AWS_");
	if (active.kind !== "keys" || active.hasSessionToken || !active.variables.includes(idName)) return [];
	const { value, origin } = input.launch?.layers.map((layer) => given(layer, idName)).findLast(Boolean) ?? {};
	if (origin?.path === undefined || typeof value !== "object" || value === null) return [];
	const found = { origin: { ...origin, variable: idName }, fixes: [] };
	const step =
		"unknown" in value ? /^steps\.([\w-]{1,100})\.outputs\.aws-access-key-id$/.exec(value.unknown)?.[1] : undefined;
	if (step !== undefined) {
		const message = `${idName} is the temporary access key of configure-aws-credentials, but ${tokenName} is not set, so AWS will reject it. Set ${tokenName} to \${{ steps.${step}.outputs.aws-session-token }}.`;
		return [{ message, ...found }];
	}
	const [plainId, , plainToken] = keyVariables("AWS_");
	const isPlain = "expand" in value && value.expand.replace(/[${}]/g, "") === plainId;
	const isTemporaryKey = active.accessKeyId === "" || isTemporary(active.accessKeyId);
	if (!isPlain || !isTemporaryKey || environment.get(plainToken) === undefined) return [];
	const message = `${idName} takes the value of ${plainId}, whose session token is in ${plainToken}. Remotion reads only ${tokenName}, so AWS will reject the key. Set ${tokenName} as well.`;
	return [{ message, ...found }];
}

function given(layer: EnvironmentLayer, name: string) {
	if (layer.kind !== "variables" || !Object.hasOwn(layer.values, name)) return undefined;
	return { value: layer.values[name], origin: layer.origin };
}
