import { DiagnosticSeverity } from "vscode";
import type { LaunchFinding } from "../../core/explainLaunches.ts";
import type { Severity } from "../../core/index.ts";
import { severityReader } from "../common/settings.ts";
import { findingKey, reportingProject } from "../model/sharedConfigReaders.ts";
import type { ProjectState, Snapshot } from "../model/snapshot.ts";

/** A finding and how loud it is shown. The finding is passed on as it is: its fixes are worked out only when somebody asks for them. */
export interface ShownFinding {
	readonly finding: LaunchFinding;
	readonly severity: Severity;
}

type Findings = readonly LaunchFinding[];

/** Each explanation's findings by path: sorted once, however often a light bulb asks. */
const sorted = new WeakMap<Findings, ReadonlyMap<string, Findings>>();

function byPath(findings: Findings): ReadonlyMap<string, Findings> {
	const known = sorted.get(findings);
	if (known) return known;
	const made = new Map<string, LaunchFinding[]>();
	for (const finding of findings) {
		const { path } = finding.origin;
		if (path === undefined) continue;
		const list = made.get(path);
		if (list) list.push(finding);
		else made.set(path, [finding]);
	}
	sorted.set(findings, made);
	return made;
}

/** Every finding by the absolute path it stands in; one that two projects share is listed once. Linear in the number of findings. */
export function findingsByFile(snapshot: Snapshot): Map<string, ShownFinding[]> {
	const states = new Map<string, ProjectState[]>();
	for (const state of heard(snapshot))
		for (const path of byPath(state.findings).keys()) {
			const list = states.get(path);
			if (list) list.push(state);
			else states.set(path, [state]);
		}
	const read = fileReader(snapshot);
	return new Map(
		[...states].map(([path, own]) => [path, read(path, own)] as const).filter(([, shown]) => shown.length > 0),
	);
}

/** The findings of one file, as `findingsByFile` lists them: no other file's are looked at. */
export function findingsIn(snapshot: Snapshot, path: string): ShownFinding[] {
	return fileReader(snapshot)(path, heard(snapshot));
}

function heard({ projects }: Snapshot): readonly ProjectState[] {
	return projects.filter(({ project }) => !project.isQuiet);
}

/** Reads the findings of a file out of these projects. */
function fileReader(snapshot: Snapshot): (path: string, states: readonly ProjectState[]) => ShownFinding[] {
	const severityOf = severityReader();
	const telling = reportingProject(snapshot);
	return (path, states) => {
		const shown = new Map<string, ShownFinding>();
		for (const state of states) {
			const findings = byPath(state.findings).get(path);
			const isTold = findings && telling(state, path);
			if (!isTold) continue;
			for (const finding of findings) {
				if (!isTold(finding)) continue;
				const severity = severityOf(finding);
				const key = findingKey(finding);
				if (severity !== "off" && !shown.has(key)) shown.set(key, { finding, severity });
			}
		}
		return [...shown.values()];
	};
}

/** VS Code's name of each severity. */
export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	information: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};
