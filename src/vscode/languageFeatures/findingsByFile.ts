import { DiagnosticSeverity } from "vscode";
import type { LaunchFinding } from "../../core/explainLaunches.ts";
import type { Severity } from "../../core/index.ts";
import { severityReader } from "../common/settings.ts";
import { findingKey, reportingProject } from "../model/sharedConfigReaders.ts";
import type { Snapshot } from "../model/snapshot.ts";

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

/** Every finding by the absolute path it stands in; one that two projects share is listed once. */
export function findingsByFile(snapshot: Snapshot): Map<string, ShownFinding[]> {
	const paths = new Set(heard(snapshot).flatMap(({ findings }) => [...byPath(findings).keys()]));
	const read = fileReader(snapshot);
	return new Map([...paths].map((path) => [path, read(path)] as const).filter(([, shown]) => shown.length > 0));
}

/** The findings of one file, as `findingsByFile` lists them: no other file's are looked at. */
export function findingsIn(snapshot: Snapshot, path: string): ShownFinding[] {
	return fileReader(snapshot)(path);
}

function heard({ projects }: Snapshot): Snapshot["projects"] {
	return projects.filter(({ project }) => !project.isQuiet);
}

function fileReader(snapshot: Snapshot): (path: string) => ShownFinding[] {
	const states = heard(snapshot);
	const severityOf = severityReader();
	const isTold = reportingProject(snapshot);
	return (path) => {
		const shown = new Map<string, ShownFinding>();
		for (const state of states) {
			for (const finding of byPath(state.findings).get(path) ?? []) {
				if (!isTold(state, finding)) continue;
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
