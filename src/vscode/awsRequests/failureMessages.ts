/** How a call of the project's own client goes, and why it failed, as people are told. */
import { commands } from "../../contributions.ts";
import { explainError } from "../../core/errorGuide/index.ts";
import { TestRenderError } from "../../remotion/failures.ts";
import type { Progress } from "../../remotion/protocol.ts";
import type { Log } from "../common/log.ts";
import { notify } from "../common/notify.ts";
import { runCommand } from "../typedCommands/commands.ts";

const steps = { rendering: "Rendering", downloading: "Downloading", checking: "Checking" } as const;

/** Turns what the child tells into a notification's text and share. */
export function progressReporter(report: (text: string, increment?: number) => void): (progress: Progress) => void {
	let shown = 0;
	return ({ step, fraction }) => {
		const percent = step === "downloading" ? 100 : Math.floor((fraction ?? 0) * 100);
		const text = step === "downloading" || fraction === null ? steps[step] : `${steps[step]}: ${percent}%`;
		report(text, Math.max(0, percent - shown));
		shown = Math.max(shown, percent);
	};
}

/**
 * Tells a failure: cancelled in silence, unless something may still run.
 * @param what for the log: what failed
 */
export async function tellFailure(log: Log, error: unknown, what = "Test render"): Promise<void> {
	if (!(error instanceof TestRenderError)) throw error;
	log.info(`${what}, ${error.kind}: ${error.message} ${error.original}`);
	if (error.kind === "cancelled") {
		if (error.stillRunning) void notify.info(error.message);
		return;
	}
	const actions = error.original === "" ? [] : ["Explain"];
	const choice = await notify.error(error.message, ...actions, "Show log");
	if (choice === "Show log") log.show();
	if (choice === "Explain") await explain(error.original);
}

/** Why something could not be made, for a row in a tree; undefined: cancelled, or no error of a session. */
export function explanationOf(error: unknown): { title: string; remedy: string; original: string } | undefined {
	if (!(error instanceof TestRenderError) || error.kind === "cancelled") return undefined;
	const { message, original } = error;
	const known = explainError(original, undefined, { fromAws: true });
	return { title: known?.title ?? message, remedy: known?.remedy ?? "", original };
}

/** Shows the error guide's page. */
export async function explain(text: string): Promise<void> {
	await runCommand(commands.explainError, text);
}
