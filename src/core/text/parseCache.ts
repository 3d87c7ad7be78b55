/** Remembers the newest parsed result for each key, so that the same text is parsed once. Owned by the caller of `explain()`. */
export interface ParseCache {
	/** The result for this key and input; `make` runs only when the input is another than last time. */
	memo<Input, Result>(key: string, input: Input, make: () => Result): Result;
}

/** An empty cache. It keeps one result a key, so it grows with the number of files, never with the number of edits. */
export function createParseCache(): ParseCache {
	const kept = new Map<string, { input: unknown; result: unknown }>();
	return {
		memo<Input, Result>(key: string, input: Input, make: () => Result): Result {
			const known = kept.get(key);
			if (known && same(known.input, input)) return known.result as Result;
			const result = make();
			kept.set(key, { input, result });
			return result;
		},
	};
}

function same(a: unknown, b: unknown): boolean {
	if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => item === b[index]);
	return a === b;
}
