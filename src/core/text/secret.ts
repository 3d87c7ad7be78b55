/** What every printed secret looks like, whatever its length. */
export const dots = "••••••••";

/**
 * A value that must never be printed. `toString`, `toJSON` and `util.inspect` give dots; only `reveal()` gives the text.
 *
 * The text sits in a private field, so that spreading, `Object.keys` and structured clones do not carry it either.
 */
export class Secret {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	/** The secret itself. Call it only to compare, to measure or to hand it to what signs with it. */
	reveal(): string {
		return this.#text;
	}

	toString(): string {
		return dots;
	}

	toJSON(): string {
		return dots;
	}

	[Symbol.for("nodejs.util.inspect.custom")](): string {
		return dots;
	}
}

/**
 * `AKIA…7Q2A`: enough of an access key ID to recognise it, too little to use it. What is not of the form of one is all dots: a secret
 * may stand in its place. One that is masked already stays as it is.
 */
export function maskAccessKeyId(accessKeyId: string): string {
	if (/^[A-Z0-9]{4}\u2026[A-Z0-9]{4}$/.test(accessKeyId)) return accessKeyId;
	return /^[A-Z0-9]{16,128}$/.test(accessKeyId) ? `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}` : "••••";
}
