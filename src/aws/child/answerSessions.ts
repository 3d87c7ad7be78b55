/** Takes sessions with an MFA code, for the process `dist/sessions.cjs`. */
import { GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { parseKnownFiles } from "@smithy/shared-ini-file-loader";
import type { SessionAnswer, SessionQuestion } from "../protocol.ts";
import { answerAll } from "./answerAll.ts";

const incomplete = { ok: false as const, code: "NoSession", message: "The answer contains no session." };

answerAll<SessionQuestion, SessionAnswer>(
	async ({ source, code }, { region }) => {
		if (source.kind !== "profile")
			return { ok: false, code: "NoProfile", message: "Only a profile has an MFA device." };
		const { profile } = source;
		const { role_arn: role, mfa_serial: serial } = (await parseKnownFiles({ profile }))[profile] ?? {};
		// What the AWS CLI does with a role; the SDK asks for the code of a role further along the way, too.
		const mfaCodeProvider = async () => code;
		const credentials = fromIni({ profile, mfaCodeProvider, clientConfig: { region } });
		if (role !== undefined || serial === undefined) {
			const { accessKeyId, secretAccessKey, sessionToken, expiration } = await credentials();
			if (sessionToken === undefined || expiration === undefined) return incomplete;
			return { ok: true, accessKeyId, secretAccessKey, sessionToken, expires: expiration.toISOString() };
		}
		const client = new STSClient({ region, credentials });
		try {
			const { Credentials: session } = await client.send(
				new GetSessionTokenCommand({ SerialNumber: serial, TokenCode: code }),
			);
			if (!session?.AccessKeyId || !session.SecretAccessKey || !session.SessionToken || !session.Expiration)
				return incomplete;
			const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = session;
			return {
				ok: true,
				accessKeyId: AccessKeyId,
				secretAccessKey: SecretAccessKey,
				sessionToken: SessionToken,
				expires: Expiration.toISOString(),
			};
		} finally {
			client.destroy();
		}
	},
	({ code }) => [code],
);
