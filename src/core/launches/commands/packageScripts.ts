import type { Call, ManagerName, Next } from "../call.ts";
import type { PackageJson } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";

/** A script of a package by its name, with words behind it. */
export function runScript(
	{ inherited }: Call,
	manager: ManagerName,
	owner: PackageJson | undefined,
	words: readonly Word[],
	hooks = true,
): readonly Next[] {
	const name = literal(words[0]);
	if (!owner || name === undefined) return [];
	return [{ kind: "script", owner, name, args: words.slice(1), inherited, hooks, manager }];
}

/** Whether a package has the script that a word names. */
export function hasScript(owner: PackageJson | undefined, word: Word | undefined): boolean {
	const name = literal(word);
	return name !== undefined && owner?.scripts.has(name) === true;
}
