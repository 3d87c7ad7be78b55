import type { Memento } from "vscode";
import type { Identities } from "../../awsRequests/identities.ts";
import type { Preparation } from "../../awsRequests/preparation.ts";
import type { SecretsManager } from "../../awsRequests/secretsManager.ts";
import type { Log } from "../../common/log.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";

/** What the commands for AWS Secrets Manager work with. */
export interface SecretsManagerContext {
	readonly model: Model;
	readonly focus: Focus;
	readonly identities: Identities;
	readonly preparation: Preparation;
	readonly secrets: SecretsManager;
	readonly log: Log;
	/** Keeps each project's last secret: its name, region and fields; nothing secret. */
	readonly memory: Memento;
	/** The path of `media/loadCredentials.ts`. */
	readonly template: string;
}
