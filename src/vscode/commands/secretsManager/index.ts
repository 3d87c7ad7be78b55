import { Disposable, type Memento } from "vscode";
import { commands } from "../../../contributions.ts";
import type { Identities } from "../../awsRequests/identities.ts";
import type { SecretsManager } from "../../awsRequests/secretsManager.ts";
import type { Log } from "../../common/log.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import { insertLoadingCode } from "./insertLoadingCode.ts";
import { storeSecret } from "./storeSecret.ts";
import { useSecret } from "./useSecret.ts";

/** What the commands for AWS Secrets Manager work with. */
export interface SecretContext {
	readonly model: Model;
	readonly focus: Focus;
	readonly identities: Identities;
	readonly secrets: SecretsManager;
	readonly log: Log;
	/** Keeps each project's last secret: its name, region and fields; nothing secret. */
	readonly memory: Memento;
	/** The path of `media/loadCredentials.ts`. */
	readonly template: string;
}

/** Registers what reads, stores and loads secrets. */
export function registerSecrets(context: SecretContext): Disposable {
	const { log } = context;
	return Disposable.from(
		log.command(commands.useSecret, "Using the secret", (node?: unknown) => useSecret(context, node)),
		log.command(commands.storeSecret, "Storing the secret", (path?: unknown) => storeSecret(context, path)),
		log.command(commands.insertLoadingCode, "Inserting the code", (node?: unknown) => insertLoadingCode(context, node)),
	);
}
