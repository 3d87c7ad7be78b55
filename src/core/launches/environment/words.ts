import type { Unquoted } from "../../types.ts";
import { placedAt } from "../placed.ts";
import { fieldsOf } from "../shells/fields.ts";
import type { Part } from "../shells/posixWord.ts";
import { ShellState } from "../shells/state.ts";
import { literal } from "../shells/word.ts";

const nowhere = placedAt("", "");

/**
 * The words that a text comes to whose variables stand partly without quotes.
 * @param text what is expanded
 * @param before text of the same word that stands before it: `NAME=`
 * @param expand replaces the variables in a part of the text
 */
export function wordsOf(
	text: string,
	{ at, by }: Unquoted,
	before: string,
	expand: (part: string) => string,
): readonly string[] {
	const parts: Part[] = before === "" ? [] : [{ piece: before, placed: nowhere, how: "written" }];
	const add = (start: number, end: number, how: Part["how"]) => {
		if (end > start) parts.push({ piece: expand(text.slice(start, end)), placed: nowhere, how });
	};
	let last = 0;
	for (const [start, end] of at) {
		add(last, start, "written");
		add(start, end, "variable");
		last = end;
	}
	add(last, text.length, "written");
	const words = fieldsOf(parts, nowhere, new ShellState("", []), { splits: by, unknown: [] });
	return words.map((word) => literal(word) ?? "");
}
