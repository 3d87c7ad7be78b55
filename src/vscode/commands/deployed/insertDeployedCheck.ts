import { join } from "node:path";
import { EndOfLine, type QuickPickItem, ThemeIcon, window, workspace } from "vscode";
import { reportCode } from "../../../core/codeTemplates/reportCode.ts";
import { runtimes } from "../../../core/runtimes/index.ts";
import { readUtf8 } from "../../../files/readFile.ts";
import { notify } from "../../common/notify.ts";
import { pickOne } from "../../common/prompts.ts";

/** A file of `media/reportEnvironment`, and what people call the place that it is for. */
const places: readonly (QuickPickItem & { readonly file: string })[] = [
	{
		file: "next.ts",
		label: `${runtimes.next.label} route`,
		detail: "Save it as app/api/remotion-credentials/route.ts.",
	},
	{
		file: "lambda.ts",
		label: `${runtimes["aws-lambda"].platform.name} handler`,
		detail: "For a function URL or API Gateway.",
	},
	{ file: "express.ts", label: "Express route", detail: `For ${runtimes.node.label} servers without Express, too.` },
];

const identity: readonly (QuickPickItem & { readonly asks: boolean })[] = [
	{
		asks: false,
		label: "Environment variables only",
		iconPath: new ThemeIcon("symbol-variable"),
		detail: "Needs no package.",
	},
	{
		asks: true,
		label: "Also ask AWS who the credentials are",
		iconPath: new ThemeIcon("account"),
		detail: "Needs @aws-sdk/client-sts in your app.",
	},
];

/**
 * Inserts code by which a deployed app reports its environment, for a place that the person picks: into the TypeScript editor where that file
 * is empty, else into a new one. It is `media/reportEnvironment.ts`, which the tests run.
 * @param media absolute; the extension's folder
 * @returns the code; undefined: the person left
 */
export async function insertDeployedCheck(media: string): Promise<string | undefined> {
	const title = "Insert a check for a deployed app";
	const place = await pickOne(places, { title: `${title}: place`, placeHolder: "What answers the request" });
	if (!place) return undefined;
	const asked = await pickOne(identity, { title: `${title}: identity`, placeHolder: "What the report tells" });
	if (!asked) return undefined;
	const read = (...names: string[]) => readUtf8(join(media, ...names));
	const templates = {
		base: await read("reportEnvironment.ts"),
		place: await read("reportEnvironment", place.file),
		...(asked.asks && { aws: await read("reportEnvironment", "aws.ts") }),
	};
	const editor = window.activeTextEditor;
	const isFree = editor?.document.languageId === "typescript" && editor.document.getText().trim() === "";
	const code = reportCode(templates, isFree && editor.document.eol === EndOfLine.CRLF ? "\r\n" : "\n");
	if (!isFree || !(await editor.edit((edit) => edit.insert(editor.selection.active, code)))) {
		const document = await workspace.openTextDocument({ language: "typescript", content: code });
		await window.showTextDocument(document);
	}
	void notify.info(
		"Set CREDENTIALS_REPORT_TOKEN where the app runs, deploy it, and request the report. Then run Open report.",
	);
	return code;
}
