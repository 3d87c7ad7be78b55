import { behind, literal, literalStart, type Word } from "../shells/word.ts";
import type { Flag } from "./flags.ts";

/** Options wherever they stand before a `--`, and all other words, those behind it last. */
export interface Arguments {
	readonly flags: readonly Flag[];
	readonly words: readonly Word[];
}

/** Reads a command line as the package minimist does that is told of no option: each takes the next word that is no option itself. Source: minimist 1.2.8. */
export function readMinimist(args: readonly Word[]): Arguments {
	const end = args.findIndex((word) => literal(word) === "--");
	const own = args.slice(0, end === -1 ? undefined : end);
	const flags: Flag[] = [];
	const words: Word[] = [];
	for (let index = 0; index < own.length; index++) {
		const word = own[index] as Word;
		const text = literalStart(word);
		const next = own[index + 1];
		const equals = text.indexOf("=");
		if (/^--[^=]+=/.test(text)) flags.push({ name: text.slice(0, equals), value: behind(word, equals + 1), word });
		else if (/^-[^-]/.test(text)) {
			const rest = shortFlags(word, text, flags);
			if (rest === undefined) continue;
			if (next && isValue(next)) index++;
			flags.push({ name: rest, word, ...(next && isValue(next) && { value: next }) });
		} else if (text.startsWith("--")) {
			const takes = next && isValue(next) && !text.startsWith("--no-");
			if (takes) index++;
			flags.push({ name: text, word, ...(takes && { value: next }) });
		} else words.push(word);
	}
	return { flags, words: [...words, ...(end === -1 ? [] : args.slice(end + 1))] };
}

function isValue(word: Word): boolean {
	return !/^--?[^-]/.test(literalStart(word));
}

/** Tells the options of a word like `-ov`; the last of them may take the next word and is returned. `-e=F` and `-eF/x` have a value. */
function shortFlags(word: Word, text: string, flags: Flag[]): string | undefined {
	for (let index = 1; index < text.length - 1; index++) {
		const name = `-${text[index]}`;
		const isLetter = /[A-Za-z]/.test(text[index] ?? "");
		if (isLetter && text[index + 1] === "=") {
			flags.push({ name, value: behind(word, index + 2), word });
			return undefined;
		}
		if (/\W/.test(text[index + 1] ?? "") || (isLetter && /^-?\d+(?:\.\d*)?$/.test(text.slice(index + 1)))) {
			flags.push({ name, value: behind(word, index + 1), word });
			return undefined;
		}
		flags.push({ name, word });
	}
	return `-${text.at(-1)}`;
}
