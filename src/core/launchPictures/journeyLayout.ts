import type { Journey, Station } from "./journey.ts";

/** A text of the drawing. `x` is its start, `y` its baseline. */
export interface DrawnLine {
	readonly text: string;
	readonly kind: "title" | "label" | "detail";
	readonly x: number;
	readonly y: number;
}

export interface DrawnStation {
	readonly station: Station;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly lines: readonly DrawnLine[];
}

/** Where everything of a journey is drawn. Lengths are pixels of the drawing. */
export interface Drawing {
	readonly width: number;
	readonly height: number;
	/** The heading above the stations. */
	readonly heading: readonly DrawnLine[];
	readonly stations: readonly DrawnStation[];
}

const margin = 12;
/** From a box's left edge to its texts: the mark is before them. */
const indent = 48;
const padding = 12;
/** Between two boxes: the arrow. */
const gap = 26;

/** Sizes of the texts, in pixels. */
const sizes = { title: 12, label: 15, detail: 13 } as const;
const lineHeights = { title: 18, label: 21, detail: 18 } as const;

/** The states as people read them; "" where the mark is enough. */
export const stateTexts = {
	ok: "",
	warning: "check this",
	failing: "fails",
	unknown: "not known",
	unreached: "not reached",
} as const;

/** Places a journey's stations below each other. */
export function layOut({ title, stations }: Journey, width: number): Drawing {
	const boxWidth = width - 2 * margin;
	const heading = linesFrom([{ text: title, kind: "label" }], margin, 6, boxWidth);
	let y = heading.height + gap + 4;
	const drawn = stations.map((station): DrawnStation => {
		const texts = [
			{ text: titleOf(station), kind: "title" },
			{ text: station.label, kind: "label" },
			...station.details.map((text) => ({ text, kind: "detail" }) as const),
		] as const;
		const { lines, height } = linesFrom(texts, margin + indent, y, boxWidth - indent - padding);
		const box = { station, x: margin, y, width: boxWidth, height: height + 2 * padding - 6, lines };
		y += box.height + gap;
		return box;
	});
	return { width, height: y - gap + margin, heading: heading.lines, stations: drawn };
}

function titleOf({ title, state, label }: Station): string {
	const text = stateTexts[state];
	return text === "" || text === label.toLowerCase() ? title : `${title} · ${text}`;
}

function linesFrom(
	texts: readonly { readonly text: string; readonly kind: DrawnLine["kind"] }[],
	x: number,
	top: number,
	width: number,
): { lines: DrawnLine[]; height: number } {
	let bottom = top + padding - 6;
	const lines = texts.flatMap(({ text, kind }) =>
		wrap(text, width, sizes[kind]).map((line): DrawnLine => {
			bottom += lineHeights[kind];
			return { text: line, kind, x, y: bottom - 4 };
		}),
	);
	return { lines, height: bottom - top - (padding - 6) };
}

/** A text in lines no wider than this. It is broken at spaces, and inside a word where one is wider than a line. */
export function wrap(text: string, width: number, size: number): string[] {
	const lines: string[] = [];
	let line = "";
	let used = 0;
	const next = () => {
		lines.push(line);
		line = "";
		used = 0;
	};
	for (const word of text.split(" ")) {
		const long = widthOf(word, size);
		if (line !== "" && used + widthOf(" ", size) + long > width) next();
		if (line !== "") {
			line += " ";
			used += widthOf(" ", size);
		}
		for (const character of word) {
			const own = widthOf(character, size);
			if (line !== "" && used + own > width) next();
			line += character;
			used += own;
		}
	}
	if (line !== "" || lines.length === 0) lines.push(line);
	return lines;
}

/** How wide a text is at most, in the sans-serif fonts of the systems: their figures differ by a tenth. */
function widthOf(text: string, size: number): number {
	let ems = 0;
	for (const character of text) ems += emsOf(character);
	return ems * size;
}

function emsOf(character: string): number {
	const code = character.codePointAt(0) ?? 0;
	// East Asian letters and pictures fill a square.
	if (code >= 0x1100) return code >= 0x2000 && code < 0x2e80 ? 0.8 : 1.05;
	if (/[iljI.,:;'|!()[\]ft ]/.test(character)) return 0.36;
	if (/[mwMW@%]/.test(character)) return 0.95;
	return /[A-Z0-9_+=<>~&#$?]/.test(character) ? 0.68 : 0.58;
}
