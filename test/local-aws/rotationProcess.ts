/** A program that renders in rotation, with the code that people get inserted and the real client; see rotation.test.ts. */
import { createRequire } from "node:module";
import { accountNames, setAccount, withAccount } from "../../media/rotateAccounts.ts";

const client: typeof import("@remotion/lambda-client") = createRequire(import.meta.url)("@remotion/lambda-client");

const [what = "", functionName = "", serveUrl = ""] = process.argv.slice(2);
const region = "us-east-1";

/** What came of a call, in a word for a test. */
const wordOf = (call: Promise<string>) =>
	call.catch((error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)));

const account = async () => {
	// Whoever changes the account in the meantime is found out.
	await new Promise((resolve) => setTimeout(resolve, 5));
	const { client: sts, sdk } = client.getAwsClient({ region, service: "sts" });
	return (await sts.send(new sdk.GetCallerIdentityCommand({}))).Account ?? "";
};

const still = async () => {
	const common = { region, functionName, serveUrl, composition: "card", inputProps: {}, envVariables: {} } as const;
	const rendered = await client.renderStillOnLambda({
		...common,
		imageFormat: "png",
		privacy: "private",
		maxRetries: 0,
	});
	return `${rendered.bucketName} ${rendered.sizeInBytes > 0}`;
};

const scenarios: Record<string, () => Promise<unknown>> = {
	/** Each account renders once, one after the other. */
	async render() {
		const results: Record<string, string> = {};
		for (const name of accountNames()) results[name] = await wordOf(withAccount(name, still));
		return results;
	},
	/** All accounts at once. */
	async together() {
		const calls = accountNames().map(async (name) => [name, await wordOf(withAccount(name, account))]);
		return Object.fromEntries(await Promise.all(calls));
	},
	/** The same key with a token that is of no use, then with the right one: as the documentation sets an account, and as our code does. */
	async token() {
		const { AWS_KEY_1: key, AWS_SECRET_1: secret, AWS_TOKEN_1: token = "" } = process.env;
		const documented = (sessionToken: string) => {
			const pair = { REMOTION_AWS_ACCESS_KEY_ID: key, REMOTION_AWS_SECRET_ACCESS_KEY: secret };
			Object.assign(process.env, pair, { REMOTION_AWS_SESSION_TOKEN: sessionToken });
			return wordOf(account());
		};
		const ours = (sessionToken: string) => {
			process.env.AWS_TOKEN_1 = sessionToken;
			setAccount("AWS_KEY_1");
			return wordOf(account());
		};
		const set = functionName === "ours" ? ours : documented;
		return [await set("an-old-token"), await set(token)];
	},
};

// Where it is written the process ends: the client leaves a timer of 30 s behind each render, which nobody waits for.
process.stdout.write(JSON.stringify(await scenarios[what]?.()), () => process.exit());
