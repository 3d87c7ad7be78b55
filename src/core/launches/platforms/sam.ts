import type { EnvironmentLayer } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { likelyFunction, mapLayers } from "./functionEnvironment.ts";

const functionType = /^AWS::(?:Serverless|Lambda)::Function$/;

/**
 * What a function has that a template of AWS SAM or CloudFormation makes: `Environment.Variables` of `Globals`, then its own over them.
 * Source: AWS's pages on `Globals` and `AWS::Serverless::Function`.
 * @param path template.yaml
 */
export function samLayers(path: string, outside: Outside): EnvironmentLayer[] | undefined {
	if (!/\.ya?ml$/.test(path)) return undefined;
	const template = outside.yamlValue(path);
	if (!template.isThere) return undefined;
	const functions = template
		.get("Resources")
		.entries.filter(({ value }) => functionType.test(value.get("Type").text ?? ""))
		.map(({ value }) => value.get("Properties", "Environment", "Variables"));
	const own = likelyFunction(functions, ({ entries }) => entries.map(({ key }) => key));
	const maps = [template.get("Globals", "Function", "Environment", "Variables"), ...own];
	return maps.flatMap((map) => mapLayers(map, path));
}
