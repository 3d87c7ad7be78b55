import { withoutGaps } from "../../../core/accountPool/accountsInFile.ts";
import { renumberAccounts as edits } from "../../../core/accountPool/edits.ts";
import { dotenvDialect } from "../../../core/dotenv/parse.ts";
import type { PoolAccount } from "../../../core/index.ts";
import { notify } from "../../common/notify.ts";
import { Refusal } from "../../common/refusal.ts";
import { assertEditable, editEnvFile } from "../../fileEdits/envFile.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { type PoolContext, poolCalledOn } from "./context.ts";

/** Closes the gaps in the pool's numbers, in the files that name the accounts; each file's edit is one undo. */
export async function renumberAccounts(context: PoolContext, row?: Row): Promise<void> {
	const { state, pool } = await poolCalledOn(context, row);
	const numbers = withoutGaps(pool.accounts.flatMap(({ number }) => number ?? []));
	const moving = pool.accounts.filter(({ number }) => number !== null && numbers.get(number) !== number);
	if (moving.length === 0) {
		void notify.info("The accounts are already numbered in sequence.");
		return;
	}
	const outside = moving.find(({ origins }) => origins.some(({ path }) => path === undefined));
	if (outside) throw new Refusal(`${outside.name} is set by the shell, where its number cannot be changed from here.`);
	const dialect = dotenvDialect(state.project.remotionVersion);
	// All or none: half of the files renumbered would mix the pairs up.
	for (const path of editableFiles(moving)) await assertEditable(path);
	for (const path of editableFiles(moving))
		await editEnvFile(path, (text) => edits(path, text, pool.names, numbers, dialect));
}

/** The files that name these accounts. */
export function editableFiles(accounts: readonly PoolAccount[]): string[] {
	return [...new Set(accounts.flatMap(({ origins }) => origins.flatMap(({ path }) => path ?? [])))];
}
