import type { Origin, TextRange } from "../types.ts";

/** A text that stands in a file, however it is quoted there, and for each of its characters the place. */
export interface Placed {
	readonly text: string;
	readonly path: string;
	/** One place more than the text has characters: the last is the text's end. UTF-16 offsets into the file. */
	readonly at: readonly number[];
}

/** A whole file, or the part that begins at an offset. */
export function placedAt(path: string, text: string, start = 0): Placed {
	return { path, text, at: Array.from({ length: text.length + 1 }, (_, index) => start + index) };
}

/** What a JSON string says, each character at the place of its own escape. `raw` is written with its quotes. */
export function placedJson(path: string, raw: string, start: number): Placed {
	const at: number[] = [];
	let text = "";
	for (let index = 1; index < raw.length - 1; ) {
		const length = raw[index] !== "\\" ? 1 : raw[index + 1] === "u" ? 6 : 2;
		const piece = length === 1 ? raw[index] : unescaped(raw.slice(index, index + length));
		text += piece;
		at.push(start + index);
		index += length;
	}
	at.push(start + raw.length - 1);
	return { path, text, at };
}

function unescaped(written: string): string {
	try {
		return String(JSON.parse(`"${written}"`)).slice(0, 1);
	} catch {
		// One character for one place, whatever the parser made of it.
		return "\uFFFD";
	}
}

/** A part of the text. */
export function slice(placed: Placed, start: number, end = placed.text.length): Placed {
	return { path: placed.path, text: placed.text.slice(start, end), at: placed.at.slice(start, end + 1) };
}

/** Texts in a row; each keeps its place. */
export function joined(path: string, parts: readonly Placed[]): Placed {
	const last = parts.at(-1)?.at.at(-1) ?? 0;
	return {
		path,
		text: parts.map(({ text }) => text).join(""),
		at: [...parts.flatMap(({ at }) => at.slice(0, -1)), last],
	};
}

/** Texts with a space between them. */
export function spaced(parts: readonly Placed[]): Placed {
	const [first] = parts;
	if (!first) return placedAt("", "");
	return joined(
		first.path,
		parts.flatMap((part, index) => {
			const start = part.at[0] ?? 0;
			return index === 0 ? [part] : [{ path: part.path, text: " ", at: [start, start] }, part];
		}),
	);
}

/** Where a part stands in the file. */
export function rangeOf(placed: Placed, start = 0, end = placed.text.length): TextRange {
	const first = placed.at[start] ?? 0;
	return { start: first, end: Math.max(placed.at[end] ?? first, first) };
}

/** Where a part stands, as the origin of what it says. */
export function originOf(placed: Placed, start = 0, end = placed.text.length): Origin {
	return { layer: "launch", path: placed.path, range: rangeOf(placed, start, end) };
}
