import assert from "node:assert/strict";
import { explain, type PlatformRuntime } from "../../../../src/core/index.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { platforms } from "../../../../src/core/runtimes/index.ts";
import { leftBehind } from "../../../../src/core/runtimes/platform.ts";
import { signingOf } from "../../../../src/core/signing/signingContext.ts";
import { documentedNames } from "../../../../src/core/vocabulary/rotationNames.ts";
import { active, canary, situation } from "../../situation.ts";

const plain = `AWS_ACCESS_KEY_ID=AKIAFAKEPLAIN0000001\nAWS_SECRET_ACCESS_KEY=${canary}\n`;
const prefixed = plain.replaceAll("AWS_", "REMOTION_AWS_");

describe("if you deployed this now", () => {
	const table: [runtime: PlatformRuntime, env: string, expected: string][] = [
		["aws-lambda", "", "keys +token by AWS_ACCESS_KEY_ID"],
		["aws-lambda", plain, "keys +token by AWS_ACCESS_KEY_ID"],
		["aws-lambda", prefixed, "keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID"],
		["aws-lambda", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1", "keys +token by AWS_ACCESS_KEY_ID"],
		["aws-lambda", "REMOTION_AWS_PROFILE=default", "error profile-not-found"],
		["vercel", "", "keys +token by AWS_ACCESS_KEY_ID"],
		["vercel", plain, "keys AKIAFAKEPLAIN0000001+token by AWS_ACCESS_KEY_ID"],
		["vercel", prefixed, "keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID"],
		["netlify", "", "keys +token by AWS_ACCESS_KEY_ID"],
		["netlify", plain, "keys +token by AWS_ACCESS_KEY_ID"],
		["netlify", prefixed, "keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID"],
		["amplify", "", "error no-access-key-id"],
		["amplify", plain, "error no-access-key-id"],
		["amplify", prefixed, "keys AKIAFAKEPLAIN0000001 by REMOTION_AWS_ACCESS_KEY_ID"],
		["amplify", "AWS_PROFILE=default", "error no-access-key-id"],
		["amplify", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1", "chain container-or-instance"],
		["sst", plain, "keys +token by AWS_ACCESS_KEY_ID"],
		["sam", plain, "keys +token by AWS_ACCESS_KEY_ID"],
		["serverless", plain, "keys +token by AWS_ACCESS_KEY_ID"],
		["aws-ec2", "", "error no-access-key-id"],
		["aws-ec2", plain, "keys AKIAFAKEPLAIN0000001 by AWS_ACCESS_KEY_ID"],
		["aws-ec2", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1", "chain container-or-instance"],
		["aws-ec2", `REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n${prefixed}`, "chain container-or-instance"],
	];
	const here = {
		environment: { AWS_PROFILE: "default", REMOTION_AWS_PROFILE: "default", AWS_EC2_METADATA_DISABLED: "true" },
		terminal: { REMOTION_AWS_PROFILE: "default" },
	};
	const credentials = `[default]\naws_access_key_id = AKIAFAKELOCAL0000001\naws_secret_access_key = ${canary}\n`;
	const given = (runtime: PlatformRuntime, env: string) =>
		situation({ ...here, runtime, files: { ".env": env, "/home/tester/.aws/credentials": credentials } });
	for (const [runtime, env, expected] of table) {
		const names = env.replace(/=.*$/gm, "").trim().replaceAll("\n", ", ") || "nothing";
		it(`${runtime} with ${names}: ${expected}`, () => assert.equal(active(given(runtime, env)), expected));
	}

	for (const [runtime, reason] of [
		["aws-lambda", /execution role.*AccessDenied/],
		["vercel", /grant nothing.*UnrecognizedClientException/],
	] as const) {
		it(`${runtime}: the ladder says whose keys sign, and what comes of it`, () => {
			const { steps } = explain(given(runtime, ""));
			assert.match(steps.find(({ state }) => state === "active")?.reason ?? "", reason);
		});
	}

	it("says which of the keys Vercel mixes in", () => {
		const { steps } = explain(given("vercel", plain));
		assert.match(
			steps.find(({ state }) => state === "active")?.reason ?? "",
			/Vercel sets AWS_SESSION_TOKEN itself.*UnrecognizedClientException/,
		);
	});

	it("takes Vercel's variables from the files people copy there, the production one first", () => {
		const files = {
			".env": plain,
			".env.local": prefixed.replace("0001", "0002"),
			".env.development": "AWS_PROFILE=x",
		};
		assert.equal(
			active(situation({ runtime: "vercel", files })),
			"keys AKIAFAKEPLAIN0000002 by REMOTION_AWS_ACCESS_KEY_ID",
		);
	});

	for (const { id: runtime } of platforms) {
		it(`${runtime}: the AWS files stay listed, with all their profiles`, () => {
			const { profiles, awsFiles } = explain(given(runtime, ""));
			assert.deepEqual(
				[profiles.map(({ name }) => name), awsFiles.credentials],
				[["default"], "/home/tester/.aws/credentials"],
			);
		});

		it(`${runtime}: nothing is verified here that only the platform has, and a profile is`, () => {
			const env = "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1";
			assert.equal(signingOf(resolveProject(given(runtime, env))), undefined);
			const signing = signingOf(resolveProject(given(runtime, env)), "default");
			assert.equal(signing?.source.kind, "profile");
			assert.ok(signing && !("AWS_ACCESS_KEY_ID" in signing.environment), "a placeholder would sign");
		});

		it(`${runtime}: keys of the project are verified as they are`, () => {
			const source = signingOf(resolveProject(given(runtime, prefixed)))?.source;
			assert.equal(source?.kind === "keys" && source.accessKeyId, "AKIAFAKEPLAIN0000001");
		});
	}

	it("has of a platform's variables those that it sets, and no other", () => {
		const injected = (runtime: PlatformRuntime) =>
			Object.keys(resolveProject(situation({ runtime })).environment.record());
		const keys = [
			"AWS_ACCESS_KEY_ID",
			"AWS_SECRET_ACCESS_KEY",
			"AWS_SESSION_TOKEN",
			"AWS_REGION",
			"AWS_DEFAULT_REGION",
		];
		assert.deepEqual(injected("aws-lambda"), keys);
		assert.deepEqual(injected("vercel"), keys);
		assert.deepEqual(injected("aws-ec2"), []);
		for (const runtime of ["netlify", "sst", "sam", "serverless"] as const) assert.deepEqual(injected(runtime), keys);
		assert.deepEqual(injected("amplify"), []);
	});

	it("says of EC2 whose role is asked", () => {
		const { steps } = explain(given("aws-ec2", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1"));
		assert.match(steps.at(-1)?.reason ?? "", /uses the instance's role: AWS answers AccessDenied/);
	});

	it("leaves behind what chooses credentials or a region, and nothing that only looks like it", () => {
		const choosing = [
			"REMOTION_AWS_PROFILE",
			"REMOTION_X",
			"AWS_PROFILE",
			"aws_region",
			"AWS_CONTAINER_CREDENTIALS_FULL_URI",
			"AWS_EC2_METADATA_DISABLED",
			"AWS_KEY_12",
			"AWS_SECRET_12",
			"AWS_TOKEN_12",
			"AWS_LOGIN_CACHE_DIRECTORY",
			"AWS_CREDENTIAL_SCOPE",
			"AWS_DEFAULT_PROFILE",
		];
		const others = [
			"MY_AWS_PROFILE",
			"MY_REMOTION_X",
			"AWS_PROFILES",
			"AWS_REGION_2",
			"AWS_KEY_X",
			"AWS_SECRET_X",
			"AWS_CONTAINER_",
			"AWS_CA_BUNDLE",
			"PATH",
		];
		const environment = Object.fromEntries([...choosing, ...others].map((name) => [name, "x"]));
		assert.deepEqual(Object.keys(leftBehind(environment, documentedNames)), others);
	});

	it("leaves behind the accounts of a rotation, however they are named", () => {
		const names = { accessKeyId: "team{n}_id", secretAccessKey: "TEAM{n}_SECRET" };
		const environment = { team1_id: "AKIAFAKELOCAL0000001", TEAM1_SECRET: canary, TEAM_1_ID: "x" };
		const { environment: there } = resolveProject(situation({ runtime: "aws-ec2", environment, pool: { names } }));
		assert.deepEqual(Object.keys(there.record()), ["TEAM_1_ID"]);
	});

	it("reaches AWS as this machine does: endpoints of the shell stay", () => {
		const input = { ...given("aws-lambda", prefixed), environment: { AWS_ENDPOINT_URL: "http://127.0.0.1:9" } };
		assert.equal(signingOf(resolveProject(input))?.endpoint, "http://127.0.0.1:9");
	});
});
