import { Secret } from "../core/index.ts";
import type { Signing } from "../core/signing/signingContext.ts";
import { type AskOptions, createChildClient, type ProcessOptions, plain } from "./childClient.ts";
import type { Failed, SecretAnswer, SecretQuestion } from "./protocol.ts";

export type { Failed } from "./protocol.ts";

/** Where a secret is: its name, or its ARN, which says the region itself. */
export interface SecretPlace {
	readonly name: string;
	readonly region: string;
}

/** A secret as Secrets Manager has it; `text` is undefined where it holds bytes. */
export interface StoredSecret {
	readonly ok: true;
	readonly arn: string;
	readonly name: string;
	readonly text: Secret | undefined;
}

/**
 * Reads a secret (`secretsmanager:GetSecretValue`).
 * @param options `script` is the built `secrets.cjs`
 * @returns undefined: cancelled. Never rejects.
 */
export async function readSecret(
	signing: Signing,
	place: SecretPlace,
	options: ProcessOptions & AskOptions,
): Promise<StoredSecret | Failed | undefined> {
	const answer = await ask(signing, { kind: "read", source: plain(signing.source), ...place }, options);
	if (!answer?.ok) return answer;
	const { arn, name, text } = answer;
	return { ok: true, arn, name, text: text === undefined ? undefined : new Secret(text) };
}

/** Makes a new secret (`secretsmanager:CreateSecret`); one of the same name is never touched. */
export async function createSecret(
	signing: Signing,
	place: SecretPlace,
	text: Secret,
	options: ProcessOptions & AskOptions,
): Promise<StoredSecret | Failed | undefined> {
	const description = "Access keys of Remotion Lambda";
	const question = {
		kind: "create" as const,
		source: plain(signing.source),
		...place,
		text: text.reveal(),
		description,
	};
	const answer = await ask(signing, question, options);
	return answer?.ok ? { ok: true, arn: answer.arn, name: answer.name, text } : answer;
}

async function ask(
	signing: Signing,
	question: SecretQuestion,
	options: ProcessOptions & AskOptions,
): Promise<SecretAnswer | undefined> {
	const client = createChildClient<SecretQuestion, SecretAnswer>(signing, options);
	try {
		return await client.ask(question, options);
	} finally {
		client.dispose();
	}
}
