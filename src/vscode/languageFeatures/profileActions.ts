import { CodeAction, CodeActionKind, type Disposable, languages, type Position, type TextDocument } from "vscode";
import { commands } from "../../contributions.ts";
import { describeAwsPlace } from "../../core/languageFeatures/sharedConfigHover.ts";
import type { Focus } from "../model/focus.ts";
import type { Model } from "../model/model.ts";
import { projectForFile } from "../model/sharedConfigReaders.ts";
import { commandTo } from "../typedCommands/commands.ts";
import { onAwsFiles } from "./documentSelectors.ts";

/** On a profile's heading in an AWS file: what can be done with the profile. */
export function registerProfileActions(model: Model, focus: Focus): Disposable {
	return onAwsFiles(model, (selector) =>
		languages.registerCodeActionsProvider(selector, {
			provideCodeActions: async (document, range, { only }) => {
				await model.caughtUp();
				return only === undefined || only.value === "" ? actions(model, focus, document, range.start) : [];
			},
		}),
	);
}

function actions(model: Model, focus: Focus, { uri }: TextDocument, position: Position): CodeAction[] {
	const path = uri.fsPath;
	const state = projectForFile(model.snapshot, path, focus);
	const situation = state && model.situation(state.project.folder);
	const lines = model.texts.lines(path);
	if (!state || !situation || !lines) return [];
	const profile = describeAwsPlace(situation, path, (range) => lines.range(range).contains(position))?.profile;
	if (!profile || profile.problem !== undefined) return [];
	const action = (title: string, id: typeof commands.switchProfile | typeof commands.verifyIdentity) => {
		const made = new CodeAction(title, CodeActionKind.Empty);
		made.command = commandTo(id, title, { signer: profile.name, state });
		return made;
	};
	return [
		action("Switch to this profile…", commands.switchProfile),
		action("Verify identity", commands.verifyIdentity),
	];
}
