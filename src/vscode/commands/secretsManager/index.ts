import { Disposable } from "vscode";
import { commands } from "../../../contributions.ts";
import type { SecretContext } from "./context.ts";
import { insertLoadingCode } from "./insertLoadingCode.ts";
import { storeSecret } from "./storeSecret.ts";
import { useSecret } from "./useSecret.ts";

/** Registers what reads, stores and loads secrets. */
export function registerSecrets(context: SecretContext): Disposable {
	const { log } = context;
	return Disposable.from(
		log.command(commands.useSecret, "Using the secret", (node?: unknown) => useSecret(context, node)),
		log.command(commands.storeSecret, "Storing the secret", (path?: unknown) => storeSecret(context, path)),
		log.command(commands.insertLoadingCode, "Inserting the code", (node?: unknown) => insertLoadingCode(context, node)),
	);
}
