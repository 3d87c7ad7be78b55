import { behind, literal, literalStart, type Word } from "../shells/word.ts";

/** An option of a command line. */
export interface Flag {
	/** As it is written: `-e`, `--env-file`. */
	readonly name: string;
	/** What stands behind its `=`, or as the next word where this option takes one. */
	readonly value?: Word;
	/** The word in which it stands. */
	readonly word: Word;
}

export interface Flags {
	readonly flags: readonly Flag[];
	/** From the first word that is no option; a `--` before it is left out. */
	readonly rest: readonly Word[];
}

/**
 * Reads the options in front of a command's first argument.
 * @param takesValue the options whose value may be the next word
 */
export function readFlags(args: readonly Word[], takesValue: readonly string[]): Flags {
	const flags: Flag[] = [];
	let index = 0;
	for (; index < args.length; index++) {
		const word = args[index];
		if (!word) break;
		const text = literalStart(word);
		if (literal(word) === "--") return { flags, rest: args.slice(index + 1) };
		if (!text.startsWith("-") || text === "-") break;
		const equals = text.indexOf("=");
		const name = equals === -1 ? text : text.slice(0, equals);
		if (equals !== -1) flags.push({ name, value: behind(word, equals + 1), word });
		else if (takesValue.includes(name) && args[index + 1]) flags.push({ name, value: args[++index] as Word, word });
		else flags.push({ name, word });
	}
	return { flags, rest: args.slice(index) };
}

/** The values of an option that may be given several times, in the order given. */
export function valuesOf(flags: readonly Flag[], ...names: readonly string[]): Word[] {
	return flags.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}

/** Whether an option is given. */
export function hasFlag(flags: readonly Flag[], ...names: readonly string[]): boolean {
	return flags.some(({ name }) => names.includes(name));
}

/** Reads options wherever they stand before a `--`. */
export function readAllFlags(
	args: readonly Word[],
	takesValue: readonly string[],
): { flags: readonly Flag[]; words: readonly Word[]; behind: readonly Word[] } {
	const end = args.findIndex((word) => literal(word) === "--");
	const flags: Flag[] = [];
	const words: Word[] = [];
	for (let left = args.slice(0, end === -1 ? undefined : end); left.length > 0; ) {
		const read = readFlags(left, takesValue);
		flags.push(...read.flags);
		words.push(...read.rest.slice(0, 1));
		left = read.rest.slice(1);
	}
	return { flags, words, behind: end === -1 ? [] : args.slice(end + 1) };
}
