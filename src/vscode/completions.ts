import {
	CompletionItem,
	CompletionItemKind,
	type Disposable,
	languages,
	type Position,
	type TextDocument,
} from "vscode";
import { completeDotenv, type Suggestion } from "../core/completion.ts";
import { envFileSelector } from "./fixes.ts";
import { projectOf } from "./focus.ts";
import { Lines } from "./lines.ts";
import type { Model } from "./model.ts";

/** Completion in `.env` files: names of variables, missing ones first; profiles and regions as their values. */
export function registerCompletions(model: Model): Disposable {
	return languages.registerCompletionItemProvider(
		envFileSelector,
		{ provideCompletionItems: (document, position) => complete(model, document, position) },
		"=",
		'"',
		"'",
	);
}

const kinds: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
	variable: CompletionItemKind.Variable,
	profile: CompletionItemKind.User,
	region: CompletionItemKind.EnumMember,
};

function complete(model: Model, document: TextDocument, position: Position): CompletionItem[] {
	const profiles = projectOf(model.snapshot, document.uri.fsPath)?.explanation.profiles ?? [];
	const text = document.getText();
	const completion = completeDotenv(text, document.offsetAt(position), profiles);
	if (!completion) return [];
	const range = new Lines(text).range(completion.range);
	return completion.suggestions.map((suggestion, index) => {
		const item = new CompletionItem(suggestion.label, kinds[suggestion.kind]);
		item.detail = suggestion.detail;
		item.insertText = suggestion.insert;
		item.range = range;
		// The order is the core's: VS Code would sort by label.
		item.sortText = String(index).padStart(6, "0");
		if (suggestion.insert.endsWith("=")) item.command = { command: "editor.action.triggerSuggest", title: "Suggest" };
		return item;
	});
}
