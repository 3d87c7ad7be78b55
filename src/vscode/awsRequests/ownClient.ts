import { env } from "vscode";
import { type ClientPart, type FoundClient, findClient } from "../../remotion/findClient.ts";
import type { Log } from "../common/log.ts";
import { notify } from "../common/notify.ts";
import { typeInTerminal } from "../common/terminal.ts";
import type { Identities } from "./identities.ts";
import type { Preparation } from "./preparation.ts";

/** What it takes to run the project's own client. */
export interface OwnContext {
	readonly identities: Identities;
	readonly preparation: Preparation;
	readonly log: Log;
	/** The built `testRender.cjs`. */
	readonly program: string;
}

/** The project's own copy of a part of Remotion Lambda; undefined where there is none: the person was told what to install. */
export async function findOwn(
	{ log }: Pick<OwnContext, "log">,
	folder: string,
	part: ClientPart,
): Promise<(FoundClient & { ok: true }) | undefined> {
	const client = await findClient(folder, part);
	if (client.ok) {
		log.info(`Using ${client.packageName} ${client.version ?? "of unknown version"} at ${client.path}`);
		return client;
	}
	log.info(`This project's Remotion version: ${client.reason}, ${client.message}`);
	void offerCommand(client.message, client.command, folder);
	return undefined;
}

async function offerCommand(message: string, command: string | undefined, folder: string): Promise<void> {
	const [type, copy] = ["Insert in terminal", "Copy command"];
	const choice = await notify.error(message, ...(command === undefined ? [] : [type, copy]));
	if (command === undefined) return;
	if (choice === copy) await env.clipboard.writeText(command);
	if (choice === type) await typeInTerminal(folder, command);
}
