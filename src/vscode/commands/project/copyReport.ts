import { env } from "vscode";
import { notify } from "../../common/notify.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { type ReportParts, reportOf } from "../../views/reportInput.ts";
import { calledOn } from "../calledOn.ts";

/** Copies what is known of a project's credentials, in words, for a bug report; from a deployment's row, of the credentials there. Nothing secret is in it. */
export async function copyReport(parts: ReportParts, focus: Focus, row?: Row): Promise<void> {
	await parts.model.settled();
	const state = await calledOn(focus, row);
	const there = state.deployments.find(({ runtime }) => runtime === row?.runtime);
	await env.clipboard.writeText(
		reportOf(parts, [there ? { project: state.project, deployments: [], ...there } : state]),
	);
	void notify.info(
		"Report copied. It contains no secrets, and access key IDs are masked. It does include file paths and profile names.",
	);
}
