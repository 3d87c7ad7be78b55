import { statSync } from "node:fs";
import { join } from "node:path";
import { lintKind, longestText } from "../core/code/kind.ts";
import { lintFacts } from "../core/rules/code/facts.ts";
import { readPackage } from "../core/runtimes/packageJson.ts";
import { createParseCache } from "../core/text/parseCache.ts";
import type { ExplainInput, Finding } from "../core/types.ts";
import { filesBelow, listFolder, type Texts } from "./folder.ts";

/** So many files are looked at. */
const mostFiles = 5_000;

/**
 * What is wrong in the code and configuration files of a project that uses Remotion Lambda; nothing in any other.
 * @param input with the launches of the folder
 * @param listed absolute; the project's files, where that is known; else the folder is searched
 */
export async function findInCode(
	input: ExplainInput,
	texts: Texts,
	listed: readonly string[] | undefined,
): Promise<Finding[]> {
	const { cwd, root = cwd } = input;
	const facts = readPackage(texts.peek(join(cwd, "package.json")) ?? "");
	if (!facts.usesLambda) return [];
	const { lintText } = await import("../core/rules/code/index.ts");
	const own = lintFacts(input, facts.scripts, createParseCache());
	const found: Finding[] = [];
	for (const path of filesIn(cwd, root, listed)) {
		const kind = lintKind(path);
		const text = kind && textOf(path, texts);
		if (kind && text !== undefined) found.push(...lintText(text, { path, kind, facts: own }));
	}
	return found;
}

/** The files to look at: the project's, and the workflows of the repository that it is in. */
function filesIn(cwd: string, root: string, listed: readonly string[] | undefined): string[] {
	const own = (listed ?? walk(cwd)).filter((path) => lintKind(path) !== undefined);
	const workflows = join(root, ".github", "workflows");
	const ofRoot = (listFolder(workflows) ?? []).map((name) => join(workflows, name));
	return [...new Set([...own.slice(0, mostFiles), ...ofRoot])];
}

function walk(folder: string): string[] {
	const found: string[] = [];
	for (const path of filesBelow(folder)) {
		if (lintKind(path) === undefined) continue;
		found.push(path);
		if (found.length === mostFiles) break;
	}
	return found;
}

/** The text of a file that somebody writes; undefined: it is none, or too long. */
function textOf(path: string, texts: Texts): string | undefined {
	const facts = statSync(path, { throwIfNoEntry: false });
	return facts?.isFile() && facts.size <= longestText ? texts.peek(path) : undefined;
}
