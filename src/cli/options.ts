import { isPlatform, isRuntime, programs } from "../core/runtimes/index.ts";
import { nearest } from "../core/text/similarNames.ts";
import type { Runtime } from "../core/types.ts";

export const formats = ["text", "json", "github", "sarif"] as const;
export type Format = (typeof formats)[number];

/** What a person asked for. */
export interface Options {
	readonly command: "explain" | "check" | "mcp" | "help" | "version";
	readonly format: Format;
	readonly launches: boolean;
	readonly verify: boolean;
	/** Of `check`: warnings are no success either. */
	readonly strict: boolean;
	/** Of `check`: problems in files alone count, whatever credentials are here. */
	readonly filesOnly: boolean;
	/** Of `mcp`: AWS may be asked. */
	readonly allowAws: boolean;
	/** Absent: as package.json says. */
	readonly runtime?: Runtime;
	/** Absolute; absent: the one that the program stands in. */
	readonly folder?: string;
}

/** The command line is wrong; the message says how. */
export class WrongUsage extends Error {}

const switches = {
	"--launches": "launches",
	"--verify": "verify",
	"--strict": "strict",
	"--files-only": "filesOnly",
	"--allow-aws": "allowAws",
} as const;

const valued = ["--format", "--runtime"] as const;
const others = [...valued, "--json", "--help", "--version"];

/**
 * Reads the arguments. Both `--format json` and `--format=json` are taken; `--json` is short for it.
 * @param words without Node.js and the program
 * @throws WrongUsage for what is not known, as a typing error in a workflow must not pass for a check
 */
export function readOptions(words: readonly string[]): Options {
	const set: { -readonly [Name in keyof Options]?: Options[Name] } = {};
	const left = [...words];
	for (let word = left.shift(); word !== undefined; word = left.shift()) {
		const [flag = "", inline] = splitOnce(word);
		const flagOfValue = valued.find((one) => one === flag);
		if (flagOfValue) {
			const value = inline ?? left.shift();
			if (value === undefined) throw new WrongUsage(`${flag} needs a value.`);
			Object.assign(set, flagOfValue === "--format" ? { format: formatOf(value) } : { runtime: runtimeOf(value) });
		} else if (Object.hasOwn(switches, word)) set[switches[word as keyof typeof switches]] = true;
		else if (word === "--json") set.format = "json";
		else if (word === "--help" || word === "-h" || word === "help") set.command = "help";
		else if (word === "--version" || word === "-v" || word === "version") set.command ??= "version";
		else if ((word === "check" || word === "mcp") && set.command !== "check" && set.command !== "mcp")
			set.command ??= word;
		else throw new WrongUsage(unknown(word));
	}
	const options: Options = {
		command: "explain",
		format: "text",
		launches: false,
		verify: false,
		strict: false,
		filesOnly: false,
		allowAws: false,
		...set,
	};
	return agreeing(options);
}

/** What is said of a word that is not known, with the one that may be meant. */
function unknown(word: string): string {
	if (word.startsWith("-")) return withNearest(`Unknown option: ${word}`, word, [...Object.keys(switches), ...others]);
	if (/[\\/]|^\.+$/.test(word)) return `Unexpected path: ${word}. Run it in that folder instead.`;
	return withNearest(`Unknown command: ${word}`, word, ["check", "mcp", "help", "version"]);
}

function withNearest(text: string, word: string, known: readonly string[]): string {
	const [meant] = nearest(word, known, 1);
	return meant === undefined || meant === word ? text : `${text}. Did you mean ${meant}?`;
}

/** @throws WrongUsage where one option makes no sense with another */
function agreeing(options: Options): Options {
	const { command, strict, filesOnly, format, verify, launches, runtime, allowAws } = options;
	if (command === "help" || command === "version") return options;
	if (command === "mcp") {
		if (strict || filesOnly || format !== "text" || verify || launches || runtime !== undefined)
			throw new WrongUsage("mcp takes no option but --allow-aws.");
		return options;
	}
	if (allowAws) throw new WrongUsage("--allow-aws needs the command mcp.");
	if (command !== "check" && (strict || filesOnly))
		throw new WrongUsage(`${strict ? "--strict" : "--files-only"} needs the command check.`);
	if (command !== "check" && (format === "github" || format === "sarif"))
		throw new WrongUsage(`--format ${format} needs the command check.`);
	if (filesOnly && verify) throw new WrongUsage("--files-only and --verify exclude each other.");
	return options;
}

function splitOnce(word: string): [string, string?] {
	const at = word.indexOf("=");
	return word.startsWith("--") && at !== -1 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

function formatOf(value: string): Format {
	const format = formats.find((one) => one === value);
	if (format === undefined) throw new WrongUsage(`Unknown format: ${value}. Formats: ${formats.join(", ")}`);
	return format;
}

function runtimeOf(value: string): Runtime {
	if (isRuntime(value) && !isPlatform(value)) return value;
	throw new WrongUsage(`Unknown runtime: ${value}. Runtimes: ${programs.map(({ id }) => id).join(", ")}`);
}
