import assert from "node:assert/strict";
import { differences } from "../../../../src/core/environmentReport/differences.ts";
import type { EnvironmentReport } from "../../../../src/core/environmentReport/format.ts";
import { reportedVariables } from "../../../../src/core/environmentReport/variables.ts";
import { deployedInput } from "../../../../src/core/explainLaunches.ts";
import { explainReport } from "../../../../src/core/explainReport.ts";
import { explain } from "../../../../src/core/index.ts";
import type { Runtime } from "../../../../src/core/types.ts";
import { canary, cwd, short, situation } from "../../situation.ts";

const keys = (prefix: string, id = "AKIANOTAREALKEY7Q2WZ") => ({
	[`${prefix}ACCESS_KEY_ID`]: id,
	[`${prefix}SECRET_ACCESS_KEY`]: canary,
});
const own = keys("REMOTION_AWS_");
const temporary = { ...keys("AWS_", "ASIANOTAREALKEY00001"), AWS_SESSION_TOKEN: canary };
const profileKeys = `aws_access_key_id = AKIANOTAREALKEY7Q2WZ\naws_secret_access_key = ${canary}\n`;
const text = (variables: Record<string, string>) =>
	Object.entries(variables)
		.map(([name, value]) => `${name}=${value}\n`)
		.join("");

/** A report without an explanation, of an environment. */
function reportOf(runtime: Runtime, environment: Record<string, string>, name = "Vercel"): EnvironmentReport {
	return {
		format: "remotion-lambda-credentials",
		version: 1,
		createdAt: "2026-11-29T17:04:00Z",
		createdBy: { name: "reportEnvironment.ts", version: "1" },
		place: { name, runtime, folder: "/var/task", platform: "posix" },
		variables: reportedVariables({ environment, platform: "posix" }),
	};
}

