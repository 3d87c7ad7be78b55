import type { Origin } from "../types.ts";
import { readJsonc } from "./jsonc.ts";
import type { EnvironmentLayer, LaunchInput } from "./launch.ts";
import { guarded } from "./layers.ts";
import type { Outside } from "./outside.ts";
import { record } from "./packageJson.ts";
import { originOf } from "./placed.ts";

/** Places around the parts of a terminal's environment. */
interface Parts {
	/** What comes before the extension's own variables, which beat it. */
	readonly before?: readonly EnvironmentLayer[];
	/** The terminal profile's environment comes after `before`, or not at all; default: it comes first. */
	readonly profile?: "late" | "none";
}

/**
 * What a program has that is started in a terminal of VS Code. Source: VS Code 1.139.1, run: its own environment, then
 * `terminal.integrated.env`, then the terminal profile's, then what extensions set.
 */
export function terminalLayers(outside: Outside, { before = [], profile }: Parts = {}): EnvironmentLayer[] {
	const { terminalSettings, terminalProfile } = outside.input;
	const settings = variables("terminal.integrated.env", terminalSettings, outside);
	const own = variables(`terminal profile ${terminalProfile?.name ?? ""}`, terminalProfile?.env);
	const [early, late] = profile === "late" ? [[], own] : [profile === "none" ? [] : own, []];
	return [{ kind: "shell" }, ...settings, ...early, ...before, ...late, { kind: "terminal" }];
}

/** The variables of a setting: those that the workspace's own settings file says have their place there. */
function variables(
	by: string,
	given: Readonly<Record<string, string | null>> = {},
	outside?: Outside,
): EnvironmentLayer[] {
	const names = Object.keys(given);
	if (names.length === 0) return [];
	const file = outside && readJsonc(outside, outside.paths.join(outside.root, ".vscode", "settings.json"));
	const said = record(file?.json[`${by}.${osOf(outside)}`]);
	const own = names.filter((name) => Object.hasOwn(said, name));
	const others = names.filter((name) => !own.includes(name));
	const layer = (some: readonly string[], origin: Origin): EnvironmentLayer => {
		const values = Object.fromEntries(some.map((name) => [name, guarded(name, given[name] ?? null)]));
		return { kind: "variables", by, values, origin };
	};
	const setting = `${by}.${osOf(outside)}`;
	return [
		...(others.length > 0 ? [layer(others, { layer: "launch", by })] : []),
		...own.map((name) => layer([name], file ? originOf(file.name([setting, name])) : { layer: "launch", by })),
	];
}

/** How VS Code names the operating system in settings and in blocks of its files. */
export function osOf(outside: Outside | undefined): NonNullable<LaunchInput["os"]> {
	return outside?.input.os ?? (outside?.input.platform === "win32" ? "windows" : "linux");
}
