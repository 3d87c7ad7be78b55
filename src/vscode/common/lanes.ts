/** So many things are asked for at once: AWS and this machine have enough to do. */
const mostAtOnce = 4;

/**
 * Works through a list in several lanes at once: each takes the next item as soon as it is free, from the one queue it is given. A lane may
 * keep something for all its items, such as a process. Resolves when every lane has ended; rejects as the first one that does.
 */
export async function inLanes<T>(list: readonly T[], lane: (queue: Iterable<T>) => Promise<void>): Promise<void> {
	const queue = list.values();
	await Promise.all(Array.from({ length: Math.min(mostAtOnce, list.length) }, () => lane(queue)));
}
