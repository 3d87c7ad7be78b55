import { unexpectedAccount as isAnother, wrongAccountWords } from "../../precedence/accountWords.ts";
import { accountOfProfile } from "../../project/accountOf.ts";
import { decidingStep } from "../../project/lookups.ts";
import { awsFilesOf } from "../../project/profilePlaces.ts";
import { printable } from "../../text/printableName.ts";
import { accountInFull } from "../../vocabulary/arn.ts";
import type { Rule } from "../rule.ts";
import { keyOrigin } from "../shared/sharedConfig.ts";

/** The profile in use is of another account than the settings expect, as the AWS files tell. */
export const unexpectedAccount: Rule = {
	id: "unexpected-account",
	severity: "error",
	docs: "The profile that Remotion uses belongs to another AWS account than `remotionLambda.expectedAccount` says (its `role_arn` or `sso_account_id` tells), so renders and their costs would go to the wrong account.",
	misleads: true,
	check: (project) => {
		const { active, input } = project;
		const { accounts } = input;
		if (active.kind !== "profile" || accounts?.expected === undefined) return [];
		const sign = accountOfProfile(project, active.profile);
		if (!sign || isAnother({ account: sign.account, accounts }) === undefined) return [];
		const used = accountInFull(sign.account, accounts);
		const message = `Profile "${printable(active.profile)}" uses ${wrongAccountWords(sign.account, accounts.expected, accounts)} Choose another profile.`;
		const told = keyOrigin(awsFilesOf(project), active.profile, sign.key, "value")[0];
		const named = decidingStep(project)?.origins.find(({ path }) => path !== undefined) ?? told;
		if (!named) return [];
		const related = told && told !== named ? { related: [{ origin: told, message: `Account ${used}` }] } : {};
		return [{ message, origin: named, fixes: [], ...related }];
	},
};
