import type { EnvFile } from "../dotenv/envFile.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import { LineIndex } from "../text/lineIndex.ts";
import { Notes } from "../text/notes.ts";
import type { Finding } from "../types.ts";

export const directive = "remotion-lambda-disable-line";

/** The rules that each line's comment names, by the line's number; none: all of them. */
type Directives = ReadonlyMap<number, readonly string[]>;

interface Comments {
	readonly lines: LineIndex;
	readonly directives: Directives;
}

/** The comments of each text that was parsed; null: there are none. */
const comments = new Notes<object, Comments | null>();

/**
 * `# remotion-lambda-disable-line rule[, rule]` on a finding's own line, in AWS files also on the line above; without names it turns off every rule. The line of a value
 * that goes over several is the last one, where a comment can stand.
 */
export function disabledLines({ envFiles, aws }: ResolvedProject): (finding: Finding) => boolean {
	// A file is searched when something is found in it.
	const commentsIn = (path: string): Comments | null => {
		const file = envFiles.find((one) => one.path === path);
		const parsed = file?.parsed ?? [aws.credentials, aws.config].find((one) => one?.path === path);
		if (!parsed) return null;
		const known = comments.get(parsed);
		if (known !== undefined) return known;
		const text = file?.text ?? aws.texts.get(path) ?? "";
		const lines = text.includes(directive) ? new LineIndex(text) : null;
		const found = lines && { lines, directives: file ? directivesOf(file, lines) : awsDirectivesOf(text, lines) };
		comments.set(parsed, found);
		return found;
	};
	return ({ rule, origin: { path, range } }) => {
		if (path === undefined || !range) return false;
		const known = commentsIn(path);
		const names = known?.directives.get(known.lines.lineOf(range.start));
		return names !== undefined && (names.length === 0 || names.includes(rule));
	};
}

/** Those of a `.env` file; the comment behind a value over several lines counts for its first line, too. */
function directivesOf({ text, parsed }: EnvFile, lines: LineIndex): Directives {
	const comment = new RegExp(`#[^\\S\\r\\n]*${directive}(?![\\w-])([^\\r\\n]*)`, "g");
	const found = new Map<number, string[]>();
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
		const line = lines.lineOf(index);
		found.set(line, names);
		const first = last && lines.startOf(line) < last.range.end ? lines.lineOf(last.range.start) : line;
		if (first < line) found.set(first, names);
	}
	return found;
}

/**
 * The same in an AWS file, where a comment needs a blank before it. On a line of its own it counts for the next one: to the AWS CLI a comment after
 * a value is a part of it.
 */
function awsDirectivesOf(text: string, lines: LineIndex): Directives {
	const comment = new RegExp(`(^|\\s)[#;][^\\S\\r\\n]*${directive}(?![\\w-])([^\\r\\n]*)`, "g");
	return new Map(
		[...text.matchAll(comment)].flatMap(({ index, 1: blank = "", 2: list = "" }) => {
			const at = index + blank.length;
			const line = lines.lineOf(at);
			const names = list.split(/[\s,]+/).filter(Boolean);
			const isAlone = text.slice(lines.startOf(line), at).trim() === "";
			return isAlone ? [[line + 1, names] as const, [line, names] as const] : [[line, names] as const];
		}),
	);
}
