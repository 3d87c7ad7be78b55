import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { enter, managerOf } from "../managers.ts";
import type { PackageJson } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";
import { workspacesOf } from "../workspaces.ts";
import { hasFlag, readFlags, valuesOf } from "./flags.ts";
import { packageAround } from "./likelyCalls.ts";
import { npxCommand } from "./npx.ts";
import { hasScript, runScript } from "./packageScripts.ts";

/** Commands of Yarn 1 that set nothing of `.yarnrc`. */
const bareInYarn1: ReadonlySet<string> = new Set(["node"]);

/** Yarn's own commands, as far as their names are ones that people give to scripts. */
const own = new Set(
	"add install remove up upgrade upgrade-interactive link unlink pack publish init info list why config cache dedupe set import audit outdated login logout create plugin version versions constraints npm patch patch-commit search stage".split(
		" ",
	),
);

/** Yarn 1 and 4: a name that is no command of its own is a script, else a program. Source: yarn 1.22.22 and 4.18.1, run. */
export const yarn: KnownCommand = {
	names: ["yarn", "yarnpkg"],
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = readFlags(call.args, ["--cwd"]);
		const command = literal(rest[0]);
		if (command === undefined || own.has(command)) return [];
		const { outside } = call;
		const cwd = outside.paths.resolve(call.inherited.cwd, literal(valuesOf(flags, "--cwd").at(-1)) ?? ".");
		const manager = managerOf(outside, cwd);
		const isNew = manager.name === "yarn" && (manager.major ?? 4) >= 2;
		const added = bareInYarn1.has(command) && !isNew ? [] : enter(outside, cwd, manager, [], call.inherited.cwd);
		const started: Call = { ...call, inherited: withLayers({ ...call.inherited, cwd }, ...added) };
		if (command === "dlx") return npxCommand(started, rest.slice(1));
		if (command === "workspace") return inWorkspace(started, rest.slice(1), !isNew);
		if (command === "workspaces") return inAllWorkspaces(started, rest.slice(1), !isNew);
		if (/^(?:exec|node)$/.test(command)) {
			const words = command === "exec" ? readFlags(rest.slice(1), []).rest : rest;
			return words.length === 0 ? [] : [{ kind: "command", words, inherited: started.inherited }];
		}
		const owner = packageAround(outside, cwd);
		const words = command === "run" ? readFlags(rest.slice(1), []).rest : rest;
		if (hasScript(owner, words[0])) return runScript(started, "yarn", owner, words, !isNew);
		return words.length === 0 ? [] : [{ kind: "command", words, inherited: started.inherited }];
	},
};

function inWorkspace(call: Call, words: readonly Word[], hooks: boolean): readonly Next[] {
	const name = literal(words[0]);
	if (name === undefined) return [];
	const [first, ...others] = words.slice(1);
	const script = literal(first) === "run" ? others : words.slice(1);
	return workspacesOf(call.outside, call.outside.root, [name]).flatMap((owner): readonly Next[] => {
		const inside = hooks ? startedIn(call, owner) : call;
		if (hasScript(owner, script[0])) return runScript(inside, "yarn", owner, script, hooks);
		return script.length === 0
			? []
			: [{ kind: "command", words: script, inherited: { ...inside.inherited, cwd: owner.folder } }];
	});
}

/** Yarn 1 starts itself once more in the folder of the workspace, where other settings may count. */
function startedIn(call: Call, { folder }: PackageJson): Call {
	const added = enter(call.outside, folder, { name: "yarn", major: 1, execute: "yarn" });
	return { ...call, inherited: withLayers(call.inherited, ...added) };
}

/** `yarn workspaces run X` and `yarn workspaces foreach -A run X`. */
function inAllWorkspaces(call: Call, words: readonly Word[], hooks: boolean): readonly Next[] {
	const isForeach = literal(words[0]) === "foreach";
	const { flags, rest } = readFlags(isForeach ? words.slice(1) : words, [
		"--include",
		"--exclude",
		"--from",
		"-j",
		"--jobs",
		"--since",
	]);
	if (literal(rest[0]) !== "run") return [];
	const script = rest.slice(1);
	const wanted = valuesOf(flags, "--include", "--from").map((word) => literal(word) ?? "");
	if (hasFlag(flags, "--since") && wanted.length === 0 && script.length === 0) return [];
	return workspacesOf(call.outside, call.outside.root, wanted).flatMap((owner) =>
		hasScript(owner, script[0]) ? runScript(hooks ? startedIn(call, owner) : call, "yarn", owner, script, hooks) : [],
	);
}
