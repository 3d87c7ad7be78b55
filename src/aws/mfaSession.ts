import { Secret } from "../core/index.ts";
import type { Signing } from "../core/signing/signingContext.ts";
import { type AskOptions, createChildClient, type ProcessOptions, plain } from "./childClient.ts";
import type { Failed, SessionAnswer, SessionQuestion } from "./protocol.ts";

export type { Failed } from "./protocol.ts";

/** Temporary credentials that AWS gave out for an MFA code. */
export interface MfaSession {
	readonly ok: true;
	readonly accessKeyId: string;
	readonly secretAccessKey: Secret;
	readonly sessionToken: Secret;
	readonly expires: Date;
}

/**
 * Takes a session with an MFA code: for a role its own (`sts:AssumeRole`), for a profile with access keys one of the same user
 * (`sts:GetSessionToken`).
 * @param signing its source is a profile
 * @param code what the MFA device shows; AWS takes each code once
 * @param options `script` is the built `sessions.cjs`
 * @returns undefined: cancelled. Never rejects.
 */
export async function takeMfaSession(
	signing: Signing,
	code: Secret,
	options: ProcessOptions & AskOptions,
): Promise<MfaSession | Failed | undefined> {
	const client = createChildClient<SessionQuestion, SessionAnswer>(signing, options);
	try {
		const answer = await client.ask({ source: plain(signing.source), code: code.reveal() }, options);
		if (!answer?.ok) return answer;
		const { accessKeyId, secretAccessKey, sessionToken, expires } = answer;
		return {
			ok: true,
			accessKeyId,
			secretAccessKey: new Secret(secretAccessKey),
			sessionToken: new Secret(sessionToken),
			expires: new Date(expires),
		};
	} finally {
		client.dispose();
	}
}
