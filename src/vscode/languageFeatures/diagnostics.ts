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
import type { Model } from "../model/model.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { findingsByFile, type ShownFinding, severities } from "./findingsByFile.ts";
import { codeOf } from "./ruleLink.ts";

/** The squiggles: each finding of every project at its place. Files whose findings did not change are left alone. */
export function registerDiagnostics(model: Model): Disposable {
	const owned = new DisposableStore();
	const collection = owned.add(languages.createDiagnosticCollection(productName));
	let shown = new Map<string, { findings: readonly ShownFinding[]; key: string }>();
	const show = (snapshot: Snapshot) => {
		const next: typeof shown = new Map();
		for (const [path, findings] of findingsByFile(snapshot)) {
			const before = shown.get(path);
			// Projects that no change concerned have the very same findings.
			if (before && isSame(before.findings, findings)) {
				next.set(path, before);
				continue;
			}
			const diagnostics = findings.map((shown) => toDiagnostic(model, path, shown));
			const key = JSON.stringify(diagnostics);
			next.set(path, { findings, key });
			if (before?.key !== key) collection.set(Uri.file(path), diagnostics);
		}
		for (const path of shown.keys()) if (!next.has(path)) collection.delete(Uri.file(path));
		shown = next;
	};
	owned.add(model.onDidChange(show));
	// What the disk said may have been shown before VS Code had it in the editor: its change there moves the squiggles away again.
	owned.add(
		workspace.onDidChangeTextDocument(async ({ document: { uri, isDirty } }) => {
			if (isDirty || uri.scheme !== "file" || !shown.has(uri.fsPath)) return;
			// The change is taken in first: findings of the text before have other places in the text of now.
			await model.caughtUp();
			void model.snapshot;
			const findings = shown.get(uri.fsPath)?.findings;
			if (findings && model.texts.lines(uri.fsPath))
				collection.set(
					uri,
					findings.map((one) => toDiagnostic(model, uri.fsPath, one)),
				);
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

function isSame(a: readonly ShownFinding[], b: readonly ShownFinding[]): boolean {
	return (
		a.length === b.length && a.every((one, at) => one.finding === b[at]?.finding && one.severity === b[at].severity)
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
