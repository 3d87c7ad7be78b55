/** Small inputs that public reports and files led to, each with the right value; the numbers are those of the collection they come from. */
import assert from "node:assert/strict";
import { lintKind } from "../../../src/core/code/kind.ts";
import { explainError } from "../../../src/core/errorGuide/index.ts";
import { type Explanation, explain, explainLaunches, findLaunches } from "../../../src/core/index.ts";
import { lintFacts } from "../../../src/core/rules/code/facts.ts";
import { lintText } from "../../../src/core/rules/code/index.ts";
import { apply } from "../../../src/core/text/edits.ts";
import { cwd, short, situation } from "../situation.ts";
import { key } from "./launches/explained.ts";

const pair = (prefix: string, id: string) =>
	`${prefix}ACCESS_KEY_ID=${id}
${prefix}SECRET_ACCESS_KEY=not-a-real-secret-${id.slice(-4)}-01234567890123456
`;
const remotions = pair("REMOTION_AWS_", key("1"));
const profile = `[studio]\naws_access_key_id = ${key("3")}\naws_secret_access_key = not-a-real-secret-for-0003-0123456789\n`;

type Files = Record<string, string>;

/** The rules that find something in a project, started as its package.json says. */
function found(files: Files, environment: Record<string, string> = {}) {
	const input = situation({ files, environment });
	const launches = findLaunches({
		cwd,
		root: cwd,
		platform: "posix",
		readFile: input.readFile,
		readCode: input.readFile,
	});
	const explained = explainLaunches(input, launches);
	return {
		rules: explained.findings.map(({ rule }) => rule),
		findings: explained.findings,
		answers: explained.launches.map(({ launch, explanation }) => `${launch.id} ${short(explanation.active)}`),
	};
}

function packageOf(scripts: Files, ...dependencies: string[]): Files {
	const json = { scripts, dependencies: Object.fromEntries(dependencies.map((name) => [name, "4.0.527"])) };
	return { "package.json": JSON.stringify(json) };
}

/** The messages about a text of code. */
function inCode(text: string, path = `${cwd}/app/api/render/route.ts`): string[] {
	const facts = lintFacts(situation({ runtime: "next" }), {});
	return lintText(text, { path, kind: "code", facts }).map(({ rule, message }) => `${rule}: ${message}`);
}

const next = packageOf({ dev: "next dev" }, "next", "@remotion/lambda");

