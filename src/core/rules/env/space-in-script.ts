import { keyKind, profileVariables, regionVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";

/** A value with a blank at its end that a script sets: cmd's `set NAME=value && …` keeps the one before `&&`. */
export const spaceInScript: Rule = {
	id: "space-in-script",
	severity: "warning",
	docs: "A script sets a credential or region with a space around it, as cmd does with `set NAME=value && …`: Remotion doesn't trim it.",
	check: ({ input }) => {
		const layers = input.launch?.layers ?? [];
		return layers.flatMap((layer) => {
			if (layer.kind !== "variables" || layer.origin?.path === undefined) return [];
			const { origin } = layer;
			return Object.entries(layer.values).flatMap(([name, value]) => {
				const text = typeof value === "object" && value !== null && "reveal" in value ? value.reveal() : value;
				if (typeof text !== "string" || text.trim() === "" || text.trim() === text || !isRead(name)) return [];
				const message = `The value of ${name} has a space around it, which Remotion doesn't trim. In cmd, the space before && belongs to the value: write set "${name}=…" && …`;
				return [{ message, origin: { ...origin, variable: name }, fixes: [] }];
			});
		});
	},
};

function isRead(name: string): boolean {
	return keyKind(name) !== undefined || [...profileVariables, ...regionVariables].some((one) => one === name);
}
