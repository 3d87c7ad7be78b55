import { keepOnly, replaceWithin } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { valueOrigin } from "../../dotenv/envFile.ts";
import { hasOwnEndpoint } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Fix } from "../../types.ts";
import { bareKey, decodedCharacter, isEncodedSecret, isSecret, secretProblem } from "../../vocabulary/keyFormat.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { allOf, inEach } from "../shared/inEach.ts";
import { isReal, type KeyPart, keyParts } from "../shared/keyParts.ts";
import { malformedLaunchKeys } from "../shared/launchKeys.ts";
import { inProfileKeys } from "../shared/profileKeys.ts";

/** A secret access key that AWS cannot have made, or that dotenv cuts short. */
export const malformedSecret: Rule = {
	id: "malformed-secret",
	severity: "warning",
	docs: "Not a valid secret access key (40 characters), or dotenv cuts it off at a `#`, so AWS rejects every request.",
	isSilentInExamples: true,
	check: (situation) =>
		allOf([inProfiles(situation), inEnvFiles(situation), malformedLaunchKeys(situation, 1, secretProblem)]),
};

const inProfiles = inProfileKeys(1);

function inEnvFiles(situation: ResolvedProject): Iterable<RuleFinding | undefined> {
	return inEach(situation.envFiles, (file) =>
		inEach(keyParts(file), (part) => {
			const { kind, isExact, assignment, value } = part;
			const problem = isExact && kind === "secret" ? secretProblem(value) : undefined;
			if (problem === undefined || !isReal(part) || hasOwnEndpoint(situation, file)) return [];
			const cut = cutAtHash(file, part);
			const message = cut
				? `${assignment.name} is cut off at the #, which starts a comment in an unquoted value. Put the secret in quotes.`
				: `${assignment.name} ${problem}, so AWS will reject every request. Copy the secret access key again.`;
			return [{ message, origin: valueOrigin(file, assignment), fixes: fixes(file, part, cut) }];
		}),
	);
}

/** The whole text of a value that a `#` right behind it cuts, up to the end of its line. */
function cutAtHash({ text }: EnvFile, { assignment: { quote, rawRange } }: KeyPart): string | undefined {
	if (quote !== null || text[rawRange.end] !== "#") return undefined;
	return /[^\r\n]*/.exec(text.slice(rawRange.start))?.[0].trimEnd();
}

function fixes(file: EnvFile, { assignment, value }: KeyPart, cut: string | undefined): Fix[] {
	const { path } = file;
	if (cut !== undefined) {
		const { start } = assignment.rawRange;
		const end = start + cut.length;
		const edits = [start, end].map((at) => ({ path, range: { start: at, end: at }, newText: '"' }));
		return isSecret(cut) ? [{ title: "Put the secret in quotes", preferred: true, edits }] : [];
	}
	if (isEncodedSecret(value)) {
		const edits = replaceWithin(file, assignment.valueRange, /%2[BF]/gi, decodedCharacter);
		return [{ title: "Decode %2F and %2B", preferred: true, edits }];
	}
	const clean = bareKey(value);
	const edits = isSecret(clean) ? keepOnly(file, assignment, clean) : [];
	return edits.length > 0 ? [{ title: "Remove extra characters", preferred: true, edits }] : [];
}
