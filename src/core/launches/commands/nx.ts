import { getNodeValue, parseTree } from "jsonc-parser";
import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import { lookup } from "../lookup.ts";
import { managerOf } from "../managers.ts";
import type { Outside } from "../outside.ts";
import { type PackageJson, record, string } from "../packageJson.ts";
import { originOf, placedAt } from "../placed.ts";
import { literal, plainWord, type Word } from "../shells/word.ts";
import { matches, workspacesOf } from "../workspaces.ts";
import { type Flag, readAllFlags, valuesOf } from "./flags.ts";
import { runScript } from "./packageScripts.ts";

const takesValue = [
	"-t",
	"--target",
	"--targets",
	"-p",
	"--project",
	"--projects",
	"--exclude",
	"-c",
	"--configuration",
	"--parallel",
	"--runner",
	"--base",
	"--head",
	"--files",
];
const own = new Set(
	"add connect daemon docs exec format:check format:write g generate graph import init list login logout migrate repair report reset show sync sync:check watch view-logs release".split(
		" ",
	),
);

/** A task of nx. */
interface Task {
	readonly project: string | undefined;
	readonly target: string;
	readonly configuration: string | undefined;
}

/** nx: it loads files of the task, the project and the root before it starts a script or a command. Source: nx 24.0.6, run. */
export const nx: KnownCommand = {
	names: ["nx"],
	follow: (call: Call): readonly Next[] => {
		const { flags, words } = readAllFlags(call.args, takesValue);
		const tasks = tasksOf(words, flags);
		const { outside } = call;
		const packages = workspacesOf(outside, outside.root, []);
		return tasks.flatMap((task) =>
			packages
				.filter((owner) => task.project === undefined || isNamed(outside, owner, task.project))
				.flatMap((owner) => started(call, owner, task, flags)),
		);
	},
};

/** `nx run a:dev:production`, `nx dev a`, `nx run-many -t dev -p a`, `nx affected -t dev`. */
function tasksOf(words: readonly Word[], flags: readonly Flag[]): Task[] {
	const [first, second, third] = words.map((word) => literal(word));
	const told = literal(valuesOf(flags, "-c", "--configuration").at(-1));
	if (first === undefined || own.has(first)) return [];
	if (first === "run") {
		const [project, target, configuration] = (second ?? "").split(":");
		return target ? [{ project, target, configuration: configuration ?? told }] : [];
	}
	if (first === "run-many" || first === "affected") {
		const targets = valuesOf(flags, "-t", "--target", "--targets").flatMap((word) => (literal(word) ?? "").split(","));
		const projects = valuesOf(flags, "-p", "--projects").flatMap((word) => (literal(word) ?? "").split(","));
		const named = projects.length > 0 ? projects : [undefined];
		return targets.flatMap((target) => named.map((project) => ({ project, target, configuration: told })));
	}
	const [target = "", configuration] = first.split(":");
	return [
		{
			project: second ?? third ?? literal(valuesOf(flags, "--project").at(-1)),
			target,
			configuration: configuration ?? told,
		},
	];
}

