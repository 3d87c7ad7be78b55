import type { Lookup } from "../dotenvFile.ts";
import { type DialectRow, quoteOf } from "./dialect.ts";
import { newer, readAsNode, type Ways } from "./node.ts";

/**
 * `deno --env-file`: the reading of Node.js 22, but that quotes may stand within quotes, variables are replaced, and of several assignments
 * the first counts. Source:
 * `libs/dotenv/lib.rs` of deno, and deno 2.9.6, run: test/real-programs/environments.json.
 */
export const deno: DialectRow = {
	reader: "Deno",
	takesQuotes: true,
	firstCounts: true,
	looksIn: ["environment", "file"],
	read(text) {
		const reading = readAsNode(text, ways);
		return {
			...reading,
			found: reading.found.map((read) => {
				const isLiteral = read.quote === null ? quoteOf(text[read.rawStart]) !== null : read.quote !== '"';
				const isReplaced = !isLiteral && read.value.includes("$");
				return isReplaced ? { ...read, evaluate: (lookup: Lookup) => expanded(read.value, lookup) } : read;
			}),
		};
	},
};

const ways: Ways = { ...newer, closing };

/** The next quote, or where more than a comment follows it, the last one of its line that a comment, or nothing, follows. */
function closing(text: string, quote: string, from: number): number {
	const first = text.indexOf(quote, from);
	if (first === -1) return -1;
	const newline = text.indexOf("\n", first);
	const end = newline === -1 ? text.length : newline;
	const rest = (at: number) => {
		let next = at + 1;
		while (next < end && /[ \t]/.test(text[next] ?? "")) next++;
		return next === end ? "" : text[next];
	};
	if (rest(first) === "" || rest(first) === "#") return first;
	let last = -1;
	for (let at = text.lastIndexOf(quote, end - 1); at > first; at = text.lastIndexOf(quote, at - 1)) {
		if (rest(at) === "#") return at;
		if (rest(at) === "" && last === -1) last = at;
	}
	return last === -1 ? first : last;
}

/** `$NAME`, `${any text}`, `\$`. */
function expanded(text: string, lookup: Lookup): string {
	let result = "";
	for (let at = 0; at < text.length; ) {
		const character = text[at];
		if (character === "\\" && text[at + 1] === "$") {
			result += "$";
			at += 2;
		} else if (character !== "$") {
			result += character;
			at++;
		} else if (text[at + 1] === "{") {
			const close = text.indexOf("}", at);
			const end = close === -1 ? text.length : close;
			result += lookup(text.slice(at + 2, end)) ?? "";
			at = end + 1;
		} else {
			let end = at + 1;
			while (end < text.length && /\w/.test(text[end] ?? "")) end++;
			result += lookup(text.slice(at + 1, end)) ?? "";
			at = end;
		}
	}
	return result;
}
