import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import { denoTasksAround } from "../denoTasks.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { type Flag, readFlags } from "./flags.ts";
import { packageAround } from "./likelyCalls.ts";
import { isCodeFile, nodeFile } from "./nodeFile.ts";
import { hasScript, runScript } from "./packageScripts.ts";

/** Options whose value may be the next word; `--env-file F` is not among them. */
const takesValue = [
	"-c",
	"--config",
	"--import-map",
	"-L",
	"--log-level",
	"--cert",
	"--location",
	"--seed",
	"--preload",
	"--import",
	"--require",
	"--port",
	"--host",
	"--cwd",
	"-f",
	"--filter",
];

/** Deno. Source: Deno 2.9.6, run: test/real-programs/environments.json. */
export const deno: KnownCommand = {
	names: ["deno"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const before = readFlags(call.args, takesValue);
		const command = literal(before.rest[0]);
		if (command === undefined) return [];
		if (!["run", "serve", "task", "x"].includes(command))
			return isProgram(command) ? program(call, before.flags, before.rest) : [];
		const own = readFlags(before.rest.slice(1), takesValue);
		const flags = [...before.flags, ...own.flags];
		return command === "task" ? task(call, flags, own.rest) : program(call, flags, own.rest);
	},
};

function isProgram(written: string): boolean {
	return isCodeFile(written) || /^(?:npm|jsr|https?|file):/.test(written);
}

function program(call: Call, flags: readonly Flag[], words: readonly Word[]): readonly Next[] {
	const [first] = words;
	const written = literal(first);
	if (!first || written === undefined) return [];
	const inherited = withLayers(call.inherited, ...envFiles(flags, call.inherited, call.outside));
	const bin = /^npm:\/?(@[^/@]+\/[^/@]+|[^/@]+)/.exec(written)?.[1];
	if (bin !== undefined) {
		const name = bin === "@remotion/cli" ? "remotion" : bin;
		return [{ kind: "command", words: [{ ...first, pieces: [name] }, ...words.slice(1)], inherited }];
	}
	return isCodeFile(written) ? nodeFile(call, words, inherited, "deno") : task(call, flags, words);
}

/** A task of `deno.json`, else a script of package.json. */
function task(call: Call, flags: readonly Flag[], words: readonly Word[]): readonly Next[] {
	const { outside } = call;
	const folder = literal(flags.find(({ name }) => name === "--cwd")?.value) ?? ".";
	const cwd = outside.paths.resolve(call.inherited.cwd, folder);
	const inherited = withLayers({ ...call.inherited, cwd }, ...envFiles(flags, call.inherited, outside));
	const name = literal(words[0]) ?? "";
	const tasks = denoTasksAround(outside, cwd);
	const text = tasks?.commands.get(name);
	if (tasks && text) return [{ kind: "shell", text, inherited: { ...inherited, cwd: tasks.folder }, shell: "deno" }];
	const owner = packageAround(outside, cwd);
	return hasScript(owner, words[0]) ? runScript({ ...call, inherited }, "npm", owner, words) : [];
}

/**
 * `--env-file`, by itself `.env`: of several the last wins, and the shell over all of them. A file that is not there is looked for in the
 * folders above; one that is nowhere is passed over.
 */
function envFiles(flags: readonly Flag[], { cwd }: Inherited, outside: Outside): EnvironmentLayer[] {
	const named = flags.filter(({ name }) => name === "--env-file" || name === "--env").reverse();
	const [first] = named;
	if (!first) return [];
	const paths: string[] = [];
	for (const { value } of named) {
		const written = value ? literal(value) : ".env";
		if (written === undefined) return [{ kind: "hidden", by: "deno --env-file", origin: originOf(first.word.placed) }];
		const places = outside.upwards(cwd).map((folder) => outside.paths.resolve(folder, written));
		paths.push(places.find((path) => outside.text(path) !== undefined) ?? outside.paths.resolve(cwd, written));
	}
	return [filesLayer({ by: "deno --env-file", paths, dialect: "deno", origin: originOf(first.word.placed) })];
}
