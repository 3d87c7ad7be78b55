import assert from "node:assert/strict";
import { inspect } from "node:util";
import { containerRefusal } from "../../../../src/core/credentialProviders/fromContainer.ts";
import { problemInShort } from "../../../../src/core/credentialProviders/profileProblems.ts";
import { mergeProfiles, resolveProfile } from "../../../../src/core/credentialProviders/profiles.ts";
import { parseAwsFile } from "../../../../src/core/sharedConfig/parse.ts";

const id = "AKIAFAKE000000000001";
const keys = `aws_access_key_id = ${id}\naws_secret_access_key = not-a-real-secret\n`;
const role = "role_arn = arn:aws:iam::000000000000:role/fake\n";
const account = "sso_account_id = 000000000000\nsso_role_name = fake\n";
const session = "[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://fake.invalid/\n";

function merge(credentials: string, config = "") {
	return mergeProfiles(
		parseAwsFile(credentials, "credentials", "/credentials"),
		parseAwsFile(config, "config", "/config"),
	);
}

function settings(credentials: string, config: string, name: string): Record<string, string> | undefined {
	const found = merge(credentials, config).settings(name);
	return found && Object.fromEntries(Object.entries(found).map(([key, { value }]) => [key, value.reveal()]));
}

describe("why a profile can't be used, in a row that may be cut", () => {
	const table: [problem: string, row: string][] = [
		["This profile has aws_access_key_id but no aws_secret_access_key.", "no aws_secret_access_key"],
		[
			"This profile has a role_arn, but no source_profile or credential_source to assume the role with.",
			"no source_profile or credential_source to assume the role with",
		],
		["This profile has no credentials, only settings.", "has no credentials, only settings"],
		[
			"This profile needs an MFA code (mfa_serial), which Remotion cannot ask for.",
			"needs an MFA code (mfa_serial), which Remotion cannot ask for",
		],
		["This profile is an incomplete SSO profile: sso_region missing.", "incomplete SSO profile: sso_region missing"],
		['Its source_profile "base" does not exist.', 'Its source_profile "base" does not exist'],
		[
			'Its source does not work: profile "base" has aws_access_key_id but no aws_secret_access_key.',
			'Its source does not work: profile "base" has aws_access_key_id but no aws_secret_access_key',
		],
	];
	for (const [problem, row] of table) it(problem, () => assert.equal(problemInShort(problem), row));
});

