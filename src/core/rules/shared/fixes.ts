import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned } from "../../dotenv/envFile.ts";
import { parseDotenv } from "../../dotenv/parse.ts";
import { prefixes } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { isPlatform } from "../../runtimes/index.ts";
import type { PlatformFacts } from "../../runtimes/runtime.ts";
import type { Fix } from "../../types.ts";
import { commandIds, offerOf } from "../../vocabulary/commandIds.ts";
import { isAccessKeyId, isPlaceholder, isSecret } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import { isReal } from "./keyParts.ts";
import { giveNames, isShared } from "./remotionNames.ts";

/** "Rename … to …", of every assignment of the name, or "Copy … to …", where another client may read it. */
export function renameTo(situation: Pick<ResolvedProject, "input">, file: EnvFile, from: string, to: string): Fix {
	const { verb, edits } = giveNames(situation, file, new Map([[from, to]]));
	return { title: `${verb} ${from} to ${to}`, preferred: true, edits };
}

/** The variable stands in the same file, commented out: the last such line with a well-formed value. */
export function uncomment({ path, text, parsed, last }: EnvFile, name: string): Fix[] {
	if (last.has(name) || !text.includes(name)) return [];
	const lines = new RegExp(
		`^[^\\S\\r\\n]*(#[^\\S\\r\\n]*)(?:export[^\\S\\r\\n]+)?${name}[^\\S\\r\\n]*=[^\\r\\n]*`,
		"gm",
	);
	const found = [...text.matchAll(lines)].flatMap((match) => {
		const mark = match[1] ?? "";
		const start = match.index + match[0].indexOf("#");
		const isInValue = parsed.assignments.some(({ range }) => range.start < start && start < range.end);
		const line = parseDotenv(match[0].slice(match[0].indexOf("#") + mark.length), parsed.dialect).assignments[0];
		const value = line?.name === name ? line.value.reveal() : "";
		const isWhole = name.endsWith("_ID")
			? isAccessKeyId(value)
			: name.endsWith("_TOKEN")
				? /^[\w/+=-]{60,}$/.test(value) && !isPlaceholder(value)
				: isSecret(value);
		return isInValue || !isWhole ? [] : [{ path, range: { start, end: start + mark.length }, newText: "" }];
	});
	const edit = found.at(-1);
	return edit ? [{ title: `Uncomment ${name}`, edits: [edit] }] : [];
}

/** The ways to credentials of one's own on a platform: a role with Remotion's policy where there can be one, or a secret. */
export function platformWays({ hasOwnRole }: PlatformFacts): Fix[] {
	const role = offerOf("Create the role's policy…", commandIds.createRolePolicy);
	const secret = offerOf("Use a secret…", commandIds.useSecret);
	return hasOwnRole ? [role, secret] : [secret];
}

/**
 * "Move keys to profile…", where the file really holds a complete pair; "Store them as a secret…" where it is deployed to a place without
 * profiles.
 */
export function moveToProfile({ input }: Pick<ResolvedProject, "input">, file: EnvFile): Fix[] {
	const isComplete = prefixes.some((prefix) => {
		const [id, secret] = keyVariables(prefix);
		return [id, secret].every((name) => isReal({ value: assigned(file, name)?.value.reveal() ?? "xx" }));
	});
	if (isComplete && isPlatform(input.runtime))
		return [offerOf("Store keys in AWS Secrets Manager…", commandIds.storeSecret, file.path)];
	const isRemotions = keyVariables("REMOTION_AWS_")
		.slice(0, 2)
		.every((name) => assigned(file, name));
	// A plain pair that others read stays where it is: moved, it would stand in two places.
	if (!isRemotions && isShared({ input }, keyVariables("AWS_")[0])) return [];
	return isComplete ? [offerOf("Move keys to profile…", commandIds.moveToProfile, file.path)] : [];
}
