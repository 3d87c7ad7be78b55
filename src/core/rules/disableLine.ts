import type { EnvFile } from "../dotenv/envFile.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import type { Finding } from "../types.ts";

export const directive = "remotion-lambda-disable-line";

/**
 * `# remotion-lambda-disable-line rule[, rule]` on a finding's own line; without names it turns off every rule. The line of a value
 * that goes over several is the last one, where a comment can stand.
 */
export function disabledLines({ envFiles, aws }: ResolvedProject): (finding: Finding) => boolean {
	const comments = new Map<string, { text: string; lines: ReadonlyMap<number, string[]> } | undefined>();
	// A file is searched when something is found in it.
	const commentsIn = (path: string) => {
		if (comments.has(path)) return comments.get(path);
		const file = envFiles.find((one) => one.path === path);
		const text = file?.text ?? aws.texts.get(path) ?? "";
		const lines = !text.includes(directive) ? undefined : file ? directivesOf(file) : awsDirectivesOf(text);
		comments.set(path, lines && { text, lines });
		return comments.get(path);
	};
	return ({ rule, origin: { path, range } }) => {
		const known = path === undefined || !range ? undefined : commentsIn(path);
		const names = known && range && known.lines.get(lineStart(known.text, range.start));
		return names !== undefined && (names.length === 0 || names.includes(rule));
	};
}

/** The rules that each line's comment names, by the line's start; that of a value over several lines by its first line, too. */
export function directivesOf({ text, parsed }: EnvFile): Map<number, string[]> {
	const comment = new RegExp(`#[^\\S\\r\\n]*${directive}(?![\\w-])([^\\r\\n]*)`, "g");
	const lines = new Map<number, string[]>();
	const assignments = parsed.assignments.values();
	let before = assignments.next();
	let last = before.value;
	for (const { index, 1: list = "" } of text.matchAll(comment)) {
		while (!before.done && before.value.range.start < index) {
			last = before.value;
			before = assignments.next();
		}
		// Within quotes it is a part of the value.
		if (last && last.quote !== null && last.range.start < index && index < last.range.end) continue;
		const names = list.split(/[\s,]+/).filter(Boolean);
		const start = lineStart(text, index);
		lines.set(start, names);
		if (last && last.range.start < start && start < last.range.end) lines.set(lineStart(text, last.range.start), names);
	}
	return lines;
}

/** The same in an AWS file, where a comment needs a blank before it. */
export function awsDirectivesOf(text: string): Map<number, string[]> {
	const comment = new RegExp(`(^|\\s)[#;][^\\S\\r\\n]*${directive}(?![\\w-])([^\\r\\n]*)`, "g");
	return new Map(
		[...text.matchAll(comment)].map(({ index, 1: blank = "", 2: list = "" }) => [
			lineStart(text, index + blank.length),
			list.split(/[\s,]+/).filter(Boolean),
		]),
	);
}

export function lineStart(text: string, at: number): number {
	let start = at;
	while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
	return start;
}
