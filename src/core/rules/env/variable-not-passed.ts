import type { DroppedVariable } from "../../launches/environment/laid.ts";
import type { Rule } from "../rule.ts";

/** Credentials that are set, and that a tool on the way to the program does not hand on. */
export const variableNotPassed: Rule = {
	id: "variable-not-passed",
	severity: "warning",
	docs: "The credentials are set, but turbo's strict mode (or `sudo`, `env -i`) does not pass them on to the program, which finds none.",
	check: ({ dropped, environment, active }) => {
		if (active.kind !== "error" && active.kind !== "chain") return [];
		const lost = dropped.filter(({ name }) => environment.setting(name) === undefined);
		return lost.flatMap((variable) => {
			const { name, origin, at } = variable;
			const where = origin.path === undefined ? at : origin;
			if (where?.path === undefined) return [];
			const message = `${name} is set, but ${ways[variable.by]?.(variable) ?? `${variable.by} doesn't pass it on to the program.`}`;
			return [{ message, origin: { ...where, variable: name }, fixes: [] }];
		});
	},
};

const ways: Readonly<Record<string, (variable: DroppedVariable) => string>> = {
	turbo: ({ name }) =>
		`turbo passes on only the variables that turbo.json names, so the program doesn't see it. Add "${name}" to "globalPassThroughEnv" in turbo.json.`,
	sudo: () => "sudo doesn't pass it on, so the program doesn't see it. Use sudo -E, or start the program without sudo.",
	"env -i": () => "env -i starts the program without it. Remove -i, or set the variable after it.",
};
