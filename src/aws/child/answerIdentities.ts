/** Asks AWS who somebody is, for the process `dist/identity.cjs`. */
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { IdentityQuestion, IdentityResult } from "../protocol.ts";
import { answerAll, credentialsOf } from "./answerAll.ts";

/** The connections of the first client serve the others: most ask the same address, and a new connection costs more than a question. */
let connections: STSClient["config"]["requestHandler"] | undefined;

answerAll<IdentityQuestion, IdentityResult>(async ({ source }, { region }) => {
	const shared = connections && { requestHandler: connections };
	const client = new STSClient({ region, ...shared, ...credentialsOf(source) });
	connections = client.config.requestHandler;
	const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
	if (!Account || !Arn) return { ok: false, code: "NoIdentity", message: "The answer names no account." };
	return { ok: true, account: Account, arn: Arn, userId: UserId ?? "" };
});
