/** Who asked for which path. What nobody asks for any more may still be named: a change is looked at twice then, and told once. */
export class PathIndex<Asker extends object> {
	/** Most paths are asked for by one alone. */
	readonly #askers = new Map<string, Asker | Set<Asker>>();

	add(path: string, asker: Asker): void {
		const known = this.#askers.get(path);
		if (known === asker) return;
		if (known instanceof Set) known.add(asker);
		else this.#askers.set(path, known === undefined ? asker : new Set([known, asker]));
	}

	/** Everybody who ever asked for a path. */
	of(path: string): Iterable<Asker> {
		const known = this.#askers.get(path);
		if (known instanceof Set) return known;
		return known === undefined ? [] : [known];
	}

	clear(): void {
		this.#askers.clear();
	}
}
