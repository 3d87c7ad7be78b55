import { keepOnly, renameAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, valueOrigin } from "../../dotenv/envFile.ts";
import { hasOwnEndpoint, prefixes } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Fix } from "../../types.ts";
import { accessKeyIdProblem, bareKey, isAccessKeyId, isSecret } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { allOf, inEach } from "../shared/inEach.ts";
import { isReal, type KeyPart, keyParts } from "../shared/keyParts.ts";
import { inProfileKeys } from "../shared/profileKeys.ts";

/** An access key ID that AWS cannot have made. */
export const malformedAccessKeyId: Rule = {
	id: "malformed-access-key-id",
	severity: "error",
	docs: "Not a valid access key ID (20 characters, starting with AKIA or ASIA), so AWS rejects it.",
	isSilentInExamples: true,
	check: (situation) => allOf([inProfiles(situation), inEnvFiles(situation)]),
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
