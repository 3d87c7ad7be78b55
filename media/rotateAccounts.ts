/**
 * Spreads renders over several AWS accounts to exceed the concurrency limit of one account. Deploy a function in each account.
 *
 *     const account = pickAccount();
 *     const render = await withAccount(account, () => renderMediaOnLambda({ … }));
 *     const progress = await withAccount(account, () => getRenderProgress({ … }));
 *
 * Ask for a render's progress with the account that renders it: store the account's name next to the render's ID; it isn't a secret.
 * Node.js reads no .env by itself: start it with `node --env-file=.env`, or load the file with dotenv before the first call.
 */

/** Where the accounts are; {n} is 1, 2, 3, and so on. Numbers can be missing, and incomplete accounts are skipped. */
const variables = {
	accessKeyId: "AWS_KEY_{n}",
	secretAccessKey: "AWS_SECRET_{n}",
	/** Needed for temporary credentials (ASIA…), which are skipped without it. */
	sessionToken: "AWS_TOKEN_{n}",
};

/** Profiles of the AWS files that are accounts, too. */
const profiles: readonly string[] = [];

/** The access keys, and the variables that take precedence over them. */
const remotion = {
	skip: "REMOTION_SKIP_AWS_CREDENTIALS_CHECK",
	profile: "REMOTION_AWS_PROFILE",
	accessKeyId: "REMOTION_AWS_ACCESS_KEY_ID",
	secretAccessKey: "REMOTION_AWS_SECRET_ACCESS_KEY",
	sessionToken: "REMOTION_AWS_SESSION_TOKEN",
};

/** From Remotion 4.0.160 on. */
const cacheSwitch = "REMOTION_DISABLE_AWS_CLIENT_CACHE";

/** The names of all complete accounts: those with a number in its order, then the profiles. */
export function accountNames(): string[] {
	const pattern = new RegExp(`^${variables.accessKeyId.replace("{n}", "([1-9]\\d*)")}$`);
	const numbers = Object.keys(process.env).flatMap((name) => {
		const number = pattern.exec(name)?.[1];
		return number !== undefined && credentials(number) ? [number] : [];
	});
	numbers.sort((a, b) => Number(a) - Number(b));
	return [...numbers.map((number) => variables.accessKeyId.replace("{n}", number)), ...profiles];
}

let turn: number | undefined;

/** Picks the account for the next render. "In turn" starts at a random account, because serverless functions restart often. */
export function pickAccount(order: "in turn" | "random" = "in turn"): string {
	const names = accountNames();
	const any = Math.floor(Math.random() * names.length);
	turn = turn === undefined || order === "random" ? any : turn + 1;
	const name = names[turn % names.length];
	if (name === undefined) throw new Error("No complete AWS account found in the account pool.");
	return name;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Calls Remotion with an account. Credentials are the whole process's, so one call waits for the other: do not call it within itself.
 */
export function withAccount<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
	const result = last.then(() => {
		setAccount(name);
		return call();
	});
	last = result.catch(() => undefined);
	return result;
}

/** Makes every Remotion call from now on use an account. If calls run concurrently, use `withAccount` instead. */
export function setAccount(name: string): void {
	const { env } = process;
	const number = new RegExp(`^${variables.accessKeyId.replace("{n}", "(\\d+)")}$`).exec(name)?.[1];
	const keys = number === undefined ? undefined : credentials(number);
	if (!keys && !profiles.includes(name)) throw new Error(`The AWS account ${name} is not complete.`);
	for (const variable of Object.values(remotion)) delete env[variable];
	if (!keys) {
		env[remotion.profile] = name;
		return;
	}
	env[remotion.accessKeyId] = keys.accessKeyId;
	env[remotion.secretAccessKey] = keys.secretAccessKey;
	if (keys.sessionToken === undefined) return;
	env[remotion.sessionToken] = keys.sessionToken;
	// Remotion keeps its AWS clients by key and secret alone: it would go on with the old token after a new one came.
	env[cacheSwitch] = "1";
}

function credentials(number: string) {
	const read = (pattern: string) => process.env[pattern.replace("{n}", number)] || undefined;
	const accessKeyId = read(variables.accessKeyId);
	const secretAccessKey = read(variables.secretAccessKey);
	const sessionToken = read(variables.sessionToken);
	if (!accessKeyId || !secretAccessKey || (accessKeyId.startsWith("ASIA") && !sessionToken)) return undefined;
	return { accessKeyId, secretAccessKey, sessionToken };
}
