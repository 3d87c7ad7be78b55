import { dots } from "../text/secret.ts";

/** Shorter than any secret worth the name, longer than a region. */
export const shortestSecret = 16;

/** How many characters may be compared for each one of a value; where more would have to be, the whole value is dots. */
const patience = 64;

/**
 * The secrets to take out of values, found by how they begin. The search takes time in proportion to the value, however many secrets there
 * are and however alike they look.
 */
export class KnownSecrets {
	/** By their first characters, then by their length, longest first. */
	readonly #byStart = new Map<number, Map<number, Set<string>>>();

	/** @param secrets none shorter than `shortestSecret` */
	constructor(secrets: Iterable<string>) {
		for (const secret of [...new Set(secrets)].sort((a, b) => b.length - a.length)) {
			const start = startHash(secret);
			const known = this.#byStart.get(start) ?? new Map<number, Set<string>>();
			this.#byStart.set(start, known);
			known.set(secret.length, (known.get(secret.length) ?? new Set()).add(secret));
		}
	}

	/** The value with dots in place of what belongs to a secret. */
	mask(value: string): string {
		if (value.length < shortestSecret || this.#byStart.size === 0) return value;
		let masked = "";
		let [shown, start, end] = [0, 0, 0];
		let left = patience * value.length;
		let hash = startHash(value);
		for (let at = 0; at + shortestSecret <= value.length; at++) {
			if (at > 0) hash = moved(hash, value.charCodeAt(at - 1), value.charCodeAt(at + shortestSecret - 1));
			for (const [length, secrets] of this.#byStart.get(hash) ?? []) {
				left -= length;
				if (left < 0) return dots;
				if (!secrets.has(value.slice(at, at + length))) continue;
				if (at >= end) {
					if (end > start) masked += value.slice(shown, start) + dots;
					if (end > start) shown = end;
					start = at;
				}
				end = Math.max(end, at + length);
				break;
			}
		}
		return end > start ? masked + value.slice(shown, start) + dots + value.slice(end) : value;
	}
}

const base = 257;
const highest = power(shortestSecret - 1);

function power(exponent: number): number {
	let result = 1;
	for (let times = 0; times < exponent; times++) result = Math.imul(result, base);
	return result;
}

/** A number made of a text's first characters, which is a third one's when the first leaves and another comes in. */
function startHash(text: string): number {
	let hash = 0;
	for (let at = 0; at < shortestSecret; at++) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
	return hash;
}

function moved(hash: number, left: number, added: number): number {
	return (Math.imul(hash - Math.imul(left, highest), base) + added) | 0;
}
