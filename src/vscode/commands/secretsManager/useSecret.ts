import { type QuickPickItem, ThemeIcon } from "vscode";
import { commands } from "../../../contributions.ts";
import type { Secret } from "../../../core/index.ts";
import { signerWords } from "../../../core/signing/credentialRef.ts";
import { likelyIds, plainFields, secretIdProblem } from "../../../core/signing/secretsManagerFields.ts";
import type { PairInSecret, SecretFields } from "../../../core/types.ts";
import type { Identity } from "../../awsRequests/identities.ts";
import { identityMessage, judgedFor } from "../../awsRequests/identityLabels.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import { askText, pickOne } from "../../common/prompts.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { runCommand } from "../../typedCommands/commands.ts";
import { calledOn } from "../calledOn.ts";
import type { SecretsManagerContext } from "./context.ts";
import { lastSecret, likelyRegion, pickAsker, pickRegion, rememberSecret } from "./secretChoices.ts";

/**
 * Reads a secret's JSON by its name, asks which fields are the pair where that is not plain, and verifies who they are. From there on the
 * pair signs test renders; it is read anew for each, and nothing of it is kept.
 * @returns the secret and who is in it; undefined: refused, or the person left
 */
export async function useSecret(
	context: SecretsManagerContext,
	row?: Row,
): Promise<{ signer: PairInSecret; identity: Identity } | undefined> {
	const { focus, preparation, secrets, memory } = context;
	const state = await calledOn(focus, row);
	if (!(await preparation.mayRun())) return undefined;
	const { folder } = state.project;
	const last = lastSecret(memory, folder);
	const given = row?.signer;
	const reader =
		typeof given === "string" ? given : await pickAsker(context, state, "Read a secret of AWS Secrets Manager");
	if (reader === undefined) return undefined;
	const secretName = await askText({
		title: "Use a secret: name",
		prompt: "The name or the ARN of a secret in AWS Secrets Manager",
		value: last?.secretName ?? "",
		ignoreFocusOut: true,
		validateInput: (text) => secretIdProblem(text.trim()),
	});
	if (secretName === undefined) return undefined;
	const name = secretName.trim();
	const region = await pickRegion(name, likelyRegion(memory, state));
	if (region === undefined) return undefined;
	const [asker] = await preparation.prepare(state, [reader ?? undefined]);
	if (!asker) return undefined;
	const contents = await secrets.fields(asker, { name, region });
	const fields = plainFields(contents) ?? (await chooseFields(contents));
	if (!fields) return undefined;
	const signer: PairInSecret = { secretName: name, region, fields, reader };
	const identity = await verify(context, state, signer);
	if (!identity) return undefined;
	if (identity.kind === "verified") await rememberSecret(memory, folder, signer);
	void tell(context, state, signer, identity);
	return { signer, identity };
}

/** Asks by the fields' names; their values are not shown. */
async function chooseFields(contents: ReadonlyMap<string, Secret>): Promise<SecretFields | undefined> {
	const likely = likelyIds(contents);
	const names = [...likely, ...[...contents.keys()].filter((name) => !likely.includes(name))];
	const item = (label: string): QuickPickItem => ({
		label,
		iconPath: new ThemeIcon("symbol-field"),
		...(likely.includes(label) && { description: "looks like an access key ID" }),
	});
	const ask = async (title: string, among: readonly string[]) =>
		(await pickOne(among.map(item), { title, placeHolder: "A field of the secret; values aren't shown" }))?.label;
	const id = await ask("Select field of the access key ID", names);
	if (id === undefined) return undefined;
	const others = names.filter((name) => name !== id);
	const secret = await ask("Select field of the secret access key", others);
	return secret === undefined ? undefined : { id, secret };
}

async function verify(
	{ identities, preparation }: SecretsManagerContext,
	state: ProjectState,
	signer: PairInSecret,
): Promise<Identity | undefined> {
	const prepared = await preparation.prepare(state, [signer]);
	let identity: Identity | undefined;
	await withProgress(`Verifying: ${signerWords(signer)}`, (signal) =>
		identities.verify(prepared, signal, (_, answer) => {
			identity = answer;
		}),
	);
	return identity;
}

async function tell(
	{ log }: SecretsManagerContext,
	state: ProjectState,
	signer: PairInSecret,
	identity: Identity,
): Promise<void> {
	const text = identityMessage(signerWords(signer), identity, judgedFor(state.explanation, signer));
	if (identity.kind !== "verified") {
		if ((await notify.error(text, "Show log")) === "Show log") log.show();
		return;
	}
	const [render, code] = ["Run test render", "Insert code that loads the secret"];
	const choice = await notify.info(text, render, code);
	if (choice === render) await runCommand(commands.testRender, { state, signer });
	if (choice === code) await runCommand(commands.insertLoadingCode, { state, signer });
}
