/**
 * What a real Next.js server has and reports of itself, by the route that people get inserted: the report against its `process.env`, and that
 * against the launch of the same command. Built once, started for each folder of `.env` files.
 */
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { differences } from "../../../src/core/environmentReport/differences.ts";
import { readReport } from "../../../src/core/environmentReport/read.ts";
import { reportedVariables } from "../../../src/core/environmentReport/variables.ts";
import { explainReport } from "../../../src/core/explainReport.ts";
import { explain } from "../../../src/core/index.ts";
import { KEYS } from "../../local-aws/accounts.ts";
import { startLocalAws } from "../../local-aws/server.ts";
import { short } from "../../unit/situation.ts";
import { type NextApp, type NextServer, nextApp, token } from "./nextApp.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

/** What the server is started with; the last two are names that Next.js and the SDK look at, in the place of a file's. */
const shell = { AWS_PROFILE: "from-shell", AWS_SESSION_TOKEN: "", AWS_EC2_METADATA_DISABLED: "true" };

const { studio } = KEYS;
const dollar = "$";
const id = [
	studio.accessKeyId,
	studio.accessKeyId,
	"AKIAFAKEFAKEFAKEFAKE",
	"",
	`${dollar}AWS_ACCESS_KEY_ID`,
	"undefined",
];
const secret = [
	studio.secretAccessKey,
	studio.secretAccessKey,
	"not-a-real-secret-of-a-server-000000000",
	"",
	"op://vault/item",
];
const profile = ["staging", "", `${dollar}{AWS_PROFILE}`];
const region = ["eu-west-1", "us-east-1", ""];
const values: Readonly<Record<string, readonly string[]>> = {
	REMOTION_AWS_PROFILE: profile,
	REMOTION_AWS_ACCESS_KEY_ID: id,
	REMOTION_AWS_SECRET_ACCESS_KEY: secret,
	REMOTION_AWS_SESSION_TOKEN: ["", `\\${dollar}{TOKEN}`],
	REMOTION_AWS_REGION: region,
	REMOTION_SKIP_AWS_CREDENTIALS_CHECK: ["", "1"],
	AWS_PROFILE: profile,
	AWS_ACCESS_KEY_ID: id,
	AWS_SECRET_ACCESS_KEY: secret,
	AWS_REGION: region,
	AWS_KEY_1: id,
	AWS_SECRET_1: secret,
};
const names = [...new Set([...Object.keys(values), ...Object.keys(shell)])];

const line = fc
	.constantFrom(...Object.keys(values), "REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY")
	.chain((name) => fc.constantFrom(...(values[name] ?? [])).map((value) => `${name}=${value}\n`));
const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join(""));
const file = fc.option(text, { nil: undefined });

const cases = (command: "start" | "dev"): fc.Arbitrary<ProgramCase> =>
	fc
		.record({
			".env": text,
			".env.local": file,
			".env.production": file,
			".env.development": file,
			".env.production.local": file,
		})
		.map((files) => ({
			files: Object.fromEntries(Object.entries(files).filter((one): one is [string, string] => one[1] !== undefined)),
			args: [command],
		}));

const viewOf = ({ files, args = [] }: ProgramCase) => {
	return { files, shell, names, dependencies: ["next"], scripts: { run: `next ${args.join(" ")}` } };
};

const ours = (one: ProgramCase) =>
	launched(viewOf(one), (launches) => launches.find(({ id: launch }) => /^script:run(?:\/next)?$/.test(launch)));

