import assert from "node:assert/strict";
import { createParseCache, explain, type Origin, type Step } from "../../../../src/core/index.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { active, canary, configPath, credentialsPath, situation } from "../../situation.ts";

type Parts = NonNullable<Parameters<typeof situation>[0]>;

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
	[configPath]: [
		"[profile tool]\ncredential_process = /bin/false\n",
		"[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = gone\ncredential_process = /bin/false\n",
	].join("\n"),
};
/** A profile variable passes Remotion's check where nothing else would. */
const onlyConfig = { [configPath]: files[configPath] ?? "" };

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
	[
		"the chain goes on from half a profile, which it would not from a missing one",
		{ ...skip, AWS_PROFILE: "half" },
		"",
		"chain container-or-instance",
	],
	[
		"the chain runs a profile's process where its role has no source",
		{ ...skip, AWS_PROFILE: "role" },
		"",
		"profile role process by AWS_PROFILE",
	],
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
		"an empty container address is none",
		{ ...skip, AWS_CONTAINER_CREDENTIALS_FULL_URI: "" },
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
	[
		"a token file without its role, the other way round",
		{ ...skip, AWS_ROLE_ARN: "arn" },
		"chain container-or-instance",
	],
];

const withPlace = (origin: Origin) => `${origin.layer}:${origin.variable ?? origin.path}`;

/** The ladder, a step a line: what it is, what it would sign with, and where that stands. */
const ladders: [what: string, parts: Parts, expected: string[]][] = [
	[
		"a pair before a profile, half a pair and a stray token",
		{
			environment: { ...remotionPair, AWS_PROFILE: "one", AWS_ACCESS_KEY_ID: "AKIAFAKEHALF00000001" },
			files: { ...files, ".env": `REMOTION_AWS_SESSION_TOKEN=${canary}` },
		},
		[
			"skip-check unset",
			"inside-lambda unset",
			"remotion-profile unset",
			"remotion-keys active AKIAFAKEREMOTION0001 shell:REMOTION_AWS_ACCESS_KEY_ID shell:REMOTION_AWS_SECRET_ACCESS_KEY file:REMOTION_AWS_SESSION_TOKEN",
			`aws-profile shadowed [one] AKIAFAKEPROFILE10001 shell:AWS_PROFILE file:${credentialsPath}`,
			"aws-keys incomplete shell:AWS_ACCESS_KEY_ID",
			"sdk-chain unset",
		],
	],
	[
		"a secret alone, and a token alone",
		{
			environment: { REMOTION_AWS_SECRET_ACCESS_KEY: canary, AWS_SESSION_TOKEN: canary, AWS_PROFILE: "tool" },
			files: onlyConfig,
		},
		[
			"skip-check unset",
			"inside-lambda unset",
			"remotion-profile unset",
			"remotion-keys incomplete shell:REMOTION_AWS_SECRET_ACCESS_KEY",
			`aws-profile active [tool] shell:AWS_PROFILE file:${configPath}`,
			"aws-keys unset shell:AWS_SESSION_TOKEN",
			"sdk-chain unset",
		],
	],
	[
		"both switches, then the chain's own pair",
		{ environment: { ...skip, ...inside, REMOTION_AWS_PROFILE: "one", ...awsPair }, files },
		[
			"skip-check active shell:REMOTION_SKIP_AWS_CREDENTIALS_CHECK",
			"inside-lambda shadowed shell:__RESERVED_IS_INSIDE_REMOTION_LAMBDA",
			`remotion-profile shadowed [one] AKIAFAKEPROFILE10001 shell:REMOTION_AWS_PROFILE file:${credentialsPath}`,
			"remotion-keys unset",
			"aws-profile unset",
			"aws-keys shadowed AKIAFAKEPLAIN0000001 shell:AWS_ACCESS_KEY_ID shell:AWS_SECRET_ACCESS_KEY",
			"sdk-chain active AKIAFAKEPLAIN0000001 shell:AWS_ACCESS_KEY_ID shell:AWS_SECRET_ACCESS_KEY",
		],
	],
	[
		"the chain's profile",
		{ files },
		[
			"skip-check unset",
			"inside-lambda unset",
			"remotion-profile unset",
			"remotion-keys unset",
			"aws-profile unset",
			"aws-keys unset",
			`sdk-chain active AKIAFAKEDEFAULT00001 [default] file:${credentialsPath}`,
		],
	],
	[
		"a profile that only the config file has, and nothing else for Remotion's check",
		{ environment: { REMOTION_AWS_PROFILE: "tool" }, files: onlyConfig },
		[
			"skip-check unset",
			"inside-lambda unset",
			`remotion-profile active [tool] shell:REMOTION_AWS_PROFILE file:${configPath}`,
			"remotion-keys unset",
			"aws-profile unset",
			"aws-keys unset",
			"sdk-chain unset",
		],
	],
];

