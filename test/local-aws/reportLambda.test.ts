/**
 * The handler that people get inserted, as a function of the local AWS: invoked by the real client through Lambda's API, with the keys of its
 * own role, as Lambda's runtime sets them. What it reports is opened as the extension does.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { reportCode } from "../../src/core/codeTemplates/reportCode.ts";
import { readReport } from "../../src/core/environmentReport/read.ts";
import { explainReport } from "../../src/core/explainReport.ts";
import { root } from "../harness/paths.ts";
import { short } from "../unit/situation.ts";
import { ACCOUNTS, KEYS } from "./accounts.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { LambdaFunction } from "./types.ts";

const token = "not-a-real-token-of-the-check";
const { studio } = KEYS;
const own = { REMOTION_AWS_ACCESS_KEY_ID: studio.accessKeyId, REMOTION_AWS_SECRET_ACCESS_KEY: studio.secretAccessKey };

/** By the function's name: what its configuration says. */
const configurations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	"report-role": { CREDENTIALS_REPORT_TOKEN: token },
	"report-own-keys": { CREDENTIALS_REPORT_TOKEN: token, ...own },
	"report-without-token": own,
	// Lambda takes no such configuration; its runtime's variables count in any case.
	"report-reserved": { CREDENTIALS_REPORT_TOKEN: token, AWS_ACCESS_KEY_ID: "AKIAFAKEFAKEFAKEFAKE" },
};

describe("the check of a deployed app as a function of the local AWS", function () {
	this.timeout(120_000);
	let folder: string;
	let aws: LocalAws;
	let client: LambdaClient;

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "report-lambda-"));
		mkdirSync(join(folder, "node_modules"));
		for (const name of ["@aws-sdk", "@smithy"])
			symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "dir");
		writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
		const media = (name: string) => readFileSync(join(root, "media", name), "utf8");
		const parts = { base: media("reportEnvironment.ts"), place: media("reportEnvironment/lambda.ts") };
		writeFileSync(join(folder, "index.ts"), reportCode({ ...parts, aws: media("reportEnvironment/aws.ts") }));
		const functions = Object.entries(configurations).map(([name, variables]): LambdaFunction => {
			const file = join(folder, "index.ts");
			const size = { memoryInMb: 512, diskInMb: 512, timeoutInSeconds: 30 };
			return { name, region: "us-east-1", version: "", ...size, own: { file, role: "app-function", variables } };
		});
		const [first, ...others] = ACCOUNTS;
		assert.ok(first);
		aws = await startLocalAws({ accounts: [{ ...first, functions: [...first.functions, ...functions] }, ...others] });
		client = new LambdaClient({ region: "us-east-1", endpoint: aws.url, credentials: studio });
	});
	after(async () => {
		client.destroy();
		await aws.close();
		rmSync(folder, { recursive: true, force: true });
	});

	/** Invokes it with an event of a function URL. */
	async function invoke(name: string, headers: Readonly<Record<string, string>>) {
		const event = { version: "2.0", rawPath: "/", headers, requestContext: { http: { method: "GET" } } };
		const { Payload, FunctionError } = await client.send(
			new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(event)) }),
		);
		const text = Buffer.from(Payload ?? []).toString("utf8");
		assert.equal(FunctionError, undefined, text);
		for (const secret of [token, studio.secretAccessKey]) assert.ok(!text.includes(secret), "a secret is told");
		const { statusCode, body }: { statusCode: number; body: string } = JSON.parse(text);
		return { status: statusCode, body };
	}

	async function reported(name: string) {
		const { status, body } = await invoke(name, { authorization: `Bearer ${token}` });
		assert.equal(status, 200);
		const read = readReport(body);
		assert.ok(read.ok, read.ok ? "" : read.problem);
		const { report } = read;
		assert.deepEqual([report.place.name, report.place.runtime], ["AWS Lambda", "aws-lambda"]);
		const { launch, explanation } = explainReport(report, { id: "report:1", label: "Reported", cwd: "/work" });
		assert.equal(launch.place, "elsewhere");
		return { report, explanation };
	}

	for (const name of ["report-role", "report-reserved"])
		it(`reports the execution role, which AWS names (${name})`, async () => {
			const { report, explanation } = await reported(name);
			assert.match(short(explanation.active), /^keys ASIA….{4}\+token by AWS_ACCESS_KEY_ID$/);
			assert.ok(explanation.active.kind === "keys");
			assert.deepEqual([...new Set(explanation.active.origins.map(({ layer }) => layer))], ["platform"]);
			assert.ok(report.identity?.ok);
			assert.equal(report.identity.arn, `arn:aws:sts::111122223333:assumed-role/app-function/${name}`);
			const set = report.variables.map(({ name: variable }) => variable);
			for (const variable of ["AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION", "AWS_SESSION_TOKEN"])
				assert.ok(set.includes(variable), variable);
		});

	it("reports keys of the function's configuration, which Remotion uses and not the role's", async () => {
		const { report, explanation } = await reported("report-own-keys");
		const { accessKeyId } = studio;
		const masked = `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`;
		assert.equal(short(explanation.active), `keys ${masked} by REMOTION_AWS_ACCESS_KEY_ID`);
		assert.ok(report.identity?.ok);
		assert.equal(report.identity.arn, "arn:aws:iam::111122223333:user/render-bot");
	});

	it("gives nothing to whoever has no token, and asks AWS nothing", async () => {
		aws.clearRequests();
		for (const [name, headers] of [
			["report-role", {}],
			["report-role", { authorization: `Bearer ${token}x` }],
			["report-without-token", { authorization: `Bearer ${token}` }],
			["report-without-token", { authorization: "Bearer " }],
		] as const) {
			const { status, body } = await invoke(name, headers);
			assert.deepEqual([status, body], [404, '{"error":"Not found"}']);
		}
		assert.deepEqual([...new Set(aws.requests().map(({ operation }) => operation))], ["Invoke"]);
	});
});
