import type { Outside } from "./outside.ts";
import { string } from "./packageJson.ts";

/** A package manager, as far as it decides what people type and what a script has. */
export interface Manager {
	readonly name: "npm" | "pnpm" | "yarn" | "bun";
	/** Its major version, where the project says so. */
	readonly major?: number;
	/** What runs the command of a package. */
	readonly execute: string;
}

const executes = { npm: "npx", pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" } as const;
const locks: readonly (readonly [file: string, name: Manager["name"]])[] = [
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
		if (told) return manager(told[1] as Manager["name"], Number(told[2]));
		const lock = locks.find(([file]) => outside.has(outside.paths.join(at, file)));
		if (lock) return manager(lock[1], lock[1] === "yarn" ? yarnMajor(outside, at) : undefined);
	}
	return manager("npm");
}

function manager(name: Manager["name"], major?: number): Manager {
	return { name, execute: executes[name], ...(major !== undefined && { major }) };
}

/** Yarn's newer versions have a file of settings of their own, and a lock file that says what made it. */
function yarnMajor(outside: Outside, folder: string): number {
	if (outside.has(outside.paths.join(folder, ".yarnrc.yml"))) return 4;
	return outside.text(outside.paths.join(folder, "yarn.lock"))?.includes("\n__metadata:") ? 4 : 1;
}
