import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { printable, printableAccessKeyId } from "../../../../src/core/text/printableName.ts";
import { canary, configPath, credentialsPath, situation } from "../../situation.ts";

describe("a secret in the place of its key ID", () => {
	const id = "AKIAFAKESWAPPED00001";
	// As long as AWS makes them, and of their characters.
	const secret = "notARealSecret/notARealSecret+0000000001";
	const files: Record<string, Record<string, string>> = {
		"swapped in .env": { ".env": `REMOTION_AWS_ACCESS_KEY_ID=${secret}\nREMOTION_AWS_SECRET_ACCESS_KEY=${id}` },
		"both halves in one": {
			".env": `REMOTION_AWS_ACCESS_KEY_ID="${id}:${secret}"\nREMOTION_AWS_SECRET_ACCESS_KEY=${secret}`,
		},
		"swapped in a profile": {
			[credentialsPath]: `[default]\naws_access_key_id = ${secret}\naws_secret_access_key = ${id}`,
		},
		"swapped in the pool": { ".env": `AWS_KEY_1=${secret}\nAWS_SECRET_1=${id}` },
	};
	for (const [what, texts] of Object.entries(files))
		it(`is dots: ${what}`, () => {
			const explanation = JSON.stringify(explain(situation({ files: texts })));
			assert.ok(!explanation.includes(secret));
			assert.match(explanation, /"accessKeyId":"[^"]*••••••••"/);
		});
});

describe("what an unclosed quote swallows", () => {
	const swallowed = `AWS_SECRET_ACCESS_KEY=${canary}\nA="`;
	const shown = [
		"REMOTION_AWS_PROFILE",
		"AWS_PROFILE",
		"REMOTION_AWS_REGION",
		"REMOTION_AWS_ACCESS_KEY_ID",
		"AWS_SHARED_CREDENTIALS_FILE",
		"AWS_CONFIG_FILE",
		"HOME",
		"HOMEPATH",
		"AWS_KEY_1",
	];
	for (const variable of shown) {
		for (const eol of ["\n", "\r\n", "\r"]) {
			it(`is nowhere in the answer: ${variable}, ${JSON.stringify(eol)}`, () => {
				const text = `REMOTION_AWS_SECRET_ACCESS_KEY=x\n${variable}="first\n${swallowed}\n`.replaceAll("\n", eol);
				const explanation = JSON.stringify(explain(situation({ files: { ".env": text } })));
				assert.doesNotMatch(explanation, /canary/);
				assert.match(explanation, /first…/);
			});
		}
	}

	it("is nowhere in an error's message, whatever `replace` would make of the first line", () => {
		for (const first of ["$&", "$`", "$'"]) {
			const text = `REMOTION_AWS_PROFILE="${first}\n${swallowed}\n`;
			assert.doesNotMatch(JSON.stringify(explain(situation({ files: { ".env": text } }))), /canary/);
		}
	});

	it("changes no name of one line in an error's message", () => {
		for (const name of ["a$$b", "$&"]) {
			const { active } = explain(situation({ environment: { AWS_PROFILE: name } }));
			assert.ok(active.kind === "error" && active.message.includes(`[${name}]`));
		}
	});

	it("leaves alone a name of one line, a line end behind it, too", () => {
		for (const name of ["remotion", " two words ", "eu-west-1\n", "a\r\n "]) assert.equal(printable(name), name);
		assert.equal(printable("a\n b"), "a…");
		assert.equal(printable("\nb"), "…");
	});
});

/** As AWS draws them, and no real one. */
const drawn = "nOtArEaLsEcReT0123456789+/aBcDeFgHiJkLmN";
const token = `IQoJb3JpZ2luX2VjEJr${"Not/A/Real+Token0".repeat(6)}`;

