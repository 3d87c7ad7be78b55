/** The process that asks AWS who somebody is; `dist/identity.cjs`. */
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { answerAll, credentialsOf } from "./answerer.ts";
import type { IdentityQuestion, IdentityResult } from "./protocol.ts";

answerAll<IdentityQuestion, IdentityResult>(async ({ source }, { region }) => {
	const client = new STSClient({ region, ...credentialsOf(source) });
	try {
		const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
		if (!Account || !Arn) return { ok: false, code: "NoIdentity", message: "The answer names no account." };
		return { ok: true, account: Account, arn: Arn, userId: UserId ?? "" };
	} finally {
		client.destroy();
	}
});
