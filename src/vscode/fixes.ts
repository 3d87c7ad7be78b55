import {
	CodeAction,
	type CodeActionContext,
	CodeActionKind,
	type Disposable,
	languages,
	type Range,
	type TextDocument,
	Uri,
	WorkspaceEdit,
} from "vscode";
import { productName } from "../contract.ts";
import type { Finding, Fix } from "../core/index.ts";
import { findingsByFile } from "./diagnostics.ts";
import type { Model } from "./model.ts";

/** The files whose findings carry fixes. */
export const envFileSelector = { scheme: "file", pattern: "**/.env*" };

/** The light bulbs: the fixes of the findings under the cursor. */
export function registerFixes(model: Model): Disposable {
	return languages.registerCodeActionsProvider(
		envFileSelector,
		{ provideCodeActions: (document, range, context) => actions(model, document, range, context) },
		{ providedCodeActionKinds: [CodeActionKind.QuickFix] },
	);
}

function actions(model: Model, { uri }: TextDocument, range: Range, context: CodeActionContext): CodeAction[] {
	const lines = model.texts.lines(uri.fsPath);
	const findings = findingsByFile(model.snapshot).get(uri.fsPath) ?? [];
	return findings
		.filter(({ origin }) => origin.range && lines?.range(origin.range).intersection(range))
		.flatMap((finding) => finding.fixes.map((fix) => toAction(model, finding, fix, context)));
}

function toAction(model: Model, finding: Finding, fix: Fix, context: CodeActionContext): CodeAction {
	const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
	action.isPreferred = fix.preferred ?? false;
	action.diagnostics = context.diagnostics.filter(
		({ source, code, message }) => source === productName && code === finding.rule && message === finding.message,
	);
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
