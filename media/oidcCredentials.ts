import { AssumeRoleWithWebIdentityCommand, type Credentials, STSClient } from "@aws-sdk/client-sts";

const roleArn = "arn:aws:iam::111122223333:role/remotion-on-vercel";
const region = "us-east-1";
/** A session that ends sooner than this is replaced by a new one, in milliseconds. A render needs it until its end. */
const reserve = 15 * 60_000;

let current: Promise<Date> | undefined;

/**
 * Exchanges the host's OIDC token for a session of the role, and puts it into the variables that Remotion Lambda reads. Await it before every call
 * to Remotion Lambda: AWS is asked once an hour, and a new session has new access keys, so Remotion makes a new client for it.
 * @param getToken returns the host's token; on Vercel `getVercelOidcToken` of the package `@vercel/oidc`
 */
export async function loadRemotionCredentials(getToken: () => Promise<string>): Promise<void> {
	const known = current;
	if (known !== undefined) {
		const ends = await known.catch(() => undefined);
		if (ends !== undefined && ends.getTime() - Date.now() > reserve) return;
		// Of concurrent calls the first one replaces it.
		if (current === known) current = undefined;
	}
	current ??= load(getToken);
	await current;
}

async function load(getToken: () => Promise<string>): Promise<Date> {
	for (const name of ["REMOTION_SKIP_AWS_CREDENTIALS_CHECK", "REMOTION_AWS_PROFILE"]) {
		if (process.env[name]) throw new Error(`${name} is set: Remotion would ignore the role's session. Remove it.`);
	}
	const session = await assumeRole(await getToken());
	if (!session?.AccessKeyId || !session.SecretAccessKey || !session.SessionToken || !session.Expiration)
		throw new Error(`AWS gave no session of the role ${roleArn}.`);
	process.env.REMOTION_AWS_ACCESS_KEY_ID = session.AccessKeyId;
	process.env.REMOTION_AWS_SECRET_ACCESS_KEY = session.SecretAccessKey;
	process.env.REMOTION_AWS_SESSION_TOKEN = session.SessionToken;
	return session.Expiration;
}

async function assumeRole(token: string): Promise<Credentials | undefined> {
	const client = new STSClient({ region });
	try {
		const request = { RoleArn: roleArn, RoleSessionName: "remotion-lambda", WebIdentityToken: token };
		return (await client.send(new AssumeRoleWithWebIdentityCommand(request))).Credentials;
	} catch (cause) {
		const name = cause instanceof Error ? cause.name : "unknown error";
		throw new Error(`AWS did not accept the token for the role ${roleArn}: ${name}`, { cause });
	} finally {
		client.destroy();
	}
}