describe("merging the AWS files", () => {
	it("goes key by key, and the credentials file wins", () => {
		const credentials = "[a]\nx = 1\ny = 1";
		assert.deepEqual(settings(credentials, "[profile a]\nx = 2\nz = 2", "a"), { x: "1", y: "1", z: "2" });
	});
	it("makes one of the same section written twice, and the last line wins", () => {
		assert.deepEqual(settings("[a]\nx = 1\ny = 1\n[b]\n[a]\nx = 2", "", "a"), { x: "2", y: "1" });
		assert.deepEqual(settings("", "[profile a]\nx = 1\n[profile.a]\nx = 2", "a"), { x: "2" });
	});
	it("takes [profile default] of the config file instead of [default], in either order, key for key", () => {
		assert.deepEqual(settings("", "[default]\nx = 1\ny = 1\n[profile default]\nx = 2", "default"), { x: "2" });
		assert.deepEqual(settings("", "[profile default]\nx = 2\n[default]\nx = 1\ny = 1", "default"), { x: "2" });
		assert.deepEqual(settings("[default]\nz = 3", "[default]\nx = 1", "default"), { x: "1", z: "3" });
	});
	it("takes one side alone, and none", () => {
		const file = parseAwsFile("[default]\nx = 1", "credentials", "/credentials");
		assert.equal(mergeProfiles(file, undefined).has("default"), true);
		assert.equal(mergeProfiles(undefined, file).has("default"), true);
		assert.deepEqual(mergeProfiles(undefined, undefined).profiles, []);
		assert.equal(mergeProfiles(undefined, undefined).settings("default"), undefined);
	});
	it("takes nothing from a config file that the SDK gives up, not even what goes onto one of JavaScript's functions", () => {
		const { profiles } = merge("[toString]\nx = 1", "[toString]\nsso_session = a\nlength = a");
		assert.deepEqual(
			profiles.map(({ type }) => type),
			["none", "none"],
		);
	});
	it("lists plain data, each place of a profile with it", () => {
		const section = "aws_access_key_id = A\naws_secret_access_key = s\nregion = eu-central-1\n";
		const { profiles } = merge(
			`[a]\n${section}[a]\n${section}`,
			`[profile a]\n${section}[profile b]\nsource_profile = a\n`,
		);
		assert.deepEqual(structuredClone(profiles), profiles);
		assert.deepEqual(JSON.parse(JSON.stringify(profiles)), profiles);
		assert.deepEqual(
			profiles.map(({ name, origins }) => [name, ...origins.map(({ path, range }) => `${path} ${range?.start}`)]),
			[
				["a", "/credentials 1", "/credentials 75", "/config 1"],
				["b", "/config 83"],
			],
		);
	});
	it("has no profile without a property", () => {
		assert.equal(merge("[a]\n[b]\nx").has("a"), false);
		assert.equal(merge("[a]\nx =").has("a"), false);
		assert.equal(merge("[a]\n__proto__ = x").has("a"), true);
		assert.deepEqual(settings("[a]\n__proto__ = x", "", "a"), {});
	});
	it("ignores a whole file for a heading that its parser refuses", () => {
		assert.equal(merge("[a]\nx = 1\n[__proto__]").has("a"), false);
		assert.equal(merge("[a]\nx = 1", "[profile a]\ny = 1\n[profile __proto__]").settings("a")?.y, undefined);
	});
	it("knows SSO sessions of the config file only", () => {
		const table = merge(
			"[sso-session a]\nx = 1\n[sso-session.b]\nx = 1",
			"[sso-session c]\nx = 1\n[profile sso-session.d]\nx = 1",
		);
		assert.deepEqual(
			["a", "b", "c", "d"].map((name) => table.ssoSession(name) !== undefined),
			[false, false, true, false],
		);
		assert.deepEqual(table.ssoSessions, ["c"]);
		assert.deepEqual(
			["a", "c", "d"].map((name) => table.has(`sso-session.${name}`)),
			[true, true, true],
		);
	});
	it("lets a later key of the same name replace an earlier one in the config file", () => {
		const text = (first: string, second: string) => `[${first}]\nx = 1\n[${second}]\ny = 1`;
		assert.deepEqual(settings("", text("sso-session s", "profile sso-session.s"), "sso-session.s"), { y: "1" });
		assert.deepEqual(settings("", text("profile sso-session.s", "sso-session s"), "sso-session.s"), { y: "1" });
	});
	it("would take services for profiles, and cannot see a profile __proto__", () => {
		const table = merge("", '[services v]\nx = 1\n[profile "__proto__"]\nx = 1');
		assert.deepEqual([table.has("services.v"), table.has("__proto__")], [true, false]);
	});
	it("says which profile the chain's own process provider has something to run for", () => {
		const table = merge("[a]\ncredential_process = fake\n[b]\nx = 1");
		assert.deepEqual(
			["a", "b", "c"].map((name) => table.hasCredentialProcess(name)),
			[true, false, false],
		);
	});
	it("writes a section named like a function of JavaScript onto that function, after the config's own", () => {
		const table = merge(
			`[toString]\nregion = 2\n${keys}`,
			"[toString]\nregion = 1\nx = 1\n[profile toString]\nregion = 3",
		);
		assert.equal(table.settings("toString")?.region?.value.reveal(), "3");
		assert.equal(table.settings("toString")?.x?.value.reveal(), "1");
		assert.deepEqual(resolveProfile(table, "toString", {}).ok, false);
		assert.equal(table.get("toString")?.type, "none");
		assert.deepEqual(resolveProfile(merge("[valueOf]\nlogin_session = x"), "valueOf", {}), { ok: true, type: "login" });
	});
});

