import type { RuleFinding } from "../rule.ts";

/** So many items are looked at in one turn. */
const turn = 500;

/** Whether it is time for a pause after the item with this index. */
export function isPause(index: number): boolean {
	return index % turn === turn - 1;
}

type Found = Iterable<RuleFinding | undefined>;

/**
 * What is found in one of many items after the other, with a pause now and then; an item that is undefined is a pause, too. Only so many are
 * looked at as somebody wants findings.
 */
export function inEach<Item>(items: Iterable<Item | undefined>, find: (item: Item) => Found): Found {
	if (!Array.isArray(items)) return inTurns(items, find);
	// Of a few items a list is enough, which costs a small part of what turns do.
	return items.length <= turn ? allOf(items.map(find)) : inParts(items, find);
}

/** The findings of one check after the other; a list, if these are lists. */
export function allOf(checks: readonly Found[]): Found {
	const all: (RuleFinding | undefined)[] = [];
	for (const found of checks) {
		if (!Array.isArray(found)) return oneByOne(checks);
		for (const one of found) all.push(one);
	}
	return all;
}

function* oneByOne(checks: readonly Found[]): Found {
	for (const found of checks) yield* found;
}

function* inParts<Item>(items: readonly Item[], find: (item: Item) => Found): Found {
	for (let at = 0; at < items.length; at += turn) {
		yield* allOf(items.slice(at, at + turn).map(find));
		yield undefined;
	}
}

function* inTurns<Item>(items: Iterable<Item | undefined>, find: (item: Item) => Found): Found {
	let looked = 0;
	for (const item of items) {
		if (item !== undefined) yield* find(item);
		if (item === undefined || isPause(looked++)) yield undefined;
	}
}
