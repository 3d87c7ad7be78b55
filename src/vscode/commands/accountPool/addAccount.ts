import { basename, join } from "node:path";
import { addAccount as edits, freeNumber } from "../../../core/accountPool/edits.ts";
import { dotenvDialect } from "../../../core/dotenv/parse.ts";
import { Secret } from "../../../core/text/secret.ts";
import { rotationName, rotationNames } from "../../../core/vocabulary/rotationNames.ts";
import { notify } from "../../common/notify.ts";
import { poolSettings } from "../../common/settings.ts";
import { showFile } from "../../common/showFile.ts";
import { editEnvFile, unsavedWords } from "../../fileEdits/envFile.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { askKeys } from "../profiles/askKeys.ts";
import { mayFill } from "../profiles/keysFile.ts";
import { type PoolContext, projectCalledOn } from "./context.ts";

/** Asks for an account's keys and writes them into the pool's file, under the lowest free number. One undo takes them out again. */
export async function addAccount(context: PoolContext, row?: Row): Promise<void> {
	const { project, explanation } = await projectCalledOn(context, row);
	const accounts = explanation.pool?.accounts ?? [];
	const names = rotationNames({ pool: poolSettings(project.folder) });
	const number = freeNumber(accounts.map((account) => account.number));
	const path =
		accounts.findLast((account) => account.number !== null && account.origins[0]?.path)?.origins[0]?.path ??
		join(project.folder, ".env");
	const name = rotationName(names, "accessKeyId", number);
	if (!(await mayFill(path))) return;
	const keys = await askKeys(`Add ${name} to ${basename(path)}`);
	if (keys === undefined) return;
	const account = {
		number,
		accessKeyId: keys.accessKeyId,
		secretAccessKey: new Secret(keys.secretAccessKey),
		sessionToken: keys.sessionToken === undefined ? undefined : new Secret(keys.sessionToken),
	};
	const dialect = dotenvDialect(project.remotionVersion);
	const document = await editEnvFile(path, (text) => edits(path, text, names, account, dialect));
	void tell(name, path, unsavedWords(document));
}

async function tell(name: string, path: string, unsaved: string): Promise<void> {
	const open = `Open ${basename(path)}`;
	const choice = await notify.info(`The account ${name} was added to ${basename(path)}.${unsaved}`, open);
	if (choice === open) await showFile(path);
}
