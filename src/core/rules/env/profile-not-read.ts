import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { isBeside } from "../../project/lookups.ts";
import { otherSdkOf, readsName } from "../../runtimes/index.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { giveNames } from "../shared/remotionNames.ts";

const unread = "AWS_DEFAULT_PROFILE";

/** A variable that names a profile to the AWS CLI and to boto3, and to no AWS SDK for JavaScript. Seen with AWS CLI 2.9.19. */
export const profileNotRead: Rule = {
	id: "profile-not-read",
	severity: "warning",
	docs: "The AWS CLI reads `AWS_DEFAULT_PROFILE`; Remotion reads `REMOTION_AWS_PROFILE` and `AWS_PROFILE` only.",
	check: (project) => {
		const sdk = otherSdkOf(project.input);
		const meant = sdk
			? (sdk.profiles?.variables ?? []).filter((name) => name === profileVariables[1])
			: profileVariables;
		if ((sdk && readsName(sdk, unread)) || meant.length === 0) return [];
		return project.envFiles.flatMap((file) => {
			const assignment = assigned(file, unread);
			if (!assignment || meant.some((name) => isBeside(project, file, name) || assigned(file, name))) return [];
			const fixes = meant.map((name) => {
				const { verb, edits } = giveNames(project, file, new Map([[unread, name]]));
				return { title: `${verb} to ${name}`, preferred: name === meant[0], edits };
			});
			const message = `${sdk?.name ?? "Remotion"} does not read AWS_DEFAULT_PROFILE, only the AWS CLI and Python do. Name the profile in ${meant[0]}.`;
			return [{ message, origin: nameOrigin(file, assignment), fixes }];
		});
	},
};
