import { Disposable } from "vscode";
import { commands } from "../../../contributions.ts";
import { registerCommand } from "../../typedCommands/commands.ts";
import type { SecretsManagerContext } from "./context.ts";
import { insertLoadingCode } from "./insertLoadingCode.ts";
import { storeSecret } from "./storeSecret.ts";
import { useSecret } from "./useSecret.ts";

/** Registers what reads, stores and loads secrets. */
export function registerSecretsManager(context: SecretsManagerContext): Disposable {
	const { log } = context;
	return Disposable.from(
		registerCommand(log, commands.useSecret, "use the secret", (row) => useSecret(context, row)),
		registerCommand(log, commands.storeSecret, "store the secret", (path) => storeSecret(context, path)),
		registerCommand(log, commands.insertLoadingCode, "insert the code", (row) => insertLoadingCode(context, row)),
	);
}
