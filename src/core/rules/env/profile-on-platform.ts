import { assigned, valueOrigin } from "../../dotenv/envFile.ts";
import { platformOf } from "../../runtimes/index.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { platformWays } from "../shared/fixes.ts";

/** A profile's name on a platform: the AWS files it stands in are on the person's own machine. */
export const profileOnPlatform: Rule = {
	id: "profile-on-platform",
	severity: "error",
	docs: "A profile variable where the project is deployed to: the AWS files of this machine are not there, Remotion does not fall back, and the render fails.",
	isSilentInExamples: true,
	check: (situation) => {
		const platform = platformOf(situation.input.runtime);
		if (!platform) return [];
		return situation.envFiles
			.filter(({ loaded }) => loaded)
			.flatMap((file) =>
				profileVariables.flatMap((variable) => {
					const assignment = assigned(file, variable);
					if (!assignment) return [];
					const message = `${variable} names a profile, but ${platform.name} has no AWS config or credentials files, so the render would fail. Remove it there. ${
						platform.hasOwnRole
							? `Use ${platform.identity} or REMOTION_AWS_ access keys instead.`
							: "Set REMOTION_AWS_ access keys instead."
					}`;
					return [{ message, origin: valueOrigin(file, assignment), fixes: platformWays(platform) }];
				}),
			);
	},
};
