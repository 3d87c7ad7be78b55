import { keepOnly, replaceWithin } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, valueOrigin } from "../../dotenv/envFile.ts";
import { hasOwnEndpoint, prefixes } from "../../project/lookups.ts";
import type { Fix } from "../../types.ts";
import { bareKey, isSessionToken, sessionTokenProblem } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { isReal, type KeyPart, keyParts } from "../shared/keyParts.ts";

/** A session token that was broken or wrapped while it was copied, or that repeats another value. */
export const malformedSessionToken: Rule = {
	id: "malformed-session-token",
	severity: "warning",
	docs: "The session token contains a line break, a space, a quote, or another key, so requests fail or AWS rejects them.",
	isSilentInExamples: true,
	check: (situation) =>
		inEach(situation.envFiles, (file) =>
			inEach(keyParts(file), (part) => {
				const { kind, isExact, assignment, value } = part;
				if (!isExact || kind !== "session-token" || !isReal(part) || hasOwnEndpoint(situation, file)) return [];
				const repeated = repeats(file, part);
				const problem = repeated === undefined ? sessionTokenProblem(value) : `repeats ${repeated}`;
				if (problem === undefined) return [];
				const message = `${assignment.name} ${problem}, so every request will fail. Copy the session token again, on one line.`;
				return [{ message, origin: valueOrigin(file, assignment), fixes: fixes(file, part) }];
			}),
		),
};

/** The variable of the same key whose value was pasted here, too; undefined: none. */
function repeats(file: EnvFile, { name, value }: KeyPart): string | undefined {
	const prefix = prefixes.find((one) => name === keyVariables(one)[2]);
	const others = prefix === undefined ? [] : keyVariables(prefix).slice(0, 2);
	return others.find((other) => assigned(file, other)?.value.reveal() === value);
}

function fixes(file: EnvFile, { assignment, value }: KeyPart): Fix[] {
	const clean = bareKey(value);
	if (clean !== value && isSessionToken(clean)) {
		const edits = keepOnly(file, assignment, clean);
		if (edits.length > 0) return [{ title: "Remove extra characters", preferred: true, edits }];
	}
	// What a terminal broke into lines: nothing but white space was added.
	if (!/[\r\n]/.test(clean) || !isSessionToken(clean.replace(/\s+/g, ""))) return [];
	const edits = replaceWithin(file, assignment.valueRange, /\s+/g, () => "");
	return [{ title: "Put the token on one line", preferred: true, edits }];
}
