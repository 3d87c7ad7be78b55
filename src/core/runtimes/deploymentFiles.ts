import type { PlatformRuntime } from "../types.ts";
import { platforms } from "./index.ts";

/** The files that may tell of a deployment, relative to the project. */
export const deploymentFiles: readonly string[] = platforms.flatMap(({ signs }) => signs.map(([name]) => name));

/** Returns where a project is deployed to, as far as its files say so plainly. */
export function platformsIn(texts: ReadonlyMap<string, string>): PlatformRuntime[] {
	return platforms
		.filter(({ signs }) =>
			signs.some(([name, wanted]) => {
				const text = texts.get(name);
				return text !== undefined && (wanted?.test(text) ?? true);
			}),
		)
		.map(({ id }) => id);
}
