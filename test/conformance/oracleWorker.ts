/** One worker of the oracle: puts a case in place (files, environment, working folder) and lets the real client resolve it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import fsPromises from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import { dirname, join } from "node:path";
import { type Case, CWD, HOME, place } from "./environments.ts";
import type { Outcome, Reply, Request, Via } from "./oracle.ts";
import { ISSUED, redirectConnections, startStandIn } from "./oracleServer.ts";

const [, , root = "", remotionFolder] = process.argv;
let caseNumber = 0;
let home = root;

// The client and the SDK remember os.homedir() by the effective user: a new "user" for each case makes them ask again.
os.homedir = () => home;
process.geteuid = () => caseNumber;
console.warn = () => {};
// The same read without the thread pool: four times as fast for a whole case.
Object.assign(fsPromises, { readFile: async (path: string, encoding: "utf8") => readFileSync(path, encoding) });
// A role with an MFA device throws before it awaits its source: where the source fails too, the SDK leaves that second
// rejection to nobody. The first one is the outcome.
process.on("unhandledRejection", () => {});

// What is loaded after this line sees the home folder above.
const require = createRequire(import.meta.url);
/** From another version's folder where one is named: the client's package had another name before 4.0.261. */
const theirs = remotionFolder === undefined ? require : createRequire(join(remotionFolder, "from.js"));
const remotion: typeof import("@remotion/lambda-client") = theirs(
	remotionFolder === undefined || existsSync(join(remotionFolder, "node_modules/@remotion/lambda-client"))
		? "@remotion/lambda-client"
		: "@remotion/lambda",
);
const { loadSharedConfigFiles }: typeof import("@smithy/shared-ini-file-loader") =
	require("@smithy/shared-ini-file-loader");
// The CLI's own copy of dotenv, called as the CLI calls it.
const dotenv: typeof import("dotenv") = createRequire(theirs.resolve("@remotion/cli/package.json"))("dotenv");

const port = await startStandIn();
redirectConnections(port);

/** The variables that keep the SDK on loopback and Remotion from remembering the client of an earlier case. */
const harness = {
	AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
	AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
	AWS_MAX_ATTEMPTS: "1",
	REMOTION_DISABLE_AWS_CLIENT_CACHE: "1",
	PATH: process.env.PATH ?? "",
};

function setEnvironment(environment: Readonly<Record<string, string | undefined>>): void {
	for (const name of Object.keys(process.env)) delete process.env[name];
	for (const [name, value] of Object.entries({ ...environment, ...harness })) {
		if (value !== undefined) process.env[name] = value;
	}
}

function issuer(accessKeyId: string): Via {
	const found = Object.entries(ISSUED).find(([, issued]) => issued === accessKeyId);
	switch (found?.[0]) {
		case "role":
		case "web-identity":
		case "sso":
		case "container":
		case "instance":
		case "process":
			return found[0];
		default:
			return "static";
	}
}

/** What lies outside of files and environment: a missing login, a missing token. */
const attempts: [RegExp, Via][] = [
	[/^The SSO session associated with this profile (is invalid|has expired)/, "sso"],
	[/^The SSO session token associated with profile=/, "sso"],
	[/^Token is expired/, "sso"],
	[/^Failed to load a token for session .*aws login/, "login"],
	[/^Failed to load token from /, "login"],
	[/^ENOENT: .*no-such-token/, "web-identity"],
];

/** What makes a profile unusable whatever the outside does. */
const unusable = [
	/requires multi-factor authentication/,
	/^Detected a cycle attempting to resolve credentials/,
	/^Unsupported credential source in profile/,
	/^Profile is configured with invalid SSO credentials/,
	/^Cannot read properties of undefined \(reading 'sso_region'\)/,
	/^Sso session '.*' (could not be found|is missing required property)/,
	/^Profile '.*' (could not be found|is missing required property)/,
	/^Unable to find environment variable credentials/,
	/^No HTTP credential provider host provided/,
	/^The container metadata credential provider cannot be used unless/,
	/is not a valid container metadata service (hostname|protocol)/,
	/^URL not accepted/,
];

async function failure(error: unknown): Promise<Outcome> {
	if (!(error instanceof Error)) throw new Error(`not an Error: ${String(error)}`);
	const message = error.message;
	if (message.includes("have not set the environment variable AWS_ACCESS_KEY_ID")) {
		return { kind: "error", code: "no-access-key-id", message };
	}
	if (message.includes("have not set the environment variable AWS_SECRET_ACCESS_KEY")) {
		return { kind: "error", code: "no-secret-access-key", message };
	}
	if (message === "Could not load credentials from any providers") {
		return { kind: "error", code: "no-credentials", message };
	}
	if (message === "Invalid URL") {
		// A container address that is none: a role's own, or the chain's last resort.
		const chained = error.stack?.includes("remoteProvider");
		return { kind: "error", code: chained ? "no-credentials" : "profile-unusable", message };
	}
	// The second is how SDKs of 2024 put it.
	const profile =
		/^Could not resolve credentials using profile: \[(.*)\] in/s.exec(message)?.[1] ??
		/^Profile (.*) could not be found or parsed in shared credentials file\.$/s.exec(message)?.[1];
	if (profile !== undefined) {
		// The SDK says the same of a missing profile and of one without credentials; its own loader tells which.
		const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
		// A role's missing source is named in the message, yet it is the role's profile that was asked for.
		const asked = process.env.REMOTION_AWS_PROFILE || process.env.AWS_PROFILE;
		const known = Object.hasOwn(configFile, profile) || Object.hasOwn(credentialsFile, profile);
		return { kind: "error", code: known || profile !== asked ? "profile-unusable" : "profile-not-found", message };
	}
	for (const [pattern, via] of attempts) if (pattern.test(message)) return { kind: "attempted", via, message };
	if (unusable.some((pattern) => pattern.test(message))) return { kind: "error", code: "profile-unusable", message };
	return { kind: "unknown", message: error.stack ?? message };
}

async function resolve(withDotenv: boolean): Promise<Outcome> {
	try {
		if (withDotenv) dotenv.config({ quiet: true });
		const { client } = remotion.getAwsClient({ region: "us-east-1", service: "sts" });
		try {
			const { accessKeyId, sessionToken } = await client.config.credentials();
			return { kind: "keys", accessKeyId, hasSessionToken: Boolean(sessionToken), via: issuer(accessKeyId) };
		} finally {
			client.destroy();
		}
	} catch (error) {
		return await failure(error);
	}
}

async function run(abstract: Case): Promise<Outcome> {
	caseNumber++;
	// A folder of its own for each case: the SDK remembers the text of a path for the life of the process.
	const folder = join(root, String(caseNumber));
	const { environment, files, directories, dotenv: text } = place(abstract, folder, `rel-${caseNumber}`, port);
	const cwd = CWD.replace("/case", folder);
	home = HOME.replace("/case", folder);
	mkdirSync(cwd, { recursive: true });
	for (const directory of directories) mkdirSync(directory, { recursive: true });
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
	}
	if (text !== null) writeFileSync(join(cwd, ".env"), text);
	process.chdir(cwd);
	setEnvironment(environment);
	const outcome = await resolve(abstract.dotenv !== null);
	process.chdir("/");
	rmSync(folder, { recursive: true, force: true });
	return outcome;
}

process.on("message", async ({ id, cases }: Request) => {
	let reply: Reply;
	try {
		const outcomes: Outcome[] = [];
		for (const abstract of cases) outcomes.push(await run(abstract));
		reply = { id, outcomes };
	} catch (error) {
		reply = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
	process.send?.(reply);
});
