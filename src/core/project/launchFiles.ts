import { runtimes } from "../runtimes/index.ts";
import { startOf } from "../runtimes/runtime.ts";
import { pathsOf } from "../text/paths.ts";
import type { ExplainInput, Launch } from "../types.ts";

const modes = ["development", "production", "test"] as const;

/** Returns whether the program of an input loads a file by itself, in whichever mode: one that another mode reads is not read now alone. */
export function loadsInAnyMode(input: ExplainInput, path: string): boolean {
	const start = startOf({ ...input, environment: {} });
	return modes.some((mode) => runtimes[input.runtime].loads({ ...start, mode }).includes(path));
}

/** Returns whether a launch reads a file: it names it, or its program loads it by itself. */
export function readsFile(input: ExplainInput, launch: Launch, path: string): boolean {
	const { mode: _, ...others } = input;
	const paths = pathsOf(input.platform);
	return launch.layers.some((layer) => {
		if (layer.kind === "files" && layer.names?.length === 0) return false;
		if (layer.kind === "files") return layer.paths.some((named) => paths.resolve(launch.cwd, named) === path);
		if (layer.kind !== "program" || layer.without?.includes(path)) return false;
		if (layer.absent?.includes(path.replace(/^.*[\\/]/, ""))) return false;
		return loadsInAnyMode({ ...others, runtime: launch.runtime, cwd: launch.cwd, launch }, path);
	});
}

/** Returns the absolute paths of the files that loaders of a launch name, such as `dotenv -e ../../.env`; what its program loads by itself is not among them. */
export function namedFiles({ cwd, layers }: Launch, platform: ExplainInput["platform"]): string[] {
	const paths = pathsOf(platform);
	return layers.flatMap((layer) =>
		layer.kind === "files" && layer.names?.length !== 0 ? layer.paths.map((path) => paths.resolve(cwd, path)) : [],
	);
}

/** Returns the ways in which a project is started, as far as they are known here. */
export function launchesOf({ launch, launches }: Pick<ExplainInput, "launch" | "launches">): readonly Launch[] {
	return launches ?? (launch ? [launch] : []);
}

/** Returns whether anything of a project may call Remotion Lambda: its package depends on a client, or a launch may call one. */
export function mayCallLambda(input: Pick<ExplainInput, "launch" | "launches" | "facts">): boolean {
	return input.facts?.usesLambda !== false || launchesOf(input).some(({ callsLambda }) => callsLambda !== "unknown");
}
