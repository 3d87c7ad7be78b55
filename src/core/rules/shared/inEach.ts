import type { RuleFinding } from "../rule.ts";

/** So many items are looked at in one turn. */
const turn = 500;

/** Whether it is time for a pause after the item with this index. */
export function isPause(index: number): boolean {
	return index % turn === turn - 1;
}

/**
 * What is found in one of many items after the other, with a pause now and then; an item that is undefined is a pause, too. Only so many are
 * looked at as somebody wants findings.
 */
export function* inEach<Item>(
	items: Iterable<Item | undefined>,
	find: (item: Item) => Iterable<RuleFinding | undefined>,
): Generator<RuleFinding | undefined> {
	let looked = 0;
	for (const item of items) {
		if (item !== undefined) yield* find(item);
		if (item === undefined || isPause(looked++)) yield undefined;
	}
}
