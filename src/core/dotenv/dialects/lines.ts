/** One line of a text, without its end; offsets into the text. */
export interface Line {
	readonly text: string;
	readonly start: number;
}

/** The lines of a text, one after the other. @param ends the characters that end one */
export function* linesOf(text: string, ends = "\n"): Generator<Line> {
	let start = 0;
	for (let at = 0; at <= text.length; at++) {
		if (at < text.length && !ends.includes(text[at] ?? "")) continue;
		if (at > start) yield { text: text.slice(start, at), start };
		start = at + 1;
	}
}

/** A part of a text without the characters of a kind around it. */
export function trimmed(text: string, start: number, end: number, blank: RegExp): [number, number] {
	let [from, to] = [start, end];
	while (from < to && blank.test(text[from] ?? "")) from++;
	while (to > from && blank.test(text[to - 1] ?? "")) to--;
	return [from, to];
}
