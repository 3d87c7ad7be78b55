import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { lookup } from "../lookup.ts";
import { managerOf } from "../managers.ts";
import { literal, plainWord, type Word } from "../shells/word.ts";
import { filtered } from "../workspaces.ts";
import { type Flag, readAllFlags, valuesOf } from "./flags.ts";
import { runScript } from "./packageScripts.ts";
import { isLoose, passes, readTurbo } from "./turboEnvironment.ts";

const takesValue = [
	"-F",
	"--filter",
	"--cwd",
	"--concurrency",
	"--cache-dir",
	"--cache",
	"--env-mode",
	"--output-logs",
	"--log-order",
	"--log-prefix",
	"--framework-inference",
	"--global-deps",
	"--root-turbo-json",
	"--ui",
	"--token",
	"--team",
];
/** Its own commands; any other word is a task. */
const own = new Set(
	"bin boundaries clone completion daemon docs gen generate get-mfe-port info link login logout ls prune query scan telemetry unlink config devtools".split(
		" ",
	),
);

/** turbo: each task is a script of a package, with the variables that strict mode lets through. Source: turbo 2.11.11, run. */
export const turbo: KnownCommand = {
	names: ["turbo"],
	follow: (call: Call): readonly Next[] => {
		const { flags, tasks, rest } = readTurboArguments(call.args);
		const { outside } = call;
		const at = literal(valuesOf(flags, "--cwd").at(-1));
		const folder = at === undefined ? call.inherited.cwd : outside.paths.resolve(call.inherited.cwd, at);
		const root =
			outside.upwards(folder).find((one) => outside.has(outside.paths.join(one, "turbo.json"))) ?? outside.root;
		const settings = readTurbo(outside, root);
		const patterns = valuesOf(flags, "-F", "--filter").map((word) => literal(word) ?? "");
		const packages =
			folder !== root && patterns.length === 0
				? filtered(outside, root, [`./${relative(root, folder)}`])
				: filtered(outside, root, patterns);
		const loose = isLoose(
			valuesOf(flags, "--env-mode").at(-1),
			lookup(call.inherited.layers, "TURBO_ENV_MODE"),
			settings,
		);
		return tasks.flatMap((task) =>
			packages.flatMap((owner) => {
				const [scope, name] = taskOf(literal(task) ?? "");
				if (scope !== undefined && scope !== owner.name) return [];
				const only = loose ? [] : [passes(outside, root, owner, name, settings, call.words[0]?.placed)];
				const started: Call = { ...call, inherited: withLayers(call.inherited, ...only) };
				const manager = managerOf(outside, owner.folder);
				const script = plainWord({
					...task.placed,
					text: name,
					at: name
						.split("")
						.map(() => task.placed.at[0] ?? 0)
						.concat(task.placed.at.at(-1) ?? 0),
				});
				return runScript(
					started,
					manager.name,
					owner,
					[script, ...rest],
					manager.name !== "yarn" || (manager.major ?? 1) < 2,
				);
			}),
		);
	},
};

/** Options wherever they stand; `run` and `watch` before the tasks may be left out; all behind `--` goes to the scripts. */
function readTurboArguments(args: readonly Word[]): {
	flags: readonly Flag[];
	tasks: readonly Word[];
	rest: readonly Word[];
} {
	const { flags, words: tasks, behind } = readAllFlags(args, takesValue);
	const first = literal(tasks[0]) ?? "";
	const named = first === "run" || first === "watch" ? tasks.slice(1) : own.has(first) ? [] : tasks;
	return { flags, tasks: named, rest: behind };
}

/** The package and the task of `a#dev`. */
function taskOf(text: string): [scope: string | undefined, task: string] {
	const at = text.lastIndexOf("#");
	return at === -1 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)];
}

function relative(root: string, folder: string): string {
	return folder
		.slice(root.length)
		.replace(/^[\\/]+/, "")
		.replaceAll("\\", "/");
}