describe("the list of profiles", () => {
	it("has each name once, the credentials file's first, with the headings of both", () => {
		const { profiles } = merge(`[b]\n${keys}[a]\nregion = r1\n`, "[profile c]\nregion = r2\n[profile b]\nregion = r3");
		assert.deepEqual(profiles, [
			{
				name: "b",
				type: "static",
				accessKeyId: id,
				hasSessionToken: false,
				region: "r3",
				origins: [
					{ layer: "file", path: "/credentials", range: { start: 1, end: 2 } },
					{ layer: "file", path: "/config", range: { start: 25, end: 34 } },
				],
			},
			{
				name: "a",
				type: "none",
				region: "r1",
				problem: "This profile has no credentials, only settings.",
				origins: [{ layer: "file", path: "/credentials", range: { start: 88, end: 89 } }],
			},
			{
				name: "c",
				type: "none",
				region: "r2",
				problem: "This profile has no credentials, only settings.",
				origins: [{ layer: "file", path: "/config", range: { start: 1, end: 10 } }],
			},
		]);
	});

	/** Title, credentials, config; name, type and problem of each. */
	const lists: [string, string, string, string[]][] = [
		[
			"a config section without profile",
			"",
			"[a]\nx = 1",
			["a none: In the config file the AWS SDK does not see [a]: write [profile a]."],
		],
		[
			"no name after profile",
			"",
			"[profile]\nx = 1",
			["profile none: The AWS SDK does not see [profile]: the profile's name is missing."],
		],
		[
			"two blanks after profile",
			"",
			"[profile  a]\nx = 1",
			[
				'a none: The AWS SDK does not see [profile  a]: after "profile", use one space and a name of letters, digits, and _-@+.%:/ only.',
			],
		],
		[
			"blanks around default",
			"",
			"[ default ]\nx = 1",
			[" default  none: Remove the spaces inside the brackets: [default]."],
		],
		[
			"profile in credentials",
			`[profile a]\n${keys}`,
			"",
			[
				'profile.a static: In the credentials file, write [a] without "profile": the AWS SDK reads [profile a] as a profile named "profile.a".',
			],
		],
		[
			"sso-session in credentials",
			session,
			"",
			["sso-session.s sso: The AWS SDK looks for [sso-session s] in the config file, not in the credentials file."],
		],
		["blanks between the brackets", `[ a ]\n${keys}`, "", [" a  static: Remove the spaces inside the brackets: [a]."]],
		[
			"two words",
			"[my a]\nx = 1",
			"",
			["my a none: The AWS SDK ignores [my a], because the name contains a space. Use a name without spaces."],
		],
		[
			"two words in config, the last of them profile and a name",
			"",
			"[my profile a]\nx = 1",
			["my profile a none: In the config file the AWS SDK does not see [my profile a]: write [profile my profile a]."],
		],
		[
			"a name of two words after profile, and after blanks",
			"",
			"[ profile a b]\nx = 1",
			[
				'a b none: The AWS SDK does not see [ profile a b]: after "profile", use one space and a name of letters, digits, and _-@+.%:/ only.',
			],
		],
		[
			"a session's name of two words, and what only looks like one",
			"",
			"[sso-session a b]\nx = 1\n[my services a]\nx = 1",
			[
				'sso-session a b none: The AWS SDK does not see [sso-session a b]: after "sso-session", use one space and a name of letters, digits, and _-@+.%:/ only.',
				"my services a none: In the config file the AWS SDK does not see [my services a]: write [profile my services a].",
			],
		],
		[
			"a point in the name of a profile of the credentials file",
			`[profile a.b]\n${keys}`,
			"",
			[
				'profile.a.b static: In the credentials file, write [a.b] without "profile": the AWS SDK reads [profile a.b] as a profile named "profile.a.b".',
			],
		],
		["no name", "[]\nx = 1", "", [" none: The AWS SDK ignores a section without a name."]],
		["no keys", "[a]", "", ["a none: The AWS SDK does not see a profile without any keys."]],
		["no keys in one of two", `[a]\n[a]\n${keys}`, "", ["a static"]],
		[
			"a discarded file",
			"[a]\nx = 1\n[__proto__]",
			"",
			[
				'a none: The AWS SDK ignores the whole credentials file: Found invalid profile name "__proto__".',
				'__proto__ none: The AWS SDK ignores the whole credentials file: Found invalid profile name "__proto__".',
			],
		],
		[
			"two defaults in config",
			"",
			`[default]\nx = 1\n[profile default]\n${keys}`,
			["default none: [default] is ignored because this file also has [profile default].", "default static"],
		],
		[
			"a name of JavaScript",
			`[toString]\n${keys}`,
			"",
			[
				'toString none: The AWS SDK can\'t use a profile named "toString" because JavaScript reserves the name. Rename it.',
			],
		],
		["sessions and services are no profiles", "", `${session}[services v]\nx = 1`, []],
	];
	for (const [title, credentials, config, expected] of lists) {
		it(title, () => {
			const told = merge(credentials, config).profiles.map(
				({ name, type, problem }) => `${name} ${type}${problem === undefined ? "" : `: ${problem}`}`,
			);
			assert.deepEqual(told, expected);
		});
	}

	it("says of a profile nothing that is not in it, and where one stands that cannot be seen", () => {
		const { profiles } = merge(keys.replace(/^/, "[a]\n"), "[b]\nx = 1");
		assert.deepEqual(profiles, [
			{
				name: "a",
				type: "static",
				accessKeyId: id,
				hasSessionToken: false,
				origins: [{ layer: "file", path: "/credentials", range: { start: 1, end: 2 } }],
			},
			{
				name: "b",
				type: "none",
				problem: "In the config file the AWS SDK does not see [b]: write [profile b].",
				origins: [{ layer: "file", path: "/config", range: { start: 1, end: 2 } }],
			},
		]);
	});

	it("reads a profile that is written twice, another between: each key where it was last", () => {
		const { profiles } = merge("[a]\nregion = 1\n[b]\nregion = 2\n[a]\nx = 1");
		assert.deepEqual(
			profiles.map(({ name, region }) => [name, region]),
			[
				["a", "1"],
				["b", "2"],
			],
		);
	});

	it("does not take keys of a sub-section for the profile's", () => {
		const [profile] = merge(`[a]\ns3 =\n${keys.replaceAll("aws_", "  aws_")}`).profiles;
		assert.equal(profile?.type, "none");
	});

	it("does not hand out what the SDK does not see", () => {
		const none = merge("", "[profiles]\nx = 1\n[profile.__proto__]\nx = 1");
		for (const name of ["profiles", "", "__proto__", "profile.__proto__"]) assert.equal(none.has(name), false, name);
		const table = merge("", "[a]\nx = 1");
		assert.equal(table.get("a"), undefined);
		assert.equal(table.has("a"), false);
	});

	it("does not print a secret", () => {
		const table = merge(`[a]\n${keys}`);
		const printed =
			inspect([table, table.settings("a")], { depth: 9, showHidden: true }) +
			JSON.stringify([table, table.settings("a")]);
		assert.ok(!printed.includes("not-a-real-secret"));
		assert.ok(printed.includes(id));
	});
});