/** Whether a project is called so: by project.json, by package.json, by its folder. */
function isNamed(outside: Outside, owner: PackageJson, name: string): boolean {
	const names = [
		string(projectJson(outside, owner).name),
		string(record(owner.json.nx).name),
		owner.name,
		owner.name?.replace(/^@[^/]+\//, ""),
	];
	return names.some((one) => one !== undefined && matches(name, one)) || owner.folder.split(/[\\/]/).at(-1) === name;
}

function started(call: Call, owner: PackageJson, task: Task, flags: readonly Flag[]): readonly Next[] {
	const { outside } = call;
	const path = outside.paths.join(owner.folder, "project.json");
	const target = record(record(record(projectJson(outside, owner)).targets)[task.target]);
	const packaged = record(record(record(owner.json.nx).targets)[task.target]);
	const configured = record(record({ ...packaged, ...target }.configurations));
	const own = task.configuration === undefined ? {} : record(configured[task.configuration]);
	const options = { ...record(packaged.options), ...record(target.options), ...own };
	const isDefined = task.configuration === undefined || configured[task.configuration] !== undefined;
	const layers = nxLayers(
		call.inherited,
		owner,
		isDefined ? task : { ...task, configuration: undefined },
		options,
		flags,
		outside,
	);
	const inherited = withLayers({ ...call.inherited, cwd: owner.folder }, ...layers);
	const manager = managerOf(outside, owner.folder);
	const place = call.words[0]?.placed ?? placedAt(path, "");
	const executor = string(target.executor) ?? string(packaged.executor);
	const commands = [
		target.command,
		options.command,
		...(Array.isArray(options.commands) ? options.commands : []),
	].flatMap((one) => string(one) ?? string(record(one).command) ?? []);
	if (commands.length > 0 && (executor === undefined || executor === "nx:run-commands")) {
		const cwd = string(options.cwd);
		const at = outside.paths.resolve(outside.root, cwd ?? ".");
		return commands.map(
			(command): Next => ({
				kind: "shell",
				text: placedText(command, path, outside),
				inherited: { ...inherited, cwd: at },
			}),
		);
	}
	const script = string(options.script) ?? task.target;
	const word = plainWord({
		path: place.path,
		text: script,
		at: script
			.split("")
			.map(() => place.at[0] ?? 0)
			.concat(place.at.at(-1) ?? 0),
	});
	return runScript({ ...call, inherited }, manager.name, owner, [word]);
}

/** The command's text where it stands in project.json, as far as it is found there as it is. */
function placedText(command: string, path: string, outside: Outside) {
	const at = outside.text(path)?.indexOf(JSON.stringify(command).slice(1, -1)) ?? -1;
	return placedAt(path, command, Math.max(at, 0));
}

function projectJson(outside: Outside, owner: PackageJson): Readonly<Record<string, unknown>> {
	const text = outside.text(outside.paths.join(owner.folder, "project.json"));
	const tree =
		text === undefined ? undefined : parseTree(text.replace(/^\uFEFF/, ""), [], { allowTrailingComma: true });
	return tree?.type === "object" ? record(getNodeValue(tree)) : {};
}

function nxLayers(
	{ layers }: Inherited,
	owner: PackageJson,
	task: Task,
	options: Readonly<Record<string, unknown>>,
	flags: readonly Flag[],
	outside: Outside,
): EnvironmentLayer[] {
	if (lookup(layers, "NX_LOAD_DOT_ENV_FILES") === "false") return [];
	const folders = owner.folder === outside.root ? [outside.root] : [owner.folder, outside.root];
	const paths = folders.flatMap((folder) => fileNames(task).map((name) => outside.paths.join(folder, name)));
	const found: EnvironmentLayer[] = [
		filesLayer({ by: "nx", paths, dialect: "dotenv-17", expand: "nest", fillsEmpty: true }),
	];
	const told = valuesOf(flags, "--envFile").at(-1);
	const file = literal(told) ?? string(options.envFile);
	if (file !== undefined) {
		const origin = told && { origin: originOf(told.placed) };
		found.push(
			filesLayer({
				by: "nx envFile",
				paths: [outside.paths.resolve(outside.root, file)],
				dialect: "dotenv-17",
				expand: "nest",
				required: true,
				...origin,
			}),
		);
	}
	const place = placedAt(outside.paths.join(owner.folder, "project.json"), "");
	for (const [name, value] of Object.entries(record(options.env)))
		if (typeof value !== "object") found.push(variableLayer(place, name, String(value), "nx"));
	for (const { name, value } of flags) {
		const variable = /^--env\.(.+)/.exec(name)?.[1];
		const text = literal(value);
		if (variable !== undefined && value && text !== undefined)
			found.push(variableLayer(value.placed, variable, text, "nx --env"));
	}
	return found;
}

/** The names of a folder's files, the first to win first. */
export function fileNames({ target, configuration }: Pick<Task, "target" | "configuration">): string[] {
	const parts = [...(configuration === undefined ? [] : [`${target}.${configuration}`, configuration]), target];
	const named = parts.flatMap((part) => [`.env.${part}.local`, `.env.${part}`, `.${part}.local.env`, `.${part}.env`]);
	return [...named, ".env.local", ".local.env", ".env"];
}
