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
	const match = /^(npm|pnpm|yarn|bun|node|deno):(\S+)/.exec(text);
	if (!match) return [{ kind: "shell", text: word.placed, inherited: call.inherited }];
	const [whole, runner = "npm", pattern = ""] = match;
	const owner = packageAround(call.outside, call.inherited.cwd);
	const { path, at } = word.placed;
	return [...(owner?.scripts.keys() ?? [])]
		.filter((name) => matches(pattern, name))
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
			const names = [...(owner?.scripts.keys() ?? [])].filter((name) => fits(pattern, name));
			const words = args.map((arg): Word => ({ pieces: [arg], placed: word.placed }));
			return names.flatMap((name) => runScript(call, "npm", owner, [{ ...word, pieces: [name] }, ...words]));
		});
	},
};

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
		return from < parts.length && matches(own[at] ?? "", parts[from] ?? "") && rest(at + 1, from + 1);
	};
	return rest(0, 0);
}
