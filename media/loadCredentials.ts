import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const secretName = "remotion-lambda";
const region = "us-east-1";
const idField = "remotion_aws_client_id";
const secretField = "remotion_aws_client_secret";
/** How long to reuse the loaded access keys, in milliseconds. */
const maxAge = 5 * 60_000;

let loading: Promise<void> | undefined;
let loadedAt = 0;

/**
 * Puts the secret's access keys into the two variables that Remotion Lambda reads. Await it before every call to Remotion Lambda: AWS is
 * asked once in five minutes. The program's own role needs secretsmanager:GetSecretValue on the secret.
 */
export async function loadRemotionCredentials(): Promise<void> {
	if (loading === undefined || Date.now() - loadedAt > maxAge) {
		loadedAt = Date.now();
		loading = load();
	}
	try {
		await loading;
	} catch (error) {
		// The next call tries again.
		loading = undefined;
		throw error;
	}
}

async function load(): Promise<void> {
	for (const name of ["REMOTION_SKIP_AWS_CREDENTIALS_CHECK", "REMOTION_AWS_PROFILE"]) {
		if (process.env[name])
			throw new Error(`${name} is set: Remotion would ignore the secret's access keys. Remove it.`);
	}
	const client = new SecretsManagerClient({ region });
	let text: string | undefined;
	try {
		text = (await client.send(new GetSecretValueCommand({ SecretId: secretName }))).SecretString;
	} catch (cause) {
		throw new Error(`The secret "${secretName}" in ${region} could not be read: ${nameOf(cause)}`, { cause });
	} finally {
		client.destroy();
	}
	const fields = fieldsOf(text);
	process.env.REMOTION_AWS_ACCESS_KEY_ID = textIn(fields, idField);
	process.env.REMOTION_AWS_SECRET_ACCESS_KEY = textIn(fields, secretField);
	// A token of other keys must not go along.
	delete process.env.REMOTION_AWS_SESSION_TOKEN;
}

function fieldsOf(text: string | undefined): object {
	try {
		const json: unknown = JSON.parse(text ?? "");
		if (typeof json === "object" && json !== null) return json;
	} catch {
		// The parser's message would repeat a part of the secret.
	}
	throw new Error(`The secret "${secretName}" is not a JSON object.`);
}

function textIn(fields: object, name: string): string {
	const value: unknown = Object.entries(fields).find(([key]) => key === name)?.[1];
	if (typeof value === "string" && value !== "") return value;
	throw new Error(`The secret "${secretName}" has no field "${name}".`);
}

function nameOf(error: unknown): string {
	return error instanceof Error ? error.name : "unknown error";
}
