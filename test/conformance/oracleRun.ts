/** Puts a case in place (files, environment, working folder) and lets the real client resolve it, in this process. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import fsPromises from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import { dirname, join } from "node:path";
import { type Case, CWD, HOME, place } from "./environments.ts";
import type { Outcome } from "./oracle.ts";
import { failure, issuer } from "./oracleFailure.ts";
import { redirectConnections, startStandIn } from "./oracleServer.ts";

/** What Windows needs of its own variables, whatever a case says. */
const system = ["SystemRoot", "SystemDrive", "ComSpec", "TEMP", "TMP"];

/**
 * Takes the process over: its environment, its working folder and its idea of a home are the cases' from here on.
 * @param root a folder for the cases
 * @param from a file of the project, from which the client is loaded; before 4.0.261 its package had another name
 * @param remotionFolder where another version of Remotion is installed
 */
export async function createRunner(
	root: string,
	from: string,
	remotionFolder?: string,
): Promise<(abstract: Case) => Promise<Outcome>> {
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
	const require = createRequire(from);
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
	const kept = process.platform === "win32" ? system : [];

	/** The variables that keep the SDK on loopback and Remotion from remembering the client of an earlier case. */
	const harness: Readonly<Record<string, string | undefined>> = {
		...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
		AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
		AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
		AWS_MAX_ATTEMPTS: "1",
		REMOTION_DISABLE_AWS_CLIENT_CACHE: "1",
		PATH: process.env.PATH ?? "",
	};

	const resolve = async (withDotenv: boolean): Promise<Outcome> => {
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
			return await failure(error, loadSharedConfigFiles);
		}
	};

	return async (abstract) => {
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
		setEnvironment({ ...environment, ...harness });
		const outcome = await resolve(abstract.dotenv !== null);
		process.chdir("/");
		rmSync(folder, { recursive: true, force: true });
		return outcome;
	};
}

function setEnvironment(environment: Readonly<Record<string, string | undefined>>): void {
	for (const name of Object.keys(process.env)) delete process.env[name];
	for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
}
