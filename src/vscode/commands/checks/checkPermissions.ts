import {
	judgePermissions,
	type PermissionReport,
	permissionsMarkdown,
	permissionsRemedy,
	permissionsWords,
} from "../../../core/awsAccount/permissions.ts";
import { firstThatFits } from "../../../core/text/notification.ts";
import { TestRenderError } from "../../../remotion/failures.ts";
import type { Checks } from "../../awsRequests/checkResults.ts";
import { explanationOf, progressReporter, tellFailure } from "../../awsRequests/failureMessages.ts";
import { type ClientContext, openRenderer, type Renderer } from "../../awsRequests/renderer.ts";
import { signerText } from "../../common/labels.ts";
import { notify } from "../../common/notify.ts";
import type { Pages } from "../../common/pages.ts";
import { withProgress } from "../../common/progress.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/**
 * Asks IAM's policy simulator, through the project's own `simulatePermissions()`, whether the credentials may do what Remotion's user policy
 * lists: those of the profile or project whose row it is called on, else the focused project's active ones. A page tells every action.
 * @returns what came of it; undefined: refused, cancelled, failed, or overtaken by a change
 */
export async function checkPermissions(
	context: ClientContext,
	checks: Checks,
	pages: Pages,
	row?: Row,
): Promise<PermissionReport | undefined> {
	const signer = row?.signer;
	const renderer = await openRenderer(context, await calledOn(context.focus, row), signer, "full");
	if (!renderer) return undefined;
	const who = signerText(renderer.state, signer);
	try {
		const report = await checks.make(
			"permissions",
			renderer.prepared,
			() =>
				withProgress(`Checking permissions: ${who}`, (signal, report) =>
					ask(renderer, signal, progressReporter(report)),
				),
			explanationOf,
		);
		if (!report) return undefined;
		context.log.info(`Permissions of ${report.arn}: ${permissionsWords(report.permissions)}`);
		await pages.showMarkdown("Permissions", permissionsMarkdown(report, renderer.state.explanation.accounts));
		void tell(pages, who, report);
		return report;
	} catch (error) {
		if (!(error instanceof TestRenderError)) throw error;
		void tellFailure(context.log, error, "Checking permissions");
		return undefined;
	} finally {
		await renderer.session.end();
	}
}

async function ask(
	{ session, region: known, clientVersion }: Renderer,
	signal: AbortSignal,
	onProgress: ReturnType<typeof progressReporter>,
): Promise<PermissionReport> {
	// IAM is the same in all regions of a partition.
	const region = known ?? "us-east-1";
	const simulated = await session.call("simulatePermissions", { region }, { signal, onProgress });
	const { account, arn } = await session.call("whoSigns", { region }, { signal });
	const { user } = await session.call("policies", { region }, { signal });
	return { account, arn, permissions: judgePermissions(user, simulated), policy: user, version: clientVersion };
}

async function tell(pages: Pages, who: string, { permissions, arn, policy }: PermissionReport): Promise<void> {
	const text = `Permissions: ${permissionsWords(permissions)} (${who}).`;
	const remedy = permissionsRemedy(permissions, arn);
	if (remedy === "") {
		void notify.info(text);
		return;
	}
	const open = "Open user policy";
	const isMissing = permissions.some(({ decision }) => decision === "denied");
	const choice = await notify.warn(
		firstThatFits([
			`${text} ${remedy}`,
			...(isMissing ? [`${text} Attach the user policy of this Remotion version in the IAM console.`] : []),
			`${text} The page says what to do.`,
		]),
		...(isMissing ? [open] : []),
	);
	if (choice === open) await pages.open("remotion-user-policy.json", `${policy}\n`);
}
