import { env, type QuickPickItem, ThemeIcon, window } from "vscode";
import { commands } from "../../../contributions.ts";
import type { EnvironmentReport } from "../../../core/environmentReport/format.ts";
import { longestReport, readReport } from "../../../core/environmentReport/read.ts";
import { explainReport } from "../../../core/explainReport.ts";
import { projectAnswer } from "../../../core/precedence/answer.ts";
import { timeWords } from "../../../core/text/clock.ts";
import { readUtf8 } from "../../../files/readFile.ts";
import { notify } from "../../common/notify.ts";
import { pickOrType } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import { reportDifferences, reportedPlace } from "../../model/reportDifferences.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { runCommand } from "../../typedCommands/commands.ts";
import { calledOn } from "../calledOn.ts";

let count = 0;

/**
 * Opens a report that a deployed app, or the command line elsewhere, has made: it becomes a launch of the project, gone with the window.
 * @param given the report's text; absent: the person pastes it, or picks the clipboard or a file
 * @returns the launch's id; undefined: the person left
 * @throws Refusal where the text is no report
 */
export async function openReport(model: Model, focus: Focus, row?: Row, given?: string): Promise<string | undefined> {
	const { project } = await calledOn(focus, row);
	const text = given ?? (await ask());
	if (text === undefined) return undefined;
	const read = readReport(text);
	if (!read.ok) throw new Refusal(read.problem);
	const { report } = read;
	const id = `report:${++count}`;
	const takenAt = new Date(report.createdAt);
	const { launch, explanation } = explainReport(report, { id, label: labelOf(report, takenAt), cwd: project.folder });
	const { place, identity } = report;
	model.reported.add(project.folder, {
		id,
		launch,
		explanation,
		takenAt,
		outOfDate: false,
		place,
		...(identity && { identity }),
	});
	const snapshot = await model.allSettled();
	const state = snapshot.projects.find((one) => one.project.folder === project.folder);
	const differing = state ? reportDifferences(state, id) : [];
	const [first] = differing;
	void tell(first ?? `On ${reportedPlace(report.place)}, Remotion Lambda uses ${projectAnswer(explanation)}.`, first);
	return id;
}

/** "Reported from Vercel, 5:04 PM". */
function labelOf({ place }: EnvironmentReport, takenAt: Date): string {
	return `Reported from ${reportedPlace(place)}, ${timeWords(takenAt, new Date())}`;
}

const compare = "Compare launches";

async function tell(text: string, difference: string | undefined): Promise<void> {
	const choice = await (difference === undefined ? notify.info(text, compare) : notify.warn(text, compare));
	if (choice === compare) await runCommand(commands.compareLaunches);
}

const typed: QuickPickItem = { label: "Open this report", iconPath: new ThemeIcon("go-to-file"), alwaysShow: true };
const fromClipboard: QuickPickItem = {
	label: "Open report from clipboard",
	iconPath: new ThemeIcon("clippy"),
	alwaysShow: true,
};
const fromFile: QuickPickItem = { label: "Open report from file…", iconPath: new ThemeIcon("file"), alwaysShow: true };

/** Asks for the text; neither the clipboard nor a file is read before it is chosen. */
async function ask(): Promise<string | undefined> {
	const others = [fromClipboard, fromFile];
	const picked = await pickOrType((value) => (value.trim() === "" ? others : [typed, ...others]), {
		title: "Open report",
		placeHolder: "Paste what the deployed app or remotion-lambda-credentials --json printed",
	});
	if (picked?.item === fromClipboard) return env.clipboard.readText();
	return picked?.item === fromFile ? pickFile() : picked?.typed;
}

async function pickFile(): Promise<string | undefined> {
	const filters = { JSON: ["json"], "All files": ["*"] };
	const [uri] = (await window.showOpenDialog({ title: "Open report", openLabel: "Open", filters })) ?? [];
	if (!uri) return undefined;
	try {
		// A character has four bytes at most.
		return await readUtf8(uri.fsPath, longestReport * 4);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : undefined;
		throw code === "EFBIG" ? new Refusal("This is too large to be a report.") : error;
	}
}
