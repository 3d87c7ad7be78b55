import { commentOutAll, keepOnly, renameAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, valueOrigin } from "../../dotenv/envFile.ts";
import { hasOwnEndpoint, prefixes } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Fix, TextEdit } from "../../types.ts";
import { accessKeyIdProblem, bareKey, isAccessKeyId, isSecret } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { allOf, inEach } from "../shared/inEach.ts";
import { isReal, type KeyPart, keyParts } from "../shared/keyParts.ts";
import { malformedLaunchKeys } from "../shared/launchKeys.ts";
import { inProfileKeys } from "../shared/profileKeys.ts";

/** An access key ID that AWS cannot have made. */
export const malformedAccessKeyId: Rule = {
	id: "malformed-access-key-id",
	severity: "error",
	docs: "Not a valid access key ID (20 characters, starting with AKIA or ASIA), so AWS rejects it.",
	isSilentInExamples: true,
	check: (situation) =>
		allOf([inProfiles(situation), inEnvFiles(situation), malformedLaunchKeys(situation, 0, accessKeyIdProblem)]),
};

const inProfiles = inProfileKeys(0);

function inEnvFiles(situation: ResolvedProject): Iterable<RuleFinding | undefined> {
	return inEach(situation.envFiles, (file) =>
		inEach(keyParts(file), (part) => {
			const { kind, isExact, assignment, value } = part;
			const problem = isExact && kind === "access-key-id" ? accessKeyIdProblem(value) : undefined;
			if (problem === undefined || !isReal(part) || hasOwnEndpoint(situation, file)) return [];
			const message = `${assignment.name} ${problem}, so AWS will reject it.`;
			return [{ message, origin: valueOrigin(file, assignment), fixes: fixes(file, part) }];
		}),
	);
}

function fixes(file: EnvFile, { assignment, value }: KeyPart): Fix[] {
	const clean = bareKey(value);
	if (isAccessKeyId(clean)) {
		const edits = keepOnly(file, assignment, clean);
		return edits.length > 0 ? [{ title: "Remove extra characters", preferred: true, edits }] : [];
	}
	const split = splitPair(file, assignment, value);
	if (split.length > 0) return [{ title: "Split ID and secret into two lines", preferred: true, edits: split }];
	const upper = value.toUpperCase();
	if (isAccessKeyId(upper)) {
		const edits = [{ path: file.path, range: assignment.valueRange, newText: upper }];
		return [{ title: "Change to upper case", preferred: true, edits }];
	}
	return prefixes.flatMap((prefix) => {
		const [id, secret] = keyVariables(prefix);
		const isSwapped = isSecret(value) && isAccessKeyId(assigned(file, secret)?.value.reveal() ?? "");
		if (assignment.name !== id || !isSwapped) return [];
		const names = new Map([
			[id, secret],
			[secret, id],
		]);
		return [{ title: `Swap ${id} and ${secret}`, preferred: true, edits: renameAll(file, names) }];
	});
}

/** Begins a line of its own for the secret that is in the value behind the ID: of CSV, or of a second assignment on the line. */
function splitPair(file: EnvFile, { name, quote, rawRange }: KeyPart["assignment"], value: string): TextEdit[] {
	const secretName = prefixes.map(keyVariables).find(([id]) => id === name)?.[1];
	const [, id, between = "", secret = ""] =
		/^(A[KS]IA[A-Z0-9]{16})(\s{0,9}[,;:|\s]\s{0,9}(?:(?:export\s{1,9})?\w{0,20}SECRET_ACCESS_KEY\s{0,9}=\s{0,9}["']?)?)([^\s"']{40})["']?$/.exec(
			value,
		) ?? [];
	if (id === undefined || !isSecret(secret) || quote !== null || secretName === undefined) return [];
	// Which of two secrets is the ID's, nobody can tell.
	if ((assigned(file, secretName)?.value.reveal() ?? secret) !== secret) return [];
	const { path, text } = file;
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const start = rawRange.start + id.length;
	const end = start + between.length + secret.length;
	return [
		...commentOutAll(file, [secretName]),
		{ path, range: { start, end: start + between.length }, newText: `${eol}${secretName}=` },
		...(end < rawRange.end ? [{ path, range: { start: end, end: rawRange.end }, newText: "" }] : []),
	];
}
