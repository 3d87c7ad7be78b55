import type { SecretFields } from "../types.ts";
import { fillTemplate } from "./fillTemplate.ts";

/** The secret that the inserted code loads. */
export interface LoadingCode {
	/** The secret's name or ARN. */
	readonly name: string;
	readonly region: string;
	readonly fields: SecretFields;
}

/**
 * Returns TypeScript, as an ES module, that puts a secret's key pair where Remotion looks for it: `media/loadCredentials.ts` with this
 * secret's name, region and fields. It needs `@aws-sdk/client-secrets-manager`.
 */
export function loadingCode(template: string, { name, region, fields }: LoadingCode): string {
	return fillTemplate(template, [
		['secretName = "remotion-lambda"', `secretName = ${JSON.stringify(name)}`],
		['region = "us-east-1"', `region = ${JSON.stringify(region)}`],
		['idField = "remotion_aws_client_id"', `idField = ${JSON.stringify(fields.id)}`],
		['secretField = "remotion_aws_client_secret"', `secretField = ${JSON.stringify(fields.secret)}`],
	]);
}
