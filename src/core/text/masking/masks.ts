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

/** The same masks as places of the original: one for each line where lines were joined. */
export function ofOriginal({ from, to, joins }: Reading, masks: Masks): Masks {
	return masks.flatMap(({ start, end, shown }) => {
		if (end <= start) return [];
		const inner = joinsWithin(joins, start, end);
		const ends = [...inner, end];
		const starts = [start, ...inner];
		return starts.map((first, index) =>
			mask(from[first] ?? 0, to[(ends[index] ?? end) - 1] ?? 0, inner.length === 0 ? shown : dots),
		);
	});
}

function joinsWithin(joins: readonly number[], start: number, end: number): number[] {
	let low = 0;
	let high = joins.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((joins[middle] ?? 0) <= start) low = middle + 1;
		else high = middle;
	}
	const found: number[] = [];
	for (let at = low; (joins[at] ?? end) < end; at++) found.push(joins[at] ?? end);
	return found;
}

/** The original with every mask in the place of what it hides; what overlaps is hidden as one. */
export function masked(original: string, masks: Masks): string {
	if (masks.length === 0) return original;
	let result = "";
	let at = 0;
	for (const { start, end, shown } of merged(masks)) {
		result += original.slice(at, start) + shown + (original.slice(start, end).match(colours) ?? []).join("");
		at = end;
	}
	return result + original.slice(at);
}

/** The masks in order, with what overlaps as one. */
export function merged(masks: Masks): Masks {
	masks.sort((a, b) => a.start - b.start || b.end - a.end);
	const all: Masks = [];
	let open: Mask | undefined;
	for (const next of masks) {
		if (next.end <= next.start) continue;
		if (open === undefined) open = next;
		else if (next.start >= open.end) {
			all.push(open);
			open = next;
		} else if (next.end > open.end) open = mask(open.start, next.end);
	}
	if (open) all.push(open);
	return all;
}
