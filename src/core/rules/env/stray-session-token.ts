import { commentOutAll } from "../../dotenv/editAssignments.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { place } from "../../precedence/reasons.ts";
import { type Prefix, prefixes } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { isLongLived } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { allOf, inEach } from "../shared/inEach.ts";
import { giveNames } from "../shared/remotionNames.ts";
import { commentOutKey, inAwsFiles, keyOrigin } from "../shared/sharedConfig.ts";

/** A session token beside keys it was not made for: it goes with them, and AWS refuses both. */
export const straySessionToken: Rule = {
	id: "stray-session-token",
	severity: "warning",
	docs: "A session token (often a leftover in the shell) is combined with access keys it wasn't issued for, so AWS rejects them.",
	misleads: true,
	check: (situation) => {
		const inFiles = prefixes.flatMap((prefix) => {
			const beside = inOneFile(situation, prefix);
			return beside.length > 0 ? beside : acrossLayers(situation, prefix);
		});
		return allOf([inProfiles(situation), inFiles]);
	},
};

const inProfiles = inAwsFiles((files) =>
	inEach(files.profiles, ({ name, type, accessKeyId = "", hasSessionToken }) => {
		if (type !== "static" || !hasSessionToken || !isLongLived(accessKeyId)) return [];
		const message =
			"aws_session_token is set, but aws_access_key_id is a long-term access key (AKIA…), which has no session token. AWS rejects the combination. Remove aws_session_token.";
		const fixes = commentOutKey(files, name, "aws_session_token");
		return keyOrigin(files, name, "aws_session_token").map((origin) => ({ message, origin, fixes }));
	}),
);

/** A user's own key (AKIA…) never has a token. */
function inOneFile({ envFiles }: ResolvedProject, prefix: Prefix): RuleFinding[] {
	const [idName, secretName, tokenName] = keyVariables(prefix);
	return envFiles.flatMap((file) => {
		const id = assigned(file, idName);
		const token = assigned(file, tokenName);
		if (!token || !id || !assigned(file, secretName) || !isLongLived(id.value.reveal())) return [];
		return [
			{
				message: `${tokenName} is set, but ${idName} is a long-term access key (AKIA…), which has no session token. AWS rejects the combination. Remove ${tokenName}.`,
				origin: nameOrigin(file, token),
				fixes: [{ title: `Comment out ${tokenName}`, preferred: true, edits: commentOutAll(file, [tokenName]) }],
			},
		];
	});
}

/** Key and token come from different places, and Remotion signs with both. */
function acrossLayers(situation: ResolvedProject, prefix: Prefix): RuleFinding[] {
	const { active, environment, envFiles } = situation;
	const [idName, secretName, tokenName] = keyVariables(prefix);
	const id = environment.setting(idName);
	const token = environment.setting(tokenName);
	if (active.kind !== "keys" || !active.variables.includes(tokenName) || !id || !token) return [];
	// A temporary key in a file, and a token that the shell has without a key of its own: it is left over from another session.
	const isLeftOver = id.origin.layer === "file" && token.origin.layer !== "file";
	if (!isLongLived(id.value) && !isLeftOver) return [];
	const where = place(token.origin);
	const message = isLongLived(id.value)
		? `${tokenName} is set in ${where}, but ${idName} is a long-term access key (AKIA…), which has no session token. AWS rejects the combination. Remove ${tokenName}.`
		: `${tokenName} is set in ${where}, but ${idName} is set in ${place(id.origin)}, so they probably don't belong together. AWS rejects a session token that was issued for another access key.`;
	const tokenFile = envFiles.find(({ path }) => path === token.origin.path);
	const tokenAssignment = tokenFile && assigned(tokenFile, tokenName);
	if (tokenFile && tokenAssignment) {
		const edits = commentOutAll(tokenFile, [tokenName]);
		const fixes = [{ title: `Comment out ${tokenName}`, preferred: true, edits }];
		return [{ message, origin: nameOrigin(tokenFile, tokenAssignment), fixes }];
	}
	const file = envFiles.find(({ path }) => path === id.origin.path);
	const assignment = file && assigned(file, idName);
	if (!file || !assignment) return [];
	const names = [idName, secretName].filter((name) => assigned(file, name));
	// Under the REMOTION_ names the keys are out of the shell's reach.
	const isRenamed = prefix === "AWS_" && names.length === 2;
	const { verb, edits } = giveNames(situation, file, new Map(names.map((name) => [name, `REMOTION_${name}`])));
	const fixes = isRenamed ? [{ title: `${verb} to REMOTION_AWS_…`, preferred: true, edits }] : [];
	return [{ message, origin: nameOrigin(file, assignment), fixes }];
}
