import type { Call, KnownCommand, Next } from "../call.ts";
import { joined } from "../placed.ts";
import { behind, literal, type Word } from "../shells/word.ts";
import { matches } from "../workspaces.ts";
import { packageAround } from "./likelyCalls.ts";
import { runScript } from "./packageScripts.ts";

const takesValue = [
	"-n",
	"--names",
	"-c",
	"--prefix-colors",
	"-p",
	"--prefix",
	"-l",
	"--prefix-length",
	"-t",
	"--timestamp-format",
	"-s",
	"--success",
	"-m",
	"--max-processes",
	"--restart-tries",
	"--restart-after",
	"--default-input-target",
	"--kill-signal",
	"--hide",
	"--name-separator",
];

/** concurrently: each argument is a text for a shell; `npm:NAME` a script, with `*` several. Source: concurrently 10.0.7, run. */
export const concurrently: KnownCommand = {
	names: ["concurrently", "conc"],
	follow: (call: Call): readonly Next[] => {
		const { flags, words } = separated(call.args);
		const isPassing = flags.includes("-P") || flags.includes("--passthrough-arguments");
		const end = words.findIndex((word) => literal(word) === "--");
		const texts = end === -1 ? words : [...words.slice(0, end), ...(isPassing ? [] : words.slice(end + 1))];
		return texts.flatMap((word) => started(word, call));
	},
};

function separated(args: readonly Word[]): { flags: readonly string[]; words: readonly Word[] } {
	const flags: string[] = [];
	const words: Word[] = [];
	for (let index = 0; index < args.length; index++) {
		const word = args[index] as Word;
		const text = literal(word) ?? "";
		if (text === "--") return { flags, words: [...words, ...args.slice(index)] };
		if (!text.startsWith("-")) words.push(word);
		else {
			flags.push(text);
			if (takesValue.includes(text)) index++;
		}
	}
	return { flags, words };
}

function started(word: Word, call: Call): readonly Next[] {
	const text = literal(word);
	if (text === undefined) return [];
	const short = /^(npm|pnpm|yarn|bun|node|deno):(\S+)/.exec(text);
	const match = short ?? /^(npm|pnpm|yarn|bun) run (\S{0,200}\*\S*)/.exec(text);
	if (!match) return [{ kind: "shell", text: word.placed, inherited: call.inherited }];
	const [whole, runner = "npm", written = ""] = match;
	// `npm:dev:*(!studio)`: all but those whose names have this in them.
	const omitted = /\(!([\w:-]+)\)/.exec(written);
	const pattern = omitted ? written.replace(omitted[0], "") : written;
	const owner = packageAround(call.outside, call.inherited.cwd);
	const { path, at } = word.placed;
	return [...(owner?.scripts.keys() ?? [])]
		.filter((name) => matches(pattern, name) && !(omitted && name.includes(omitted[1] ?? "")))
		.map((name): Next => {
			const command = `${runner} ${/^node$/.test(runner) ? "--run" : "run"} ${name}`;
			const start = { path, text: command, at: [...command.split("").map(() => at[0] ?? 0), at[whole.length] ?? 0] };
			return {
				kind: "shell",
				text: joined(path, [start, behind(word, whole.length).placed]),
				inherited: call.inherited,
			};
		});
}

/** npm-run-all, run-s and run-p: names and patterns of scripts, with arguments behind a name in quotes. Source: npm-run-all2 9.0.4, run. */
export const npmRunAll: KnownCommand = {
	names: ["npm-run-all", "npm-run-all2", "run-s", "run-p"],
	follow: (call: Call): readonly Next[] => {
		const owner = packageAround(call.outside, call.inherited.cwd);
		const end = call.args.findIndex((word) => literal(word) === "--");
		const own = call.args.slice(0, end === -1 ? undefined : end);
		return own.flatMap((word, index) => {
			const text = literal(word) ?? "-";
			if (text.startsWith("-") || /^--(?:max-parallel|npm-path)$/.test(literal(own[index - 1]) ?? "")) return [];
			const [pattern = "", ...args] = text.split(/\s+/);
			const patterns = alternatives(pattern);
			const names = patterns.flatMap((one) => [...(owner?.scripts.keys() ?? [])].filter((name) => fits(one, name)));
			const words = args.map((arg): Word => ({ pieces: [arg], placed: word.placed }));
			return [...new Set(names)].flatMap((name) =>
				runScript(call, "npm", owner, [{ ...word, pieces: [name] }, ...words]),
			);
		});
	},
};

/** `dev:{a,b}` is `dev:a` and `dev:b`. */
function alternatives(pattern: string): string[] {
	const braces = /\{([^{}]{0,200})\}/.exec(pattern);
	if (!braces) return [pattern];
	const [whole, inner = ""] = braces;
	return inner.split(",").map((one) => pattern.replace(whole, one));
}

/** One part of a name; `!(a|b)` stands for all but these. */
function fitsPart(pattern: string, part: string): boolean {
	const others = /^!\(([^()]{1,200})\)$/.exec(pattern)?.[1];
	return others === undefined ? matches(pattern, part) : !others.split("|").some((one) => matches(one, part));
}

/** `*` stands for one part between colons, `**` for any number of them. */
function fits(pattern: string, name: string): boolean {
	const [own, parts] = [pattern.split(":"), name.split(":")];
	if (parts.length > 20 || own.length > 20) return pattern === name;
	const rest = (at: number, from: number): boolean => {
		if (at === own.length) return from === parts.length;
		if (own[at] === "**")
			return Array.from({ length: parts.length - from + 1 }, (_, index) => from + index).some((next) =>
				rest(at + 1, next),
			);
		return from < parts.length && fitsPart(own[at] ?? "", parts[from] ?? "") && rest(at + 1, from + 1);
	};
	return rest(0, 0);
}
