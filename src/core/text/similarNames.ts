/**
 * The candidates that look most like a name, best first: at most `most`, and none that differs in more than a third of its letters.
 * Comparison ignores case. Cost: linear in the number of candidates; names longer than 100 characters are not compared.
 */
export function nearest(name: string, candidates: Iterable<string>, most = 3): string[] {
	const wanted = name.trim().toLowerCase();
	const found: { candidate: string; distance: number }[] = [];
	for (const candidate of candidates) {
		const other = candidate.toLowerCase();
		const limit = Math.max(1, Math.floor(Math.max(wanted.length, other.length) / 3));
		if (Math.abs(wanted.length - other.length) > limit || Math.max(wanted.length, other.length) > 100) continue;
		const distance = editDistance(wanted, other);
		if (distance <= limit) found.push({ candidate, distance });
	}
	return found
		.sort((a, b) => a.distance - b.distance)
		.slice(0, most)
		.map(({ candidate }) => candidate);
}

/** Damerau-Levenshtein (optimal string alignment): a swap of two neighbours counts as one. Cost: the product of the lengths. */
export function editDistance(a: string, b: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
			}
			row.push(best);
		}
		beforeLast = last;
		last = row;
	}
	return last[b.length] ?? 0;
}
