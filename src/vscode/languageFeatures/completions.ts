import { CompletionItem, CompletionItemKind, Disposable, languages, type Position, type TextDocument } from "vscode";
import { type Completion, completeDotenv, type Suggestion } from "../../core/languageFeatures/envCompletion.ts";
import { completeAwsFile } from "../../core/languageFeatures/sharedConfigCompletion.ts";
import { Lines } from "../common/lines.ts";
import { projectOf } from "../model/focus.ts";
import type { Model } from "../model/model.ts";
import { projectForFile } from "../model/sharedConfigReaders.ts";
import { envFileSelector, onAwsFiles } from "./documentSelectors.ts";

/** Completion in `.env` and AWS files: names of variables and keys, missing ones first; profiles, sessions and regions as their values. */
export function registerCompletions(model: Model): Disposable {
	return Disposable.from(
		languages.registerCompletionItemProvider(
			envFileSelector,
			{
				provideCompletionItems: async (document, position) => {
					await model.caughtUp();
					return completeEnvFile(model, document, position);
				},
			},
			"=",
			'"',
			"'",
		),
		onAwsFiles(model, (selector) =>
			languages.registerCompletionItemProvider(
				selector,
				{
					provideCompletionItems: async (document, position) => {
						await model.caughtUp();
						return completeAws(model, document, position);
					},
				},
				"=",
			),
		),
	);
}

const kinds: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
	variable: CompletionItemKind.Variable,
	profile: CompletionItemKind.User,
	region: CompletionItemKind.EnumMember,
	value: CompletionItemKind.Value,
};

function completeEnvFile(model: Model, document: TextDocument, position: Position): CompletionItem[] {
	const state = projectOf(model.snapshot, document.uri.fsPath);
	const profiles = state?.explanation.profiles ?? [];
	const text = document.getText();
	return toItems(text, completeDotenv(text, document.offsetAt(position), profiles, state?.project.remotionVersion));
}

function completeAws(model: Model, document: TextDocument, position: Position): CompletionItem[] {
	const state = projectForFile(model.snapshot, document.uri.fsPath);
	const situation = state && model.situation(state.project.folder);
	if (!situation) return [];
	const { profiles, awsFiles } = state.explanation;
	const kind = awsFiles.credentials === document.uri.fsPath ? "credentials" : "config";
	const text = document.getText();
	const ssoSessions = situation.aws.table.ssoSessions;
	return toItems(text, completeAwsFile(text, document.offsetAt(position), kind, { profiles, ssoSessions }));
}

function toItems(text: string, completion: Completion | undefined): CompletionItem[] {
	if (!completion) return [];
	const range = new Lines(text).range(completion.range);
	return completion.suggestions.map((suggestion, index) => {
		const item = new CompletionItem(suggestion.label, kinds[suggestion.kind]);
		// A detail stands beside the name and cuts it: names of variables are long, and their ends tell them apart.
		if (suggestion.kind === "variable") item.documentation = suggestion.detail;
		else item.detail = suggestion.detail;
		item.insertText = suggestion.insert;
		item.range = range;
		// The order is the core's: VS Code would sort by label.
		item.sortText = String(index).padStart(6, "0");
		if (/= ?$/.test(suggestion.insert)) item.command = { command: "editor.action.triggerSuggest", title: "Suggest" };
		return item;
	});
}
