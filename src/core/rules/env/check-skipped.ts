import { commentOutAll } from "../../dotenv/editAssignments.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { place } from "../../precedence/reasons.ts";
import { counts } from "../../project/lookups.ts";
import { otherSdkOf } from "../../runtimes/index.ts";
import { keyVariables, skipVariable } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";

const [idName, secretName] = keyVariables("REMOTION_AWS_");

/** The switch for EC2-like hosts, set beside credentials that it turns off. */
export const checkSkipped: Rule = {
	id: "check-skipped",
	severity: "warning",
	misleads: true,
	docs: "`REMOTION_SKIP_AWS_CREDENTIALS_CHECK` is set, to whatever text, so Remotion ignores the REMOTION_ credentials that are set here.",
	check: (situation) =>
		(otherSdkOf(situation.input) ? [] : situation.envFiles).flatMap((file) => {
			const { environment } = situation;
			const own = assigned(file, skipVariable);
			const used = [assigned(file, "REMOTION_AWS_PROFILE"), assigned(file, secretName) && assigned(file, idName)].find(
				(assignment) => assignment !== undefined,
			);
			if (own && (file.loaded ? counts(situation, file, skipVariable) : true)) {
				const hasElsewhere =
					file.loaded &&
					(environment.get("REMOTION_AWS_PROFILE") !== undefined ||
						(environment.get(idName) !== undefined && environment.get(secretName) !== undefined));
				if (!used && !hasElsewhere) return [];
				return [
					{
						message: `${skipVariable} is set, so Remotion ignores your REMOTION_AWS_ credentials. Any value turns it on, even 0 or false. Remove it to use them.`,
						origin: nameOrigin(file, own),
						fixes: [
							{ title: `Comment out ${skipVariable}`, preferred: true, edits: commentOutAll(file, [skipVariable]) },
						],
					},
				];
			}
			const setting = file.loaded && environment.get(skipVariable) ? environment.setting(skipVariable) : undefined;
			const inFile =
				setting?.origin.layer === "file" && situation.envFiles.some(({ path }) => path === setting.origin.path);
			if (!setting || !used || inFile) return [];
			return [
				{
					message: `${skipVariable} is set in ${place(setting.origin)}, so Remotion ignores these credentials.`,
					origin: nameOrigin(file, used),
					fixes: [],
				},
			];
		}),
};
