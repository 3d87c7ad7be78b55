import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

type Identity =
	| { ok: true; account: string; arn: string; userId?: string }
	| { ok: false; code: string; message: string };

/** Asks AWS who the credentials are that Remotion would use here; undefined: Remotion finds none. It needs `@aws-sdk/client-sts`. */
export async function askAws(): Promise<Identity | undefined> {
	const signer = remotionSigner();
	if (signer === undefined) return undefined;
	const { REMOTION_AWS_REGION, AWS_REGION } = process.env;
	const region = REMOTION_AWS_REGION || AWS_REGION || "us-east-1";
	const requestHandler = { connectionTimeout: 3_000, requestTimeout: 5_000 };
	const client = new STSClient({ ...signer, region, maxAttempts: 1, requestHandler });
	try {
		const { Account = "", Arn = "", UserId } = await client.send(new GetCallerIdentityCommand({}));
		return { ok: true, account: Account, arn: Arn, ...(UserId !== undefined && { userId: UserId }) };
	} catch (error) {
		const code = codeOf(error);
		return { ok: false, code, message: `AWS didn't say who the credentials are: ${code}.` };
	} finally {
		client.destroy();
	}
}

/** Returns the kind of an error, such as `ExpiredToken` or `ENOTFOUND`; not its message, which may repeat a session token. */
function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return "unknown error";
	const code = "code" in error ? error.code : undefined;
	return typeof code === "string" && /^E[A-Z_]{2,30}$/.test(code) ? code : error.name;
}

/** Returns the credentials that Remotion uses, in its order; {}: the AWS SDK's default credential provider chain. */
function remotionSigner():
	| { profile?: string; credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } }
	| undefined {
	const { env } = process;
	const leftToSdk = ["REMOTION_SKIP_AWS_CREDENTIALS_CHECK", "__RESERVED_IS_INSIDE_REMOTION_LAMBDA"];
	if (leftToSdk.some((name) => env[name])) return {};
	for (const prefix of ["REMOTION_AWS_", "AWS_"]) {
		const profile = env[`${prefix}PROFILE`];
		if (profile) return { profile };
		const accessKeyId = env[`${prefix}ACCESS_KEY_ID`];
		const secretAccessKey = env[`${prefix}SECRET_ACCESS_KEY`];
		const sessionToken = env[`${prefix}SESSION_TOKEN`];
		if (accessKeyId && secretAccessKey)
			return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } };
	}
	return undefined;
}
