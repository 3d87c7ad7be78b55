import { window } from "vscode";
import { plainLabel, plainText } from "../../core/text/plainText.ts";

/**
 * Messages to people. Nothing else calls VS Code's own functions for them (`test/unit/contract.test.ts`): VS Code makes links of Markdown
 * in a notification, links that run commands too, and the names of profiles, folders and files come from anywhere.
 */

/** Tells something that went well; gives the button that was pressed. */
function info<Button extends string>(text: string, ...buttons: Button[]): Promise<Button | undefined> {
	return show(window.showInformationMessage, text, [], buttons);
}

/** Warns of something; gives the button that was pressed. */
function warn<Button extends string>(text: string, ...buttons: Button[]): Promise<Button | undefined> {
	return show(window.showWarningMessage, text, [], buttons);
}

/** Tells what went wrong; gives the button that was pressed. */
function error<Button extends string>(text: string, ...buttons: Button[]): Promise<Button | undefined> {
	return show(window.showErrorMessage, text, [], buttons);
}

/** So long a remark stays in the status bar, in milliseconds. */
const remarkMs = 10_000;

/** Says something in the status bar for a while, where nobody needs to do anything. */
function remark(text: string): void {
	window.setStatusBarMessage(plainLabel(text), remarkMs);
}

/** A question in the middle of the window, with its facts in lines. */
export interface Question {
	readonly question: string;
	/** Each stays one line, whatever stands in it. */
	readonly lines: readonly string[];
	/** The button that says yes. */
	readonly yes: string;
	readonly isWarning?: boolean;
}

/** Asks before something is done; false: the person said no, or closed the question. */
async function confirm({ question, lines, yes, isWarning = false }: Question): Promise<boolean> {
	const detail = lines.map(plainText).join("\n");
	const ask = isWarning ? window.showWarningMessage : window.showInformationMessage;
	return (await show(ask, question, [{ modal: true, detail }], [yes])) === yes;
}

type Show = (text: string, ...optionsAndButtons: unknown[]) => Thenable<string | undefined>;

async function show<Button extends string>(
	ask: unknown,
	text: string,
	options: readonly object[],
	buttons: readonly Button[],
): Promise<Button | undefined> {
	const shown = buttons.map(plainLabel);
	// VS Code types options and buttons in several ways, of which none is theirs one after the other.
	const pressed = await (ask as Show)(plainText(text), ...options, ...shown);
	return pressed === undefined ? undefined : buttons[shown.indexOf(pressed)];
}

/** How people are told and asked. */
export const notify = { info, warn, error, remark, confirm } as const;
