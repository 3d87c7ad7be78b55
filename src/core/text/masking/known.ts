/** Secrets that are known to be some, found as they are, in Base64 and in hexadecimal, broken over lines or not. */
import { type Masks, mask } from "./masks.ts";
import { type Reading, read } from "./reading.ts";

/** Shorter ones stand in ordinary words, too. */
const shortest = 4;
/** What all longer ones are looked up by. */
const stem = 8;

/** The texts to find. Looking takes time in proportion to the text, however many there are. */
export class KnownTexts {
	/** By their first characters, the longest first. */
	readonly #byStem = new Map<string, string[]>();
	readonly #short = new Set<string>();

	constructor(secrets: Iterable<string>) {
		for (const secret of new Set(secrets)) {
			if (secret.trim().length < shortest) continue;
			// As it is read, with its lines joined.
			for (const form of [secret, read(secret).text].flatMap((one) => [oneLine(one), one.replace(/\s+/g, "")]))
				if (form.length >= shortest) this.#add(form);
			if (secret.length >= 2 * stem) for (const form of formsOf(secret)) this.#add(form);
		}
		for (const forms of this.#byStem.values()) forms.sort((a, b) => b.length - a.length);
	}

	#add(form: string): void {
		if (form.length < stem) {
			this.#short.add(form);
			return;
		}
		const known = this.#byStem.get(form.slice(0, stem));
		if (!known) this.#byStem.set(form.slice(0, stem), [form]);
		else if (!known.includes(form)) known.push(form);
	}

	/** Where they are in a text: start and end, one after the other. */
	*find(text: string): Generator<readonly [start: number, end: number]> {
		for (const word of this.#short)
			for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length))
				yield [at, at + word.length];
		if (this.#byStem.size === 0) return;
		for (let at = 0; at + stem <= text.length; at++) {
			const found = this.#byStem.get(text.slice(at, at + stem))?.find((form) => text.startsWith(form, at));
			if (found === undefined) continue;
			yield [at, at + found.length];
			at += found.length - 1;
		}
	}
}

function oneLine(text: string): string {
	return text.trim().replace(/\s/g, " ");
}

/** As it stands in Base64 wherever it begins in it, and in hexadecimal. */
function formsOf(secret: string): string[] {
	const bytes = new TextEncoder().encode(secret);
	const binary = String.fromCharCode(...bytes);
	const forms: string[] = [];
	for (const shift of [0, 1, 2]) {
		const form = btoa("\0".repeat(shift) + binary);
		// The characters at both ends are made of what stands beside it, too.
		const inner = form.slice(shift === 0 ? 0 : shift + 1, -4);
		forms.push(inner, inner.replaceAll("+", "-").replaceAll("/", "_"));
	}
	const hexadecimal = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	forms.push(hexadecimal, hexadecimal.toUpperCase());
	return forms;
}

/** Hides every known secret. */
export function knownTexts({ text, lines }: Reading, known: KnownTexts, masks: Masks): void {
	let joined = "";
	/** Where each line's content begins in `joined`. */
	const starts: number[] = [];
	for (const { start, end } of lines) {
		starts.push(joined.length);
		joined += text.slice(start, end).replace(/\s/g, " ");
	}
	// Blanks within a line stay in their place.
	let line = 0;
	let last = -1;
	for (const [from, to] of known.find(joined)) {
		if (from < last) line = 0;
		last = from;
		while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= from) line++;
		for (let number = line; number < lines.length && (starts[number] ?? 0) < to; number++) {
			const { start, end } = lines[number] ?? { start: 0, end: 0 };
			const offset = start - (starts[number] ?? 0);
			masks.push(mask(Math.max(start, from + offset), Math.min(end, to + offset)));
		}
	}
}
