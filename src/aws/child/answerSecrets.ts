/** Reads and makes secrets of AWS Secrets Manager, for the process `dist/secrets.cjs`. */
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SecretAnswer, SecretQuestion } from "../protocol.ts";
import { answerAll, credentialsOf } from "./answerAll.ts";

answerAll<SecretQuestion, SecretAnswer>(
	async (question, { region }) => {
		const { source, name } = question;
		const client = new SecretsManagerClient({ region: question.region ?? region, ...credentialsOf(source) });
		try {
			if (question.kind === "create") {
				const { text, description } = question;
				// It fails where there is a secret of this name: nothing is ever overwritten.
				const made = await client.send(
					new CreateSecretCommand({ Name: name, SecretString: text, Description: description }),
				);
				if (!made.ARN) return { ok: false, code: "NoSecret", message: "The answer names no secret." };
				return { ok: true, arn: made.ARN, name };
			}
			const { ARN, Name, SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
			if (!ARN) return { ok: false, code: "NoSecret", message: "The answer names no secret." };
			return { ok: true, arn: ARN, name: Name ?? name, ...(SecretString !== undefined && { text: SecretString }) };
		} finally {
			client.destroy();
		}
	},
	(question) => (question.kind === "create" ? [question.text] : []),
);
