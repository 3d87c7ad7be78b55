import { EndOfLine, type QuickPickItem, type TextEditor, ThemeIcon, window, workspace } from "vscode";
import { type RotationChoice, rotationCode } from "../../../core/codeTemplates/rotationCode.ts";
import { rotationNames } from "../../../core/vocabulary/rotationNames.ts";
import { readUtf8 } from "../../../files/readFile.ts";
import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { poolSettings } from "../../common/settings.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { type PoolContext, projectCalledOn } from "./context.ts";

type Order = RotationChoice["order"];

/**
 * Inserts code that renders with the pool's accounts, with the project's own names: at the cursor of a TypeScript file, or as a new one.
 * It is `media/rotateAccounts.ts`, which the tests run.
 */
export async function insertRotationCode(context: PoolContext, row?: Row): Promise<void> {
	const { project } = await projectCalledOn(context, row);
	const order = await pickOrder();
	if (order === undefined) return;
	const editor = window.activeTextEditor;
	const place = await pickPlace(editor);
	if (place === undefined) return;
	const pool = poolSettings(project.folder);
	const choice = { names: rotationNames({ pool }), profiles: pool.profiles ?? [], order };
	const template = await readUtf8(context.template);
	if (place === "new") {
		const document = await workspace.openTextDocument({
			language: "typescript",
			content: rotationCode(template, choice),
		});
		await window.showTextDocument(document);
		return;
	}
	const eol = place.document.eol === EndOfLine.CRLF ? "\r\n" : "\n";
	const code = rotationCode(template, choice, eol);
	const isDone = await place.edit((edit) => edit.replace(place.selection, code));
	if (!isDone) throw new Refusal("The file could not be edited.");
}

async function pickOrder(): Promise<Order | undefined> {
	const items: (QuickPickItem & { order: Order })[] = [
		{
			order: "in turn",
			label: "In turn",
			iconPath: new ThemeIcon("sync"),
			detail: "One account after the other: every one gets the same number of renders.",
		},
		{
			order: "random",
			label: "At random",
			iconPath: new ThemeIcon("question"),
			detail: "Picks a random account for each render.",
		},
	];
	const options = {
		title: "Insert account pool code: order",
		placeHolder: "How the code chooses an account for each render",
	};
	return (await pickOne(items, options))?.order;
}

/** Only TypeScript takes types; where none is open, nobody is asked. */
async function pickPlace(editor: TextEditor | undefined): Promise<TextEditor | "new" | undefined> {
	if (!editor || !/^typescript/.test(editor.document.languageId)) return "new";
	const name = editor.document.fileName.replace(/^.*[\\/]/, "");
	const items: (QuickPickItem & { place: TextEditor | "new" })[] = [
		{ place: editor, label: `At the cursor in ${name}`, iconPath: new ThemeIcon("edit") },
		{ place: "new", label: "In a new file", iconPath: new ThemeIcon("new-file") },
	];
	const options = { title: "Insert account pool code: place", placeHolder: "Where the code is inserted" };
	return (await pickOne(items, options))?.place;
}
