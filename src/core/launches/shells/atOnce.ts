import { type Piece, unpinnedReferences } from "./word.ts";

/** One of several assignments. */
export interface Assigned {
	readonly name: string;
	readonly pieces: readonly Piece[];
}

/**
 * Assignments that all see the environment from before them, in an order in which they may be made one after the other: what looks a name up
 * comes before what sets it. Where two look each other up, the later one's value is not known. Of one name the last assignment counts. A
 * reference that a shell has replaced before looks nothing up.
 */
export function atOnce<One extends Assigned>(assignments: readonly One[]): One[] {
	const left = assignments.filter(
		({ name }, index) => !assignments.slice(index + 1).some((later) => later.name === name),
	);
	const ordered: One[] = [];
	while (left.length > 0) {
		const isFree = (one: One) =>
			left.every((other) => other === one || !unpinnedReferences(other.pieces).includes(one.name));
		const index = left.findIndex(isFree);
		const [next] = left.splice(Math.max(index, 0), 1);
		if (!next) break;
		ordered.push(next);
		if (index !== -1) continue;
		for (const [at, other] of left.entries())
			if (unpinnedReferences(other.pieces).includes(next.name))
				left[at] = { ...other, pieces: [{ unknown: "an earlier value" }] };
	}
	return ordered;
}
