import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { PackageJson } from "../packageJson.ts";
import { originOf } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { filtered } from "../workspaces.ts";
import { type Flag, hasFlag, readFlags, valuesOf } from "./flags.ts";
import { packageAround } from "./likelyCalls.ts";
import { npxCommand } from "./npx.ts";
import { hasScript, runScript } from "./packageScripts.ts";

const takesValue = [
	"-C",
	"--dir",
	"-F",
	"--filter",
	"--filter-prod",
	"--env-file",
	"--loglevel",
	"--reporter",
	"--workspace-concurrency",
	"--package",
	"--script-shell",
	"--config.script-shell",
];

/** pnpm's own commands, as far as their names are ones that people give to scripts. */
const own = new Set(
	"add install i remove rm uninstall un update up upgrade link ln unlink import rebuild rb prune fetch dedupe patch patch-commit audit list ls la ll outdated why licenses pack publish config c store root bin setup init create env server cat-file cat-index find-hash doctor self-update approve-builds ignored-builds install-test it login logout version".split(
		" ",
	),
);

/** pnpm. A name that is no command of its own is a script, else a program. Source: pnpm 10, 11 and 12, run. */
export const pnpm: KnownCommand = {
	names: ["pnpm"],
	follow: (call: Call): readonly Next[] => {
		const before = readFlags(call.args, takesValue);
		const command = literal(before.rest[0]);
		if (command === undefined) return [];
		const isRun = command === "run" || command === "run-script";
		const isExec = /^(?:exec|node)$/.test(command);
		const behind = isRun || isExec ? readFlags(before.rest.slice(1), takesValue) : undefined;
		const flags = [...before.flags, ...(behind?.flags ?? [])];
		if (command === "dlx") return npxCommand(call, before.rest.slice(1));
		if (own.has(command)) return [];
		const words = isRun || command === "exec" ? (behind?.rest ?? []) : before.rest;
		const folder = folderOf(flags, call);
		const started: Call = {
			...call,
			inherited: withLayers({ ...call.inherited, cwd: folder }, ...envFiles(flags, call)),
		};
		if (isExec) return executed(started, flags, words);
		const owners = ownersOf(flags, folder, call);
		const name = command === "t" ? { ...(words[0] as Word), pieces: ["test"] } : words[0];
		const script = name ? [name, ...words.slice(1)] : [];
		const told = isRun ? /^\/\^?([\w:-]+)(?:\.[*+])?\/$/.exec(literal(name) ?? "") : undefined;
		if (told && name)
			return owners.flatMap((owner) => severalScripts(started, owner, name, told[1] ?? "", words.slice(1)));
		if (isRun || owners.some((owner) => hasScript(owner, name)))
			return owners.flatMap((owner) => (hasScript(owner, name) ? runScript(started, "pnpm", owner, script) : []));
		return command === "deploy" ? [] : [{ kind: "command", words, inherited: started.inherited }];
	},
};

/** `pnpm run "/^dev:/"`: every script whose name fits. What is more than a start of a name, or a part of it, is not read. Source: pnpm 10.34.9, run. */
function severalScripts(
	call: Call,
	owner: PackageJson,
	word: Word,
	text: string,
	args: readonly Word[],
): readonly Next[] {
	const isStart = literal(word)?.startsWith("/^") === true;
	const names = [...owner.scripts.keys()].filter((name) => (isStart ? name.startsWith(text) : name.includes(text)));
	return names.flatMap((name) => runScript(call, "pnpm", owner, [{ ...word, pieces: [name] }, ...args]));
}

function folderOf(flags: readonly Flag[], { inherited, outside }: Call): string {
	const told = literal(valuesOf(flags, "-C", "--dir").at(-1));
	if (told !== undefined) return outside.paths.resolve(inherited.cwd, told);
	return hasFlag(flags, "-w", "--workspace-root") ? outside.root : inherited.cwd;
}

function ownersOf(flags: readonly Flag[], folder: string, { outside }: Call) {
	const patterns = valuesOf(flags, "-F", "--filter", "--filter-prod").map((word) => literal(word) ?? "");
	if (patterns.length > 0 || hasFlag(flags, "-r", "--recursive")) return filtered(outside, folder, patterns);
	const owner = packageAround(outside, folder);
	return owner ? [owner] : [];
}

function executed(call: Call, flags: readonly Flag[], words: readonly Word[]): readonly Next[] {
	const isFiltered = hasFlag(flags, "-r", "--recursive", "-F", "--filter", "--filter-prod");
	const folders = isFiltered
		? ownersOf(flags, call.inherited.cwd, call).map(({ folder }) => folder)
		: [call.inherited.cwd];
	const [first] = words;
	if (first && hasFlag(flags, "-c", "--shell-mode"))
		return folders.map((cwd): Next => ({ kind: "shell", text: first.placed, inherited: { ...call.inherited, cwd } }));
	return folders.map((cwd): Next => ({ kind: "command", words, inherited: { ...call.inherited, cwd } }));
}

/** `--env-file`, which 12.16 and newer have: of several the last wins, and the shell over all. Source: pnpm 12.21.0, run. */
function envFiles(flags: readonly Flag[], { inherited, outside }: Call): EnvironmentLayer[] {
	return valuesOf(flags, "--env-file")
		.reverse()
		.flatMap((word) => {
			const path = literal(word);
			if (path === undefined) return [];
			const paths = [outside.paths.resolve(inherited.cwd, path)];
			const origin = originOf(word.placed);
			return [filesLayer({ by: "pnpm --env-file", paths, dialect: "node-22", required: true, origin })];
		});
}
