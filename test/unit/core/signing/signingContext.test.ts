import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { isLoopback, type Signing, shownAddress, signingOf } from "../../../../src/core/signing/signingContext.ts";
import type { Signer } from "../../../../src/core/types.ts";
import { canary, credentialsPath, cwd, home, short, situation } from "../../situation.ts";

type Parts = Parameters<typeof situation>[0];

const credentials = `[default]
aws_access_key_id = AKIAFAKEDEFAULT00001
aws_secret_access_key = ${canary}-default
[role]
role_arn = arn:aws:iam::111122223333:role/x
source_profile = source
[source]
aws_access_key_id = AKIAFAKESOURCE000001
aws_secret_access_key = ${canary}-source
aws_session_token = ${canary}-token
`;
const files = (env = "", extra = {}) => ({ ".env": env, [credentialsPath]: credentials, ...extra });

function sign(parts: Parts, signer?: Signer): Signing {
	const signing = signingOf(resolveProject(situation(parts)), signer);
	assert.ok(signing, "there is something to sign with");
	return signing;
}

/** The source in one line, its secrets revealed. */
function source(parts: Parts, signer?: Signer): string {
	const { source } = sign(parts, signer);
	if (source.kind === "chain") return "chain";
	if (source.kind === "profile") return `profile ${source.profile}`;
	return [source.accessKeyId, source.secretAccessKey.reveal(), source.sessionToken?.reveal()].join(" ");
}

const remotionPair =
	"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEREMOTION0001\nREMOTION_AWS_SECRET_ACCESS_KEY=remotion-secret\n";
const awsPair = "AWS_ACCESS_KEY_ID=AKIAFAKEAWS000000001\nAWS_SECRET_ACCESS_KEY=aws-secret\n";

