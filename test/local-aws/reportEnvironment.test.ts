/**
 * The check of a deployed app that people get inserted, run as it is: in a Next.js route, a Lambda handler, and a plain Node.js server, with
 * the local AWS's answer who it is. What each reports is opened as the extension does.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { reportCode } from "../../src/core/codeTemplates/reportCode.ts";
import { type EnvironmentReport, reportFormat } from "../../src/core/environmentReport/format.ts";
import { readReport } from "../../src/core/environmentReport/read.ts";
import { reportedVariables } from "../../src/core/environmentReport/variables.ts";
import { explainReport } from "../../src/core/explainReport.ts";
import { root } from "../harness/paths.ts";
import { short } from "../unit/situation.ts";
import { KEYS } from "./accounts.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey } from "./types.ts";

const run = promisify(execFile);
const token = "not-a-real-token-of-the-check";
const media = (name: string) => readFileSync(join(root, "media", name), "utf8");
const code = (place: string, aws: boolean) =>
	reportCode({
		base: media("reportEnvironment.ts"),
		place: media(`reportEnvironment/${place}.ts`),
		...(aws && { aws: media("reportEnvironment/aws.ts") }),
	});

const keys = (prefix: string, { accessKeyId, secretAccessKey, sessionToken }: AccessKey) => ({
	[`${prefix}ACCESS_KEY_ID`]: accessKeyId,
	[`${prefix}SECRET_ACCESS_KEY`]: secretAccessKey,
	...(sessionToken !== undefined && { [`${prefix}SESSION_TOKEN`]: sessionToken }),
});
const own = keys("REMOTION_AWS_", KEYS.studio);
const session = keys("AWS_", KEYS.studioSession);
const masked = (id: string) => `${id.slice(0, 4)}…${id.slice(-4)}`;

/** Each place: what calls it with a header `authorization`, and gives status and text. */
const callers: Readonly<Record<string, string>> = {
	next: `const call = async (authorization) => {
		const response = await code.GET(new Request("http://app.example/api", { headers: authorization ? { authorization } : {} }));
		return [response.status, await response.text(), response.headers.get("cache-control")];
	};`,
	lambda: `const call = async (authorization) => {
		const { statusCode, headers, body } = await code.handler({ version: "2.0", headers: authorization ? { Authorization: authorization } : {} });
		return [statusCode, body, headers["cache-control"]];
	};`,
	express: `const { createServer } = await import("node:http");
	const server = createServer(code.reportCredentials).listen(0, "127.0.0.1");
	await new Promise((resolve) => server.once("listening", resolve));
	server.unref();
	const call = async (authorization) => {
		const response = await fetch("http://127.0.0.1:" + server.address().port, { headers: { connection: "close", ...(authorization && { authorization }) } });
		return [response.status, await response.text(), response.headers.get("cache-control")];
	};`,
};

