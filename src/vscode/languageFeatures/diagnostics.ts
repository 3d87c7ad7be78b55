import {
	Diagnostic,
	DiagnosticRelatedInformation,
	DiagnosticTag,
	type Disposable,
	Location,
	languages,
	Range,
	Uri,
	workspace,
} from "vscode";
import { diagnosticSource, productName, settings } from "../../contributions.ts";
import { ruleOf } from "../../core/rules/index.ts";
import { DisposableStore } from "../common/disposables.ts";
import { inTurns } from "../common/turns.ts";
import type { Model } from "../model/model.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { findingsByFile, findingsIn, type ShownFinding, severities } from "./findingsByFile.ts";
import { codeOf } from "./ruleLink.ts";

/** The findings of more projects than these are shown in turns with all else in the extension host. */
const mostAtOnce = 50;

/** The squiggles: each finding of every project at its place. Files whose findings did not change are left alone. */
export function registerDiagnostics(model: Model): Disposable {
	const owned = new DisposableStore();
	const collection = owned.add(languages.createDiagnosticCollection(productName));
	const shown = new Map<string, { findings: readonly ShownFinding[]; key: string }>();
	const showIn = (path: string, findings: readonly ShownFinding[], hasMoved = false) => {
		const diagnostics = findings.map((one) => toDiagnostic(model, path, one));
		const key = JSON.stringify(diagnostics);
		if (hasMoved || shown.get(path)?.key !== key) collection.set(Uri.file(path), diagnostics);
		shown.set(path, { findings, key });
	};
	/** Counts what was to be shown; undefined: nothing any more. */
	let latest: number | undefined = 0;
	/** One file a step, as long as nothing newer is to be shown. */
	function* showing(snapshot: Snapshot, own: number): Generator<void> {
		const gone = new Set(shown.keys());
		for (const found of findingsByFile(snapshot)) {
			if (found) {
				const [path, findings] = found;
				gone.delete(path);
				// Projects that no change concerned have the very same findings.
				if (!isSame(shown.get(path)?.findings, findings)) showIn(path, findings);
			}
			yield;
			if (latest !== own) return;
		}
		for (const path of gone) {
			shown.delete(path);
			collection.delete(Uri.file(path));
		}
	}
	const show = (snapshot: Snapshot) => {
		if (latest === undefined) return;
		const steps = showing(snapshot, ++latest);
		if (snapshot.projects.length > mostAtOnce) void inTurns(steps);
		else for (const _ of steps);
	};
	owned.add({ dispose: () => (latest = undefined) });
	owned.add(model.onDidChange(show));
	// What the disk said may have been shown before VS Code had it in the editor: its change there moves the squiggles away again.
	owned.add(
		workspace.onDidChangeTextDocument(async ({ document: { uri, isDirty } }) => {
			if (isDirty || uri.scheme !== "file" || !shown.has(uri.fsPath)) return;
			// The change is taken in first: findings of the text before have other places in the text of now.
			await model.caughtUp();
			const findings = findingsIn(model, uri.fsPath);
			if (latest !== undefined && findings.length > 0 && model.texts.lines(uri.fsPath))
				showIn(uri.fsPath, findings, true);
		}),
	);
	owned.add(
		workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration(settings.rules)) show(model.snapshot);
		}),
	);
	show(model.snapshot);
	return owned;
}

function isSame(a: readonly ShownFinding[] | undefined, b: readonly ShownFinding[]): boolean {
	return (
		a?.length === b.length && a.every((one, at) => one.finding === b[at]?.finding && one.severity === b[at].severity)
	);
}

function toDiagnostic(model: Model, path: string, { finding, severity }: ShownFinding): Diagnostic {
	const lines = model.texts.lines(path);
	const range = lines?.range(finding.origin.range ?? { start: 0, end: 0 });
	const diagnostic = new Diagnostic(range ?? new Range(0, 0, 0, 0), finding.message, severities[severity]);
	diagnostic.source = diagnosticSource;
	diagnostic.code = codeOf(finding.rule);
	diagnostic.relatedInformation = (finding.related ?? []).flatMap(({ origin, message }) => {
		const place = origin.path === undefined ? undefined : model.texts.lines(origin.path);
		if (!place || origin.path === undefined || !origin.range) return [];
		return [new DiagnosticRelatedInformation(new Location(Uri.file(origin.path), place.range(origin.range)), message)];
	});
	if (ruleOf(finding)?.greysOut && !finding.readBy && !finding.isUsedElsewhere)
		diagnostic.tags = [DiagnosticTag.Unnecessary];
	return diagnostic;
}