describe("what Remotion signs with, for the process that verifies it", () => {
	const table: [title: string, env: string, shell: Record<string, string>, expected: string][] = [
		["REMOTION_AWS_PROFILE above all", `REMOTION_AWS_PROFILE=role\n${remotionPair}`, {}, "profile role"],
		[
			"the REMOTION pair above AWS_PROFILE",
			`${remotionPair}AWS_PROFILE=role`,
			{},
			"AKIAFAKEREMOTION0001 remotion-secret ",
		],
		[
			"a token with the pair of its own prefix",
			`${remotionPair}AWS_SESSION_TOKEN=other\nREMOTION_AWS_SESSION_TOKEN=own`,
			{},
			"AKIAFAKEREMOTION0001 remotion-secret own",
		],
		["AWS_PROFILE above the AWS pair", `${awsPair}AWS_PROFILE=role`, {}, "profile role"],
		[
			"the shell's stale token with the pair of .env",
			awsPair,
			{ AWS_SESSION_TOKEN: "stale" },
			"AKIAFAKEAWS000000001 aws-secret stale",
		],
		["the chain where nothing is set", "", {}, "chain"],
		["the chain where the check is skipped", `REMOTION_SKIP_AWS_CREDENTIALS_CHECK=0\n${remotionPair}`, {}, "chain"],
	];
	for (const [title, env, environment, expected] of table) {
		it(title, () => assert.equal(source({ files: files(env), environment }), expected));
	}

	const second = { key: "AWS_KEY_2", secret: "AWS_SECRET_2" };
	const pool = "AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_SECRET_1=one\nAWS_KEY_2=AKIAFAKEPOOL00000002\nAWS_SECRET_2=two\n";
	const pairs: [title: string, parts: Parts, expected: string][] = [
		[
			"an account of a rotation, whatever is active",
			{ files: files(`${pool}${remotionPair}`) },
			"AKIAFAKEPOOL00000002 two ",
		],
		[
			"one that the shell sets",
			{ environment: { AWS_KEY_2: "AKIAFAKESHELL0000002", AWS_SECRET_2: "s" } },
			"AKIAFAKESHELL0000002 s ",
		],
		[
			"one in a file that only the code loads",
			{ runtime: "node", files: { ".env.local": pool } },
			"AKIAFAKEPOOL00000002 two ",
		],
		[
			"the shell's before a file's",
			{ files: files(pool), environment: { AWS_KEY_2: "AKIAFAKESHELL0000002" } },
			"AKIAFAKESHELL0000002 two ",
		],
	];
	for (const [title, parts, expected] of pairs) it(title, () => assert.equal(source(parts, second), expected));

	it("tells a profile that takes its keys from the environment from one that does not", () => {
		const config = (source: string) => ({ [`${home}/.aws/config`]: `[profile own]\nrole_arn = x\n${source}\n` });
		const uses = (source: string) => sign({ files: files("", config(source)) }, "own").usesEnvironment;
		assert.deepEqual([uses("credential_source = Environment"), uses("source_profile = source")], [true, false]);
	});

	it("takes no half of a pair, and no halves of two files that nobody loads together", () => {
		for (const parts of [
			{ files: files("AWS_KEY_2=AKIAFAKEPOOL00000002\nAWS_SECRET_2=\n") },
			{ runtime: "node", files: { ".env": "AWS_KEY_2=AKIAFAKEPOOL00000002", ".env.local": "AWS_SECRET_2=two" } },
		] as const)
			assert.equal(signingOf(resolveProject(situation(parts)), second), undefined);
	});

	it("says nothing where Remotion fails first", () => {
		const input = situation({ files: files("REMOTION_AWS_PROFILE=nobody") });
		assert.match(short(explain(input).active), /^error profile-not-found/);
		assert.equal(signingOf(resolveProject(input)), undefined);
	});

	it("hands on the shell whole, and of .env only what the SDK reads", () => {
		const env =
			"LD_PRELOAD=./evil.so\nBASH_ENV=./evil\nNODE_OPTIONS=--require=./evil\nAWS_DATA_PATH=./evil\nAWS_REGION=eu-west-1\n";
		const { environment } = sign({ files: files(env), environment: { PATH: "/bin", LD_PRELOAD_OWN: "x" } });
		assert.deepEqual(
			Object.entries(environment).map(([name, value]) => [name, value.reveal()]),
			[
				["PATH", "/bin"],
				["LD_PRELOAD_OWN", "x"],
				["AWS_REGION", "eu-west-1"],
			],
		);
	});

	it("hands on the AWS files' texts as they were explained, and nothing for what is not there", () => {
		const { files: given } = sign({ files: files() });
		assert.deepEqual(
			Object.entries(given).map(([path, text]) => [path, text.reveal()]),
			[
				[credentialsPath, credentials],
				[`${home}/.aws/config`, ""],
			],
		);
	});

	it("asks Remotion's region, and us-east-1 where that is none", () => {
		assert.equal(sign({ files: files("REMOTION_AWS_REGION=eu-central-1") }).region, "eu-central-1");
		assert.equal(sign({ files: files("REMOTION_AWS_REGION=x.evil.example/#") }).region, "us-east-1");
		assert.equal(sign({ runtime: "node", files: files() }).region, "us-east-1");
	});

	it("prints no secret", () => {
		for (const profile of [undefined, "role"]) {
			const printed = JSON.stringify(sign({ files: files(remotionPair) }, profile));
			for (const secret of [canary, "remotion-secret"]) assert.ok(!printed.includes(secret), secret);
		}
	});
});