describe("what public reports lead to", () => {
	const ids: [title: string, text: string, id: string][] = [
		[
			"18",
			"Error: Region is missing\n    at /app/node_modules/@smithy/config-resolver/dist-cjs/index.js",
			"region-missing",
		],
		[
			"18, nearby",
			'Error: Region not accepted: region="us-east-1 " is not a valid hostname component.',
			"region-malformed",
		],
		[
			"35",
			"Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
			"reserved-variables",
		],
		[
			"35, Netlify",
			"Invalid AWS Lambda parameters. Reserved keys used in this request: AWS_ACCESS_KEY_ID",
			"reserved-variables",
		],
		["35, size", "Your environment variables exceed the 4KB limit imposed by AWS Lambda", "environment-too-large"],
		[
			"51",
			"Multiple credential sources detected: Both AWS_PROFILE and the pair AWS_ACCESS_KEY_ID/AWS_SECRET_ACCESS_KEY static credentials are set. This SDK will proceed with the AWS_PROFILE value.",
			"several-sources",
		],
		["52", "Error: Resolved credential object is not valid", "invalid-credential-object"],
		["52", "Error: Credential is missing", "invalid-credential-object"],
		["59", "NoCredentialsError: Unable to locate credentials", "boto-no-credentials"],
		["59", "ProfileNotFound: The config profile (x) could not be found", "boto-profile-not-found"],
		["59", "botocore.exceptions.NoRegionError: You must specify a region.", "boto-no-region"],
		[
			"59",
			"PartialCredentialsError: Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY",
			"partial-credentials",
		],
		["59", "Error when retrieving token from sso: Token has expired and refresh failed", "sso-refresh-failed"],
		["59", "InvalidGrantException: ", "sso-refresh-failed"],
		["59", "ForbiddenException: No access", "sso-no-access"],
		[
			"59",
			"Aws::Errors::MissingCredentialsError: unable to sign request without credentials set",
			"ruby-no-credentials",
		],
		[
			"59",
			"CredentialsException: Error retrieving credentials from the instance profile metadata service",
			"php-no-credentials",
		],
		["59", "NoCredentialProviders: no valid providers in chain", "go-no-credentials"],
		["59", "failed to refresh cached credentials, no EC2 IMDS role found", "go-no-credentials"],
		["59", 'net/http: invalid header field value for "Authorization"', "go-malformed-credentials"],
		[
			"59",
			"Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1",
			"sdk-v2-no-credentials",
		],
		["62", "Error: Lambda function returned no payload (status 200)", "empty-answer"],
		[
			"62",
			"IllegalLocationConstraintException: The us-east-2 location constraint is incompatible",
			"bucket-in-another-region",
		],
		["62", "ResourceConflictException: An update is in progress for resource: x", "function-exists"],
		["62", "ResourceConflictException: Function already exist: x", "function-exists"],
		["62", "MalformedPolicyDocument: Syntax errors in policy.", "policy-malformed"],
		["62", "LimitExceeded: Maximum policy size of 2048 bytes exceeded for user a", "policy-too-large"],
		[
			"62",
			"Tried to go to https://remotionlambda-a.s3.us-east-1.amazonaws.com/i.html but the status code was 403 instead of 200",
			"site-unreachable",
		],
		[
			"62",
			"Tried to go to https://remotionlambda-a.s3.us-east-1.amazonaws.com/i.html but the status code was 404 instead of 200",
			"site-unreachable",
		],
		[
			"62",
			"TypeError: fetch failed [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: lambda.us-east-1.amazonaws.com:443)",
			"unreachable",
		],
		[
			"login",
			"CredentialsProviderError: Failed to load token from /home/u/.aws/login/cache/0a.json: Error: ENOENT: no such file or directory",
			"login-session",
		],
		[
			"login",
			"Failed to load token from /home/u/.aws/login/cache/0a.json: SyntaxError: Unexpected end of JSON input",
			"login-session",
		],
		[
			"login",
			"Failed to load token from /home/u/.aws/login/cache/0a.json: Error: Token validation failed, missing fields: accessToken",
			"login-session",
		],
	];
	for (const [title, text, id] of ids)
		it(`the error ${text.slice(0, 50)} is ${id} (case ${title})`, () => assert.equal(explainError(text)?.id, id));

	it("the region of the project is named where the code passes none (case 18)", () => {
		const explanation = explain(situation({ files: { ".env": "REMOTION_AWS_REGION=eu-central-1\n" } }));
		const told = explainError("Error: Region is missing", explanation);
		assert.match(told?.cause ?? "", /REMOTION_AWS_REGION is set here, but is used only if your code passes it/);
		assert.match(told?.actions[0]?.title ?? "", /Open \.env/);
	});

	it("DOTENV_KEY with .env.vault keeps .env from being read, and without it does not (case 29)", () => {
		const environment = {
			DOTENV_KEY: `dotenv://:key_${"0".repeat(64)}@dotenvx.com/vault/.env.vault?environment=production`,
		};
		const withVault = explain(situation({ environment, files: { ".env": remotions, ".env.vault": "DOTENV_VAULT=x" } }));
		assert.equal(short(withVault.active), "hidden .env.vault (encrypted)");
		assert.ok(withVault.findings.some(({ rule }) => rule === "dotenv-vault"));
		const without = explain(situation({ environment, files: { ".env": remotions } }));
		assert.equal(short(without.active), `keys ${key("1")} by REMOTION_AWS_ACCESS_KEY_ID`);
	});

	it("keys handed over as envVariables sign nothing and are sent along (case 31)", () => {
		const names = ["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"];
		const values = names.map((name) => `${name}: process.env.${name} ?? ""`).join(", ");
		const call = `await renderMediaOnLambda({ region: "us-east-1", functionName: "f", serveUrl: "s", composition: "c", envVariables: { ${values} } });`;
		const [only, ...others] = inCode(`import { renderMediaOnLambda } from "@remotion/lambda/client";\n${call}`);
		assert.match(
			only ?? "",
			/^secret-in-env-variables: envVariables sends REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET/,
		);
		assert.deepEqual(others, []);
	});

	it("env of next.config.js writes keys into what ships, and the fix takes the block away (case 33)", () => {
		const text =
			"module.exports = { env: { REMOTION_AWS_ACCESS_KEY_ID: process.env.REMOTION_AWS_ACCESS_KEY_ID, REMOTION_AWS_SECRET_ACCESS_KEY: process.env.REMOTION_AWS_SECRET_ACCESS_KEY } }";
		const facts = lintFacts(situation({ files: { "next.config.js": text } }), {});
		const told = lintText(text, { path: `${cwd}/next.config.js`, kind: "code", facts });
		assert.deepEqual(
			told.map(({ rule, severity }) => [rule, severity]),
			[
				["secret-in-build", "error"],
				["secret-in-build", "error"],
			],
		);
		const [fix] = told[0]?.fixes ?? [];
		assert.ok(fix && "edits" in fix);
		assert.equal(apply(text, fix.edits).replace(/\s+/g, ""), "module.exports={}");
	});

	it("keys in a Dockerfile and in a shell script are hard-coded keys (case 47)", () => {
		const rulesOf = (name: string, text: string) => {
			const kind = lintKind(`${cwd}/${name}`);
			assert.ok(kind, name);
			const facts = lintFacts(situation({ files: { [name]: text } }), {});
			return lintText(text, { path: `${cwd}/${name}`, kind, facts }).map(({ rule }) => rule);
		};
		const id = "AKIANOTAREALKEY7Q2WZ";
		assert.deepEqual(rulesOf("Dockerfile", `FROM node:24\nENV REMOTION_AWS_ACCESS_KEY_ID=${id}\n`), [
			"access-key-in-code",
		]);
		assert.deepEqual(rulesOf("deploy.sh", `export AWS_ACCESS_KEY_ID=${id}\nnode deploy.mjs\n`), ["access-key-in-code"]);
	});

	it("regions are those of the project's Remotion version (case 56)", () => {
		const problem = (region: string) =>
			explain({
				...situation({ files: { ".env": `REMOTION_AWS_REGION=${region}\n${remotions}` }, runtime: "remotion-cli" }),
				remotionVersion: "4.0.425",
			}).region.problem;
		assert.equal(problem("me-south-1"), undefined);
		assert.notEqual(problem("cn-north-1"), undefined);
	});

	it("a leftover AWS_ENDPOINT_URL is named, and leads from an error to its line (case 50)", () => {
		const files = { ".env": `${remotions}AWS_ENDPOINT_URL=http://localhost:4566\n` };
		const explanation: Explanation = explain(situation({ files }));
		const finding = explanation.findings.find(({ rule }) => rule === "custom-endpoint");
		assert.match(finding?.message ?? "", /sends every AWS call to localhost:4566/);
		const told = explainError("Error: connect ECONNREFUSED 127.0.0.1:4566\n at node_modules/@aws-sdk/x", explanation);
		assert.match(told?.remedy ?? "", /localhost:4566/);
		assert.ok(told?.actions.some(({ args }) => JSON.stringify(args).includes(`${cwd}/.env`)));
	});

	it("REMOTION_AWS_REGION that code passes raises nothing (case 53)", () => {
		const route =
			"export const POST = () => renderMediaOnLambda({ region: process.env.REMOTION_AWS_REGION as AwsRegion });";
		const { rules } = found({
			...next,
			".env.local": `${remotions}REMOTION_AWS_REGION=eu-central-1\n`,
			"app/api/route.ts": `import { renderMediaOnLambda } from "@remotion/lambda/client";\n${route}`,
		});
		assert.deepEqual(rules, []);
	});

	it("--env-file of a render is sent along and supplies nothing (case 60)", () => {
		const files = { ...packageOf({ r: "remotion lambda render s c --env-file=.env.production" }, "@remotion/cli") };
		const { findings, answers } = found({ ...files, ".env.production": remotions });
		assert.deepEqual(answers, ["script:r error no-access-key-id", "command:remotion error no-access-key-id"]);
		const sent = findings.find(({ rule }) => rule === "secret-sent-to-render");
		assert.match(sent?.message ?? "", /sends every variable in \.env\.production/);
		// Another script's flag is none of this one's.
		const other = packageOf(
			{ s: "remotion studio --env-file=.env.production", r: "remotion lambda render s c" },
			"@remotion/cli",
		);
		assert.ok(!found({ ...other, ".env.production": remotions }).rules.includes("secret-sent-to-render"));
	});

	it("AWS_DEFAULT_PROFILE is for the AWS CLI, in a file and in the shell (case 55)", () => {
		const aws = { "/home/tester/.aws/credentials": profile };
		const inFile = explain(situation({ files: { ...aws, ".env": "AWS_DEFAULT_PROFILE=studio\n" } }));
		assert.ok(inFile.findings.some(({ rule }) => rule === "profile-not-read"));
		const inShell = explain(situation({ files: aws, environment: { AWS_DEFAULT_PROFILE: "studio" } }));
		const step = inShell.steps.find(({ id }) => id === "aws-profile");
		assert.match(step?.reason ?? "", /AWS_DEFAULT_PROFILE is set in the shell, but Remotion doesn't read it/);
	});

	it("a loader that another script names is followed", () => {
		const scripts = { "with-env": "dotenv -e ./config/.env --", dev: "npm run with-env -- next dev" };
		const { answers } = found({
			...packageOf(scripts, "next", "@remotion/lambda", "dotenv-cli"),
			"config/.env": remotions,
		});
		assert.deepEqual(answers, [`script:dev keys ${key("1")} by REMOTION_AWS_ACCESS_KEY_ID`]);
	});

	it("a license key is no credential", () => {
		const license =
			"REMOTION_LICENSE_KEY=rm_pub_0000000000000000000000000000000000000000\nREMOTION_PUBLIC_LICENSE_KEY=free-license\n";
		const { rules } = found({ ...next, ".env.local": remotions + license });
		assert.deepEqual(rules, []);
		const code =
			'import { renderMediaOnLambda } from "@remotion/lambda/client";\nrenderMediaOnLambda({ region, licenseKey: "rm_pub_0000000000000000000000000000000000000000", isProduction: true });';
		assert.deepEqual(inCode(code), []);
	});
});
