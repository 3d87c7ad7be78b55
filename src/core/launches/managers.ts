import { filesForPrograms, replacesNode, usesOwnShell } from "./bunFiles.ts";
import type { ManagerName } from "./call.ts";
import type { EnvironmentLayer } from "./launch.ts";
import { filesLayer, variableLayer } from "./layers.ts";
import type { Outside } from "./outside.ts";
import { record, string } from "./packageJson.ts";
import { placedAt } from "./placed.ts";
import type { ShellName } from "./shells/grammar.ts";
import { yarnrcLayers } from "./yarnrc.ts";

/** A package manager, as far as it decides what people type and what a script has. */
export interface Manager {
	readonly name: ManagerName;
	/** Its major version, where the project says so. */
	readonly major?: number;
	/** What runs the command of a package. */
	readonly execute: string;
}

const executes = { npm: "npx", pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" } as const;
const locks: readonly (readonly [file: string, name: ManagerName])[] = [
	["pnpm-lock.yaml", "pnpm"],
	["pnpm-workspace.yaml", "pnpm"],
	["bun.lock", "bun"],
	["bun.lockb", "bun"],
	["yarn.lock", "yarn"],
	["package-lock.json", "npm"],
];

/** The package manager of a folder: by `packageManager`, else by its lock file, in the folder or those around it. */
export function managerOf(outside: Outside, folder: string): Manager {
	for (const at of outside.upwards(folder)) {
		const told = /^(npm|pnpm|yarn|bun)@(\d+)/.exec(string(outside.packageIn(at)?.json.packageManager) ?? "");
		if (told) return manager(told[1] as ManagerName, Number(told[2]));
		const lock = locks.find(([file]) => outside.has(outside.paths.join(at, file)));
		if (lock) return manager(lock[1], lock[1] === "yarn" ? yarnMajor(outside, at) : undefined);
	}
	return manager("npm");
}

function manager(name: ManagerName, major?: number): Manager {
	return { name, execute: executes[name], ...(major !== undefined && { major }) };
}

/** Yarn's newer versions have a file of settings of their own, and a lock file that says what made it. */
function yarnMajor(outside: Outside, folder: string): number {
	if (outside.has(outside.paths.join(folder, ".yarnrc.yml"))) return 4;
	return outside.text(outside.paths.join(folder, "yarn.lock"))?.includes("\n__metadata:") ? 4 : 1;
}

/**
 * What a package manager itself adds to the environment of all that it starts.
 * @param typed the folder in which it is typed, where an option of it names the other
 */
export function enter(
	outside: Outside,
	folder: string,
	{ name, major = 4 }: Manager,
	layers: readonly EnvironmentLayer[] = [],
	typed = folder,
): EnvironmentLayer[] {
	if (/^bun$/.test(name)) return replacesNode(outside, folder) ? filesForPrograms(outside, folder, layers) : [];
	if (name === "yarn") return major >= 2 ? yarnFiles(outside, folder, typed) : yarnrcLayers(outside, folder);
	const options = nodeOptions(outside, folder, name);
	return options ? [options] : [];
}

/**
 * `.env.yarn` of the folder in which yarn is typed, whatever `--cwd` says, or the files of `injectEnvironmentFiles`, which stand beside
 * `.yarnrc.yml`: they replace the shell's variables; of several the last wins; one whose name ends in `?` may be absent.
 * Source: yarn 4.18.1, run.
 */
function yarnFiles(outside: Outside, folder: string, typed: string): EnvironmentLayer[] {
	const told = outside.upwards(folder).flatMap((at) => {
		const settings = record(outside.yaml(outside.paths.join(at, ".yarnrc.yml"))).injectEnvironmentFiles;
		return Array.isArray(settings) ? [{ at, names: settings.filter((one) => typeof one === "string") }] : [];
	});
	const { at, names } = told[0] ?? { at: typed, names: [".env.yarn?"] };
	return names.map((name) => {
		const path = outside.paths.resolve(at, name.replace(/\?$/, ""));
		const required = name.endsWith("?") ? {} : ({ required: true } as const);
		return filesLayer({
			by: "yarn",
			paths: [path],
			dialect: "dotenv-17",
			expand: "yarn",
			overrides: true,
			...required,
		});
	});
}

/** `node-options` of `.npmrc` for npm and pnpm 10, `nodeOptions` of pnpm-workspace.yaml for newer ones. */
function nodeOptions(outside: Outside, folder: string, name: ManagerName): EnvironmentLayer | undefined {
	for (const at of outside.upwards(folder)) {
		const npmrc = outside.paths.join(at, ".npmrc");
		const yaml = outside.paths.join(at, "pnpm-workspace.yaml");
		const value = name === "npm" ? outside.ini(npmrc)["node-options"] : undefined;
		const own =
			name === "pnpm" ? (record(outside.yaml(yaml)).nodeOptions ?? outside.ini(npmrc)["node-options"]) : value;
		const path = name === "npm" ? npmrc : yaml;
		if (typeof own === "string") return variableLayer(placedAt(path, ""), "NODE_OPTIONS", own);
	}
	return undefined;
}

/** The shell that runs the scripts of a package. Facts: `grammar.ts`; on Windows by documentation. */
export function scriptShell(outside: Outside, folder: string, name: ManagerName): ShellName {
	const isWindows = outside.input.platform === "win32";
	const { major } = managerOf(outside, folder);
	if (name === "yarn" && (major ?? 1) >= 2) return "yarn";
	if (/^bun$/.test(name)) return isWindows || usesOwnShell(outside, folder) ? "bun" : "bash";
	if (name === "pnpm") {
		const settings = record(outside.yaml(nearest(outside, folder, "pnpm-workspace.yaml")));
		const npmrc = (major ?? 11) < 11 ? outside.ini(nearest(outside, folder, ".npmrc")) : {};
		if ((settings.shellEmulator ?? npmrc["shell-emulator"]) === true) return (major ?? 12) >= 12 ? "pnpm-12" : "pnpm";
		return shellNamed(string(settings.scriptShell ?? npmrc["script-shell"])) ?? (isWindows ? "cmd" : "sh");
	}
	return (
		shellNamed(string(outside.ini(nearest(outside, folder, ".npmrc"))["script-shell"])) ?? (isWindows ? "cmd" : "sh")
	);
}

/** The file of this name in a folder or the nearest around it that has one. */
function nearest(outside: Outside, folder: string, file: string): string {
	const paths = outside.upwards(folder).map((at) => outside.paths.join(at, file));
	return paths.find((path) => outside.has(path)) ?? (paths[0] as string);
}

/** What a path to a shell names: `C:\\Program Files\\Git\\bin\\bash.exe`. */
function shellNamed(path: string | undefined): ShellName | undefined {
	const name = /([^\\/]+?)(?:\.exe)?$/i.exec(path ?? "")?.[1]?.toLowerCase();
	if (name === undefined) return undefined;
	return name === "cmd" ? "cmd" : name === "sh" || name === "dash" ? "sh" : "bash";
}
