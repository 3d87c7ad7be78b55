import { commands, type Disposable, env, type QuickPickItem, ThemeIcon, Uri, window } from "vscode";
import { commands as ids } from "../../../contributions.ts";
import { explainError as explain, isFromAws } from "../../../core/errorGuide/index.ts";
import { toMarkdown } from "../../../core/errorGuide/page.ts";
import { secretsOf } from "../../../core/project/secretsOf.ts";
import { KnownTexts } from "../../../core/text/redact.ts";
import type { Log } from "../../common/log.ts";
import { notify } from "../../common/notify.ts";
import type { Pages } from "../../common/pages.ts";
import { pickOrType } from "../../common/prompts.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import { registerCommand } from "../../typedCommands/commands.ts";

const docs = "https://www.remotion.dev/docs/lambda/troubleshooting/permissions";
const documentation = "Open documentation";
const unknownError = "The guide doesn't know this error of AWS or Remotion.";
const unrelatedError =
	"Nothing in this text comes from AWS or Remotion Lambda. Look for the cause in the program that printed it.";

interface Parts {
	readonly model: Model;
	readonly focus: Focus;
	readonly pages: Pages;
}

/** Registers the command. */
export function registerExplainError(log: Log, model: Model, focus: Focus, pages: Pages): Disposable {
	return registerCommand(log, ids.explainError, "explain the error", (text) =>
		explainError({ model, focus, pages }, text),
	);
}

/**
 * Tells what an error means and what mends it here: a page with cause and remedy, and buttons for what can be done at once.
 * @param given the error's text; else the editor's selection if it is an error, else what the person pastes
 */
async function explainError({ model, focus, pages }: Parts, given?: string): Promise<void> {
	const text = given ?? selected() ?? (await ask());
	if (text === undefined || text.trim() === "") return;
	const state = await focus.whenReady();
	const project = state && model.situation(state.project.folder);
	const known = new KnownTexts(project ? secretsOf(project) : []);
	const explained = explain(text, state?.explanation, { known });
	if (!explained) {
		const choice = await notify.info(isFromAws(text) ? unknownError : unrelatedError, documentation);
		if (choice) await env.openExternal(Uri.parse(docs));
		return;
	}
	await pages.showMarkdown("Error explained", toMarkdown(explained));
	const offers = new Set(await commands.getCommands(true));
	const actions = explained.actions.filter(({ command }) => offers.has(command)).slice(0, 3);
	// The page has the link to the documentation; where nothing else is offered, the message has it too.
	const offered = actions.length === 0 ? [documentation] : actions.map(({ title }) => title);
	const choice = await notify.info(explained.title, ...offered);
	if (choice === documentation) await env.openExternal(Uri.parse(explained.docs));
	const action = actions.find(({ title }) => title === choice);
	if (action) await commands.executeCommand(action.command, ...action.args);
}

/** The selected text of the editor people look at, where it is an error: a word that is selected by chance is not what they ask about. */
function selected(): string | undefined {
	const editor = window.activeTextEditor;
	const text = editor?.document.getText(editor.selection) ?? "";
	return explain(text) && text;
}

const typed: QuickPickItem = {
	label: "Explain this text",
	iconPath: new ThemeIcon("lightbulb"),
	alwaysShow: true,
};
const fromClipboard: QuickPickItem = {
	label: "Explain error from clipboard",
	description: "keeps the lines of a long text",
	iconPath: new ThemeIcon("clippy"),
	alwaysShow: true,
};

/** Asks for the text: pasted into the field, or taken from the clipboard, which is not read before it is chosen. */
async function ask(): Promise<string | undefined> {
	const picked = await pickOrType((value) => (value.trim() === "" ? [fromClipboard] : [typed, fromClipboard]), {
		title: "Explain error of Remotion Lambda",
		placeHolder: "Paste what the terminal, a log or Vercel printed",
	});
	return picked?.item === fromClipboard ? env.clipboard.readText() : picked?.typed;
}
