import { env } from "vscode";
import { launchMatrix, type MatrixInput, type MatrixLaunch, prepareMatrix } from "../../core/launchPictures/matrix.ts";
import { matrixHtml } from "../../core/launchPictures/matrixHtml.ts";
import { matrixMarkdown } from "../../core/launchPictures/matrixMarkdown.ts";
import { shownTexts } from "../../core/launchPictures/shownTexts.ts";
import { runtimes } from "../../core/runtimes/index.ts";
import { notify } from "../common/notify.ts";
import { inTurns } from "../common/turns.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState } from "../model/snapshot.ts";
import type { Panels, Picture } from "./panel.ts";

/** Shows a project's launches side by side, and keeps the picture true to the model. */
export async function openComparison(panels: Panels, model: Model, { project }: ProjectState): Promise<void> {
	const { folder, name } = project;
	const shown = shownTexts();
	const input = (): MatrixInput | undefined => {
		const state = model.snapshot.projects.find((one) => one.project.folder === folder);
		return state && { ...sideBySide(state, model.texts), shown };
	};
	const matrix = () => {
		const now = input();
		return now && launchMatrix(now);
	};
	const first = input();
	if (first) await inTurns(prepareMatrix(first));
	const picture: Picture = {
		viewType: "remotionLambdaCompareLaunches",
		title: `Launches of ${name}`,
		styles: ["compareLaunches.css"],
		scripts: ["compareLaunches.js"],
		content() {
			const now = matrix();
			return now && matrixHtml(now);
		},
		async copy() {
			const now = matrix();
			if (!now) return;
			await env.clipboard.writeText(matrixMarkdown(now));
			void notify.info("Comparison copied as Markdown. It contains no secrets, and access key IDs are masked.");
		},
	};
	panels.show(`compareLaunches ${folder}`, picture);
}

/** The shown launch, the others, and what the project is deployed to. */
function sideBySide(state: ProjectState, texts: Model["texts"]): Omit<MatrixInput, "shown"> {
	const { project, runtime, explanation, launch, launches, agreement, hidden, deployments } = state;
	// Without a launch a runtime was chosen by hand.
	const shown: MatrixLaunch = {
		launch: launch ?? { id: `runtime:${runtime}`, label: runtimes[runtime].label },
		explanation,
	};
	const others = launches.filter((one) => one.launch.id !== launch?.id);
	const deployed = deployments.map((one): MatrixLaunch => {
		return {
			launch: { id: `platform:${one.runtime}`, label: runtimes[one.runtime].label },
			explanation: one.explanation,
		};
	});
	return {
		project: project.name,
		launches: [shown, ...others, ...deployed],
		agreement,
		hidden: hidden.length,
		lineOf: (path, offset) => {
			const line = texts.lines(path)?.position(offset).line;
			return line === undefined ? undefined : line + 1;
		},
	};
}