/** The chain's last step: what it finds, where, and in which words. */
const chains: [what: string, parts: Parts, expected: RegExp][] = [
	[
		"a process of [default]",
		{
			files: {
				[credentialsPath]: "[default]\nrole_arn = r\nsource_profile = gone\ncredential_process = /bin/false\n",
			},
		},
		/^sdk-chain active \[default\] file:\S+credentials No other source is complete.*"default".*\(a credential process\)\.$/,
	],
	[
		"a web identity",
		{ environment: { ...skip, ...web } },
		/^sdk-chain active shell:AWS_WEB_IDENTITY_TOKEN_FILE shell:AWS_ROLE_ARN .*web identity token for a role\.$/,
	],
	[
		"a container",
		{ environment: { ...skip, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" } },
		/^sdk-chain active shell:AWS_CONTAINER_CREDENTIALS_RELATIVE_URI .*asks the container/,
	],
	[
		"a person's own computer, which nobody gives a role",
		{ environment: skip },
		/^sdk-chain broken No access keys or profile are set, .*On your own computer, this fails/,
	],
	[
		"an instance",
		{ environment: skip, facts: { mayHaveRole: true } },
		/^sdk-chain active No access keys or profile are set, so the AWS SDK asks the container/,
	],
	[
		"a container that it refuses",
		{ environment: { ...skip, AWS_CONTAINER_CREDENTIALS_FULL_URI: "nowhere" } },
		/^sdk-chain broken shell:AWS_CONTAINER_CREDENTIALS_FULL_URI The default credential provider chain fails: Could not load credentials from any providers: Invalid URL\.$/,
	],
	[
		"a profile that is missing",
		{ environment: { ...skip, AWS_PROFILE: "nope" } },
		/^sdk-chain broken shell:AWS_PROFILE The default credential provider chain fails: Could not load credentials from any providers: the profile "nope" .*isn't in the AWS config or credentials file\.$/,
	],
	[
		"no instance to ask",
		{ environment: { ...skip, ...disabled } },
		/^sdk-chain broken The default credential provider chain fails: Could not load credentials from any providers\.$/,
	],
	[
		"nothing, as Remotion's own check stops",
		{},
		/^sdk-chain broken Remotion stops with an error before it contacts AWS: .*AWS_ACCESS_KEY_ID or REMOTION_AWS_ACCESS_KEY_ID\.$/,
	],
	[
		"a role that the check doesn't look for, of EKS",
		{ environment: web },
		/REMOTION_AWS_ACCESS_KEY_ID\. AWS_WEB_IDENTITY_TOKEN_FILE offers the credentials of a role, .*Set REMOTION_SKIP_AWS_CREDENTIALS_CHECK to use them\.$/,
	],
	[
		"a role that the check doesn't look for, of a container",
		{ environment: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" } },
		/AWS_CONTAINER_CREDENTIALS_RELATIVE_URI offers the credentials of a role/,
	],
];

/** In short, with every key that the step has: one that is undefined shows. */
function inShort({ id, state, origins, label: _, reason: __, ...details }: Step): string {
	const shown = Object.entries(details).map(([key, value]) => (key === "profile" ? `[${value}]` : String(value)));
	return [id, state, ...shown, ...origins.map(withPlace)].join(" ");
}

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

	it("does not pass Remotion's check by a credentials file without [default]", () => {
		assert.equal(
			active(situation({ files: { [credentialsPath]: section("one", "AKIAFAKEPROFILE10001") } })),
			"error no-access-key-id",
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

	for (const [what, parts, expected] of ladders) {
		it(`shows every step: ${what}`, () => {
			assert.deepEqual(explain(situation(parts)).steps.map(inShort), expected);
		});
	}

	for (const [what, parts, expected] of chains) {
		it(`says where the chain ends: ${what}`, () => {
			const last = explain(situation(parts)).steps.at(-1);
			assert.match(last ? `${inShort(last)} ${last.reason}` : "", expected);
		});
	}

	it("names each step as people do", () => {
		const environment = { ...remotionPair, ...awsPair };
		const { steps } = explain(situation({ environment, files }));
		assert.deepEqual(
			steps.map(({ label }) => label),
			[
				"REMOTION_SKIP_AWS_CREDENTIALS_CHECK",
				"Running inside the Lambda function",
				"REMOTION_AWS_PROFILE",
				"REMOTION_AWS_* access keys",
				"AWS_PROFILE",
				"AWS_* access keys",
				"Default credential provider chain",
			],
		);
		assert.equal(steps[5]?.reason, "Both are set, but overridden: the REMOTION_AWS_* access keys take precedence.");
		assert.match(explain(situation()).steps[5]?.reason ?? "", /^AWS_ACCESS_KEY_ID and .* are not set\.$/);
		const alone = explain(situation({ environment: { AWS_SESSION_TOKEN: canary } }));
		assert.match(alone.steps[5]?.reason ?? "", /^Only AWS_SESSION_TOKEN is set\. Without/);
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
			/^It is empty in the shell, .*prevents \.env from setting AWS_PROFILE\.$/,
		],
		[
			"a profile emptied in .env, which keeps nothing away",
			{},
			"AWS_PROFILE=",
			"aws-profile",
			/^It is empty in \.env, which counts as not set\.$/,
		],
		[
			"a switch emptied in the shell",
			{ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "" },
			"REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1",
			"skip-check",
			/^It is empty in the shell, /,
		],
		[
			"half a pair emptied in the shell",
			{ REMOTION_AWS_ACCESS_KEY_ID: "" },
			`REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEENVFILE00001\nREMOTION_AWS_SECRET_ACCESS_KEY=${canary}`,
			"remotion-keys",
			/REMOTION_AWS_ACCESS_KEY_ID is empty, .* It is empty in the shell/,
		],
		[
			"a pair emptied in the shell",
			{ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
			"",
			"aws-keys",
			/^AWS_ACCESS_KEY_ID is empty in the shell.* AWS_SECRET_ACCESS_KEY is empty in the shell/,
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
		assert.match(reason({ environment }), /so Remotion skips these access keys\.$/);
		assert.match(reason({ environment, files }), /so Remotion silently skips these access keys\.$/);
	});

	it("does not say that the chain finds no profile where it finds one that does not work", () => {
		const environment = { ...skip, ...awsPair, AWS_PROFILE: "half" };
		const step = explain(situation({ environment, files })).steps.at(-1);
		assert.match(step?.reason ?? "", /No access keys or profile are set/);
	});

	it("says where the documentation differs from the code", () => {
		const environment = { ...remotionPair, AWS_PROFILE: "one" };
		const step = explain(situation({ environment, files })).steps.find(({ id }) => id === "aws-profile");
		assert.match(step?.reason ?? "", /documentation lists AWS_PROFILE first, but its code checks/);
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

describe("layers over each other", () => {
	const name = "REMOTION_AWS_PROFILE";
	/** Every value of the name, the winning one first, each with its layer. */
	const table: [what: string, parts: Parts, expected: string[]][] = [
		[
			"terminal, shell, .env",
			{ terminal: { [name]: "t" }, environment: { [name]: "s" }, files: { ".env": `${name}=f` } },
			["t terminal", "s shell", "f file"],
		],
		[
			"an empty terminal above the others",
			{ terminal: { [name]: "" }, environment: { [name]: "s" } },
			[" terminal", "s shell"],
		],
		["a shell variable that is taken away", { terminal: { [name]: null }, environment: { [name]: "s" } }, []],
		[
			"a shell variable that has no value",
			{ environment: { [name]: undefined }, files: { ".env": `${name}=f` } },
			["f file"],
		],
		["another case, where case counts", { environment: { remotion_aws_profile: "s" } }, []],
		[
			"another case, where it does not",
			{ platform: "win32", terminal: { remotion_aws_profile: "t" }, environment: { Remotion_Aws_Profile: "s" } },
			["t terminal", "s shell"],
		],
		[
			"another case that is taken away",
			{ platform: "win32", terminal: { remotion_aws_profile: null }, environment: { Remotion_Aws_Profile: "s" } },
			[],
		],
	];
	for (const [what, parts, expected] of table) {
		it(what, () => {
			const { environment } = resolveProject(situation(parts));
			const first = environment.setting(name);
			const all = [...(first ? [first] : []), ...environment.shadowed(name)];
			assert.deepEqual(
				all.map(({ value, origin }) => `${value} ${origin.layer}`),
				expected,
			);
			assert.equal(environment.get(name), expected[0]?.split(" ")[0] || undefined);
		});
	}

	it("another case in a file, where it does not count: the one that the file names first", () => {
		const text = "remotion_aws_profile=f\nOTHER=x\nREMOTION_AWS_PROFILE=F\nremotion_aws_profile=g";
		const readFile = (path: string) => (path === "C:\\work\\.env" ? text : undefined);
		for (const [environment, shell] of [[{}, []] as const, [{ Remotion_Aws_Profile: "s" }, ["s"]] as const]) {
			const { environment: layers } = resolveProject({
				...situation({ platform: "win32", cwd: "C:\\work", environment }),
				readFile,
			});
			const values = [layers.setting(name), ...layers.shadowed(name)].map((setting) => setting?.value);
			assert.deepEqual(values, [...shell, "g", "F"]);
			assert.deepEqual(layers.record(), { REMOTION_AWS_PROFILE: values[0], OTHER: "x" });
		}
	});

	it("puts a platform's own values once, above the project's or below them", () => {
		for (const [runtime, expected] of [
			["aws-lambda", ["platform", "file"]],
			["vercel", ["file", "platform"]],
			["aws-ec2", ["file"]],
		] as const) {
			const { environment } = resolveProject(situation({ runtime, files: { ".env": "AWS_REGION=eu-west-1" } }));
			const first = environment.setting("AWS_REGION");
			const all = [...(first ? [first] : []), ...environment.shadowed("AWS_REGION")];
			assert.deepEqual(
				all.map(({ origin }) => origin.layer),
				expected,
			);
		}
	});
});

describe("where the AWS files are", () => {
	const table: [what: string, parts: Parts, credentials: string][] = [
		["in the system's home", {}, "/home/tester/.aws/credentials"],
		["in HOME", { environment: { HOME: "/h", USERPROFILE: "/u", HOMEPATH: "/p" } }, "/h/.aws/credentials"],
		["in USERPROFILE", { environment: { USERPROFILE: "/u", HOMEPATH: "/p" } }, "/u/.aws/credentials"],
		[
			"on Windows' home drive",
			{ platform: "win32", environment: { HOMEDRIVE: "D:", HOMEPATH: "\\me" }, cwd: "C:\\work" },
			"D:\\me\\.aws\\credentials",
		],
		[
			"on drive C where none is said",
			{ platform: "win32", environment: { HOMEPATH: "me" }, cwd: "C:\\work" },
			"C:\\me\\.aws\\credentials",
		],
		["on such a drive elsewhere", { environment: { HOMEPATH: "me" } }, "/work/project/C:/me/.aws/credentials"],
		["where the variable says", { environment: { AWS_SHARED_CREDENTIALS_FILE: "mine" } }, "/work/project/mine"],
		["where it says from home", { environment: { AWS_SHARED_CREDENTIALS_FILE: "~/mine" } }, "/home/tester/mine"],
	];
	for (const [what, parts, credentials] of table) {
		it(what, () => assert.equal(explain(situation(parts)).awsFiles.credentials, credentials));
	}

	it("are two files, even where they say the same", () => {
		const text = "[default]\nregion = eu-west-1\n";
		const { profiles } = explain(situation({ files: { [credentialsPath]: text, [configPath]: text } }));
		assert.deepEqual(
			profiles.map(({ origins }) => origins.map(({ path }) => path)),
			[[credentialsPath, configPath]],
		);
	});

	it("are read anew where they move to a file that says the same", () => {
		const cache = createParseCache();
		const text = section("one", "AKIAFAKEPROFILE10001");
		const input = (environment: Record<string, string>) =>
			situation({ environment, files: { [credentialsPath]: text, "/moved": text } });
		explain(input({}), cache);
		const [profile] = explain(input({ AWS_SHARED_CREDENTIALS_FILE: "/moved" }), cache).profiles;
		assert.deepEqual(
			profile?.origins.map(({ path }) => path),
			["/moved"],
		);
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