describe("a secret in the place of something else", () => {
	const secrets = [drawn, token, canary.padEnd(40, "1").slice(0, 40)];
	for (const secret of secrets) {
		for (const value of [secret, `"${secret} "`, `AKIAFAKEBESIDE000001:${secret}`]) {
			for (const prefix of ["REMOTION_AWS_", "AWS_"]) {
				it(`is nowhere in the answer: ${prefix}ACCESS_KEY_ID=${value.slice(0, 12)}…`, () => {
					const pair = `${prefix}ACCESS_KEY_ID=${value}\n${prefix}SECRET_ACCESS_KEY=AKIAFAKESWAPPED00001\n`;
					const rotation = `AWS_KEY_1=${value}\nAWS_SECRET_1=x\nAWS_KEY_2=${value}\nAWS_SECRET_2=x\n`;
					const profile = `[default]\naws_access_key_id = ${value}\naws_secret_access_key = x\n`;
					const files = { ".env": pair + rotation, [credentialsPath]: profile };
					const said = JSON.stringify(explain(situation({ files })));
					for (const part of [secret, secret.slice(-4)]) assert.ok(!said.includes(part), said);
				});
			}
		}
	}

	for (const variable of ["REMOTION_AWS_PROFILE", "AWS_PROFILE", "REMOTION_AWS_REGION", "AWS_REGION"]) {
		it(`is nowhere in the answer: ${variable}`, () => {
			const files = { ".env": `${variable}=${drawn}\n` };
			assert.ok(!JSON.stringify(explain(situation({ files }))).includes(drawn));
		});
	}

	it("leaves alone what people call their profiles, and keys of other servers", () => {
		for (const name of [
			"123456789012_AdministratorAccess",
			"company/production/AdministratorAccess/europe",
			"CompanyProductionAdministratorAccessEurope1",
		])
			assert.equal(printable(name), name);
		for (const id of ["AKIAFAKE000000000001", "AKIAFAKE00000000001", "test", "minioadmin", "YOUR_ACCESS_KEY_ID"])
			assert.equal(printableAccessKeyId(id), id);
	});
});

describe("a path that looks like a secret, or goes over two lines", () => {
	// Forty characters of all kinds, as a secret has them.
	const folder = "/Users/Maria2/Projects/ClientAwsFolderOn";
	const signs = "[default]\naws_access_key_id = AKIAFAKEPATH00000001\naws_secret_access_key = notAReal\n";
	const folders: [what: string, path: string][] = [
		["forty characters", folder],
		["two lines", "/home/a\nb"],
	];
	it("is as long as a secret", () => assert.equal(/[A-Za-z0-9/+]{40,}/.exec(folder)?.[0].length, 40));
	for (const [what, path] of folders) {
		const environment = { AWS_SHARED_CREDENTIALS_FILE: path, AWS_PROFILE: "default" };
		it(`is read where there is a file: ${what}`, () => {
			const { active, awsFiles } = explain(situation({ environment, files: { [path]: signs } }));
			assert.equal(active.kind === "profile" && active.accessKeyId, "AKIAFAKEPATH00000001");
			assert.equal(awsFiles.credentials, path);
		});
		it(`is read where it is the home: ${what}`, () => {
			const files = { [`${path}/.aws/credentials`]: signs };
			const { active } = explain(situation({ environment: { HOME: path, AWS_PROFILE: "default" }, files }));
			assert.equal(active.kind === "profile" && active.accessKeyId, "AKIAFAKEPATH00000001");
		});
		it(`is told to nobody where there is none: ${what}`, () => {
			const told = JSON.stringify(explain(situation({ environment })));
			assert.ok(!told.includes(JSON.stringify(path).slice(1, -1)), told);
		});
	}
});

describe("a secret in the place of another setting of an AWS profile", () => {
	for (const key of [
		"region",
		"source_profile",
		"sso_session",
		"role_arn",
		"credential_source",
		"mfa_serial",
		"output",
	])
		for (const others of [
			"aws_access_key_id = AKIAFAKEPLACE0000001\naws_secret_access_key = notAReal",
			"role_arn = arn",
		])
			it(`is told to nobody: ${key} beside ${others.split(" ")[0]}`, () => {
				const config = `[profile a]\n${others}\n${key} = ${drawn}\n[profile b]\nrole_arn = arn\nsource_profile = a\n`;
				const files = { ".env": "REMOTION_AWS_PROFILE=a\n", [configPath]: config };
				assert.ok(!JSON.stringify(explain(situation({ files }))).includes(drawn));
			});
});
