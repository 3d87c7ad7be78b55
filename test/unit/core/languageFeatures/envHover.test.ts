import assert from "node:assert/strict";
import {
	describeInCode,
	describeVariable,
	type VariableDescription,
} from "../../../../src/core/languageFeatures/envHover.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { canary, credentialsPath, cwd, failure, situation } from "../../situation.ts";

const pair = (prefix: string) => `${prefix}ACCESS_KEY_ID=AKIAFAKEHOVER0000001\n${prefix}SECRET_ACCESS_KEY=${canary}\n`;
const remotion = { [credentialsPath]: `[remotion]\naws_access_key_id = AKIAFAKE\naws_secret_access_key = ${canary}\n` };

type Parts = NonNullable<Parameters<typeof situation>[0]>;
type Row = [
	title: string,
	parts: Parts,
	name: string,
	state: VariableDescription["state"],
	why: RegExp,
	elsewhere?: string[],
];

const table: Row[] = [
	[
		"a pair that signs",
		{ files: { ".env": pair("REMOTION_AWS_") } },
		"REMOTION_AWS_SECRET_ACCESS_KEY",
		"active",
		/Remotion uses REMOTION_AWS_ACCESS_KEY_ID and /,
	],
	[
		"a pair behind another",
		{ files: { ".env": pair("REMOTION_AWS_") + pair("AWS_") } },
		"AWS_ACCESS_KEY_ID",
		"inactive",
		/^Not used: the REMOTION_AWS_\* access keys take precedence\.$/,
	],
	[
		"the shell wins",
		{ files: { ".env": pair("AWS_") }, environment: { AWS_ACCESS_KEY_ID: "AKIAFAKESHELL0000001" } },
		"AWS_ACCESS_KEY_ID",
		"inactive",
		/^Not used: the shell also sets it and takes precedence\.$/,
		["Also set in the shell."],
	],
	[
		"the terminal wins over the shell",
		{
			files: { ".env": pair("AWS_") },
			terminal: { AWS_ACCESS_KEY_ID: "AKIAFAKETERMINAL0001" },
			environment: { AWS_ACCESS_KEY_ID: "" },
		},
		"AWS_ACCESS_KEY_ID",
		"inactive",
		/^Not used: the terminal also sets it and takes precedence\.$/,
		["Also set in the terminal.", "Also set in the shell (empty)."],
	],
	[
		"a profile",
		{ files: { ...remotion, ".env": "AWS_PROFILE=remotion" } },
		"AWS_PROFILE",
		"active",
		/profile "remotion"/,
	],
	["a profile that fails", { files: { ".env": "AWS_PROFILE=nobody" } }, "AWS_PROFILE", "fails", /which fails/],
	[
		"half a pair",
		{ files: { ".env": "AWS_ACCESS_KEY_ID=AKIAFAKE" } },
		"AWS_ACCESS_KEY_ID",
		"inactive",
		/skips these access keys/,
	],
	["a token alone", { files: { ".env": "AWS_SESSION_TOKEN=x" } }, "AWS_SESSION_TOKEN", "inactive", /isn't used/],
	["nothing", { files: { ".env": "AWS_PROFILE=" } }, "AWS_PROFILE", "inactive", /counts as not set/],
	["no such line", { files: { ".env": "# AWS_PROFILE=a" } }, "AWS_PROFILE", "inactive", /Not set in this file/],
	["a region", { files: { ".env": "AWS_REGION=eu-west-1" } }, "AWS_REGION", "active", /uses this region\.$/],
	["a wrong region", { files: { ".env": "AWS_REGION=mars" } }, "AWS_REGION", "fails", /not a region/],
	[
		"a region behind another",
		{ files: { ".env": "AWS_REGION=eu-west-1\nREMOTION_AWS_REGION=eu-west-2" } },
		"AWS_REGION",
		"inactive",
		/REMOTION_AWS_REGION takes precedence/,
	],
	[
		"a region for Next.js",
		{ runtime: "next", files: { ".env": "AWS_REGION=eu-west-1" } },
		"AWS_REGION",
		"inactive",
		/argument only/,
	],
	[
		"the switch",
		{ files: { ".env": "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1" } },
		"REMOTION_SKIP_AWS_CREDENTIALS_CHECK",
		"active",
		/ignores all REMOTION_AWS_\* credentials/,
	],
	[
		"a plain pair that the chain finds",
		{ files: { ".env": `REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n${pair("AWS_")}` } },
		"AWS_SECRET_ACCESS_KEY",
		"active",
		/The default credential provider chain uses AWS_ACCESS_KEY_ID/,
	],
	[
		"the switch of the client cache",
		{ files: { ".env": `REMOTION_DISABLE_AWS_CLIENT_CACHE=1\n${pair("AWS_")}` } },
		"REMOTION_DISABLE_AWS_CLIENT_CACHE",
		"active",
		/a new AWS client for every call/,
	],
	[
		"an account of a rotation",
		{ files: { ".env": `AWS_SECRET_2=${canary}` } },
		"AWS_SECRET_2",
		"inactive",
		/your own code/,
	],
	[
		"a file that is not read",
		{ runtime: "node", files: { ".env": pair("AWS_"), ".env.local": "AWS_ACCESS_KEY_ID=" } },
		"AWS_ACCESS_KEY_ID",
		"inactive",
		/^Not used: this file is not read\. The Node\.js API sees the shell's variables only/,
		["Also set in .env.local (empty, not read here)."],
	],
];

describe("the hover", () => {
	for (const [title, parts, name, state, why, elsewhere = []] of table) {
		it(`explains ${title}`, () => {
			const description = describeVariable(resolveProject(situation(parts)), `${cwd}/.env`, name);
			assert.ok(description);
			assert.equal(description.state, state, description.why);
			assert.match(description.why, why);
			assert.deepEqual(
				description.elsewhere.map(({ text }) => text),
				elsewhere,
			);
			assert.ok(description.does.length > 20);
			assert.doesNotMatch(JSON.stringify(description), /canary/);
		});
	}

	it("leaves alone what is not Remotion's and files that are not there", () => {
		const found = resolveProject(situation({ files: { ".env": "DATABASE_URL=x\nAWS_BUCKET=x\nAWS_PROFILE=x" } }));
		assert.equal(describeVariable(found, `${cwd}/.env`, "DATABASE_URL"), undefined);
		assert.equal(describeVariable(found, `${cwd}/.env`, "AWS_BUCKET"), undefined);
		assert.equal(describeVariable(found, `${cwd}/.env.local`, "AWS_PROFILE"), undefined);
		assert.ok(describeVariable(found, `${cwd}/.env`, "AWS_PROFILE"));
	});
});

const inCode: [
	title: string,
	parts: Parameters<typeof situation>[0],
	state: VariableDescription["state"],
	why: RegExp,
	elsewhere: string[],
][] = [
	["a file that is read", { files: { ".env": pair("REMOTION_AWS_") } }, "active", /./, ["Set in .env."]],
	[
		"a file that is not read",
		{ runtime: "node", files: { ".env": pair("REMOTION_AWS_") } },
		"inactive",
		/^Not set where a program reads it\. The Node\.js API/,
		["Also set in .env (not read here)."],
	],
	[
		"the shell",
		{
			runtime: "node",
			environment: { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKESHELL0000001", REMOTION_AWS_SECRET_ACCESS_KEY: canary },
		},
		"active",
		/./,
		["Also set in the shell."],
	],
	["nothing", {}, "inactive", /^Not set/, []],
];

describe("the hover in code", () => {
	for (const [title, parts, state, why, elsewhere] of inCode) {
		it(`explains a variable set in ${title}`, () => {
			const description = describeInCode(resolveProject(situation(parts)), "REMOTION_AWS_ACCESS_KEY_ID");
			assert.ok(description);
			assert.equal(description.state, state, description.why);
			assert.match(description.why, why);
			assert.deepEqual(
				description.elsewhere.map(({ text }) => text),
				elsewhere,
			);
			assert.doesNotMatch(JSON.stringify(description), /canary/);
		});
	}

	it("leaves alone what is not Remotion's", () => {
		assert.equal(describeInCode(resolveProject(situation()), "DATABASE_URL"), undefined);
	});
});

describe("the hover beside a .env that is a pipe", () => {
	it("says of a region that is set that another one may be supplied", () => {
		const parts = { files: { ".env": failure("FIFO") }, environment: { AWS_REGION: "eu-west-1" } };
		const { state, why } = describeInCode(resolveProject(situation(parts)), "AWS_REGION") ?? {};
		assert.deepEqual(
			[state, why],
			["inactive", ".env (a pipe) may supply another region, which cannot be seen from here."],
		);
	});
});
