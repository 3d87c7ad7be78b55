import { basename } from "node:path";
import { removeAccount as edits } from "../../../core/accountPool/edits.ts";
import { dotenvDialect } from "../../../core/dotenv/parse.ts";
import { maskAccessKeyId, type Pool, type PoolAccount } from "../../../core/index.ts";
import { notify } from "../../common/notify.ts";
import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { assertEditable, editEnvFile } from "../../fileEdits/envFile.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { type PoolContext, poolCalledOn } from "./context.ts";
import { editableFiles } from "./renumberAccounts.ts";

/** Takes an account's lines out of its file, after asking; those behind it move up. One undo brings all back. */
export async function removeAccount(context: PoolContext, row?: Row): Promise<void> {
	const { state, pool } = await poolCalledOn(context, row);
	const account = row?.account ?? (await pick(pool));
	if (!account) return;
	const { number, name } = account;
	const files = editableFiles([account]);
	const [first] = files;
	if (number === null || first === undefined) throw new Refusal(`${name} isn't in a file of this project.`);
	const higher = pool.accounts.filter((other) => (other.number ?? 0) > number);
	// What the shell sets keeps its number.
	const isClosed = higher.every(({ origins }) =>
		origins.every(({ path }) => path !== undefined && files.includes(path)),
	);
	const moved = isClosed && higher.length > 0 ? " Later accounts are renumbered." : "";
	const line = `Removes its variables from ${files.map((path) => basename(path)).join(" and ")}.${moved} You can undo this in the editor.`;
	const question = `Remove the account ${name}?`;
	if (!(await notify.confirm({ question, lines: [line], yes: "Remove", isWarning: true }))) return;
	const dialect = dotenvDialect(state.project.remotionVersion);
	// All or none: half of the files renumbered would mix the pairs up.
	for (const path of files) await assertEditable(path);
	for (const path of files) await editEnvFile(path, (text) => edits(path, text, pool.names, number, isClosed, dialect));
}

async function pick({ accounts }: Pool): Promise<PoolAccount | undefined> {
	const items = accounts
		.filter(({ number, origins }) => number !== null && origins.some(({ path }) => path !== undefined))
		.map((account) => ({
			account,
			label: account.name,
			description: account.accessKeyId === undefined ? "" : maskAccessKeyId(account.accessKeyId),
		}));
	if (items.length === 0) throw new Refusal("No account of the pool is in a file of this project.");
	const options = { title: "Select account to remove", placeHolder: "Later accounts are renumbered" };
	return (await pickOne(items, options))?.account;
}
