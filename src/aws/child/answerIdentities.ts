/** Asks AWS who somebody is, for the process `dist/identity.cjs`. */
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { IdentityQuestion, IdentityResult, PlainSource } from "../protocol.ts";
import { answerAll, credentialsOf } from "./answerAll.ts";

/**
 * Serves every question with keys or a profile. A client of its own would look up endpoint, retries and the like anew, in all of the AWS
 * files for each of them; its connections serve the default chain too, as a new connection costs more than a question.
 */
let shared: STSClient | undefined;

function clientFor(source: PlainSource, region: string): STSClient {
	const credentials = credentialsOf(source);
	const requestHandler = shared?.config.requestHandler;
	const isChain = source.kind === "chain";
	if (shared === undefined || isChain) {
		const client = new STSClient({ region, ...(requestHandler && { requestHandler }), ...credentials });
		if (!isChain) shared = client;
		return client;
	}
	// The client resolves what is assigned as it does what it is made with (@aws-sdk/core, resolveAwsSdkSigV4Config).
	Object.assign(shared.config, credentials);
	return shared;
}

answerAll<IdentityQuestion, IdentityResult>(async ({ source }, { region }) => {
	const { Account, Arn, UserId } = await clientFor(source, region).send(new GetCallerIdentityCommand({}));
	if (!Account || !Arn) return { ok: false, code: "NoIdentity", message: "The answer names no account." };
	return { ok: true, account: Account, arn: Arn, userId: UserId ?? "" };
});
