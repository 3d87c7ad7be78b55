import type { TextEdit, TextRange } from "../types.ts";

/**
 * An edit whose new text holds a secret: printed, spread or as JSON it is `shown`, and `newText` is for what applies it.
 * @param shown what may be printed, which tells it from other edits of the same place
 */
export class SecretEdit implements TextEdit {
	readonly path: string;
	readonly range: TextRange;
	readonly #newText: string;
	readonly #shown: string;

	constructor(path: string, range: TextRange, newText: string, shown: string) {
		this.path = path;
		this.range = range;
		this.#newText = newText;
		this.#shown = shown;
	}

	get newText(): string {
		return this.#newText;
	}

	toJSON(): TextEdit {
		return { path: this.path, range: this.range, newText: this.#shown };
	}
}

/** The text after edits of one file that do not overlap. */
export function apply(text: string, edits: readonly TextEdit[]): string {
	let after = "";
	let at = 0;
	for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
		after += text.slice(at, range.start) + newText;
		at = range.end;
	}
	return after + text.slice(at);
}

/** The smallest single edit from one text to another: what both begin and end with is not touched. */
export function replaceMiddle(path: string, before: string, after: string): TextEdit[] {
	let start = 0;
	while (start < before.length && before[start] === after[start]) start++;
	let kept = 0;
	const most = Math.min(before.length, after.length) - start;
	while (kept < most && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
	if (start === before.length && start === after.length) return [];
	return [{ path, range: { start, end: before.length - kept }, newText: after.slice(start, after.length - kept) }];
}
