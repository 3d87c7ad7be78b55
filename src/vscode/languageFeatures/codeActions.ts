import {
	CodeAction,
	type CodeActionContext,
	CodeActionKind,
	Disposable,
	type DocumentSelector,
	languages,
	type Range,
	type TextDocument,
	Uri,
	WorkspaceEdit,
} from "vscode";
import { diagnosticSource } from "../../contributions.ts";
import type { Finding, Fix, TextEdit } from "../../core/index.ts";
import { apply, replaceMiddle } from "../../core/text/edits.ts";
import { severityOf } from "../common/settings.ts";
import type { Model } from "../model/model.ts";
import { projectForFile } from "../model/sharedConfigReaders.ts";
import { envFileSelector, onAwsFiles } from "./documentSelectors.ts";
import { findingsIn } from "./findingsByFile.ts";
import { ruleIn } from "./ruleLink.ts";

/** For `editor.codeActionsOnSave` and "Fix all": every preferred fix of the file's errors and warnings, one after the other. */
const fixAllKind = CodeActionKind.SourceFixAll.append("remotionLambda");

/** More fixes than this in one file are left for the next time. */
const mostFixes = 100;

/** The light bulbs: the fixes of the findings under the cursor. */
export function registerCodeActions(model: Model): Disposable {
	const register = (selector: DocumentSelector) =>
		languages.registerCodeActionsProvider(
			selector,
			{
				provideCodeActions: async (document, range, context) => {
					await model.caughtUp();
					return context.only?.contains(fixAllKind)
						? fixAll(model, document)
						: actions(model, document, range, context);
				},
			},
			{ providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
		);
	return Disposable.from(register(envFileSelector), onAwsFiles(model, register));
}

function actions(model: Model, { uri }: TextDocument, range: Range, context: CodeActionContext): CodeAction[] {
	const lines = model.texts.lines(uri.fsPath);
	const findings = findingsIn(model, uri.fsPath);
	// What mends two findings at once is offered once, for both.
	const actions = new Map<string, CodeAction>();
	for (const { finding } of findings) {
		if (!finding.origin.range || !lines?.range(finding.origin.range).intersection(range)) continue;
		const mended = context.diagnostics.filter(
			(one) => one.source === diagnosticSource && ruleIn(one) === finding.rule && one.message === finding.message,
		);
		for (const fix of finding.fixes) {
			const { preferred = false, ...what } = fix;
			const key = JSON.stringify(what);
			const action = actions.get(key) ?? toAction(model, fix);
			action.isPreferred ||= preferred;
			action.diagnostics = [...(action.diagnostics ?? []), ...mended];
			actions.set(key, action);
		}
	}
	return [...actions.values()];
}

function toAction(model: Model, fix: Fix): CodeAction {
	const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
	if ("command" in fix) {
		action.command = { command: fix.command, title: fix.title, arguments: fix.args };
		return action;
	}
	action.edit = new WorkspaceEdit();
	for (const { path, range, newText } of fix.edits) {
		const place = model.texts.lines(path)?.range(range);
		if (place) action.edit.replace(Uri.file(path), place, newText);
	}
	return action;
}

/** Applies the preferred fixes in memory, explaining anew after each, so that no fix builds on what another one changed. */
function fixAll(model: Model, { uri }: TextDocument): CodeAction[] {
	const path = uri.fsPath;
	const before = model.texts.peek(path);
	const state = projectForFile(model.snapshot, path);
	if (before === undefined || !state) return [];
	let text = before;
	let findings: readonly Finding[] = state.findings;
	for (let round = 0; round < mostFixes; round++) {
		const edits = preferredEdits(findings, path);
		if (!edits) break;
		text = apply(text, edits);
		findings = model.preview(state.project.folder, path, text);
	}
	const [change] = replaceMiddle(path, before, text);
	const place = change && model.texts.lines(path)?.range(change.range);
	if (!change || !place) return [];
	const action = new CodeAction("Fix all Remotion Lambda problems in this file", fixAllKind);
	action.edit = new WorkspaceEdit();
	action.edit.replace(uri, place, change.newText);
	return [action];
}

/** The first preferred fix of an error or warning that edits this file and no other. */
function preferredEdits(findings: readonly Finding[], path: string): TextEdit[] | undefined {
	for (const finding of findings) {
		const severity = severityOf(finding);
		if (finding.origin.path !== path || (severity !== "error" && severity !== "warning")) continue;
		const fix = finding.fixes.find(({ preferred }) => preferred);
		if (fix && "edits" in fix && fix.edits.every((edit) => edit.path === path)) return fix.edits;
	}
	return undefined;
}
