import type { TextEdit } from "../types.ts";
import { commentOut } from "./editValue.ts";
import type { EnvFile } from "./envFile.ts";
import type { Assignment } from "./parse.ts";

/** Renames every assignment of the names, so that the last one still wins, and silences empty assignments of the new names. */
export function renameAll(file: EnvFile, names: ReadonlyMap<string, string>): TextEdit[] {
	const taken = new Set(names.values());
	return file.parsed.assignments.flatMap((assignment): TextEdit[] => {
		const newText = names.get(assignment.name);
		if (newText !== undefined) return [{ path: file.path, range: assignment.nameRange, newText }];
		return taken.has(assignment.name) ? commentOut(file.path, file.text, assignment) : [];
	});
}

/** Comments out every assignment of the names: with the last one alone, an earlier one would come back. */
export function commentOutAll(file: EnvFile, names: readonly string[]): TextEdit[] {
	return file.parsed.assignments
		.filter(({ name }) => names.includes(name))
		.flatMap((assignment) => commentOut(file.path, file.text, assignment));
}

/** Takes away what stands around a part of an assignment's value; no fix where the text is not what dotenv reads. */
export function keepOnly(file: EnvFile, { valueRange }: Assignment, part: string): TextEdit[] {
	const at = file.text.slice(valueRange.start, valueRange.end).indexOf(part);
	if (at < 0) return [];
	const start = valueRange.start + at;
	return [
		{ range: { start: valueRange.start, end: start }, newText: "" },
		{ range: { start: start + part.length, end: valueRange.end }, newText: "" },
	].flatMap((edit) => (edit.range.start < edit.range.end ? [{ path: file.path, ...edit }] : []));
}
