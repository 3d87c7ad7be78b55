import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Uri, window } from "vscode";
import { journeySvg } from "../../../core/launchPictures/journeySvg.ts";
import { runtimes } from "../../../core/runtimes/index.ts";
import type { Log } from "../../common/log.ts";
import { notify } from "../../common/notify.ts";
import { Refusal } from "../../common/refusal.ts";
import { showFile } from "../../common/showFile.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { currentJourney, type JourneyKey, type JourneyParts, journeyPicture } from "../../webviews/journey.ts";
import type { Panels } from "../../webviews/panel.ts";
import { calledOn } from "../calledOn.ts";

/** What the picture and its file need. */
export interface ShowJourneyParts extends JourneyParts {
	readonly focus: Focus;
	readonly panels: Panels;
	readonly log: Pick<Log, "report">;
}

/** Shows the way of credentials from file to render: of the launch whose row it is called on, else of the shown one. */
export async function showJourney(parts: ShowJourneyParts, row?: Row): Promise<void> {
	const called = await calledOn(parts.focus, row);
	const { projects } = await parts.model.allSettled();
	const { folder } = called.project;
	const state = projects.find(({ project }) => project.folder === folder) ?? called;
	const launchId = row?.launchId ?? state.launch?.id;
	const launch = [state, ...state.launches].find(({ launch }) => launch?.id === launchId)?.launch;
	if (launchId !== undefined && !launch) throw new Refusal("This launch no longer exists.");
	const key: JourneyKey = { folder, launchId };
	const name = launch?.label ?? runtimes[state.runtime].label;
	const save = () => saveJourney(parts, key, name).catch((error) => parts.log.report("save the picture", error));
	parts.panels.show(`journey ${JSON.stringify(key)}`, journeyPicture(parts, key, name, save));
}

/** Writes the picture as it is now into a file that the person chooses, and offers to open that. */
async function saveJourney(parts: JourneyParts, key: JourneyKey, name: string): Promise<void> {
	const journey = currentJourney(parts, key);
	if (!journey) return;
	const plain = name.replace(/[^\p{L}\p{N}_-]/gu, "-").slice(0, 60);
	const uri = await window.showSaveDialog({
		title: "Save picture",
		defaultUri: Uri.file(join(key.folder, `credentials-${plain}.svg`)),
		filters: { SVG: ["svg"] },
	});
	if (!uri) return;
	await writeFile(uri.fsPath, journeySvg(journey));
	const choice = await notify.info(`Picture saved to ${basename(uri.fsPath)}.`, "Open");
	if (choice === "Open") await showFile(uri.fsPath);
}
