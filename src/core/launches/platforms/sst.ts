import { readCode } from "../../code/code.ts";
import { environmentObjects, type ObjectVariable } from "../../code/environmentObjects.ts";
import type { EnvironmentLayer, Value } from "../launch.ts";
import { guarded } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { placedAt } from "../placed.ts";
import { likelyFunction, variable } from "./functionEnvironment.ts";

/**
 * What a function or a site has that SST deploys: the object that it is handed as `environment`. Source: sst/sst
 * `platform/src/components/aws/function.ts` of commit 0080c0d, read.
 * @param path sst.config.ts
 */
export function sstLayers(path: string, outside: Outside): EnvironmentLayer[] | undefined {
	const text = outside.text(path);
	if (text === undefined) return undefined;
	const objects = environmentObjects(readCode(text, path).tokens, "environment");
	const own = likelyFunction(objects, ({ variables }) => variables.map(({ name }) => name));
	return own.flatMap(({ variables }) =>
		variables.map((one) => {
			const { start, end } = one.range;
			return variable(one.name, placedAt(path, text.slice(start, end), start), valueIn(one), path);
		}),
	);
}

function valueIn({ name, literal, from }: ObjectVariable): Value {
	return literal === undefined ? { unknown: from ?? name } : guarded(name, literal);
}
