import { SecretEdit } from "../text/edits.ts";
import { Notes } from "../text/notes.ts";
import { dots } from "../text/secret.ts";
import type { TextEdit, TextRange } from "../types.ts";
import { commentOut } from "./editValue.ts";
import type { EnvFile } from "./envFile.ts";
import type { Assignment, DotenvFile } from "./parse.ts";

/** Renames every assignment of the names, so that the last one still wins, and silences empty assignments of the new names. */
export function renameAll(file: EnvFile, names: ReadonlyMap<string, string>): TextEdit[] {
	return assignmentsOf(file, [...names.keys(), ...names.values()]).flatMap((assignment): TextEdit[] => {
		const newText = names.get(assignment.name);
		if (newText !== undefined) return [{ path: file.path, range: assignment.nameRange, newText }];
		return commentOut(file.path, file.text, assignment);
	});
}

/**
 * Adds the assignments that count once more under new names, in lines below the last of them, and silences assignments of the new names: for
 * names that somebody else reads, too. No edit where a value begins with a quote that does not end: another one below could end it.
 */
export function copyAll(file: EnvFile, names: ReadonlyMap<string, string>): TextEdit[] {
	const copied = [...names].flatMap(([from, to]) => {
		const assignment = file.last.get(from);
		return assignment ? [{ assignment, to }] : [];
	});
	const { text, path } = file;
	const isOpen = ({ quote, rawRange }: Assignment) => quote === null && /["'`]/.test(text.charAt(rawRange.start));
	if (copied.length === 0 || copied.some(({ assignment }) => isOpen(assignment))) return [];
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const lines = copied.map(({ assignment: { range, nameRange }, to }) => {
		return `${eol}${text.slice(range.start, nameRange.start)}${to}${text.slice(nameRange.end, range.end)}`;
	});
	const shown = copied.map(({ to }) => `${eol}${to}=${dots}`);
	const last = Math.max(...copied.map(({ assignment }) => assignment.range.end));
	const rest = /[\r\n\u2028\u2029]/.exec(text.slice(last));
	const end = rest ? last + rest.index : text.length;
	const added = new SecretEdit(path, { start: end, end }, lines.join(""), shown.join(""));
	return [...commentOutAll(file, [...names.values()]), added];
}

/** Comments out every assignment of the names: with the last one alone, an earlier one would come back. */
export function commentOutAll(file: EnvFile, names: readonly string[]): TextEdit[] {
	return assignmentsOf(file, names).flatMap((assignment) => commentOut(file.path, file.text, assignment));
}

const byName = new Notes<DotenvFile, ReadonlyMap<string, readonly Assignment[]>>();

/** Every assignment of the names, in the order of the file. The file is gone through once for each parsed text: rules ask for each finding. */
function assignmentsOf({ parsed }: EnvFile, names: Iterable<string>): Assignment[] {
	const known = byName.get(parsed) ?? grouped(parsed);
	byName.set(parsed, known);
	return [...new Set(names)].flatMap((name) => known.get(name) ?? []).sort((a, b) => a.range.start - b.range.start);
}

function grouped({ assignments }: DotenvFile): ReadonlyMap<string, readonly Assignment[]> {
	const groups = new Map<string, Assignment[]>();
	for (const assignment of assignments) {
		const group = groups.get(assignment.name);
		if (group) group.push(assignment);
		else groups.set(assignment.name, [assignment]);
	}
	return groups;
}

/** Takes away what stands around a part of an assignment's value; no fix where the text is not what dotenv reads. */
export function keepOnly(
	file: Pick<EnvFile, "path" | "text">,
	{ valueRange }: Pick<Assignment, "valueRange">,
	part: string,
): TextEdit[] {
	const at = file.text.slice(valueRange.start, valueRange.end).indexOf(part);
	if (at < 0) return [];
	const start = valueRange.start + at;
	return [
		{ range: { start: valueRange.start, end: start }, newText: "" },
		{ range: { start: start + part.length, end: valueRange.end }, newText: "" },
	].flatMap((edit) => (edit.range.start < edit.range.end ? [{ path: file.path, ...edit }] : []));
}

/** Replaces every match in a part of a file by an edit of its own: what stands between, such as a secret, is in none of them. */
export function replaceWithin(
	{ path, text }: Pick<EnvFile, "path" | "text">,
	{ start, end }: TextRange,
	pattern: RegExp,
	by: (found: string) => string,
): TextEdit[] {
	return [...text.slice(start, end).matchAll(pattern)].map(({ 0: found, index }) => ({
		path,
		range: { start: start + index, end: start + index + found.length },
		newText: by(found),
	}));
}
