import { modeFiles } from "../runtimes/runtime.ts";
import type { EnvironmentLayer } from "./launch.ts";
import { filesLayer } from "./layers.ts";
import { lookup } from "./lookup.ts";
import type { Outside } from "./outside.ts";
import { record, string } from "./packageJson.ts";

/** What `bunfig.toml` in the folder says that Bun is run in. Source: Bun 1.4.5 and 1.3.14, run. */
function bunfig(outside: Outside, cwd: string): Record<string, unknown> {
	return record(outside.toml(outside.paths.join(cwd, "bunfig.toml")));
}

/** Whether `bunfig.toml` keeps Bun from its files: `env = false`, or `file = false` within it. Under `[run]` it means nothing. */
export function loadsNoFiles(outside: Outside, cwd: string): boolean {
	const { env } = bunfig(outside, cwd);
	return env === false || record(env).file === false;
}

/** Whether scripts run in Bun's own shell: `shell = "bun"` under `[run]`. */
export function usesOwnShell(outside: Outside, cwd: string): boolean {
	return /^bun$/.test(string(record(bunfig(outside, cwd).run).shell) ?? "");
}

/** Whether Bun takes the place of Node.js in scripts: `bun = true` under `[run]`. */
export function replacesNode(outside: Outside, cwd: string): boolean {
	return record(bunfig(outside, cwd).run).bun === true;
}

/**
 * The files that Bun loads where it runs a program in the place of Node.js: up to 1.3 those that it always loads, from 1.4 on none.
 * @param layers what is there before
 */
export function filesForPrograms(
	outside: Outside,
	cwd: string,
	layers: readonly EnvironmentLayer[],
): EnvironmentLayer[] {
	if (!loadsForPrograms(outside, cwd) || loadsNoFiles(outside, cwd)) return [];
	const told = lookup(layers, "BUN_ENV") ?? lookup(layers, "NODE_ENV");
	const mode = told === "production" || told === "test" ? told : "development";
	const paths = modeFiles(mode).map((name) => outside.paths.join(cwd, name));
	return [filesLayer({ by: "Bun", paths, dialect: "bun", expand: "bun" })];
}

/** Whether this version of Bun loads its files for a program that it is told to run itself. */
export function loadsForPrograms(outside: Outside, cwd: string): boolean {
	const told = bunVersion(outside, cwd);
	const [major = 1, minor = 99] = told?.match(/\d+/g)?.map(Number) ?? [];
	return major === 1 && minor < 4;
}

/** The version of Bun that a folder's files ask for. */
function bunVersion(outside: Outside, cwd: string): string | undefined {
	for (const at of outside.upwards(cwd)) {
		const json = outside.packageIn(at)?.json;
		const told = typeof json?.packageManager === "string" ? /^bun@(.+)/.exec(json.packageManager)?.[1] : undefined;
		const file = outside.text(outside.paths.join(at, ".bun-version"))?.trim();
		if (told ?? file) return told ?? file;
	}
	return undefined;
}
