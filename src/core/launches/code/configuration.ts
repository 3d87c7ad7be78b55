import type { Inherited } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { programCode } from "./program.ts";

/**
 * What a tool's configuration loads and sets as the tool reads it: a root's `.env` in `next.config.js`, `loadEnv` in `vite.config.ts`.
 * Source: next 16 (dev, a route asked), vite 8.4.0 and @remotion/cli 4.0.527 (`lambda regions`, `lambda functions ls`), run.
 * @param name without its ending: `next.config`
 * @param known texts that the tool hands to it, by name: `mode`
 */
export function configurationLayers(
	name: string,
	folder: string,
	inherited: Inherited,
	outside: Outside,
	known: Readonly<Record<string, string>> = {},
): readonly EnvironmentLayer[] {
	for (const ending of [".js", ".mjs", ".ts", ".cjs", ".mts", ".cts"]) {
		const path = outside.paths.join(folder, name + ending);
		if (outside.codeAt(path, true)) return programCode(path, inherited, [], outside, known)?.layers ?? [];
	}
	return [];
}
