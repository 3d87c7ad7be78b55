/**
 * What was found out about an object, kept on it: it goes with the object. In a WeakMap, what leads back to its key outlives V8's small
 * collections, which then copy all that hangs on it, time and again.
 */
export class Notes<Key extends object, Value> {
	readonly #name = Symbol("note");

	get(key: Key): Value | undefined {
		return (key as Record<symbol, Value | undefined>)[this.#name];
	}

	/** Whoever lists, compares or clones the object does not meet the note. */
	set(key: Key, value: Value): void {
		Object.defineProperty(key, this.#name, { value, configurable: true });
	}
}
