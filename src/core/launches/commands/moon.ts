import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, unsetLayer, variableLayer } from "../layers.ts";
import { managerOf } from "../managers.ts";
import { type PackageJson, record, string } from "../packageJson.ts";
import { placedAt } from "../placed.ts";
import { literal, plainWord, type Word } from "../shells/word.ts";
import { workspacesOf } from "../workspaces.ts";
import { readFlags } from "./flags.ts";
import { runScript } from "./packageScripts.ts";

/** moon: the shell beats a task's `env`, which beats its `envFile`. Source: moon 2.5.5, run. */
export const moon: KnownCommand = {
	names: ["moon"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const { rest } = readFlags(call.args, ["-c", "--concurrency", "--log"]);
		const [command, ...words] = rest;
		const isRun = /^(?:run|r|ci|exec|x)$/.test(literal(command) ?? "");
		const named = isRun ? readFlags(words, ["--profile", "--query"]).rest : rest;
		const { outside } = call;
		const packages = workspacesOf(outside, outside.root, []);
		return named.flatMap((word) => {
			const [project = "", task] = (literal(word) ?? "").split(":");
			if (task === undefined) return [];
			const owners =
				project === "" || project === "~" ? packages : packages.filter((owner) => isNamed(call, owner, project));
			return owners.flatMap((owner) => started(call, owner, task, word));
		});
	},
};

function isNamed({ outside }: Call, owner: PackageJson, project: string): boolean {
	const id = string(record(outside.yaml(outside.paths.join(owner.folder, "moon.yml"))).id);
	const listed = record(record(outside.yaml(outside.paths.join(outside.root, ".moon", "workspace.yml"))).projects);
	const folder = string(listed[project]);
	if (folder !== undefined) return outside.paths.resolve(outside.root, folder) === owner.folder;
	return (id ?? owner.folder.split(/[\\/]/).at(-1)) === project;
}

function started(call: Call, owner: PackageJson, name: string, word: Word): readonly Next[] {
	const { outside } = call;
	const path = outside.paths.join(owner.folder, "moon.yml");
	const project = record(outside.yaml(path));
	const shared = record(record(outside.yaml(outside.paths.join(outside.root, ".moon", "tasks.yml"))).tasks)[name];
	const own = record(project.tasks)[name];
	const task = { ...record(shared), ...record(own) };
	const layers = layersOf(call, owner, { ...record(project.env), ...record(task.env) }, record(task.options));
	const inherited = withLayers({ ...call.inherited, cwd: owner.folder }, ...layers);
	const command = task.script ?? task.command;
	const args = Array.isArray(task.args) ? task.args.map(String) : [];
	const text = Array.isArray(command) ? command.map(String).join(" ") : string(command);
	if (text !== undefined && text !== "noop") {
		const whole = [text, ...args].join(" ");
		const at = outside.text(path)?.indexOf(text) ?? 0;
		return [{ kind: "shell", text: placedAt(path, whole, Math.max(at, 0)), inherited }];
	}
	if (own !== undefined || shared !== undefined) return [];
	// Scripts of package.json are tasks, too, where the workspace says so.
	const script = plainWord({
		path: word.placed.path,
		text: name,
		at: name
			.split("")
			.map(() => word.placed.at[0] ?? 0)
			.concat(word.placed.at.at(-1) ?? 0),
	});
	return runScript({ ...call, inherited }, managerOf(outside, owner.folder).name, owner, [script]);
}

function layersOf(
	{ outside }: Call,
	owner: PackageJson,
	env: Readonly<Record<string, unknown>>,
	options: Readonly<Record<string, unknown>>,
): EnvironmentLayer[] {
	const place = placedAt(outside.paths.join(owner.folder, "moon.yml"), "");
	const found = Object.entries(env).map(([name, value]): EnvironmentLayer => {
		if (value === null) return unsetLayer(place, [name], "moon");
		return { ...variableLayer(place, name, String(value), "moon"), onlyIfUnset: true };
	});
	const told = options.envFile;
	const names =
		told === true ? [".env.local", ".env"] : (Array.isArray(told) ? told : [told]).flatMap((one) => string(one) ?? []);
	if (names.length === 0) return found;
	const paths = names.map((name) =>
		name.startsWith("/") ? outside.paths.join(outside.root, name.slice(1)) : outside.paths.join(owner.folder, name),
	);
	return [...found, filesLayer({ by: "moon", paths, dialect: "dotenv-17" })];
}