const unresolved = (name: string) =>
	`Could not resolve credentials using profile: [${name}] in configuration/credentials file(s).`;

describe("resolving a profile that works", () => {
	/** Title, credentials, config, type. The profile is `a`. */
	const cases: [string, string, string, string][] = [
		["keys", `[a]\n${keys}`, "", "static"],
		[
			"keys, half in each file",
			`[a]\naws_access_key_id = ${id}`,
			"[profile a]\naws_secret_access_key = not-a-real-secret",
			"static",
		],
		["a role with a source", `[b]\n${keys}`, `[profile a]\n${role}source_profile = b`, "role"],
		["a role before keys", `[a]\n${keys}${role}source_profile = b\n[b]\n${keys}`, "", "role"],
		["a role that is its own source, with keys", `[a]\n${keys}${role}source_profile = a`, "", "role"],
		[
			"a role whose source is a role with keys: those are taken",
			`[a]\n${role}source_profile = b\n[b]\n${keys}${role}source_profile = missing`,
			"",
			"role",
		],
		[
			"a role whose source names a credential source, but no role",
			`[a]\n${role}source_profile = b\n[b]\ncredential_source = Ec2InstanceMetadata\nmfa_serial = x`,
			"",
			"role",
		],
		[
			"a role whose source names a source of both kinds, but no role",
			`[a]\n${role}source_profile = b\n[b]\ncredential_source = x\nsource_profile = c\n[c]\n${keys}`,
			"",
			"role",
		],
		["a chain of roles", `[a]\n${role}source_profile = b\n[b]\n${role}source_profile = c\n[c]\n${keys}`, "", "role"],
		["a role of an instance", `[a]\n${role}credential_source = Ec2InstanceMetadata`, "", "role"],
		["a role from a process", `[a]\n${role}source_profile = b\n[b]\ncredential_process = fake`, "", "role"],
		[
			"keys before everything but a role",
			`[a]\n${keys}${role}web_identity_token_file = x\ncredential_process = x\nsso_region = x\nlogin_session = x`,
			"",
			"static",
		],
		["keys where the role has no source", `[a]\n${keys}${role}`, "", "static"],
		[
			"keys where the role has both sources",
			`[a]\n${keys}${role}source_profile = b\ncredential_source = Environment`,
			"",
			"static",
		],
		[
			"web identity before a process",
			`[a]\n${role}web_identity_token_file = x\ncredential_process = x\nsso_region = x`,
			"",
			"web-identity",
		],
		["a process before SSO", "[a]\ncredential_process = x\nsso_region = x\nlogin_session = x", "", "process"],
		[
			"a process where half of the keys is missing",
			`[a]\naws_access_key_id = ${id}\ncredential_process = x`,
			"",
			"process",
		],
		["SSO of old", `[a]\n${account}sso_region = x\nsso_start_url = x`, "", "sso"],
		["SSO before a login", `[a]\n${account}sso_region = x\nsso_start_url = x\nlogin_session = x`, "", "sso"],
		["SSO with a session", "", `[profile a]\n${account}sso_session = s\n${session}`, "sso"],
		[
			"SSO with a session that says otherwise",
			"",
			`[profile a]\n${account}sso_session = s\nsso_region = other\n${session}`,
			"sso",
		],
		["a login", "[a]\nlogin_session = x", "", "login"],
	];
	for (const [title, credentials, config, type] of cases) {
		it(title, () => {
			const table = merge(credentials, config);
			const known = type === "static" ? { accessKeyId: id, hasSessionToken: false } : {};
			assert.deepEqual(resolveProfile(table, "a", {}), { ok: true, type, ...known });
			assert.equal(table.get("a")?.type, type);
			assert.equal(table.get("a")?.problem, undefined);
		});
	}

	it("knows of a session token, unless it is empty", () => {
		const tokenOf = (line: string) => resolveProfile(merge(`[a]\n${keys}${line}`), "a", {});
		assert.deepEqual(tokenOf("aws_session_token = not-a-real-token=="), {
			ok: true,
			type: "static",
			accessKeyId: id,
			hasSessionToken: true,
		});
		assert.deepEqual(tokenOf("aws_session_token ="), {
			ok: true,
			type: "static",
			accessKeyId: id,
			hasSessionToken: false,
		});
	});
	it("takes AWS_PROFILE or default for an empty name", () => {
		const table = merge("[default]\nlogin_session = x\n[a]\ncredential_process = x");
		assert.deepEqual(resolveProfile(table, "", {}), { ok: true, type: "login" });
		assert.deepEqual(resolveProfile(table, "", { AWS_PROFILE: "a" }), { ok: true, type: "process" });
		assert.deepEqual(resolveProfile(table, "default", { AWS_PROFILE: "a" }), { ok: true, type: "login" });
	});
	it("reports the source profile", () => {
		assert.equal(merge(`[a]\n${role}source_profile = b`).get("a")?.sourceProfile, "b");
	});
});

