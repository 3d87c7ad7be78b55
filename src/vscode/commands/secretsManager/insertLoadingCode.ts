import { window, workspace } from "vscode";
import { loadingCode } from "../../../core/codeTemplates/loadingCode.ts";
import { isInSecret } from "../../../core/signing/credentialRef.ts";
import { documentedFields } from "../../../core/signing/secretsManagerFields.ts";
import { readUtf8 } from "../../../files/readFile.ts";
import { notify } from "../../common/notify.ts";
import { askText } from "../../common/prompts.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";
import type { SecretsManagerContext } from "./context.ts";
import { lastSecret, likelyRegion, pickRegion } from "./secretChoices.ts";

const client = "@aws-sdk/client-secrets-manager";

/**
 * Writes code that loads a secret at the program's start: into the TypeScript editor at the cursor, where that file is empty, else into a
 * new one. For the secret that was used or stored last; without one, for a name the person types.
 * @returns the code; undefined: the person left
 */
export async function insertLoadingCode(
	{ focus, memory, template }: SecretsManagerContext,
	row?: Row,
): Promise<string | undefined> {
	const state = await calledOn(focus, row);
	const given = row?.signer;
	const known = isInSecret(given) ? given : lastSecret(memory, state.project.folder);
	const name =
		known?.secretName ??
		(await askText({
			title: "Insert code that loads the secret: name of the secret",
			prompt: "The name or the ARN of a secret in AWS Secrets Manager",
			ignoreFocusOut: true,
			validateInput: (text) => (text.trim() === "" ? "Enter a name or an ARN." : undefined),
		}));
	if (name === undefined) return undefined;
	const region = known?.region ?? (await pickRegion(name, likelyRegion(memory, state)));
	if (region === undefined) return undefined;
	const text = loadingCode(await readUtf8(template), {
		name,
		region,
		fields: known?.fields ?? documentedFields,
	});
	const editor = window.activeTextEditor;
	const isFree = editor?.document.languageId === "typescript" && editor.document.getText().trim() === "";
	if (!isFree || !(await editor.edit((edit) => edit.insert(editor.selection.active, text)))) {
		const document = await workspace.openTextDocument({ language: "typescript", content: text });
		await window.showTextDocument(document);
	}
	void notify.info(
		`Await loadRemotionCredentials() before calls to Remotion Lambda. It needs ${client}, and a role with secretsmanager:GetSecretValue.`,
	);
	return text;
}