describe("the endpoint", () => {
	const config = (text: string) => ({ [`${home}/.aws/config`]: text });
	const table: [title: string, environment: Record<string, string>, config: string, expected: string | undefined][] = [
		["none", {}, "", undefined],
		["AWS_ENDPOINT_URL", { AWS_ENDPOINT_URL: "http://a" }, "[default]\nendpoint_url = http://b", "http://a"],
		[
			"the service's variable first",
			{ AWS_ENDPOINT_URL: "http://a", AWS_ENDPOINT_URL_STS: "http://s" },
			"",
			"http://s",
		],
		["the default profile's", {}, "[default]\nendpoint_url = http://b", "http://b"],
		[
			"the one of AWS_PROFILE",
			{ AWS_PROFILE: "p" },
			"[default]\nendpoint_url = http://b\n[profile p]\nendpoint_url = http://p",
			"http://p",
		],
		[
			"not the one of REMOTION_AWS_PROFILE",
			{ REMOTION_AWS_PROFILE: "p" },
			"[profile p]\nendpoint_url = http://p\naws_access_key_id=a\naws_secret_access_key=b",
			undefined,
		],
		[
			"the services section before the profile",
			{},
			"[default]\nservices = s\nendpoint_url = http://b\n[services s]\nsts =\n  endpoint_url = http://v",
			"http://v",
		],
		[
			"the profile's where the services section has none",
			{},
			"[default]\nservices = s\nendpoint_url = http://b\n[services s]\ns3 =\n  endpoint_url = http://v",
			"http://b",
		],
		["none where the services section isn't there", {}, "[default]\nservices = s\nendpoint_url = http://b", undefined],
		[
			"none where it is switched off",
			{ AWS_ENDPOINT_URL: "http://a", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
			"",
			undefined,
		],
	];
	for (const [title, environment, text, expected] of table) {
		it(title, () => {
			const found = sign(
				{ environment, files: files("", config(`[profile p]\nregion = x\n${text}`)) },
				"default",
			).endpoint;
			assert.equal(found, expected);
		});
	}

	it("is shown without what may be secret in it", () => {
		assert.equal(shownAddress("https://user:canary@host.example:8443/path?token=canary"), "https://host.example:8443");
		assert.equal(shownAddress("canary"), "an endpoint that is no URL");
	});

	it("is this machine's or not", () => {
		for (const address of ["http://127.0.0.1:4566", "http://localhost", "http://[::1]:1", "https://127.9.9.9"])
			assert.ok(isLoopback(address), address);
		for (const address of [
			undefined,
			"",
			"127.0.0.1",
			"http://127.0.0.1.evil.example",
			"http://localhost.example",
			"http://10.0.0.1",
		])
			assert.ok(!isLoopback(address), address);
	});
});

describe("the material of a fingerprint", () => {
	const material = (parts: Parts, profile?: string) => sign(parts, profile).material.reveal();

	it("is another for another secret, token or endpoint, and the same for what does not matter", () => {
		const base = material({ files: files(remotionPair) });
		assert.notEqual(material({ files: files(remotionPair.replace("remotion-secret", "remotion-secreT")) }), base);
		assert.notEqual(material({ files: files(`${remotionPair}REMOTION_AWS_SESSION_TOKEN=t`) }), base);
		assert.notEqual(
			material({ files: files(remotionPair), environment: { AWS_ENDPOINT_URL: "http://127.0.0.1" } }),
			base,
		);
		assert.equal(material({ files: files(`# a comment\n${remotionPair}OTHER=1\nAWS_ACCESS_KEY_ID=x`) }), base);
	});

	it("of a role changes with its source profile, and not with other profiles", () => {
		const base = material({ files: files() }, "role");
		const change = (from: string, to: string) => ({ files: { [credentialsPath]: credentials.replace(from, to) } });
		assert.notEqual(material(change(`${canary}-source`, "other"), "role"), base);
		assert.equal(material(change(`${canary}-default`, "other"), "role"), base);
	});

	it("of a profile is the same in every project where the AWS files alone say it, else it changes with the environment's credentials", () => {
		const more = `${credentials}[from-environment]
role_arn = arn:aws:iam::111122223333:role/x
credential_source = Environment
[process]
credential_process = /bin/print-keys
[half]
aws_access_key_id = AKIAFAKEHALF00000001
[on-process]
role_arn = arn:aws:iam::111122223333:role/x
source_profile = process
[on-nobody]
role_arn = arn:aws:iam::111122223333:role/x
source_profile = nobody
`;
		const of = (profile: string, env: string) => material({ files: { ".env": env, [credentialsPath]: more } }, profile);
		const table: [profile: string, isSame: boolean][] = [
			["default", true],
			["role", true],
			["from-environment", false],
			["process", false],
			["half", false],
			["on-process", false],
			["on-nobody", false],
		];
		for (const [profile, isSame] of table) {
			const [one, other] = [of(profile, "REMOTION_AWS_PROFILE=default"), of(profile, awsPair)];
			assert.equal(one === other, isSame, profile);
		}
	});

	it("of the chain changes with what the chain may find", () => {
		const skip = (more: string) => ({ files: files(`REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n${more}`), cwd });
		assert.notEqual(material(skip(awsPair)), material(skip(awsPair.replace("aws-secret", "aws-secreT"))));
	});
});