describe("the check of a deployed app", function () {
	this.timeout(300_000);
	let aws: LocalAws;
	let folder: string;
	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "report-environment-"));
		aws = await startLocalAws();
	});
	after(async () => {
		await aws.close();
		rmSync(folder, { recursive: true, force: true });
	});
	beforeEach(() => aws.clearRequests());

	function project(text: string): string {
		const at = mkdtempSync(join(folder, "project-"));
		mkdirSync(join(at, "node_modules"));
		for (const name of ["@aws-sdk", "@smithy", "@types"])
			symlinkSync(join(root, "node_modules", name), join(at, "node_modules", name), "dir");
		writeFileSync(join(at, "package.json"), '{"type": "module"}');
		writeFileSync(join(at, "check.ts"), text);
		return at;
	}

	type Answer = [status: number, text: string, cacheControl: string];

	/** Calls the inserted code in a process with this environment, once with each header. */
	async function call(
		place: string,
		environment: Record<string, string>,
		headers: readonly string[] = [`Bearer ${token}`],
		withAws = true,
	): Promise<Answer[]> {
		const at = project(code(place, withAws));
		const main = `import * as code from "./check.ts";\n${callers[place]}\nconst said = [];
			for (const header of ${JSON.stringify(headers)}) said.push(await call(header));\nconsole.log(JSON.stringify(said));`;
		writeFileSync(join(at, "main.mjs"), main);
		const env = { PATH: process.env.PATH, HOME: folder, AWS_ENDPOINT_URL: aws.url, CREDENTIALS_REPORT_TOKEN: token };
		const { stdout } = await run(process.execPath, ["--no-warnings", join(at, "main.mjs")], {
			cwd: at,
			env: { ...env, ...environment },
		});
		for (const { secretAccessKey, sessionToken } of [KEYS.studio, KEYS.studioSession])
			for (const secret of [secretAccessKey, sessionToken, token])
				assert.ok(secret === undefined || !stdout.includes(secret), "a secret is told");
		return JSON.parse(stdout);
	}

	async function reportOf(place: string, environment: Record<string, string>): Promise<EnvironmentReport> {
		const [[status, text, cache] = [0, "", ""]] = await call(place, environment);
		assert.deepEqual([status, cache], [200, "no-store"]);
		const read = readReport(text);
		assert.ok(read.ok, read.ok ? "" : read.problem);
		return read.report;
	}

	interface Case {
		readonly place: string;
		readonly name: string;
		readonly environment: Record<string, string>;
		readonly called: string | undefined;
		readonly answer: string;
		/** The account that AWS tells, an error's code, or nothing where it isn't asked. */
		readonly identity: string | undefined;
	}
	const cases: readonly Case[] = [
		{
			place: "next",
			name: "own keys on Vercel",
			environment: { VERCEL: "1", NEXT_RUNTIME: "nodejs", AWS_REGION: "us-east-1", ...session, ...own },
			called: "Vercel",
			answer: `keys ${masked(KEYS.studio.accessKeyId)} by REMOTION_AWS_ACCESS_KEY_ID`,
			identity: "111122223333",
		},
		{
			place: "next",
			name: "no keys on Vercel",
			environment: { VERCEL: "1" },
			called: "Vercel",
			answer: "error no-access-key-id",
			identity: undefined,
		},
		{
			place: "lambda",
			name: "an execution role on AWS Lambda",
			environment: {
				AWS_LAMBDA_FUNCTION_NAME: "report",
				AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
				AWS_REGION: "us-east-1",
				...session,
			},
			called: "AWS Lambda",
			answer: `keys ${masked(KEYS.studioSession.accessKeyId)}+token by AWS_ACCESS_KEY_ID`,
			identity: "111122223333",
		},
		{
			place: "express",
			name: "own keys on a server",
			environment: { ...own, REMOTION_AWS_REGION: "us-east-1" },
			called: undefined,
			answer: `keys ${masked(KEYS.studio.accessKeyId)} by REMOTION_AWS_ACCESS_KEY_ID`,
			identity: "111122223333",
		},
		{
			place: "express",
			name: "keys that AWS doesn't know",
			environment: { ...own, REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEFAKEFAKEFAKE" },
			called: undefined,
			answer: "keys AKIA…FAKE by REMOTION_AWS_ACCESS_KEY_ID",
			identity: "InvalidClientTokenId",
		},
		{
			place: "express",
			name: "an AWS that can't be reached",
			environment: { ...own, AWS_ENDPOINT_URL: "http://127.0.0.1:9" },
			called: undefined,
			answer: `keys ${masked(KEYS.studio.accessKeyId)} by REMOTION_AWS_ACCESS_KEY_ID`,
			identity: "ECONNREFUSED",
		},
		{
			place: "express",
			name: "an empty variable and a reference",
			environment: { AWS_ACCESS_KEY_ID: "$" + "{KEY}", AWS_SECRET_ACCESS_KEY: "" },
			called: undefined,
			answer: "error no-secret-access-key",
			identity: undefined,
		},
	];

	for (const { place, name, environment, called, answer, identity } of cases)
		it(`reports ${name} (${place}), which the extension opens`, async () => {
			const report = await reportOf(place, environment);
			assert.equal(report.place.name, called);
			const { launch, explanation } = explainReport(report, { id: "report:1", label: "Reported", cwd: "/work" });
			assert.equal(launch.place, "elsewhere");
			assert.equal(short(explanation.active), answer);
			const told = report.identity?.ok ? report.identity.account : report.identity?.code;
			assert.equal(told, identity);
			if (identity === undefined) assert.deepEqual(aws.requests(), []);
		});

	it("asks AWS with the credentials that Remotion uses, and not with a platform's", async () => {
		await reportOf("next", { VERCEL: "1", ...session, ...own });
		assert.deepEqual(
			aws.requests().map(({ operation, accessKeyId }) => [operation, accessKeyId]),
			[["GetCallerIdentity", KEYS.studio.accessKeyId]],
		);
	});

	it("asks nobody where AWS was not chosen, and needs no package then", async () => {
		const [[status, text] = [0, ""]] = await call("lambda", { ...session }, [`Bearer ${token}`], false);
		assert.equal(status, 200);
		assert.doesNotMatch(text, /identity/);
		assert.deepEqual(aws.requests(), []);
		assert.doesNotMatch(code("lambda", false), /@aws-sdk/);
	});

	for (const place of Object.keys(callers))
		it(`gives nothing to whoever has no token, and asks AWS nothing (${place})`, async () => {
			const wrong = ["", token, `Bearer ${token}x`, `bearer ${token}`, "Bearer ", "Basic eA=="];
			for (const [status, text] of await call(place, own, wrong)) {
				assert.equal(status, 404);
				assert.doesNotMatch(text, new RegExp(`${reportFormat}|AWS`));
			}
			// Without a token of its own, or with one that can be guessed, there is no report at all.
			for (const CREDENTIALS_REPORT_TOKEN of ["", "short"])
				for (const [status] of await call(place, { ...own, CREDENTIALS_REPORT_TOKEN }, ["", "Bearer ", "Bearer short"]))
					assert.equal(status, 404);
			assert.deepEqual(aws.requests(), []);
		});

	it("tells of the same variables in the same states as the command line", async () => {
		const environment: Record<string, string> = {
			...own,
			...session,
			AWS_PROFILE: "",
			REMOTION_AWS_PROFILE: "staging",
			AWS_DEFAULT_REGION: "eu-west-1",
			REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1",
			REMOTION_DISABLE_AWS_CLIENT_CACHE: "1",
			AWS_KEY_1: "AKIAFAKEFAKEFAKEFAKE",
			AWS_SECRET_1: "op://vault/item",
			AWS_KEY_2: "undefined",
			AWS_SECRET_2: "[SENSITIVE]",
			AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/x",
			AWS_EXECUTION_ENV: "x",
			AWS_LAMBDA_FUNCTION_VERSION: "1",
			UNRELATED: "x",
			MY_AWS_SECRET: "x",
		};
		const { variables } = await reportOf("lambda", { ...environment, REMOTION_AWS_ACCESS_KEY_ID: "op(item)" });
		const expected = reportedVariables({
			environment: { ...environment, REMOTION_AWS_ACCESS_KEY_ID: "op(item)", AWS_ENDPOINT_URL: aws.url },
			platform: "posix",
		});
		const states = (list: readonly { name: string; state: string }[]) => list.map(({ name, state }) => [name, state]);
		assert.deepEqual(states(variables), states(expected));
		for (const { name, value } of variables)
			if (value !== undefined) assert.equal(value, expected.find((one) => one.name === name)?.value, name);
	});

	it("is strict TypeScript, as an ES module, in every place, with AWS and without", async () => {
		const at = project("");
		const files = Object.keys(callers).flatMap((place) =>
			[true, false].map((withAws) => {
				const name = `${place}${withAws}.ts`;
				writeFileSync(join(at, name), code(place, withAws));
				return name;
			}),
		);
		const compilerOptions = {
			module: "nodenext",
			target: "es2022",
			lib: ["es2022", "dom"],
			types: ["node"],
			noEmit: true,
			...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitReturns: true },
			...{ noPropertyAccessFromIndexSignature: true, noUnusedLocals: true, noUnusedParameters: true },
			...{ isolatedModules: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true, skipLibCheck: true },
		};
		writeFileSync(join(at, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
		await run(join(root, "node_modules/.bin/tsc"), ["-p", at]).catch(({ stdout }) => assert.fail(stdout));
	});

	it("exports what a Next.js route may, and nothing else", () => {
		const names = [...code("next", true).matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map(
			([, name]) => name,
		);
		assert.deepEqual(names, ["dynamic", "runtime", "GET"]);
		assert.ok(
			!/[^\r]\n/.test(
				reportCode({ base: media("reportEnvironment.ts"), place: media("reportEnvironment/next.ts") }, "\r\n"),
			),
		);
	});
});
