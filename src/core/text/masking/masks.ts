import { dots } from "../secret.ts";
import type { Reading } from "./reading.ts";

/** A part of what is read that must not be shown, and what is shown instead. */
export interface Mask {
	readonly start: number;
	readonly end: number;
	readonly shown: string;
}

export type Masks = Mask[];

export function mask(start: number, end: number, shown = dots): Mask {
	return { start, end, shown };
}

/** Colours, which stay where they are. */
const colours = /\u001b\[[0-?]{0,40}[ -/]{0,4}[@-~]/g;

/** The original with every mask in the place of what it hides; what overlaps is hidden as one. */
export function masked(original: string, { from, to }: Reading, masks: Masks): string {
	if (masks.length === 0) return original;
	masks.sort((a, b) => a.start - b.start || b.end - a.end);
	let result = "";
	let at = 0;
	const put = ({ start, end, shown }: Mask) => {
		const [first, last] = [from[start] ?? 0, to[end - 1] ?? original.length];
		result += original.slice(at, first) + shown + (original.slice(first, last).match(colours) ?? []).join("");
		at = last;
	};
	let open: Mask | undefined;
	for (const next of masks) {
		if (next.end <= next.start) continue;
		if (open === undefined) open = next;
		else if (next.start >= open.end) {
			put(open);
			open = next;
		} else if (next.end > open.end) open = mask(open.start, next.end);
	}
	if (open) put(open);
	return result + original.slice(at);
}
