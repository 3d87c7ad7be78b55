import assert from "node:assert/strict";
import { type ExplainInput, Secret } from "../../../src/core/index.ts";
import { resolveProject } from "../../../src/core/project/resolve.ts";
import { signingOf } from "../../../src/core/signing/signingContext.ts";
import {
	type ChildEnvironmentInput,
	childEnvironment,
	fromSigning,
	secretsOf,
} from "../../../src/remotion/childEnvironment.ts";
import { configPath, situation } from "../situation.ts";

const system = { PATH: "/usr/bin", HOME: "/home/ann", TMPDIR: "/tmp", HTTPS_PROXY: "http://proxy.example:8080" };

/** Everything that may choose, carry or redirect credentials, or that Remotion would send along. */
const hostile = Object.fromEntries(
	[
		"AWS_ACCESS_KEY_ID",
		"AWS_SECRET_ACCESS_KEY",
		"AWS_SESSION_TOKEN",
		"AWS_SECURITY_TOKEN",
		"AWS_PROFILE",
		"AWS_DEFAULT_PROFILE",
		"AWS_ROLE_ARN",
		"AWS_WEB_IDENTITY_TOKEN_FILE",
		"AWS_CONTAINER_CREDENTIALS_FULL_URI",
		"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
		"AWS_CONTAINER_AUTHORIZATION_TOKEN",
		"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
		"AWS_SHARED_CREDENTIALS_FILE",
		"AWS_CONFIG_FILE",
		"AWS_ENDPOINT_URL",
		"AWS_ENDPOINT_URL_S3",
		"AWS_EXECUTION_ENV",
		"AWS_KEY_1",
		"AWS_SECRET_1",
		"aws_secret_access_key",
		"REMOTION_AWS_PROFILE",
		"REMOTION_AWS_ACCESS_KEY_ID",
		"REMOTION_AWS_SECRET_ACCESS_KEY",
		"REMOTION_AWS_SESSION_TOKEN",
		"REMOTION_SKIP_AWS_CREDENTIALS_CHECK",
		"REMOTION_DISABLE_AWS_CLIENT_CACHE",
		"REMOTION_ANYTHING",
		"remotion_aws_client_id",
		"__RESERVED_IS_INSIDE_REMOTION_LAMBDA",
		"NODE_OPTIONS",
		"ELECTRON_RUN_AS_NODE",
		"VSCODE_IPC_HOOK",
	].map((name) => [name, `decoy ${name}`]),
);

const keys = {
	kind: "keys",
	accessKeyId: "AKIAFAKE00000000TEST",
	secretAccessKey: new Secret("not-a-real-secret"),
} as const;

function environment(input: Partial<ChildEnvironmentInput>) {
	return childEnvironment({ base: { ...system, ...hostile }, source: keys, electron: false, ...input });
}

