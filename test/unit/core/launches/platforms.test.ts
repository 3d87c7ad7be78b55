import assert from "node:assert/strict";
import { explainError } from "../../../../src/core/errorGuide/index.ts";
import { explain, type Launch } from "../../../../src/core/index.ts";
import { verdictOf } from "../../../../src/core/precedence/deploymentVerdict.ts";
import { platformOf } from "../../../../src/core/runtimes/index.ts";
import { short, situation } from "../../situation.ts";
import { inShort, launchesOf } from "./project.ts";

type Files = Record<string, string>;

const plain =
	"AWS_ACCESS_KEY_ID=AKIAFAKEPLAIN0000001\nAWS_SECRET_ACCESS_KEY=not-a-real-secret-of-a-platform-00000001\n";
const own = plain.replaceAll("AWS_", "REMOTION_AWS_");
/** Written apart, so that no one takes the texts for templates. */
const braced = (inner: string) => `$\u007b${inner}}`;

function deployed(files: Files, dependencies = ["@remotion/lambda-client", "next"]): Launch[] {
	return launchesOf({ dependencies, files }).filter(({ kind }) => kind === "platform");
}

/** Label, what signs, and what would come of it. */
function answer(files: Files): string {
	const [launch] = deployed(files);
	if (!launch) return "none";
	const given = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/p/${name}`, text]));
	const explanation = explain(situation({ cwd: "/p", files: given, launch }));
	const platform = platformOf(launch.runtime);
	assert.ok(platform);
	return `${launch.label}: ${short(explanation.active)}: ${verdictOf(explanation, platform)}`;
}

const netlify = '[build]\ncommand = "next build"\n';
const amplify = (...commands: string[]) =>
	`version: 1\nfrontend:\n  phases:\n    build:\n      commands:\n${commands.map((one) => `        - ${one}\n`).join("")}        - npm run build\n`;
const serverless = (environment: string, functions = "  render:\n    handler: h.h\n") =>
	`service: x\nprovider:\n  name: aws\n  environment:\n${environment}functions:\n${functions}`;
const sam = (variables: string, globals = "") =>
	`${globals}Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: h.h\n      Environment:\n        Variables:\n${variables}`;
const sst = (environment: string) =>
	`export default $config({ async run() { new sst.aws.Function("R", { handler: "h", environment: { ${environment} } }); } });\n`;

const role = "keys +token by AWS_ACCESS_KEY_ID: role";
const table: [what: string, files: Files, expected: string][] = [
	["nothing", {}, "none"],
	[
		"Vercel",
		{ "vercel.json": "{}", ".env": own },
		"Deployed to Vercel: keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Netlify with a plain pair (case 38)",
		{ "netlify.toml": netlify, ".env": plain },
		"Deployed to Netlify: keys +token by AWS_ACCESS_KEY_ID: fails",
	],
	[
		"Netlify with Remotion's pair",
		{ "netlify.toml": netlify, ".env": own },
		"Deployed to Netlify: keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Netlify, linked only",
		{ ".netlify/state.json": "{}" },
		"Deployed to Netlify: keys +token by AWS_ACCESS_KEY_ID: fails",
	],
	[
		"Amplify with a plain pair (case 39)",
		{ "amplify.yml": amplify("env | grep -e AWS_ -e REMOTION_ >> .env.production"), ".env": plain },
		"Deployed to Amplify: error no-access-key-id: fails",
	],
	[
		"Amplify with Remotion's pair, written (case 39)",
		{ "amplify.yml": amplify("env | grep -e AWS_ -e REMOTION_ >> .env.production"), ".env": own },
		"Deployed to Amplify: keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Amplify with Remotion's pair, not written (case 39)",
		{ "amplify.yml": amplify(), ".env": own },
		"Deployed to Amplify: error no-access-key-id: fails",
	],
	[
		"Amplify, another name written",
		{ "amplify.yml": amplify("env | grep -e API_URL >> .env.production"), ".env": own },
		"Deployed to Amplify: error no-access-key-id: fails",
	],
	[
		"Amplify, one name each",
		{
			"amplify.yml": amplify(
				'echo "REMOTION_AWS_ACCESS_KEY_ID=$REMOTION_AWS_ACCESS_KEY_ID" >> .env',
				"echo REMOTION_AWS_SECRET_ACCESS_KEY=$REMOTION_AWS_SECRET_ACCESS_KEY >> .env",
			),
			".env.local": own,
		},
		"Deployed to Amplify: keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Amplify, everything",
		{ "amplify.yml": amplify("env >> .env.production"), ".env": own },
		"Deployed to Amplify: keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Amplify, a start of names",
		{ "amplify.yml": amplify("env | grep '^REMOTION_' >> .env.production"), ".env": own },
		"Deployed to Amplify: keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Serverless without variables",
		{ "serverless.yml": "provider: aws\n", ".env": own },
		`Deployed to AWS Lambda (Serverless): ${role}`,
	],
	[
		"Serverless with reserved names (case 36)",
		{
			"serverless.yml": `provider: {name: aws, environment: {AWS_ACCESS_KEY_ID: "${braced("env:AWS_ACCESS_KEY_ID")}", AWS_SECRET_ACCESS_KEY: "${braced("env:AWS_SECRET_ACCESS_KEY")}"}}\n`,
		},
		`Deployed to AWS Lambda (Serverless): ${role}`,
	],
	[
		"Serverless with Remotion's pair",
		{
			"serverless.yml": serverless(
				`    REMOTION_AWS_ACCESS_KEY_ID: ${braced("env:ID")}\n    REMOTION_AWS_SECRET_ACCESS_KEY: ${braced("env:SECRET")}\n`,
			),
		},
		"Deployed to AWS Lambda (Serverless): keys  by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Serverless with a function's own",
		{
			"serverless.yml": serverless(
				"    A: 1\n",
				"  a:\n    handler: a.a\n  b:\n    environment:\n      REMOTION_AWS_ACCESS_KEY_ID: AKIAFAKEFUNCTION0001\n      REMOTION_AWS_SECRET_ACCESS_KEY: !Ref S\n",
			),
		},
		"Deployed to AWS Lambda (Serverless): keys AKIAFAKEFUNCTION0001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"Serverless with a file of variables",
		{ "serverless.yml": `provider:\n  name: aws\n  environment: ${braced("file(env.yml)")}\n` },
		"Deployed to AWS Lambda (Serverless): hidden serverless.yml: signs",
	],
	[
		"Serverless with a profile",
		{ "serverless.yml": serverless("    REMOTION_AWS_PROFILE: studio\n") },
		"Deployed to AWS Lambda (Serverless): error profile-not-found: fails",
	],
	[
		"SAM with Remotion's pair",
		{
			"template.yaml": sam(
				"          REMOTION_AWS_ACCESS_KEY_ID: !Ref Id\n          REMOTION_AWS_SECRET_ACCESS_KEY: !Sub x\n",
			),
		},
		"Deployed to AWS Lambda (SAM): keys  by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"SAM with reserved names",
		{ "template.yaml": sam("          AWS_ACCESS_KEY_ID: !Ref Id\n"), ".env": own },
		`Deployed to AWS Lambda (SAM): ${role}`,
	],
	[
		"SAM with names of all functions",
		{
			"samconfig.toml": "",
			"template.yaml": sam(
				"          A: 1\n",
				"Globals:\n  Function:\n    Environment:\n      Variables:\n        REMOTION_AWS_PROFILE: x\n",
			),
		},
		"Deployed to AWS Lambda (SAM): error profile-not-found: fails",
	],
	[
		"SAM without its template",
		{ "samconfig.toml": "", ".env": own },
		"Deployed to AWS Lambda (SAM): keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"SST with a reserved name (case 36)",
		{ "sst.config.ts": sst("AWS_ACCESS_KEY_ID: process.env.REMOTION_AWS_ACCESS_KEY_ID!"), ".env": own },
		`Deployed to AWS Lambda (SST): ${role}`,
	],
	[
		"SST with Remotion's pair",
		{
			"sst.config.ts": sst(
				'REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEFUNCTION0001", "REMOTION_AWS_SECRET_ACCESS_KEY": secret.value',
			),
		},
		"Deployed to AWS Lambda (SST): keys AKIAFAKEFUNCTION0001 by REMOTION_AWS_ACCESS_KEY_ID: signs",
	],
	[
		"SST without variables",
		{ "sst.config.ts": "export default $config({});\n", ".env": own },
		`Deployed to AWS Lambda (SST): ${role}`,
	],
];

describe("a deployment as a launch", () => {
	for (const [what, files, expected] of table) {
		it(`${what}: ${expected}`, () => assert.equal(answer(files), expected));
	}

	it("is named by its platform, runs elsewhere and is never the main one", () => {
		const launches = launchesOf({
			dependencies: ["@remotion/lambda-client"],
			files: { "netlify.toml": netlify, "vercel.json": "{}" },
		});
		assert.deepEqual(
			launches.map(({ id, place }) => `${id} ${place}`),
			["runtime:node here", "platform:vercel elsewhere", "platform:netlify elsewhere"],
		);
	});

	it("is told of the workspace's top, and of a client of Remotion Lambda alone", () => {
		const files = { "/netlify.toml": netlify };
		const ids = (dependencies: string[]) =>
			launchesOf({ dependencies, files }, { root: "/" }).flatMap(({ kind, id }) => (kind === "platform" ? id : []));
		assert.deepEqual(ids(["@remotion/lambda"]), ["platform:netlify"]);
		assert.deepEqual(ids(["remotion"]), []);
	});

	it("points at the place of each variable", () => {
		const text = sst("REMOTION_AWS_PROFILE: x");
		const [launch] = deployed({ "sst.config.ts": text });
		assert.deepEqual(launch && inShort(launch), ['REMOTION_AWS_PROFILE={"unknown":"REMOTION_AWS_PROFILE"}']);
		const [layer] = launch?.layers ?? [];
		const range = layer && "origin" in layer ? layer.origin?.range : undefined;
		assert.equal(text.slice(range?.start, range?.end), "REMOTION_AWS_PROFILE");
	});

	for (const text of [
		"Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
		"Invalid AWS Lambda parameters. Reserved keys used in this request",
	]) {
		it(`that fails at reserved names is explained (case 35): ${text.slice(0, 40)}`, () => {
			const { id, remedy = "" } = explainError(text) ?? {};
			assert.equal(id, "reserved-variables");
			assert.match(remedy, /REMOTION_AWS_ACCESS_KEY_ID/);
		});
	}

	for (const text of ["", "[", "provider:\n  name: aws\nfunctions: [1, 2]\n  - x", "provider: aws\nfunctions: 1"]) {
		it(`is read of a broken file without a throw: ${JSON.stringify(text)}`, () => {
			deployed({ "serverless.yml": text, "template.yaml": text, "amplify.yml": text, "sst.config.ts": text });
		});
	}
});
