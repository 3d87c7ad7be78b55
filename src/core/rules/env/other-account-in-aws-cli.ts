import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { outsideActs } from "../../environment/act.ts";
import { type Environment, layEnvironment } from "../../environment/layers.ts";
import { profileArgument } from "../../precedence/validityWords.ts";
import { counts } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { isPlatform, otherSdkOf } from "../../runtimes/index.ts";
import { printableAccessKeyId } from "../../text/printableName.ts";
import type { Active, Origin } from "../../types.ts";
import { isTemporary } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";

const [idName, secretName] = keyVariables("AWS_");

/**
 * AWS_PROFILE beside access keys of a terminal: the SDK for JavaScript takes the profile, the AWS CLI the keys. Seen with AWS CLI 2.9.19:
 * `--profile` comes before the keys, and a profile that is missing is an error even beside them. test/conformance/awsCliClaims.test.ts holds it.
 */
export const otherAccountInAwsCli: Rule = {
	id: "other-account-in-aws-cli",
	severity: "information",
	docs: "Remotion uses the profile of `AWS_PROFILE`, and the AWS CLI uses the access keys that the same terminal has: `aws sts get-caller-identity` shows another identity than Remotion's.",
	isAdvice: true,
	check: (project) => {
		const { active, input } = project;
		if (active.kind !== "profile" || active.variable !== "AWS_PROFILE") return [];
		if (isPlatform(input.runtime) || input.launch?.place === "elsewhere" || otherSdkOf(input)) return [];
		const terminal = layEnvironment(input, outsideActs(input));
		if (!hasOtherKeys(terminal, project, active)) return [];
		const message = `The AWS CLI uses the access keys that your shell has, and Remotion the profile "${active.profile}", so aws sts get-caller-identity may show another identity. Add ${profileArgument(active.profile)} to it.`;
		return placeOf(project, active.profile).map((origin) => ({ message, origin, fixes: [] }));
	},
};

/** Whether the AWS CLI finds access keys in a terminal, and they are none of the profile's own. */
function hasOtherKeys(terminal: Environment, { aws }: ResolvedProject, active: Active & { kind: "profile" }): boolean {
	const id = terminal.get(idName);
	if (id === undefined || terminal.get(secretName) === undefined) return false;
	// AWS_DEFAULT_PROFILE counts where AWS_PROFILE isn't set, and is passed over where it is.
	const named = (terminal.setting("AWS_PROFILE") ?? terminal.setting("AWS_DEFAULT_PROFILE"))?.value;
	// The AWS CLI stops at a profile that it doesn't find, one without a name too.
	if (named !== undefined && !aws.table.has(named)) return false;
	if (active.type === "static") return printableAccessKeyId(id) !== active.accessKeyId;
	// Temporary keys beside a role, a sign-in or a program may be what it gave: tools that sign in set both.
	return !isTemporary(id) && active.type !== "process";
}

/** The assignment in a `.env` file that names the profile, else the profile's section header. */
function placeOf(project: ResolvedProject, profile: string): Origin[] {
	for (const file of project.envFiles) {
		const assignment = assigned(file, "AWS_PROFILE");
		if (assignment && counts(project, file, "AWS_PROFILE")) return [nameOrigin(file, assignment)];
	}
	return project.aws.table.get(profile)?.origins.slice(0, 1) ?? [];
}
