import { behind, literal, literalStart, type Word } from "../shells/word.ts";

export interface LooseFlags {
	/** By name without dashes; undefined: without a value. */
	readonly options: ReadonlyMap<string, Word | undefined>;
	/** The words that are no option, wherever they stand. */
	readonly rest: readonly Word[];
}

/**
 * Reads options that may stand anywhere, as the command lines of Vite, Nuxt and Astro do: an option takes the next word as its value where
 * that is no option, unless it is one of `booleans`.
 */
export function readLooseFlags(args: readonly Word[], booleans: readonly string[]): LooseFlags {
	const options = new Map<string, Word | undefined>();
	const rest: Word[] = [];
	for (let index = 0; index < args.length; index++) {
		const word = args[index] as Word;
		const text = literalStart(word);
		if (literal(word) === "--") {
			rest.push(...args.slice(index + 1));
			break;
		}
		if (!text.startsWith("-") || text === "-") {
			rest.push(word);
			continue;
		}
		const equals = text.indexOf("=");
		const name = text.slice(0, equals === -1 ? undefined : equals).replace(/^--?/, "");
		const next = args[index + 1];
		if (equals !== -1) options.set(name, behind(word, equals + 1));
		else if (next && !booleans.includes(name) && !literalStart(next).startsWith("-")) {
			options.set(name, next);
			index++;
		} else options.set(name, undefined);
	}
	return { options, rest };
}

/** Whether a command line only asks for help or a version. */
export function isQuestion({ options }: LooseFlags): boolean {
	return ["help", "h", "version", "v"].some((name) => options.has(name));
}
