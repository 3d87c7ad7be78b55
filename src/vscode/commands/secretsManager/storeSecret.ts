import { basename } from "node:path";
import { env } from "vscode";
import { commands } from "../../../contributions.ts";
import { leaveComment, type PairInFile } from "../../../core/dotenv/keyPair.ts";
import type { DotenvDialect } from "../../../core/dotenv/parse.ts";
import { undoWords } from "../../../core/errorGuide/secretsManager.ts";
import { maskAccessKeyId } from "../../../core/index.ts";
import { sharedWith } from "../../../core/project/otherReaders.ts";
import { documentedFields, secretNameProblem, secretText } from "../../../core/signing/secretsManagerFields.ts";
import { firstThatFits } from "../../../core/text/notification.ts";
import type { AccountSettings, PairInSecret } from "../../../core/types.ts";
import { accountInFull } from "../../../core/vocabulary/arn.ts";
import { isTemporary } from "../../../core/vocabulary/keyFormat.ts";
import { identityMessage } from "../../awsRequests/identityLabels.ts";
import type { Prepared } from "../../awsRequests/preparation.ts";
import { mayInProduction } from "../../awsRequests/production.ts";
import { notify } from "../../common/notify.ts";
import { withProgress } from "../../common/progress.ts";
import { askText } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { assertEditable, editEnvFile } from "../../fileEdits/envFile.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import { runCommand } from "../../typedCommands/commands.ts";
import { envFileNamed, movablePair } from "../profiles/pairOfFile.ts";
import type { SecretsManagerContext } from "./context.ts";
import { likelyRegion, pickAsker, pickRegion, rememberSecret } from "./secretChoices.ts";

/**
 * Moves the key pair of a `.env` file into a new secret, after the person has seen account, region and name. A secret that is there is never
 * touched. The file is edited only once AWS has the secret, and only where it still holds the same pair; that edit is one undo.
 * @returns the new secret; undefined: refused, or the person left
 */
export async function storeSecret(context: SecretsManagerContext, path?: string): Promise<PairInSecret | undefined> {
	const { model, focus, preparation, secrets, memory } = context;
	const file = envFileNamed(path);
	const { state, pair, dialect } = await movablePair(model, focus, file);
	if (isTemporary(pair.accessKeyId))
		throw new Refusal(
			"Can't store temporary credentials (ASIA…), because they expire. Use a role, or store a long-term access key.",
		);
	if (!(await preparation.mayRun())) return undefined;
	const asker = await pickAsker(
		context,
		state,
		`Store the keys ${maskAccessKeyId(pair.accessKeyId)} in AWS Secrets Manager`,
	);
	if (asker === undefined) return undefined;
	const name = await askText({
		title: "Store keys in AWS Secrets Manager: name",
		prompt: "A new secret; one that is there is never overwritten",
		value: `remotion/${basename(state.project.folder)}`.replace(/[^\w/+=.@-]/g, "-"),
		ignoreFocusOut: true,
		validateInput: secretNameProblem,
	});
	if (name === undefined) return undefined;
	const region = await pickRegion(name, likelyRegion(memory, state));
	if (region === undefined) return undefined;
	const [prepared] = await preparation.prepare(state, [asker ?? undefined]);
	if (!prepared) return undefined;
	const { accounts } = state.explanation;
	const account = await accountOf(context, prepared);
	const others = sharedWith(pair.names, state.project.otherReaders);
	if (account === undefined || !(await confirmed(file, pair, { name, region, account, accounts, others })))
		return undefined;
	if (!(await mayInProduction("Store", account, accounts))) return undefined;
	await assertEditable(file);
	await secrets.create(prepared, { name, region }, secretText(pair));
	const signer: PairInSecret = { secretName: name, region, fields: documentedFields, reader: asker };
	await rememberSecret(memory, state.project.folder, signer);
	const stands = others === undefined ? await takeOut(file, pair, signer, dialect) : keptWords(file, others);
	void tell(state, signer, stands, undoWords(name, region));
	return signer;
}

/** What became of a file, for the message. */
interface Left {
	readonly text: string;
	readonly isWarning?: true;
}

function keptWords(file: string, others: string): Left {
	return {
		text: `${basename(file)} also keeps them for ${others}. Your code must load them from the secret.`,
	};
}

/** Takes the pair out of the file, where it still holds the same one. */
async function takeOut(
	file: string,
	pair: PairInFile,
	{ secretName, region }: PairInSecret,
	dialect: DotenvDialect,
): Promise<Left> {
	const comment = `Remotion's access keys are in the secret ${secretName} of AWS Secrets Manager (${region}).`;
	try {
		await editEnvFile(file, (before) => leaveComment(file, before, pair, comment, dialect));
		return { text: `${basename(file)} no longer contains them. Your code must load them from the secret.` };
	} catch {
		const text = `Couldn't remove the keys from ${basename(file)}: it can't be edited, or the keys changed. Remove them yourself.`;
		return { text, isWarning: true };
	}
}

/** Whose account gets the secret; undefined: cancelled. */
async function accountOf({ identities }: SecretsManagerContext, prepared: Prepared): Promise<string | undefined> {
	let account: string | undefined;
	let failure: Refusal | undefined;
	await withProgress("Verifying account", (signal) =>
		identities.verify([prepared], signal, (_, identity) => {
			if (identity?.kind === "verified") account = identity.account;
			if (identity?.kind === "failed") failure = new Refusal(identityMessage("Verifying failed", identity, {}));
		}),
	);
	if (failure) throw failure;
	return account;
}

/** What a person is shown of what is about to be stored. */
interface Storing {
	readonly name: string;
	readonly region: string;
	readonly account: string;
	readonly accounts: AccountSettings | undefined;
	readonly others: string | undefined;
}

/** Nothing is stored before this was answered. */
async function confirmed(
	file: string,
	pair: PairInFile,
	{ name, region, account, accounts, others }: Storing,
): Promise<boolean> {
	const lines = [
		`Secret: ${name} (new)`,
		`Account: ${accountInFull(account, accounts)}`,
		`Region: ${region}`,
		others === undefined
			? `Removes ${pair.names.slice(0, 2).join(" and ")} from ${basename(file)}.`
			: `${basename(file)} keeps ${pair.names.slice(0, 2).join(" and ")}, because ${others} might read them.`,
		"AWS charges a monthly fee for each secret.",
		others === undefined
			? `To undo: undo the edit in ${basename(file)}, and ${undoWords(name, region)}`
			: `To undo: ${undoWords(name, region)}`,
	];
	const question = `Move the keys ${maskAccessKeyId(pair.accessKeyId)} into AWS Secrets Manager?`;
	return notify.confirm({ question, lines, yes: "Store", isWarning: true });
}

async function tell(state: ProjectState, signer: PairInSecret, left: Left, undo: string): Promise<void> {
	const told = firstThatFits([
		`The keys are in the secret ${signer.secretName} (${signer.region}). ${left.text}`,
		`The keys are in the secret. ${left.text}`,
	]);
	const [code, copy] = ["Insert code that loads the secret", "Copy undo command"];
	const choice = await (left.isWarning ? notify.warn(told, code, copy) : notify.info(told, code, copy));
	if (choice === code) await runCommand(commands.insertLoadingCode, { state, signer });
	if (choice === copy) await env.clipboard.writeText(undo);
}
