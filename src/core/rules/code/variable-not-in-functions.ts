import { lambdaNames } from "../../runtimes/platform.ts";
import { keyKind, profileVariables } from "../../vocabulary/variables.ts";
import type { LintRule } from "./types.ts";

const profiles: ReadonlySet<string> = new Set(profileVariables);

/** Credentials in netlify.toml, which builds get and functions don't. */
export const variableNotInFunctions: LintRule = {
	id: "variable-not-in-functions",
	severity: "warning",
	docs: "`netlify.toml` sets a credential: builds get the variables of this file, functions don't.",
	check: (file) => {
		if (file.kind !== "netlify-toml") return [];
		const variables = file.configuration.blocks.flatMap((block) => block.variables);
		return variables.flatMap(({ name, range }) => {
			if (keyKind(name) === undefined && !profiles.has(name)) return [];
			const target = name.startsWith("REMOTION_") ? name : `REMOTION_${name}`;
			const why = lambdaNames.includes(name) ? `, and ${name} is reserved` : "";
			const how = profiles.has(name)
				? "Remove it: no profile is there."
				: `Set ${target} in the site's environment variables with the scope Functions.`;
			const message = `Netlify's functions don't get variables of netlify.toml${why}, so Remotion doesn't see it. ${how}`;
			return [{ message, origin: { layer: "file" as const, path: file.path, range, variable: name }, fixes: [] }];
		});
	},
};
