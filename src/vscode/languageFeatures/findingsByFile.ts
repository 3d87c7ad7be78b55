import { sep } from "node:path";
import { DiagnosticSeverity } from "vscode";
import type { LaunchFinding } from "../../core/explainLaunches.ts";
import type { Severity } from "../../core/index.ts";
import { severityOf } from "../common/settings.ts";
import type { Model } from "../model/model.ts";
import { findingKey, reportingProject } from "../model/sharedConfigReaders.ts";
import type { ProjectState, Snapshot } from "../model/snapshot.ts";

/** A finding and how loud it is shown. The finding is passed on as it is: its fixes are worked out only when somebody asks for them. */
export interface ShownFinding {
	readonly finding: LaunchFinding;
	readonly severity: Severity;
}

type Findings = readonly LaunchFinding[];

/** Each explanation's findings by path: sorted once, however often all are shown. */
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

/**
 * Every finding by the absolute path it stands in, one file after the other; one that two projects share is listed once. Linear in the number
 * of findings, in small steps; undefined: nothing but a step.
 */
export function* findingsByFile(snapshot: Snapshot): Generator<readonly [path: string, ShownFinding[]] | undefined> {
	const states = new Map<string, ProjectState[]>();
	for (const state of heard(snapshot)) {
		for (const path of byPath(state.findings).keys()) {
			const list = states.get(path);
			if (list) list.push(state);
			else states.set(path, [state]);
		}
		yield undefined;
	}
	const read = fileReader(snapshot, (findings, path) => byPath(findings).get(path));
	for (const [path, own] of states) {
		const shown = read(path, own);
		yield shown.length > 0 ? [path, shown] : undefined;
	}
}

/** The findings of one file, as `findingsByFile` lists them: only the project it lies in and who reads it are looked at. */
export function findingsIn(model: Model, path: string): ShownFinding[] {
	const { snapshot } = model;
	const readers = model.foldersReading(path);
	return fileReader(snapshot, (findings) => findings.filter(({ origin }) => origin.path === path))(
		path,
		heard(snapshot).filter(({ project: { folder } }) => readers.has(folder) || path.startsWith(folder + sep)),
	);
}

function heard({ projects }: Snapshot): readonly ProjectState[] {
	return projects.filter(({ project }) => !project.isQuiet);
}

/** Reads the findings of a file out of these projects. */
function fileReader(
	snapshot: Snapshot,
	ofFile: (findings: Findings, path: string) => Findings | undefined,
): (path: string, states: readonly ProjectState[]) => ShownFinding[] {
	const telling = reportingProject(snapshot);
	return (path, states) => {
		const shown = new Map<string, ShownFinding>();
		for (const state of states) {
			const isTold = telling(state, path);
			const findings = isTold && ofFile(state.findings, path);
			if (!findings) continue;
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
