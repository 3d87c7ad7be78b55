import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, relative, sep } from "node:path";
import { explanationIn, launchOf } from "../../../core/environmentReport/asLaunch.ts";
import type { EnvironmentReport } from "../../../core/environmentReport/format.ts";
import type { Explanation } from "../../../core/index.ts";
import { isSameAnswer } from "../../../core/launches/agreement.ts";
import type { Model } from "../../model/model.ts";
import type { ProjectState } from "../../model/snapshot.ts";

/** What a terminal told. */
interface TerminalReport {
	readonly id: string;
	readonly label: string;
	readonly takenAt: Date;
	readonly report: EnvironmentReport;
	/** Absolute; the terminal's home folder, and where it stands. */
	readonly home: string;
	readonly folder: string;
}

/**
 * Adds a terminal's launch to the project that the terminal stands in, else to the given one. The launch goes with the files from then on; where
 * that would say something else than the terminal did, it stays what the terminal said.
 */
export async function addTerminalLaunch(
	model: Model,
	otherwise: ProjectState,
	{ id, label, takenAt, report, home, folder }: TerminalReport,
): Promise<{ readonly state: ProjectState; readonly explanation: Explanation }> {
	const { project, cwd } = (await projectAt(model, folder)) ?? { project: otherwise.project, cwd: folder };
	const launch = launchOf(report, { id, label, kind: "terminal", cwd, place: "here", loadsFiles: true });
	const entry = { id, launch, takenAt, outOfDate: false, place: report.place };
	const said = explanationIn(report, home);
	// What is not read yet would be another answer for a moment.
	await Promise.all(filesOf(said).map((path) => model.texts.load(path)));
	model.reported.add(project.folder, entry);
	const find = async () => {
		const snapshot = await model.allSettled();
		const state = snapshot.projects.find((one) => one.project.folder === project.folder) ?? otherwise;
		const own = state.launch?.id === id ? state : state.launches.find((one) => one.launch.id === id);
		return { state, explanation: own?.explanation ?? otherwise.explanation };
	};
	const found = await find();
	const isSame =
		!said ||
		(home === homedir() &&
			isSameAnswer(found.explanation.active, said.active) &&
			found.explanation.region.value === said.region.value);
	if (isSame) return found;
	model.reported.add(project.folder, { ...entry, explanation: said });
	return { state: (await find()).state, explanation: said };
}

/** The files that an explanation names. */
function filesOf(explanation: Explanation | undefined): string[] {
	if (!explanation) return [];
	const { steps, awsFiles } = explanation;
	const places = steps.flatMap(({ origins }) => origins.flatMap(({ path }) => path ?? []));
	return [...new Set([...Object.values(awsFiles), ...places])].filter(isAbsolute);
}

/** The project in which a folder lies, the innermost one, and the folder by the project's own name. A link may lead to either. */
async function projectAt({ snapshot }: Model, folder: string) {
	const real = (path: string) => realpath(path).catch(() => path);
	const at = await real(folder);
	const found = await Promise.all(
		snapshot.projects.map(async ({ project }) => ({ project, path: await real(project.folder) })),
	);
	const [inner] = found
		.filter(({ path }) => at === path || at.startsWith(path.endsWith(sep) ? path : path + sep))
		.sort((one, other) => other.path.length - one.path.length);
	return inner && { project: inner.project, cwd: join(inner.project.folder, relative(inner.path, at)) };
}
