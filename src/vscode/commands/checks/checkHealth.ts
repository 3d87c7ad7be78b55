import { summaryOf } from "../../../core/awsAccount/checkRow.ts";
import { type HealthFacts, healthRows } from "../../../core/awsAccount/health.ts";
import { sentencesThatFit } from "../../../core/text/notification.ts";
import { lookAtHealth } from "../../../remotion/askHealth.ts";
import { TestRenderError } from "../../../remotion/failures.ts";
import type { Checks } from "../../awsRequests/checkResults.ts";
import { explanationOf, tellFailure } from "../../awsRequests/failureMessages.ts";
import { type ClientContext, openRenderer } from "../../awsRequests/renderer.ts";
import { signerText } from "../../common/labels.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";
import { chooseRegion } from "../testRender/choices.ts";

/**
 * Looks at what a render needs in the account of a project's active credentials: region, functions against the installed client, bucket,
 * sites, concurrency limit. The view "Active credentials" shows it.
 * @returns what was found; undefined: refused, cancelled, failed, or overtaken by a change
 */
export async function checkHealth(context: ClientContext, checks: Checks, row?: Row): Promise<HealthFacts | undefined> {
	const renderer = await openRenderer(context, await calledOn(context.focus, row), undefined);
	if (!renderer) return undefined;
	const { session, clientVersion, prepared, state } = renderer;
	const { folder } = state.project;
	try {
		const region = await chooseRegion(renderer, context.memory, folder);
		if (region === undefined) return undefined;
		const who = signerText(state, undefined);
		const facts = await checks.make(
			"health",
			prepared,
			() =>
				withProgress(`Checking health: ${who}, ${region}`, (signal, report) => {
					let shown = 0;
					const onProgress = (fraction: number) => {
						report(`${Math.round(fraction * 100)}%`, fraction * 100 - shown);
						shown = fraction * 100;
					};
					return lookAtHealth(session, { region, clientVersion }, { signal, onProgress });
				}),
			explanationOf,
		);
		if (!facts) return undefined;
		const rows = healthRows(facts, folder, state.explanation.accounts);
		context.log.info(
			[
				`Health of ${who}, ${region}: ${summaryOf(rows)}`,
				...rows.map(({ state, label, description }) => `  ${state}: ${label}, ${description}`),
			].join("\n"),
		);
		const bad = rows.filter(({ state }) => state === "problem");
		// Without a button VS Code shows a message on one line, and cuts it: the result comes first.
		const text = `Health: ${summaryOf(rows)} (${who}, ${region}).`;
		if (bad.length === 0) void notify.info(text);
		else {
			const problems = bad.map(({ label, description }) => `${label}: ${description}.`);
			void notify.warn(sentencesThatFit([text, ...problems], "See Health in the Active credentials view."));
		}
		return facts;
	} catch (error) {
		if (!(error instanceof TestRenderError)) throw error;
		void tellFailure(context.log, error, "Checking health");
		return undefined;
	} finally {
		await session.end();
	}
}
