import { commands, type Disposable, env, type QuickPickItem, ThemeIcon, Uri, window } from "vscode";
import { commands as ids } from "../../../contributions.ts";
import { explainError as explain, isFromAws } from "../../../core/errorGuide/index.ts";
import type { LastVerification } from "../../../core/errorGuide/lastVerification.ts";
import { toMarkdown } from "../../../core/errorGuide/page.ts";
import { secretsOf } from "../../../core/project/secretsOf.ts";
import { timeWords } from "../../../core/text/clock.ts";
import { KnownTexts } from "../../../core/text/redact.ts";
import type { Identities } from "../../awsRequests/identities.ts";
import type { Log } from "../../common/log.ts";
import { notify } from "../../common/notify.ts";
import type { Pages } from "../../common/pages.ts";
import { pickOrType } from "../../common/prompts.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import { registerCommand } from "../../typedCommands/commands.ts";

const docs = "https://www.remotion.dev/docs/lambda/troubleshooting/permissions";
const documentation = "Open documentation";
const unknownError = "The guide doesn't know this error of AWS or Remotion.";
const unrelatedError =
	"Nothing in this text comes from AWS or Remotion Lambda. Look for the cause in the program that printed it.";

interface Parts {
	readonly model: Model;
	readonly focus: Focus;
	readonly identities: Identities;
	readonly pages: Pages;
}

/** Registers the command. */
export function registerExplainError(log: Log, parts: Parts): Disposable {
	return registerCommand(log, ids.explainError, "explain the error", (text) => explainError(parts, text));
}

/**
 * Tells what an error means and what mends it here: a page with cause and remedy, and buttons for what can be done at once.
 * @param given the error's text; else the editor's selection if it is an error, else what the person pastes
 */
async function explainError({ model, focus, identities, pages }: Parts, given?: string): Promise<void> {
	const text = given ?? selected() ?? (await ask());
	if (text === undefined || text.trim() === "") return;
	const state = await focus.whenReady();
	const project = state && model.situation(state.project.folder);
	const known = new KnownTexts(project ? secretsOf(project) : []);
	// What is handed over is the error of a command that ran just now, with whichever credentials.
	const last = given === undefined && state ? lastVerification(identities, state) : undefined;
	const explained = explain(text, state?.explanation, { known, last });
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

/** What AWS said of the project's active credentials as they are now; undefined: nobody asked. */
export function lastVerification(identities: Identities, state: ProjectState): LastVerification | undefined {
	const identity = identities.of(state);
	if (!identity || identity.kind === "running") return undefined;
	const at = timeWords(identity.when, new Date());
	const isLocal = identities.isLocal(state);
	if (identity.kind === "failed") return { at, isLocal, outcome: { kind: "failed", title: identity.words.title } };
	return { at, isLocal, outcome: { kind: "verified", account: identity.account, arn: identity.arn } };
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