/** What the extension makes of the report, and what `explain()` says of the very environment of the process. */
function assertReport(answer: string, environment: Record<string, string>, one: ProgramCase): void {
	const secrets = Object.entries(environment).filter(([name]) => /SECRET|TOKEN/.test(name));
	for (const [name, value] of secrets) assert.ok(value.length < 8 || !answer.includes(value), `${name} is told`);
	const read = readReport(answer);
	assert.ok(read.ok, read.ok ? "" : read.problem);
	const { report } = read;
	// It tells fewer values than the command line does.
	const expected = reportedVariables({ environment, platform: "posix" });
	const states = (all: readonly { name: string; state: string }[]) => all.map(({ name, state }) => [name, state]);
	assert.deepEqual(states(report.variables), states(expected));
	for (const { name, value } of report.variables)
		if (value !== undefined) assert.equal(value, expected.find((other) => other.name === name)?.value, name);
	assert.equal(report.place.runtime, "next");
	assert.equal(report.place.platform, "posix");

	const aws = { "/home/x/.aws/credentials": profilesOf("staging", "from-shell") } as Readonly<Record<string, string>>;
	const readFile = (path: string) => aws[path] ?? (path.startsWith("/p/") ? one.files[path.slice(3)] : undefined);
	const input = { cwd: "/p", home: "/home/x", platform: "posix" as const, readFile };
	// What Next.js has loaded is in the process already.
	const here = { ...environment, HOME: input.home };
	const truth = explain({ ...input, runtime: "node", environment: here, envFiles: [] });
	const mode = one.args?.[0] === "dev" ? ("development" as const) : ("production" as const);
	const fromFiles = explain({ ...input, runtime: "next", mode, environment: shell });
	assert.equal(short(fromFiles.active), short(truth.active), "what the files lead one to expect");
	const { explanation } = explainReport(report, { id: "report:1", label: "Reported", cwd: "/p" });
	const sameAsTruth = differences({ reported: explanation, expected: truth, place: "the server" });
	assert.deepEqual(sameAsTruth, [], "where it differs from the process");
	if (truth.active.kind === "keys") assert.equal(explanation.active.kind, "keys");

	const isStudio =
		truth.active.kind === "keys" &&
		truth.active.accessKeyId === studio.accessKeyId &&
		environment[truth.active.variables[1] ?? ""] === studio.secretAccessKey &&
		!truth.active.hasSessionToken;
	if (isStudio) assert.equal(report.identity?.ok && report.identity.account, "111122223333");
	else assert.notEqual(report.identity?.ok, true, "AWS was asked with other credentials than Remotion uses");
}

function profilesOf(...all: readonly string[]): string {
	return all
		.map((name) => `[${name}]\naws_access_key_id = AKIAFAKEFAKEFAKEFAKE\naws_secret_access_key = not-a-real-secret\n`)
		.join("");
}

let app: Promise<NextApp> | undefined;

async function open(bin: string): Promise<Opened> {
	app ??= nextApp(join(bin, "../.."));
	const made = await app;
	const aws = await startLocalAws();
	return {
		version: made.version,
		async run(folder, one): Promise<Seen> {
			const [command = ""] = one.args ?? [];
			const variables = { ...shell, AWS_ENDPOINT_URL: aws.url, CREDENTIALS_REPORT_TOKEN: token };
			const server = await made.start(command, one.files, variables);
			try {
				return picked(await asked(server, one), names);
			} catch (error) {
				throw new Error(`${folder}: ${server.log()}`, { cause: error });
			} finally {
				await server.end();
			}
		},
		close: () => aws.close(),
	};
}

/** Asks the server for its report and for its environment. */
async function asked(server: NextServer, one: ProgramCase): Promise<Record<string, string>> {
	const environment: Record<string, string> = JSON.parse((await server.get("/api/environment")).text);
	for (const authorization of [undefined, token, `Bearer ${token}x`]) {
		const { status, text } = await server.get("/api/remotion-credentials", authorization);
		assert.equal(status, 404);
		assert.equal(text, '{"error":"Not found"}');
	}
	const { status, text, cacheControl } = await server.get("/api/remotion-credentials", `Bearer ${token}`);
	assert.deepEqual([status, cacheControl], [200, "no-store"]);
	assertReport(text, environment, one);
	return environment;
}

describePrograms("a Next.js server", "nextServer", [
	{ name: "next start", kept: 30, share: 0.03, cases: cases("start"), ours, open },
	{ name: "next dev", kept: 5, share: 0.005, cases: cases("dev"), ours, open },
]);

after(async () => {
	const made = await app;
	if (made) rmSync(made.folder, { recursive: true, force: true, maxRetries: 3 });
});

describe("the Next.js app that is run", () => {
	it("has the version of Next.js whose loading of files is held in every run of the tests", () => {
		const { dependencies } = JSON.parse(
			readFileSync(join(import.meta.dirname, "../../real-programs/next/package.json"), "utf8"),
		);
		const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"));
		assert.equal(dependencies.next, devDependencies["@next/env"]);
		for (const version of Object.values(dependencies)) assert.match(String(version), /^\d+\.\d+\.\d+$/);
	});
});
