import type { EnvironmentLayer } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { likelyFunction, mapLayers } from "./functionEnvironment.ts";

/**
 * What a function has that the Serverless Framework deploys: the `environment` of `provider`, then its own over it. Source: serverless
 * 3.40.0, `compile/functions.js`, read.
 * @param path serverless.yml
 */
export function serverlessLayers(path: string, outside: Outside): EnvironmentLayer[] | undefined {
	if (!/\.ya?ml$/.test(path)) return undefined;
	const service = outside.yamlValue(path);
	if (!service.isThere) return undefined;
	const functions = service.get("functions").entries.map(({ value }) => value.get("environment"));
	const own = likelyFunction(functions, ({ entries }) => entries.map(({ key }) => key));
	const maps = [service.get("provider", "environment"), ...own];
	// ${file(…)} in the place of a map.
	if (maps.some(({ text }) => text !== undefined)) return [{ kind: "hidden", by: "serverless.yml" }];
	return maps.flatMap((map) => mapLayers(map, path));
}
