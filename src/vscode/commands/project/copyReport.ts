import { env } from "vscode";
import { notify } from "../../common/notify.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { type ReportParts, reportOf, withLaunch } from "../../views/reportInput.ts";
import { calledOn } from "../calledOn.ts";

/** Copies what is known of a project's credentials, in words, for a bug report; from the row of a launch or deployment, of the credentials there. Nothing secret is in it. */
export async function copyReport(parts: ReportParts, focus: Focus, row?: Row): Promise<void> {
	await parts.model.allSettled();
	const state = await calledOn(focus, row);
	const there = state.deployments.find(({ runtime }) => runtime === row?.runtime);
	const launched = row?.launchId === undefined ? state : (withLaunch(state, row.launchId) ?? state);
	await env.clipboard.writeText(
		reportOf(parts, [there ? { ...state, ...there, launch: undefined, launches: [] } : launched]),
	);
	void notify.info(
		"Report copied. It contains no secrets, and access key IDs are masked. It does include file paths and profile names.",
	);
}
