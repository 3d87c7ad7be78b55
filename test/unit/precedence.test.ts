import assert from "node:assert/strict";
import { explain, type Step } from "../../src/core/index.ts";
import { active, canary, configPath, credentialsPath, situation } from "./situation.ts";

const remotionPair = { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEREMOTION0001", REMOTION_AWS_SECRET_ACCESS_KEY: canary };
const awsPair = { AWS_ACCESS_KEY_ID: "AKIAFAKEPLAIN0000001", AWS_SECRET_ACCESS_KEY: canary };
const skip = { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "0" };
const inside = { __RESERVED_IS_INSIDE_REMOTION_LAMBDA: "true" };
const disabled = { AWS_EC2_METADATA_DISABLED: "true" };
const web = { AWS_WEB_IDENTITY_TOKEN_FILE: "/token", AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/web" };

const section = (name: string, id: string) =>
	`[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${canary}\n`;
const files = {
	[credentialsPath]: [
		section("default", "AKIAFAKEDEFAULT00001"),
		section("one", "AKIAFAKEPROFILE10001"),
		`${section("two", "ASIAFAKEPROFILE20001")}aws_session_token = ${canary}\n`,
		section(" ", "AKIAFAKEPROFILE30001"),
		"[half]\naws_access_key_id = AKIAFAKEHALF00000001\n",
	].join("\n"),
	[configPath]: "[profile tool]\ncredential_process = /bin/false\n",
};

/** Environment, `.env` or none, and what signs. Source of every row: a run of the real client; the agreement tests run thousands more. */
const withFiles: [what: string, environment: Record<string, string>, env: string, expected: string][] = [
	["nothing set", {}, "", "profile default AKIAFAKEDEFAULT00001 by null"],
	[
		"the REMOTION profile first",
		{ REMOTION_AWS_PROFILE: "one", ...remotionPair, AWS_PROFILE: "two", ...awsPair },
		"",
		"profile one AKIAFAKEPROFILE10001 by REMOTION_AWS_PROFILE",
	],
	[
		"the REMOTION pair above AWS_PROFILE",
		{ ...remotionPair, AWS_PROFILE: "two", ...awsPair },
		"",
		"keys AKIAFAKEREMOTION0001 by REMOTION_AWS_ACCESS_KEY_ID",
	],
	[
		"AWS_PROFILE above the AWS pair",
		{ AWS_PROFILE: "two", ...awsPair },
		"",
		"profile two ASIAFAKEPROFILE20001+token by AWS_PROFILE",
	],
	["the AWS pair above the files", awsPair, "", "keys AKIAFAKEPLAIN0000001 by AWS_ACCESS_KEY_ID"],
	[
		"a token with its own prefix",
		{ ...remotionPair, REMOTION_AWS_SESSION_TOKEN: canary },
		"",
		"keys AKIAFAKEREMOTION0001+token by REMOTION_AWS_ACCESS_KEY_ID",
	],
	[
		"no token of the other prefix",
		{ ...remotionPair, AWS_SESSION_TOKEN: canary },
		"",
		"keys AKIAFAKEREMOTION0001 by REMOTION_AWS_ACCESS_KEY_ID",
	],
	[
		"an empty token is none",
		{ ...awsPair, AWS_SESSION_TOKEN: "" },
		"",
		"keys AKIAFAKEPLAIN0000001 by AWS_ACCESS_KEY_ID",
	],
	[
		"an empty profile is none",
		{ REMOTION_AWS_PROFILE: "", ...awsPair },
		"",
		"keys AKIAFAKEPLAIN0000001 by AWS_ACCESS_KEY_ID",
	],
	[
		"a space is a profile name",
		{ REMOTION_AWS_PROFILE: " " },
		"",
		"profile   AKIAFAKEPROFILE30001 by REMOTION_AWS_PROFILE",
	],
	["a missing profile never falls back", { REMOTION_AWS_PROFILE: "nope", ...awsPair }, "", "error profile-not-found"],
	["half a profile", { AWS_PROFILE: "half" }, "", "error profile-unusable"],
	[
		"mixed halves fall to [default]",
		{ REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEMIXED0000001", AWS_SECRET_ACCESS_KEY: canary },
		"",
		"profile default AKIAFAKEDEFAULT00001 by null",
	],
	[
		"SKIP ignores the REMOTION profile and pair",
		{ ...skip, REMOTION_AWS_PROFILE: "one", ...remotionPair },
		"",
		"profile default AKIAFAKEDEFAULT00001 by null",
	],
	[
		"SKIP leaves the AWS pair to the chain",
		{ ...skip, ...awsPair, AWS_SESSION_TOKEN: canary },
		"",
		"keys AKIAFAKEPLAIN0000001+token by AWS_ACCESS_KEY_ID",
	],
	[
		"the chain skips the AWS pair while AWS_PROFILE is set",
		{ ...skip, ...awsPair, AWS_PROFILE: "one" },
		"",
		"profile one AKIAFAKEPROFILE10001 by AWS_PROFILE",
	],
	["the chain and a missing profile", { ...skip, AWS_PROFILE: "nope" }, "", "error no-credentials"],
	["the chain and a process", { ...skip, AWS_PROFILE: "tool" }, "", "profile tool process by AWS_PROFILE"],
	[
		"inside Lambda leaves all to the chain",
		{ ...inside, REMOTION_AWS_PROFILE: "one", ...remotionPair, ...awsPair },
		"",
		"keys AKIAFAKEPLAIN0000001 by AWS_ACCESS_KEY_ID",
	],
	[
		"an empty SKIP is none",
		{ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "", ...remotionPair },
		"",
		"keys AKIAFAKEREMOTION0001 by REMOTION_AWS_ACCESS_KEY_ID",
	],
	[
		".env fills what the shell leaves",
		{},
		"REMOTION_AWS_PROFILE=one",
		"profile one AKIAFAKEPROFILE10001 by REMOTION_AWS_PROFILE",
	],
	[
		"the shell wins over .env",
		{ REMOTION_AWS_PROFILE: "two" },
		"REMOTION_AWS_PROFILE=one",
		"profile two ASIAFAKEPROFILE20001+token by REMOTION_AWS_PROFILE",
	],
	[
		"an empty shell variable wins over .env too",
		{ REMOTION_AWS_PROFILE: "" },
		"REMOTION_AWS_PROFILE=one",
		"profile default AKIAFAKEDEFAULT00001 by null",
	],
	[
		"a stale shell token goes with the keys of .env",
		{ AWS_SESSION_TOKEN: canary },
		`AWS_ACCESS_KEY_ID=AKIAFAKEENVFILE00001\nAWS_SECRET_ACCESS_KEY=${canary}`,
		"keys AKIAFAKEENVFILE00001+token by AWS_ACCESS_KEY_ID",
	],
	[
		"the last of two assignments",
		{},
		"REMOTION_AWS_PROFILE=one\nREMOTION_AWS_PROFILE=two",
		"profile two ASIAFAKEPROFILE20001+token by REMOTION_AWS_PROFILE",
	],
	[
		"a value ends at a NUL character",
		{},
		"REMOTION_AWS_PROFILE=one\0two\nAWS_PROFILE=two",
		"profile one AKIAFAKEPROFILE10001 by REMOTION_AWS_PROFILE",
	],
	[".env may move the AWS files", {}, "AWS_SHARED_CREDENTIALS_FILE=/nowhere", "error no-access-key-id"],
];

const withoutFiles: [what: string, environment: Record<string, string>, expected: string][] = [
	["nothing at all", {}, "error no-access-key-id"],
	["only secrets", { AWS_SECRET_ACCESS_KEY: canary }, "error no-access-key-id"],
	["only key IDs", { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEHALF00000001" }, "error no-secret-access-key"],
	["web identity does not pass Remotion's check", web, "error no-access-key-id"],
	["web identity with SKIP", { ...web, ...skip }, "chain web-identity"],
	[
		"a token file without a role is no web identity",
		{ AWS_WEB_IDENTITY_TOKEN_FILE: "/token", ...skip },
		"chain container-or-instance",
	],
	["SKIP and nothing else", skip, "chain container-or-instance"],
	["SKIP and no metadata", { ...skip, ...disabled }, "error no-credentials"],
	[
		"metadata disabled by 'false' is not disabled",
		{ ...skip, AWS_EC2_METADATA_DISABLED: "false" },
		"chain container-or-instance",
	],
	[
		"a container address beats disabled metadata",
		{ ...skip, ...disabled, AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:9/" },
		"chain container-or-instance",
	],
	[
		"a container address that is no URL",
		{ ...skip, AWS_CONTAINER_CREDENTIALS_FULL_URI: "nowhere" },
		"error no-credentials",
	],
	[
		"a container address on another machine",
		{ ...skip, AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://192.0.2.1/" },
		"error no-credentials",
	],
	[
		"a container address by HTTPS",
		{ ...skip, AWS_CONTAINER_CREDENTIALS_FULL_URI: "https://192.0.2.1/" },
		"chain container-or-instance",
	],
	[
		"a relative container address",
		{ ...skip, ...disabled, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" },
		"chain container-or-instance",
	],
	[
		"mixed halves with nothing to fall to",
		{ REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEMIXED0000001", AWS_SECRET_ACCESS_KEY: canary },
		"chain container-or-instance",
	],
	["inside Lambda the check still runs", inside, "error no-access-key-id"],
];

describe("precedence", () => {
	for (const [what, environment, env, expected] of withFiles) {
		it(what, () => assert.equal(active(situation({ environment, files: { ...files, ".env": env } })), expected));
	}
	for (const [what, environment, expected] of withoutFiles) {
		it(`${what} (no AWS files)`, () => assert.equal(active(situation({ environment })), expected));
	}

	it("passes Remotion's check by the text [default], even in a comment", () => {
		const comment = { [credentialsPath]: "# [default]\n" };
		assert.equal(active(situation({ files: comment })), "chain container-or-instance");
		assert.equal(active(situation({ files: { [configPath]: "[default]\n" } })), "error no-access-key-id");
	});

	it("expands ~ for the SDK, but not for Remotion's own check", () => {
		const moved = { "/home/tester/mine": section("default", "AKIAFAKEMOVED0000001") };
		const environment = { AWS_SHARED_CREDENTIALS_FILE: "~/mine" };
		assert.equal(active(situation({ environment, files: moved })), "error no-access-key-id");
		assert.equal(
			active(situation({ environment: { ...environment, ...skip }, files: moved })),
			"profile default AKIAFAKEMOVED0000001 by null",
		);
	});

	it("lets the node runtime see no .env unless the code loads it", () => {
		const parts = { runtime: "node" as const, files: { ...files, ".env": "REMOTION_AWS_PROFILE=one" } };
		assert.equal(active(situation(parts)), "profile default AKIAFAKEDEFAULT00001 by null");
		assert.equal(
			active(situation({ ...parts, facts: { codeLoadsEnv: ["/work/project/.env"] } })),
			"profile one AKIAFAKEPROFILE10001 by REMOTION_AWS_PROFILE",
		);
	});

	it("lays new terminals over the shell, and null takes a variable away", () => {
		const parts = {
			environment: { REMOTION_AWS_PROFILE: "two" },
			files: { ...files, ".env": "REMOTION_AWS_PROFILE=one" },
		};
		assert.equal(active(situation({ ...parts, terminal: { REMOTION_AWS_PROFILE: "half" } })), "error profile-unusable");
		assert.equal(
			active(situation({ ...parts, terminal: { REMOTION_AWS_PROFILE: null } })),
			"profile one AKIAFAKEPROFILE10001 by REMOTION_AWS_PROFILE",
		);
	});

	it("finds Windows variables in any case", () => {
		const environment = { remotion_aws_profile: "one", userprofile: "C:\\Users\\me" };
		const windows = { "C:\\Users\\me\\.aws\\credentials": section("one", "AKIAFAKEWINDOWS00001") };
		const readFile = (path: string) => windows[path as keyof typeof windows];
		const input = { ...situation({ environment, platform: "win32", cwd: "C:\\work" }), readFile };
		assert.equal(active(input), "profile one AKIAFAKEWINDOWS00001 by REMOTION_AWS_PROFILE");
	});

	it("names the state of every step", () => {
		const states = (environment: Record<string, string>) =>
			explain(situation({ environment, files })).steps.map(({ id, state }: Step) => `${id} ${state}`);
		assert.deepEqual(states({ ...remotionPair, AWS_PROFILE: "one", AWS_ACCESS_KEY_ID: "AKIAFAKEHALF00000001" }), [
			"skip-check unset",
			"inside-lambda unset",
			"remotion-profile unset",
			"remotion-keys active",
			"aws-profile shadowed",
			"aws-keys incomplete",
			"sdk-chain unset",
		]);
		assert.deepEqual(states({ ...skip, ...inside, REMOTION_AWS_PROFILE: "one" }), [
			"skip-check active",
			"inside-lambda shadowed",
			"remotion-profile shadowed",
			"remotion-keys unset",
			"aws-profile unset",
			"aws-keys unset",
			"sdk-chain active",
		]);
		assert.deepEqual(states({ REMOTION_AWS_PROFILE: "nope", ...awsPair }).slice(2, 6), [
			"remotion-profile broken",
			"remotion-keys unset",
			"aws-profile unset",
			"aws-keys shadowed",
		]);
	});

	/** The environment, `.env`, the step, and its reason. */
	const reasons: [what: string, environment: Record<string, string>, env: string, id: Step["id"], reason: RegExp][] = [
		[
			"a profile emptied in the shell",
			{ AWS_PROFILE: "" },
			"AWS_PROFILE=one",
			"aws-profile",
			/^Set to nothing in the shell, .*keeps a \.env file from setting AWS_PROFILE\.$/,
		],
		[
			"a profile emptied in .env, which keeps nothing away",
			{},
			"AWS_PROFILE=",
			"aws-profile",
			/^Set to nothing in \.env, which counts as unset\.$/,
		],
		[
			"a switch emptied in the shell",
			{ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "" },
			"REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1",
			"skip-check",
			/^Set to nothing in the shell, /,
		],
		[
			"half a pair emptied in the shell",
			{ REMOTION_AWS_ACCESS_KEY_ID: "" },
			`REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEENVFILE00001\nREMOTION_AWS_SECRET_ACCESS_KEY=${canary}`,
			"remotion-keys",
			/REMOTION_AWS_ACCESS_KEY_ID is empty, .* It is set to nothing in the shell/,
		],
		[
			"a pair emptied in the shell",
			{ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
			"",
			"aws-keys",
			/^AWS_ACCESS_KEY_ID is set to nothing in the shell.* AWS_SECRET_ACCESS_KEY is set to nothing in the shell/,
		],
	];
	for (const [what, environment, env, id, reason] of reasons) {
		it(`tells of ${what}`, () => {
			const { steps } = explain(situation({ environment, files: { ...files, ".env": env } }));
			assert.match(steps.find((step) => step.id === id)?.reason ?? "", reason);
		});
	}

	it("does not say that Remotion skips half a pair without a word where its check stops", () => {
		const environment = { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEHALF00000001" };
		const reason = (parts: Parameters<typeof situation>[0]) => explain(situation(parts)).steps[3]?.reason ?? "";
		assert.match(reason({ environment }), /so Remotion skips this pair\.$/);
		assert.match(reason({ environment, files }), /so Remotion skips this pair without a word\.$/);
	});

	it("does not say that the chain finds no profile where it finds one that does not work", () => {
		const environment = { ...skip, ...awsPair, AWS_PROFILE: "half" };
		const step = explain(situation({ environment, files })).steps.at(-1);
		assert.match(step?.reason ?? "", /no keys from the environment and none from a profile/);
	});

	it("says where the documentation differs from the code", () => {
		const environment = { ...remotionPair, AWS_PROFILE: "one" };
		const step = explain(situation({ environment, files })).steps.find(({ id }) => id === "aws-profile");
		assert.match(step?.reason ?? "", /documentation lists AWS_PROFILE above .*code has it below/);
	});

	it("points every origin at the name it speaks of", () => {
		const env = "# first\nexport REMOTION_AWS_PROFILE='one'\n";
		const [origin] = explain(situation({ files: { ...files, ".env": env } })).steps[2]?.origins ?? [];
		assert.equal(env.slice(origin?.range?.start, origin?.range?.end), "REMOTION_AWS_PROFILE");
	});

	it("gives out no secret in any of these situations", () => {
		for (const [, environment, env] of withFiles) {
			const given = JSON.stringify(explain(situation({ environment, files: { ...files, ".env": env } })));
			assert.ok(!given.includes(canary), `leaks with ${Object.keys(environment)}`);
		}
	});
});

describe("SSO sessions", () => {
	it("are looked for where the SDK looks: with a ~ in the path taken literally", () => {
		const profile = "[profile a]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = r\n";
		const session = "[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://company.example/start\n";
		const environment = { AWS_CONFIG_FILE: "~/mine", REMOTION_AWS_PROFILE: "a" };
		const own = { "/home/tester/mine": profile + session };
		assert.equal(active(situation({ environment, files: own })), "error profile-unusable");
		const literal = { ...own, "/work/project/~/mine": session };
		assert.equal(active(situation({ environment, files: literal })), "profile a sso by REMOTION_AWS_PROFILE");
	});
});