describe("resolving a profile that does not work", () => {
	const cycle = (visited: string) =>
		`Detected a cycle attempting to resolve credentials for profile a. Profiles visited: ${visited}`;
	const mfa = (name: string) =>
		`Profile ${name} requires multi-factor authentication, but no MFA code callback was provided.`;
	const incomplete = (got: string) =>
		`Profile is configured with invalid SSO credentials. Required parameters "sso_account_id", "sso_region", "sso_role_name", "sso_start_url". Got ${got}\nReference: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html`;
	const noSession = "Cannot read properties of undefined (reading 'sso_region')";
	/** Title, both files as one with config headings; the SDK's message, whether the chain goes on, the problem in words. */
	const cases: [string, string, string, boolean, string][] = [
		[
			"half a pair",
			`[profile a]\naws_access_key_id = ${id}`,
			unresolved("a"),
			true,
			"This profile has aws_access_key_id but no aws_secret_access_key.",
		],
		[
			"the other half",
			"[profile a]\naws_secret_access_key = not-a-real-secret",
			unresolved("a"),
			true,
			"This profile has aws_secret_access_key but no aws_access_key_id.",
		],
		[
			"an empty secret",
			`[profile a]\naws_access_key_id = ${id}\naws_secret_access_key =`,
			unresolved("a"),
			true,
			"This profile has aws_access_key_id but no aws_secret_access_key.",
		],
		[
			"keys in capitals",
			`[profile a]\nAWS_ACCESS_KEY_ID = ${id}`,
			unresolved("a"),
			true,
			"This profile has no credentials: AWS_ACCESS_KEY_ID alone is not enough; keys are case-sensitive.",
		],
		[
			"a name misspelt",
			"[profile a]\naws_access_key = x",
			unresolved("a"),
			true,
			"This profile has no credentials: aws_access_key alone is not enough; keys are case-sensitive.",
		],
		[
			"a role without a source",
			`[profile a]\n${role}`,
			unresolved("a"),
			true,
			"This profile has a role_arn, but no source_profile or credential_source to assume the role with.",
		],
		[
			"a role with both sources",
			`[profile a]\n${role}source_profile = b\ncredential_source = Environment`,
			unresolved("a"),
			true,
			"This profile has both source_profile and credential_source, so the AWS SDK does not assume its role.",
		],
		[
			"a source without a role",
			"[profile a]\nsource_profile = b",
			unresolved("a"),
			true,
			"This profile has a source_profile, but no role_arn to go with it.",
		],
		[
			"a credential source without a role",
			"[profile a]\ncredential_source = Environment",
			unresolved("a"),
			true,
			"This profile has a credential_source, but no role_arn to go with it.",
		],
		[
			"a token file without a role",
			"[profile a]\nweb_identity_token_file = x",
			unresolved("a"),
			true,
			"This profile has a web_identity_token_file, but no role_arn to go with it.",
		],
		[
			"a source that is missing",
			`[profile a]\n${role}source_profile = b`,
			unresolved("b"),
			true,
			'Its source_profile "b" does not exist.',
		],
		[
			"a source's source that is missing",
			`[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = c`,
			unresolved("c"),
			true,
			'The source_profile "c", on which its source depends, does not exist.',
		],
		[
			"a source without credentials",
			`[profile a]\n${role}source_profile = b\n[profile b]\nregion = x`,
			unresolved("b"),
			true,
			'Its source does not work: profile "b" has no credentials, only settings.',
		],
		[
			"a role that is its own source",
			`[profile a]\n${role}source_profile = a`,
			cycle("a"),
			true,
			'The source profiles go round in a circle: this profile has source_profile "a".',
		],
		[
			"two roles in a circle",
			`[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = a`,
			cycle("b, a"),
			true,
			'The source profiles go round in a circle: this profile has source_profile "b".',
		],
		[
			"a way into a circle, numbers first",
			`[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = 7\n[profile 7]\n${role}source_profile = b`,
			cycle("7, b"),
			true,
			'Its source does not work: the source profiles go round in a circle: profile "7" has source_profile "b".',
		],
		[
			"a source named like a function",
			`[profile a]\n${role}source_profile = toString`,
			cycle(""),
			true,
			'The source profiles go round in a circle: this profile has source_profile "toString".',
		],
		[
			"MFA",
			`[profile a]\n${role}source_profile = b\nmfa_serial = x\n[profile b]\n${keys}`,
			mfa("a"),
			false,
			"This profile needs an MFA code (mfa_serial), which Remotion cannot ask for.",
		],
		[
			"MFA before a missing source",
			`[profile a]\n${role}source_profile = b\nmfa_serial = x`,
			mfa("a"),
			false,
			"This profile needs an MFA code (mfa_serial), which Remotion cannot ask for.",
		],
		[
			"MFA of a source",
			`[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = c\nmfa_serial = x`,
			mfa("b"),
			false,
			'Its source does not work: profile "b" needs an MFA code (mfa_serial), which Remotion cannot ask for.',
		],
		[
			"MFA of a source with a credential source",
			`[profile a]\n${role}source_profile = b\n[profile b]\n${role}credential_source = Ec2InstanceMetadata\nmfa_serial = x`,
			mfa("b"),
			false,
			'Its source does not work: profile "b" needs an MFA code (mfa_serial), which Remotion cannot ask for.',
		],
		[
			"a circle of a source before its MFA",
			`[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = b\nmfa_serial = x`,
			cycle("b"),
			true,
			'Its source does not work: the source profiles go round in a circle: profile "b" has source_profile "b".',
		],
		[
			"MFA before a circle",
			`[profile a]\n${role}source_profile = a\nmfa_serial = x`,
			mfa("a"),
			false,
			"This profile needs an MFA code (mfa_serial), which Remotion cannot ask for.",
		],
		[
			"an unsupported credential source, before MFA",
			`[profile a]\n${role}credential_source = environment\nmfa_serial = x`,
			"Unsupported credential source in profile a. Got environment, expected EcsContainer or Ec2InstanceMetadata or Environment.",
			true,
			"The credential_source of this profile must be Environment, Ec2InstanceMetadata or EcsContainer.",
		],
		[
			"a session that is missing",
			`[profile a]\n${account}sso_session = s`,
			noSession,
			false,
			'This profile names the SSO session "s", but the config file has no [sso-session s].',
		],
		[
			"a session that is empty",
			`[profile a]\n${account}sso_session = s\nsso_region = x\nsso_start_url = x\n[sso-session s]`,
			noSession,
			false,
			'This profile names the SSO session "s", but the config file has no [sso-session s].',
		],
		[
			"a session of the credentials file alone",
			`[profile a]\n${account}sso_session = t`,
			noSession,
			false,
			'This profile names the SSO session "t", but the config file has no [sso-session t].',
		],
		[
			"a session without its region, which the profile's does not replace",
			`[profile a]\n${account}sso_session = s\nsso_region = x\n[sso-session s]\nsso_start_url = x`,
			incomplete("sso_account_id, sso_role_name, sso_session, sso_region, sso_start_url"),
			false,
			"This profile is an incomplete SSO profile: sso_region missing in [sso-session s].",
		],
		[
			"a session, but no account",
			`[profile a]\nsso_session = s\n${session}`,
			incomplete("sso_session, sso_region, sso_start_url"),
			false,
			"This profile is an incomplete SSO profile: sso_account_id, sso_role_name missing.",
		],
		[
			"a session named like a function",
			`[profile a]\n${account}sso_session = toString`,
			incomplete("sso_account_id, sso_role_name, sso_session, sso_region, sso_start_url"),
			false,
			"This profile is an incomplete SSO profile: sso_start_url, sso_region missing in [sso-session toString].",
		],
		[
			"SSO of old without a role",
			"[profile a]\nsso_account_id = 1\nsso_region = x\nsso_start_url = x\n7 = x",
			incomplete("7, sso_account_id, sso_region, sso_start_url"),
			false,
			"This profile is an incomplete SSO profile: sso_role_name missing.",
		],
		[
			"SSO with a secret torn apart",
			"[profile a]\nsso_region = x\nnot-a-Real-Secret==",
			incomplete("sso_region, ••••••••"),
			false,
			"This profile is an incomplete SSO profile: sso_start_url, sso_account_id, sso_role_name missing.",
		],
		[
			"a role whose source's session is missing",
			`[profile a]\n${role}source_profile = b\n[profile b]\nsso_session = s`,
			noSession,
			false,
			'Its source does not work: profile "b" names the SSO session "s", but the config file has no [sso-session s].',
		],
	];
	for (const [title, config, message, tryNext, problem] of cases) {
		it(title, () => {
			const table = merge("[sso-session t]\nsso_region = x\nsso_start_url = x", config);
			assert.deepEqual(resolveProfile(table, "a", {}), { ok: false, code: "profile-unusable", message, tryNext });
			assert.equal(table.get("a")?.problem, problem);
		});
	}

	it("an SSO profile of a single key", () => {
		for (const key of ["sso_start_url", "sso_account_id", "sso_region", "sso_role_name"]) {
			const expected = { ok: false, code: "profile-unusable", message: incomplete(key), tryNext: false };
			assert.deepEqual(resolveProfile(merge(`[a]\n${key} = x`), "a", {}), expected);
		}
	});
	it("a profile that is missing", () => {
		for (const name of ["b", "A", "constructor", "__proto__"]) {
			const expected = { ok: false, code: "profile-not-found", message: unresolved(name), tryNext: true };
			assert.deepEqual(resolveProfile(merge(`[a]\n${keys}`), name, {}), expected);
		}
	});
	it("a credential source named like a function, which the SDK stumbles over", () => {
		const resolution = resolveProfile(merge(`[a]\n${role}credential_source = toString`), "a", {});
		assert.deepEqual([resolution.ok, !resolution.ok && resolution.tryNext], [false, false]);
	});
	it("an SSO session, from the file where the SDK looks for sessions", () => {
		const config = parseAwsFile(`[profile a]\n${account}sso_session = s\n${session}`, "config", "/config");
		const expected = { ok: false, code: "profile-unusable", message: noSession, tryNext: false };
		assert.deepEqual(resolveProfile(mergeProfiles(undefined, config, null), "a", {}), expected);
		assert.deepEqual(resolveProfile(mergeProfiles(undefined, config), "a", {}), { ok: true, type: "sso" });
	});
});

