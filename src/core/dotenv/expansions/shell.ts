import type { Expand } from "../expand.ts";

/**
 * As a POSIX shell replaces variables between double quotes: `$NAME`, `${NAME}`, and `-`, `:-`, `+`, `:+`, `=`, `:=`, `?`, `:?` with a word
 * behind the name. Source: POSIX, 2.6.2; dash and bash agree. Command substitution and patterns stay as they are written.
 */
export const expandAsShell: Expand = ({ outside, files, fold }) => {
	const lookup = (name: string) => outside.get(fold(name));
	return {
		outside,
		files: files.map((file) => new Map([...file].map(([name, value]) => [name, expandBetweenQuotes(value, lookup)]))),
	};
};

type Lookup = (name: string) => string | undefined;

/** How deep defaults of defaults are read. */
const maxDepth = 100;

/** What stands between the double quotes of a shell. */
export function expandBetweenQuotes(text: string, lookup: Lookup): string {
	return new Template(text, lookup).read("", 0).value;
}

class Template {
	readonly #text: string;
	readonly #lookup: Lookup;

	constructor(text: string, lookup: Lookup) {
		this.#text = text;
		this.#lookup = lookup;
	}

	/** Reads up to `end`, which is left to the caller, or to the text's end. */
	read(end: "" | "}", start: number, depth = 0): { value: string; at: number } {
		let value = "";
		let at = start;
		while (at < this.#text.length) {
			const character = this.#text[at] ?? "";
			if (character === end) break;
			if (character === "\\") {
				const next = this.#text[at + 1] ?? "";
				const isEscape = next !== "" && '\\$`"}'.includes(next) && (next !== "}" || depth > 0);
				value += isEscape ? next : next === "\n" ? "" : `\\${next}`;
				at += 2;
			} else if (character === "$") {
				const found = this.#reference(at, depth);
				value += found.value;
				at = found.at;
			} else {
				value += character;
				at++;
			}
		}
		return { value, at };
	}

	#reference(dollar: number, depth: number): { value: string; at: number } {
		const bare = nameAt(this.#text, dollar + 1);
		if (bare !== "") return { value: this.#lookup(bare) ?? "", at: dollar + 1 + bare.length };
		const name = this.#text[dollar + 1] === "{" ? nameAt(this.#text, dollar + 2) : "";
		if (name === "" || depth > maxDepth) return { value: "$", at: dollar + 1 };
		let at = dollar + 2 + name.length;
		const isColon = this.#text[at] === ":";
		if (isColon) at++;
		const operator = this.#text[at] ?? "";
		if (!isColon && operator === "}") return { value: this.#lookup(name) ?? "", at: at + 1 };
		if (!"-+=?".includes(operator) || operator === "") return { value: "$", at: dollar + 1 };
		const word = this.read("}", at + 1, depth + 1);
		if (this.#text[word.at] !== "}") return { value: "$", at: dollar + 1 };
		const known = this.#lookup(name);
		const isSet = isColon ? known !== undefined && known !== "" : known !== undefined;
		const value =
			operator === "+" ? (isSet ? word.value : "") : isSet ? (known ?? "") : operator === "?" ? "" : word.value;
		return { value, at: word.at + 1 };
	}
}

/** The name that starts at a place; a shell's own parameters, such as `$1`, count as names that nobody set. */
function nameAt(text: string, at: number): string {
	name.lastIndex = at;
	return name.exec(text)?.[0] ?? "";
}

const name = /[A-Za-z_]\w*|\d/y;
