import { unknownValue } from "../../dotenv/unknownValue.ts";
import { foldName } from "../../environment/act.ts";
import type { Environment } from "../../environment/layers.ts";
import type { ExplainInput, When } from "../../types.ts";
import { valuesAct } from "./values.ts";

/**
 * Whether a layer acts on these conditions; what cannot be known counts as met.
 * @param now the environment there
 * @param after the environment as it was after so many layers
 */
export function whenHolds(
	input: ExplainInput,
	when: readonly When[],
	now: Environment,
	after: (layers: number) => Environment,
): boolean {
	return when.every(({ all, fails }) => {
		const told = all.map(({ value, is, not }) => {
			const layer = { kind: "variables", by: "", values: { test: value } } as const;
			const text = valuesAct(input, layer, now, after, () => {}).values.get(foldName(input, "test"))?.[0]?.value ?? "";
			if (text.includes(unknownValue) && is.join("") !== "") return undefined;
			return is.includes(text) !== (not === true);
		});
		const holds = told.includes(false) ? false : told.includes(undefined) ? undefined : true;
		return holds === undefined || holds !== (fails === true);
	});
}