const skipped = { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" };
const parts = { id: "report:1", label: "Reported from Vercel, 5:04 PM", cwd };
const explained = (report: EnvironmentReport) => explainReport(report, parts).explanation;

describe("what a report tells, explained", () => {
	const table: readonly [name: string, runtime: Runtime, environment: Record<string, string>, answer: string][] = [
		["nothing on Vercel", "vercel", {}, "error no-access-key-id"],
		["nothing on a server", "node", {}, "error no-access-key-id"],
		["Vercel's own keys", "vercel", temporary, "keys ASIA…0001+token by AWS_ACCESS_KEY_ID"],
		["own keys", "vercel", { ...temporary, ...own }, "keys AKIA…Q2WZ by REMOTION_AWS_ACCESS_KEY_ID"],
		["a role's keys", "aws-lambda", temporary, "keys ASIA…0001+token by AWS_ACCESS_KEY_ID"],
		["an empty key", "node", { ...own, REMOTION_AWS_SECRET_ACCESS_KEY: "" }, "error no-secret-access-key"],
		["a profile whose files aren't seen", "node", { AWS_PROFILE: "staging" }, "hidden profile staging"],
		["a profile of the default chain", "node", { ...skipped, AWS_PROFILE: "staging" }, "hidden profile staging"],
		["the default chain of Vercel", "vercel", { ...skipped, AWS_PROFILE: "staging" }, "error no-credentials"],
		["the default chain without a profile", "node", skipped, "chain container-or-instance"],
		["a profile on Vercel, which has no files", "vercel", { AWS_PROFILE: "staging" }, "error profile-not-found"],
		[
			"a web identity",
			"vercel",
			{ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", AWS_WEB_IDENTITY_TOKEN_FILE: "/t", AWS_ROLE_ARN: "r" },
			"chain web-identity",
		],
	];
	for (const [name, runtime, environment, answer] of table)
		it(name, () => assert.equal(short(explained(reportOf(runtime, environment)).active), answer));

	it("says whose keys a platform's are, and not that a person's own are", () => {
		const rules = (environment: Record<string, string>) =>
			explained(reportOf("vercel", environment)).findings.map(({ rule }) => rule);
		assert.deepEqual(rules(temporary), ["platform-credentials"]);
		assert.deepEqual(rules(keys("AWS_")), []);
	});

	it("goes with no file of this machine", () => {
		assert.deepEqual(explained(reportOf("node", {})).findings, []);
	});
});

interface Case {
	readonly name: string;
	readonly files: Record<string, string>;
	readonly there: Record<string, string>;
	readonly runtime?: Runtime;
	readonly says: readonly string[];
}

const cases: readonly Case[] = [
	{ name: "the same keys", files: { ".env": text(own) }, there: own, says: [] },
	{ name: "the same keys beside Vercel's", files: { ".env": text(own) }, there: { ...temporary, ...own }, says: [] },
	{ name: "nothing at both", files: {}, there: {}, says: [] },
	{
		name: "no keys there",
		files: { ".env": text(own) },
		there: {},
		says: [
			"According to the project's files, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID on Vercel, but it finds no credentials there. REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY aren't set on Vercel.",
		],
	},
	{
		name: "a secret that is missing",
		files: { ".env": text(own) },
		there: { REMOTION_AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ" },
		says: [
			"According to the project's files, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID on Vercel, but it finds no credentials there. REMOTION_AWS_SECRET_ACCESS_KEY isn't set on Vercel.",
		],
	},
	{
		name: "other keys",
		files: { ".env": text(own) },
		there: keys("REMOTION_AWS_", "AKIANOTAREALKEYOTHER"),
		says: [
			"According to the project's files, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID on Vercel, but it uses access keys AKIA…THER of REMOTION_AWS_ACCESS_KEY_ID there.",
		],
	},
	{
		name: "Vercel's own keys",
		files: { ".env": text(own) },
		there: temporary,
		says: [
			"According to the project's files, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID on Vercel, but it uses access keys ASIA…0001 of AWS_ACCESS_KEY_ID there. REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY aren't set on Vercel.",
		],
	},
	{
		name: "keys that no file has",
		files: {},
		there: own,
		says: [
			"On Vercel, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID. The project's files have none.",
		],
	},
	{ name: "a role, as the files lead one to expect", files: {}, runtime: "aws-lambda", there: temporary, says: [] },
	{
		name: "keys in place of a role",
		files: {},
		runtime: "aws-lambda",
		there: { ...temporary, ...own },
		says: [
			"On Vercel, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID. The project's files have none.",
		],
	},
	{
		name: "a session token that is missing",
		files: { ".env": text({ ...own, REMOTION_AWS_SESSION_TOKEN: canary }) },
		there: own,
		says: ["The project's files have a session token, which isn't set on Vercel."],
	},
	{
		name: "a session token too many",
		files: { ".env": text(own) },
		there: { ...own, REMOTION_AWS_SESSION_TOKEN: canary },
		says: ["A session token is set on Vercel. The project's files have none."],
	},
	{
		name: "unprefixed keys, which Vercel's session token is expected to spoil",
		files: { ".env": text(keys("AWS_")) },
		there: keys("AWS_"),
		says: [],
	},
	{
		name: "unprefixed keys that are not there",
		files: { ".env": text(keys("AWS_")) },
		there: temporary,
		says: [
			"According to the project's files, Remotion uses access keys AKIA…Q2WZ of AWS_ACCESS_KEY_ID on Vercel, but it uses access keys ASIA…0001 of AWS_ACCESS_KEY_ID there.",
		],
	},
	{
		name: "a pool, of which the code sets an account",
		files: {
			".env": text({
				AWS_KEY_1: "AKIANOTAREALKEY7Q2WZ",
				AWS_SECRET_1: canary,
				AWS_KEY_2: "AKIANOTAREALKEYOTHER",
				AWS_SECRET_2: canary,
			}),
		},
		runtime: "netlify",
		there: own,
		says: [],
	},
];

describe("differences between a report and what the files lead one to expect", () => {
	for (const { name, files, there, runtime = "vercel", says } of cases)
		it(name, () => {
			const input = situation({ files });
			const expected = explain(deployedInput(input, runtime, undefined));
			assert.deepEqual(differences({ reported: explained(reportOf(runtime, there)), expected, place: "Vercel" }), says);
		});

	it("tells of another region", () => {
		const [reported, expected] = ["eu-west-1", "us-east-1"].map((value) => {
			const { region, ...rest } = explained(reportOf("vercel", own));
			return { ...rest, region: { ...region, value } };
		});
		assert.ok(reported && expected);
		assert.deepEqual(differences({ reported, expected, place: "Vercel" }), [
			"According to the project's files, the region is us-east-1, but on Vercel it is eu-west-1.",
		]);
	});

	it("names the launch that a server is compared with", () => {
		const of = (there: Record<string, string>, here: Record<string, string>) => {
			const expected = explain(situation({ runtime: "node", environment: here }));
			const reported = explained(reportOf("node", there));
			return differences({ reported, expected, place: "Kubernetes", launch: "npm start" });
		};
		assert.deepEqual(of({}, own), [
			"In npm start, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID, but it finds no credentials on Kubernetes. REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY aren't set on Kubernetes.",
		]);
		assert.deepEqual(of(own, {}), [
			"On Kubernetes, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID. npm start has none.",
		]);
		assert.deepEqual(of({ ...own, REMOTION_AWS_SESSION_TOKEN: canary }, own), [
			"A session token is set on Kubernetes. npm start has none.",
		]);
	});

	it("takes a profile whose files aren't seen there for the one that it names", () => {
		const credentials = (name: string) => ({ "/home/tester/.aws/credentials": `[${name}]\n${profileKeys}` });
		const of = (there: Record<string, string>, here: Record<string, string>, files: Record<string, string>) => {
			const expected = explain(situation({ runtime: "node", environment: here, files }));
			const reported = explained(reportOf("node", there));
			return differences({ reported, expected, place: "a server", launch: "npm start" });
		};
		const [staging, other] = [{ AWS_PROFILE: "staging" }, { AWS_PROFILE: "other" }];
		assert.deepEqual(of(staging, staging, credentials("staging")), []);
		assert.deepEqual(of(staging, staging, {}), []);
		const chained = { ...skipped, ...staging };
		assert.deepEqual(of(chained, chained, credentials("staging")), []);
		assert.deepEqual(of(other, staging, credentials("staging")), [
			"In npm start, Remotion uses profile staging, but it uses profile other on a server.",
		]);
		assert.deepEqual(of(other, staging, {}), ["On a server, Remotion uses profile other. npm start has none."]);
		assert.deepEqual(of(staging, own, {}), [
			"In npm start, Remotion uses access keys AKIA…Q2WZ of REMOTION_AWS_ACCESS_KEY_ID, but it uses profile staging on a server. REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY aren't set on a server.",
		]);
	});

	it("never has a secret", () => {
		for (const { files, there, runtime = "vercel" } of cases) {
			const expected = explain(deployedInput(situation({ files }), runtime, undefined));
			const said = differences({ reported: explained(reportOf(runtime, there)), expected, place: "Vercel" });
			assert.doesNotMatch(JSON.stringify(said), /canary|AKIANOT|ASIANOT/);
		}
	});
});
