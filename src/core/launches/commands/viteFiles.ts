import { viteDialect, viteFileNames } from "../../runtimes/runtime.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { nodeVersion } from "../versions.ts";

/** The versions that decide how Vite reads its files. */
export function versionsOf(outside: Outside, folder: string): Record<string, string> {
	const vite = outside.versionOf("vite", folder);
	const node = nodeVersion(outside, folder);
	return { ...(vite !== undefined && { vite }), ...(node !== undefined && { node }) };
}

/**
 * What Vite's `loadEnv()` gives of a folder.
 * @param prefixes what the names begin with
 */
export function viteFilesIn(
	folder: string,
	mode: string,
	outside: Outside,
	by: string,
	prefixes: readonly (string | undefined)[] = [""],
): EnvironmentLayer {
	const paths = viteFileNames(mode).map((name) => outside.paths.join(folder, name));
	const dialect = viteDialect({ versions: versionsOf(outside, folder) });
	const wanted = paths
		.flatMap((path) => outside.namesIn(path))
		.filter((one) => prefixes.some((prefix) => one.startsWith(prefix ?? "")));
	const only = prefixes.includes("") ? {} : { names: [...new Set(wanted)] };
	return filesLayer({ by, paths, dialect, expand: "vite", ...only });
}