describe("resolving a role whose keys come from outside the files", () => {
	const outcome = (source: string, environment: Record<string, string>) => {
		const resolution = resolveProfile(merge(`[a]\n${role}credential_source = ${source}`), "a", environment);
		return resolution.ok ? "ok" : `${resolution.message.split("\n")[0]} ${resolution.tryNext}`;
	};
	const no = "Unable to find environment variable credentials. true";
	it("Environment needs both keys", () => {
		assert.equal(outcome("Environment", { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: "x" }), "ok");
		assert.equal(outcome("Environment", { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: "" }), no);
		assert.equal(outcome("Environment", { AWS_SECRET_ACCESS_KEY: "x" }), no);
		assert.equal(outcome("Environment", {}), no);
	});
	it("Ec2InstanceMetadata needs nothing", () => {
		assert.equal(outcome("Ec2InstanceMetadata", {}), "ok");
	});
	it("EcsContainer needs an address that the SDK accepts; the full one goes first", () => {
		const full = (address: string) =>
			outcome("EcsContainer", {
				AWS_CONTAINER_CREDENTIALS_FULL_URI: address,
				AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x",
			});
		const relative = (path: string) => outcome("EcsContainer", { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path });
		const refused = "URL not accepted. It must either be HTTPS or match one of the following: true";
		assert.equal(relative("/x"), "ok");
		assert.equal(relative("evil:x"), "Invalid URL false");
		assert.equal(relative(".evil.invalid/x"), refused);
		assert.equal(relative(""), "No HTTP credential provider host provided. true");
		assert.equal(full(""), "ok");
		assert.equal(full("not an address"), "Invalid URL false");
		for (const host of [
			"localhost",
			"127.0.0.1",
			"127.255.10.99",
			"[::1]",
			"169.254.170.2",
			"169.254.170.23",
			"[fd00:ec2::23]",
		]) {
			assert.equal(full(`http://${host}:9/x`), "ok", host);
		}
		for (const host of [
			"x.invalid",
			"128.0.0.1",
			"169.254.170.24",
			"[::2]",
			"127.0.0.1.invalid",
			"xlocalhost",
			"localhostx",
		]) {
			assert.equal(full(`http://${host}:9/x`), refused, host);
			assert.equal(full(`https://${host}:9/x`), "ok", host);
		}
		assert.deepEqual(containerRefusal({ AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://x.invalid/" }), {
			message: `URL not accepted. It must either be HTTPS or match one of the following:
  - loopback CIDR 127.0.0.0/8 or [::1/128]
  - ECS container host 169.254.170.2
  - EKS container host 169.254.170.23 or [fd00:ec2::23]`,
			tryNext: true,
		});
	});
	it("is no problem of the profile itself: the files do not tell", () => {
		const table = merge(`[a]\n${role}credential_source = Environment\n[b]\n${role}credential_source = EcsContainer`);
		assert.deepEqual(
			table.profiles.map(({ problem }) => problem),
			[undefined, undefined],
		);
	});
});

describe("profiles of a kind that was there before", () => {
	const works = `[profile first]\n${role}source_profile = source\n[profile second]\n${account}sso_session = s\n${session}`;
	const cases: [what: string, config: string, hasProblem: boolean][] = [
		["a role with the same source", `${role}source_profile = source`, false],
		["one that asks for MFA", `${role}source_profile = source\nmfa_serial = x`, true],
		["one with another source", `${role}source_profile = missing`, true],
		["one without a source", role, true],
		["one over the first role", `${role}source_profile = first`, false],
		["a login with the same session", `${account}sso_session = s`, false],
		["one without a role's name", "sso_account_id = 1\nsso_session = s", true],
		["one without an account", "sso_role_name = x\nsso_session = s", true],
		["one with another session", `${account}sso_session = t`, true],
		["one without a session", `${account}sso_region = us-east-1`, true],
		["one without a session that has all it needs", `${account}sso_region = us-east-1\nsso_start_url = x`, false],
	];
	for (const [what, text, hasProblem] of cases) {
		it(`${what}: ${hasProblem ? "a problem" : "none"}, as alone`, () => {
			const problemIn = (config: string) =>
				merge(`[source]\n${keys}`, config).profiles.find(({ name }) => name === "third")?.problem;
			const third = `[profile third]\n${text}\n`;
			assert.equal(problemIn(`${works}${third}`) !== undefined, hasProblem);
			assert.equal(problemIn(`${works}${third}`), problemIn(`${third}${works}`));
		});
	}

	it("a broken role or session makes none look sound", () => {
		const broken = `[profile first]\n${role}source_profile = nobody\n[profile second]\n${account}sso_session = s\n[sso-session s]\nsso_region = x\n`;
		const more = `[profile third]\n${role}source_profile = nobody\n[profile fourth]\n${account}sso_session = s`;
		assert.deepEqual(
			merge("", `${broken}${more}`).profiles.map(({ problem }) => problem !== undefined),
			[true, true, true, true],
		);
	});
});

describe("many profiles", () => {
	it("a chain of 50,000 roles is followed to its end, from each of them", () => {
		let config = "";
		for (let at = 0; at < 50_000; at++) {
			config += `[profile p${at}]\n${role}source_profile = p${at + 1}\n`;
		}
		const started = performance.now();
		const table = merge("", config);
		const resolution = resolveProfile(table, "p0", {});
		assert.equal(resolution.ok ? "" : resolution.message, unresolved("p50000"));
		assert.equal(table.profiles.filter(({ problem }) => problem?.includes("p50000")).length, 50_000);
		assert.deepEqual(resolveProfile(merge(`[p50000]\n${keys}`, config), "p0", {}), { ok: true, type: "role" });
		// Linear takes about two seconds; following each chain anew would take hours.
		assert.ok(performance.now() - started < 60_000);
	}).timeout(120_000);
});

describe("profiles whose session is taken with an MFA code", () => {
	const table: [what: string, config: string, usesMfa: boolean][] = [
		["a role with a device", `[profile a]\n${role}source_profile = b\nmfa_serial = x\n[profile b]\n${keys}`, true],
		[
			"a role whose source is one with a device",
			`[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = c\nmfa_serial = x\n[profile c]\n${keys}`,
			true,
		],
		["access keys with a device", `[profile a]\n${keys}mfa_serial = x`, true],
		["temporary keys with a device", `[profile a]\n${keys}aws_session_token = t\nmfa_serial = x`, false],
		["a role without a device", `[profile a]\n${role}source_profile = b\n[profile b]\n${keys}mfa_serial = x`, false],
		["access keys without a device", `[profile a]\n${keys}`, false],
	];
	for (const [what, config, usesMfa] of table)
		it(`are ${usesMfa ? "" : "not "}${what}`, () => {
			assert.equal(merge("", config).found.find(({ name }) => name === "a")?.usesMfa ?? false, usesMfa);
		});
});