describe("the environment of the child process", () => {
	it("is the system's, and a profile", () => {
		assert.deepEqual(environment({ source: { kind: "profile", profile: "p" } }), {
			...system,
			REMOTION_AWS_PROFILE: "p",
		});
		const variable = "AWS_PROFILE";
		assert.deepEqual(environment({ source: { kind: "profile", profile: "p", variable } }), {
			...system,
			AWS_PROFILE: "p",
		});
	});

	it("is the system's, a profile, and what its credential_source may read", () => {
		assert.deepEqual(environment({ source: { kind: "profile", profile: "p", environment: hostile } }), {
			...system,
			REMOTION_AWS_PROFILE: "p",
			AWS_ACCESS_KEY_ID: "decoy AWS_ACCESS_KEY_ID",
			AWS_SECRET_ACCESS_KEY: "decoy AWS_SECRET_ACCESS_KEY",
			AWS_SESSION_TOKEN: "decoy AWS_SESSION_TOKEN",
			AWS_CONTAINER_CREDENTIALS_FULL_URI: "decoy AWS_CONTAINER_CREDENTIALS_FULL_URI",
			AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "decoy AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
			AWS_CONTAINER_AUTHORIZATION_TOKEN: "decoy AWS_CONTAINER_AUTHORIZATION_TOKEN",
			AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "decoy AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
		});
	});

	it("is the system's, and a key pair with its token", () => {
		const pair = { REMOTION_AWS_ACCESS_KEY_ID: keys.accessKeyId, REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
		assert.deepEqual(environment({}), { ...system, ...pair });
		const source = { ...keys, sessionToken: new Secret("not-a-real-token"), prefix: "AWS_" } as const;
		assert.deepEqual(environment({ source }), {
			...system,
			AWS_ACCESS_KEY_ID: keys.accessKeyId,
			AWS_SECRET_ACCESS_KEY: "not-a-real-secret",
			AWS_SESSION_TOKEN: "not-a-real-token",
		});
	});

	it("is the system's, and what the SDK's chain reads from the project's environment", () => {
		const project = {
			...hostile,
			AWS_PROFILE: undefined,
			AWS_EC2_METADATA_DISABLED: "true",
			PATH: "/evil",
			HOME: "/evil",
		};
		const got = environment({ source: { kind: "chain", environment: project } });
		const expected: Record<string, string> = { ...system, REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" };
		for (const name of [
			"AWS_ACCESS_KEY_ID",
			"AWS_SECRET_ACCESS_KEY",
			"AWS_SESSION_TOKEN",
			"AWS_ROLE_ARN",
			"AWS_WEB_IDENTITY_TOKEN_FILE",
			"AWS_CONTAINER_CREDENTIALS_FULL_URI",
			"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
			"AWS_CONTAINER_AUTHORIZATION_TOKEN",
			"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
		])
			expected[name] = `decoy ${name}`;
		assert.deepEqual(got, { ...expected, AWS_EC2_METADATA_DISABLED: "true" });
	});

	it("holds files, address and Electron's switch only where they are handed in", () => {
		const awsFiles = { credentials: "/a/credentials", config: "/a/config" };
		const direction = {
			AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
			AWS_ENDPOINT_URL_S3: "http://127.0.0.1:4567",
			// Its endpoint_url counts; the credentials are those of the source, which Remotion looks at first.
			AWS_PROFILE: "with-an-endpoint",
		};
		const got = environment({ awsFiles, project: { ...hostile, ...direction, PATH: "/evil" }, electron: true });
		const { REMOTION_AWS_ACCESS_KEY_ID, REMOTION_AWS_SECRET_ACCESS_KEY, ...rest } = got;
		assert.deepEqual(rest, {
			...system,
			AWS_SHARED_CREDENTIALS_FILE: "/a/credentials",
			AWS_CONFIG_FILE: "/a/config",
			...direction,
			ELECTRON_RUN_AS_NODE: "1",
		});
		assert.ok(REMOTION_AWS_ACCESS_KEY_ID && REMOTION_AWS_SECRET_ACCESS_KEY);
	});

	it("keeps how to talk to AWS, which says nothing of who talks", () => {
		assert.equal(environment({ base: { AWS_RETRY_MODE: "standard" } }).AWS_RETRY_MODE, "standard");
	});

	it("knows every secret it was given", () => {
		assert.deepEqual(secretsOf({ kind: "profile", profile: "p" }), []);
		assert.deepEqual(secretsOf({ ...keys, sessionToken: new Secret("t") }), ["not-a-real-secret", "t"]);
		const chain = { AWS_SECRET_ACCESS_KEY: "s", AWS_SESSION_TOKEN: "t", AWS_WEB_IDENTITY_TOKEN_FILE: "/f", PATH: "p" };
		assert.deepEqual(secretsOf({ kind: "chain", environment: chain }), ["s", "t"]);
		assert.deepEqual(secretsOf({ kind: "profile", profile: "p", environment: chain }), ["s", "t"]);
	});
});

describe("what verifies renders, too", () => {
	/** Variables of a `.env` in the two processes: the one that verifies and the one that renders. */
	function both(env: string, config: string, more: Partial<ExplainInput> = {}) {
		const signing = signingOf(resolveProject(situation({ files: { ".env": env, [configPath]: config }, ...more })));
		assert.ok(signing);
		return { verifies: Object.keys(signing.environment), renders: environment({ base: {}, ...fromSigning(signing) }) };
	}
	const valueFor = (name: string) => (name.endsWith("_FULL_URI") ? "http://127.0.0.1/credentials" : `value-of-${name}`);
	const lines = (names: readonly string[]) => names.map((name) => `${name}=${valueFor(name)}\n`).join("");
	const talk = ["AWS_ENDPOINT_URL_LAMBDA", "AWS_MAX_ATTEMPTS", "AWS_USE_FIPS_ENDPOINT", "AWS_DEFAULTS_MODE"];
	const instance = [
		"AWS_EC2_METADATA_DISABLED",
		"AWS_EC2_METADATA_V1_DISABLED",
		"AWS_EC2_METADATA_SERVICE_ENDPOINT",
		"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
	];
	const container = ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
	const pair = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION"];
	const beside = ["AWS_CREDENTIAL_SCOPE", "AWS_ACCOUNT_ID"];
	const identity = ["AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE"];
	const login = "[profile p]\nlogin_session = arn:aws:iam::111122223333:user/ann\n";
	const source = "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Environment\n";
	const skip = "REMOTION_SKIP_AWS_CREDENTIALS_CHECK";
	const table: [what: string, env: string, config: string, names: readonly string[]][] = [
		["a login profile", "REMOTION_AWS_PROFILE=p\n", login, ["AWS_LOGIN_CACHE_DIRECTORY", ...talk]],
		["a login profile by AWS_PROFILE", "AWS_PROFILE=p\n", login, ["AWS_LOGIN_CACHE_DIRECTORY", ...talk]],
		["a role whose keys the environment has", "REMOTION_AWS_PROFILE=p\n", source, [...pair, ...beside, ...talk]],
		[
			"a role whose keys a container or the instance has",
			"REMOTION_AWS_PROFILE=p\n",
			source.replace("Environment", "EcsContainer"),
			[...container, ...instance],
		],
		["the SDK's chain", `${skip}=1\n`, "", [...pair, ...beside, ...talk]],
		["the SDK's chain with a web identity", `${skip}=1\n`, "", [...identity, ...talk]],
		["the SDK's chain on an instance", `${skip}=1\n`, "", [...container, ...instance]],
		["the SDK's chain with a login", `${skip}=1\nAWS_PROFILE=p\n`, login, ["AWS_LOGIN_CACHE_DIRECTORY"]],
	];
	for (const [what, env, config, names] of table) {
		it(what, () => {
			const { verifies, renders } = both(env + lines(names), config);
			assert.deepEqual(
				names.filter((name) => !verifies.includes(name)),
				[],
				"not verified with",
			);
			assert.deepEqual(
				names.filter((name) => renders[name] !== valueFor(name)),
				[],
				"not rendered with",
			);
		});
	}

	it("but no key of the environment, where a profile does not ask for it", () => {
		const { renders } = both(
			`REMOTION_AWS_PROFILE=p\n${lines([...pair, ...beside, ...identity, ...container])}`,
			login,
		);
		assert.deepEqual(Object.keys(renders), ["REMOTION_AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"]);
	});
});
