import { rolePolicyName, roleSteps } from "../../../core/awsAccount/rolePolicy.ts";
import { platformOf } from "../../../core/runtimes/index.ts";
import type { ClientContext } from "../../awsRequests/renderer.ts";
import { notify } from "../../common/notify.ts";
import type { Pages } from "../../common/pages.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";
import { openPolicy } from "./openPolicy.ts";

/**
 * Opens the policy a role needs to call Remotion Lambda: the project's own user policy, under the name Remotion's documentation gives it,
 * and beside it the steps in the console and on the command line.
 * @returns the policy; undefined: refused or cancelled
 */
export async function createRolePolicy(context: ClientContext, pages: Pages, row?: Row): Promise<string | undefined> {
	const { runtime, deployments } = await calledOn(context.focus, row);
	const there = deployments.find((deployment) => deployment.runtime === row?.runtime);
	const policy = await openPolicy(context, pages, "user", row, rolePolicyName);
	if (policy === undefined) return undefined;
	await pages.showMarkdown("role-for-remotion-lambda", roleSteps(platformOf(there?.runtime ?? runtime)));
	void notify.info(`Save ${rolePolicyName}.json where you run the AWS CLI, or paste it in the console.`);
	return policy;
}
