import { homedir } from "node:os";
import { extensions, version, workspace } from "vscode";
import { extensionId } from "../../contributions.ts";
import { type ReportedProject, report } from "../../core/report.ts";
import { isPlatform } from "../../core/runtimes/index.ts";
import type { CodeFindings } from "../languageFeatures/codeFindings.ts";
import { projectOf } from "../model/focus.ts";
import type { Model } from "../model/model.ts";
import { reportDifferences } from "../model/reportDifferences.ts";
import type { ProjectState } from "../model/snapshot.ts";

/** What reports are made of. */
export interface ReportParts {
	readonly model: Model;
	readonly codeFindings: CodeFindings;
}

/** The report of these projects, as they stand. */
export function reportOf({ model, codeFindings }: ReportParts, states: readonly ProjectState[]): string {
	const projects = states.map((state): ReportedProject => {
		const { project, runtime, launch, launches, explanation } = state;
		const own = workspace.textDocuments.filter(
			({ uri }) => projectOf(model.snapshot, uri.fsPath)?.project.folder === project.folder,
		);
		return {
			name: project.name,
			folder: project.folder,
			runtime,
			// A platform is never assumed.
			isRuntimeAssumed: !isPlatform(runtime) && model.choice(project.folder) === undefined,
			...(launch && {
				launch,
				launches: launches.map((one) => ({ ...one, differences: reportDifferences(state, one.launch.id) })),
			}),
			explanation,
			codeFindings: own.flatMap((document) => codeFindings.of(document)),
			...(project.remotionVersion !== undefined && { remotionVersion: project.remotionVersion }),
		};
	});
	const manifest: unknown = extensions.getExtension(extensionId)?.packageJSON;
	const own =
		typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
	const open = new Map(workspace.textDocuments.map((document) => [document.uri.fsPath, document]));
	return report({
		projects,
		versions: [
			["VS Code", version],
			["Remotion Lambda Credentials", own],
			["Node.js", process.versions.node],
			[process.platform, process.arch],
		],
		home: homedir(),
		textOf: (path) => model.texts.peek(path) ?? open.get(path)?.getText(),
	});
}

/** A project as it would be if a launch of this id or label were shown; undefined: it has none. */
export function withLaunch(state: ProjectState, name: string): ProjectState | undefined {
	if (state.launch && [state.launch.id, state.launch.label].includes(name)) return state;
	const found = state.launches.find(({ launch }) => launch.id === name || launch.label === name);
	return found && { ...state, ...found, runtime: found.launch.runtime };
}
