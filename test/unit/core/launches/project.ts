/** Small projects for tests of `findLaunches()`: their files are data. */
import { findLaunches } from "../../../../src/core/launches/findLaunches.ts";
import type { EnvironmentLayer, Launch, LaunchInput } from "../../../../src/core/launches/launch.ts";

export interface ProjectFiles {
	scripts?: Record<string, string>;
	dependencies?: Record<string, string> | readonly string[];
	/** More of the package.json. */
	more?: Record<string, unknown>;
	/** Other files, relative to the project. */
	files?: Record<string, string>;
}

/** What `findLaunches()` is given for a project in `/p`. */
export function launchInput(project: ProjectFiles, input: Partial<LaunchInput> = {}): LaunchInput {
	const { dependencies = ["@remotion/lambda-client"] } = project;
	const ranges = Array.isArray(dependencies)
		? Object.fromEntries(dependencies.map((name) => [name, "*"]))
		: dependencies;
	const json = { scripts: project.scripts ?? {}, dependencies: ranges, ...project.more };
	const files = new Map([["/p/package.json", JSON.stringify(json, null, "\t")]]);
	for (const [name, text] of Object.entries(project.files ?? {})) files.set(resolve(name), text);
	return { cwd: "/p", platform: "posix", readFile: (path) => files.get(path), ...input };
}

function resolve(name: string): string {
	return name.startsWith("/") ? name : `/p/${name}`;
}

export function launchesOf(project: ProjectFiles, input: Partial<LaunchInput> = {}): Launch[] {
	return findLaunches(launchInput(project, input));
}

/** A launch in short: what each layer does, in order, without the shell and the terminal that all begin with. */
export function inShort({ layers }: Pick<Launch, "layers">): string[] {
	const kinds = layers.slice(0, 2).map(({ kind }) => kind);
	return (kinds.join() === "shell,terminal" ? layers.slice(2) : layers).map(layerInShort);
}

export function layerInShort(layer: EnvironmentLayer): string {
	const flags = ["overrides", "onlyIfSet", "onlyIfUnset", "fillsEmpty", "required"]
		.filter((flag) => flag in layer)
		.map((flag) => ` ${flag}`);
	switch (layer.kind) {
		case "variables": {
			const needs = layer.needs ? ` needs ${layer.needs.names}${layer.needs.isNeeded ? "!" : ""}` : "";
			const values = Object.entries(layer.values).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
			return values.join(" ") + flags.join("") + needs;
		}
		case "files": {
			const names = layer.names ? ` [${layer.names}]` : "";
			return `${layer.paths.map((path) => path.replace(/^\/p\//, "")).join(" > ")} (${layer.dialect})${layer.expand ? ` ${layer.expand}` : ""}${names}${flags.join("")}`;
		}
		case "program":
			return layer.mode ? `program ${layer.mode}` : "program";
		case "hidden":
			return `hidden ${layer.by}`;
		case "only":
			return `only ${layer.names.join(" ")}`;
		default:
			return layer.kind;
	}
}
