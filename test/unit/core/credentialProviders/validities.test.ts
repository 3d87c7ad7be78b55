import assert from "node:assert/strict";
import { type ExplainInput, explain, type Launch, type Validity } from "../../../../src/core/index.ts";
import { outlookOf } from "../../../../src/core/precedence/answer.ts";
import { canary, configPath, credentialsPath, failure, home, situation } from "../../situation.ts";

/** As botocore 1.43.11 and that of AWS CLI 2.9.19 name the files of this session and this start URL, and the former that of this login. */
const session = "ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
const legacy = "991e16bf7d00c657d7099cb3208e45e03b5cd0ca.json";
const login = "3156c0e84dcc6b691c886a6bd56b200d742718ecf4ddbf949ad371a7995db7b5.json";

const ofRole = "sso_account_id = 111122223333\nsso_role_name = r\n";
const config = `[profile corp]
sso_session = corp
${ofRole}
[profile corp-too]
sso_session = corp
${ofRole}
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.invalid/start
[profile old]
sso_region = eu-west-1
sso_start_url = https://corp.invalid/start
${ofRole}
[profile console]
login_session = arn:aws:iam::111122223333:user/a
[profile render]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = middle
[profile middle]
role_arn = arn:aws:iam::111122223333:role/m
source_profile = corp
[profile of-keys]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = both
[profile both]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = corp
aws_access_key_id = AKIAFAKE000000000001
aws_secret_access_key = ${canary}
`;
const token = `{"accessToken":"${canary}","expiresAt":"2026-06-01T20:00:00Z"}`;
const loginToken = JSON.stringify({
	accessToken: {
		...{ accessKeyId: "ASIAFAKE000000000001", secretAccessKey: canary, sessionToken: canary },
		...{ accountId: "111122223333", expiresAt: "2026-06-01T12:10:00Z" },
	},
	...{ clientId: "c", refreshToken: canary, dpopKey: canary },
});

function validities(parts: Parameters<typeof situation>[0]): readonly Validity[] {
	const explanation = explain(situation({ ...parts, files: { [configPath]: config, ...parts?.files } }));
	assert.ok(!JSON.stringify(explanation).includes(canary));
	return explanation.validities ?? [];
}

/** Each in one line: kind, state, profile to sign in with, and the profiles; the active one is marked. */
const lines = (all: readonly Validity[]) =>
	all.map(({ kind, state, signInProfile, profiles, isActive }) =>
		[isActive ? "*" : "", kind, state, signInProfile, profiles.join("+")].filter(Boolean).join(" "),
	);

describe("sign-ins", () => {
	it("are found by the hash of session, start URL, and login session; roles have that of their source", () => {
		const files = {
			[`${home}/.aws/sso/cache/${session}`]: token,
			[`${home}/.aws/login/cache/${login}`]: loginToken,
		};
		assert.deepEqual(lines(validities({ files, environment: { AWS_PROFILE: "render" } })), [
			"* sso valid corp corp+corp-too+render+middle+both",
			"sso missing old old",
			"login valid console console",
		]);
		assert.deepEqual(lines(validities({ files: { [`${home}/.aws/sso/cache/${legacy}`]: token } })), [
			"sso missing corp corp+corp-too+render+middle+both",
			"sso valid old old",
			"login missing console console",
		]);
	});

	it("that the active profile depends on come first, and decide the outlook", () => {
		const of = (profile: string, files = {}) =>
			explain(situation({ environment: { AWS_PROFILE: profile }, files: { [configPath]: config, ...files } }));
		assert.deepEqual(lines(of("console").validities ?? [])[0], "* login missing console console");
		assert.equal(outlookOf(of("console")), "fails");
		assert.equal(outlookOf(of("console", { [`${home}/.aws/login/cache/${login}`]: loginToken })), "works");
		assert.equal(outlookOf(of("of-keys")), "works");
		assert.deepEqual(of("console").active.kind, "profile");
	});

	it("are looked for where the SDK does", () => {
		const login1 = { environment: { AWS_LOGIN_CACHE_DIRECTORY: "~/c" }, files: { [`~/c/${login}`]: loginToken } };
		const rows: [string, NonNullable<Parameters<typeof situation>[0]>, string][] = [
			["a folder of its own, from the current one", login1, "login"],
			[
				"an empty one is the current folder",
				{ environment: { AWS_LOGIN_CACHE_DIRECTORY: "" }, files: { [login]: loginToken } },
				"login",
			],
			[
				"HOME",
				{
					environment: { HOME: "/h" },
					files: { "/h/.aws/config": config, [`/h/.aws/login/cache/${login}`]: loginToken },
				},
				"login",
			],
			[
				"HOME, of SSO",
				{ environment: { HOME: "/h" }, files: { "/h/.aws/config": config, [`/h/.aws/sso/cache/${session}`]: token } },
				"sso",
			],
			[
				"an empty HOME, of SSO",
				{ environment: { HOME: "" }, files: { [`${home}/.aws/sso/cache/${session}`]: token } },
				"sso",
			],
			[
				"an empty HOME, of aws login",
				{ environment: { HOME: "" }, files: { [`.aws/login/cache/${login}`]: loginToken } },
				"login",
			],
			[
				"USERPROFILE, of SSO alone",
				{
					environment: { USERPROFILE: "/u" },
					files: {
						"/u/.aws/config": config,
						[`/u/.aws/sso/cache/${session}`]: token,
						[`/u/.aws/login/cache/${login}`]: loginToken,
					},
				},
				"sso",
			],
		];
		for (const [what, parts, expected] of rows) {
			const valid = validities(parts).filter(({ state }) => state === "valid");
			assert.deepEqual(
				valid.map(({ kind }) => kind),
				[expected],
				what,
			);
		}
	});

	it("are looked for on Windows by HOME for SSO, and by USERPROFILE for aws login", () => {
		const files: Record<string, string> = {
			"C:\\h\\.aws\\config": config,
			[`C:\\h\\.aws\\sso\\cache\\${session}`]: token,
			[`C:\\u\\.aws\\login\\cache\\${login}`]: loginToken,
		};
		const input: ExplainInput = {
			...situation({ environment: { HOME: "C:\\h", USERPROFILE: "C:\\u" }, platform: "win32" }),
			cwd: "C:\\p",
			home: "C:\\system",
			readFile: (path) => files[path],
		};
		const valid = (explain(input).validities ?? []).filter(({ state }) => state === "valid");
		assert.deepEqual(lines(valid), ["sso valid corp corp+corp-too+render+middle+both", "login valid console console"]);
	});

	it("cannot be told of a cache that is a pipe, and cannot be used where reading fails", () => {
		const path = `${home}/.aws/sso/cache/${session}`;
		const first = (code: string) =>
			validities({ files: { [path]: failure(code) } }).find(({ signInProfile }) => signInProfile === "corp");
		assert.equal(first("FIFO"), undefined);
		assert.equal(first("EACCES")?.problem, "permission is denied");
		assert.equal(first("EIO")?.problem, "the file can't be read");
	});

	it("are those of this machine in a container that has its home mounted, and none in another one", () => {
		const files = { [configPath]: config, [`${home}/.aws/sso/cache/${session}`]: token };
		const container = (target: string, source = "~/.aws"): Launch => ({
			...{ id: "service:a", label: "a", kind: "service", runtime: "node", cwd: "/app", place: "elsewhere" },
			...{ layers: [], callsLambda: "yes", mounts: [{ source, target }] },
		});
		const of = (launch: Launch) => lines(explain(situation({ files, launch })).validities ?? []);
		assert.deepEqual(of(container("/root/.aws")), [
			"sso valid corp corp+corp-too+render+middle+both",
			"sso missing old old",
			"login missing console console",
		]);
		assert.deepEqual(of(container("/home/node/.aws"))[0], "sso valid corp corp+corp-too+render+middle+both");
		assert.deepEqual(of(container("/root/.aws/config", "~/.aws/config")), []);
	});

	it("are none of profiles that cannot work, nor looked for without profiles that need them", () => {
		const broken = "[profile a]\nsso_session = gone\n";
		assert.deepEqual(validities({ files: { [configPath]: broken } }), []);
		assert.deepEqual(
			validities({
				files: { [credentialsPath]: "[a]\nlogin_session = x\n", [configPath]: "" },
				remotionVersion: "4.0.377",
			}),
			[],
		);
		const asked: string[] = [];
		const input = situation({ files: { [configPath]: "" } });
		const readFile = (path: string) => {
			asked.push(path);
			return input.readFile(path);
		};
		explain({ ...input, readFile });
		assert.deepEqual(
			asked.filter((path) => path.includes("cache")),
			[],
		);
	});

	it("of keys are by the dates that tools write beside them", () => {
		const rows: [date: string, state: string | undefined][] = [
			["aws_expiration = 2026-06-01T12:00:01.000Z", "valid"],
			["aws_expiration = 2026-06-01T12:00:00Z", "expired"],
			["x_security_token_expires = 2026-06-01T14:00:01+02:00", "valid"],
			["x_security_token_expires = 2026-06-01T13:59:59+0200", "expired"],
			["aws_session_expiration = 2026-06-01T12:00:01+0000", "valid"],
			["aws_credential_expiration = 2026-06-01 12:00:01 UTC", "valid"],
			["aws_expiration = 1780315201", "valid"],
			["aws_expiration = 1780315200000", "expired"],
			["expiration = 2026-06-01 12:00:01", "valid"],
			["aws_expiration = 2026-06-01 12:00:01", "undated"],
			["aws_expiration = 2026-13-01T12:00:00Z", "undated"],
			["aws_expiration = soon", "undated"],
			["expires = 2020-01-01T00:00:00Z", undefined],
		];
		for (const [date, state] of rows) {
			const keys = `[a]\naws_access_key_id = ASIAFAKE000000000001\naws_secret_access_key = ${canary}\naws_session_token = ${canary}\n`;
			const role = "[profile b]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = a\n";
			const files = { [configPath]: role, [credentialsPath]: `${keys}${date}\n` };
			const [validity, ...none] = validities({ files, environment: { AWS_PROFILE: "b" } });
			assert.deepEqual([validity?.state, none], [state, []], date);
			if (validity) assert.deepEqual([validity.profiles, validity.isActive], [["a", "b"], true]);
			const longTerm = `${keys.replace(/aws_session_token.*\n/, "")}${date}\n`;
			assert.deepEqual(validities({ files: { [credentialsPath]: longTerm, [configPath]: "" } }), [], date);
		}
	});

	it("of the environment's keys are by the date in the same place", () => {
		const keys = {
			AWS_ACCESS_KEY_ID: "ASIAFAKE000000000001",
			AWS_SECRET_ACCESS_KEY: canary,
			AWS_SESSION_TOKEN: canary,
		};
		const old = { AWS_CREDENTIAL_EXPIRATION: "2026-06-01T11:00:00Z" };
		const text = (all: object) =>
			Object.entries(all)
				.map((pair) => `${pair.join("=")}\n`)
				.join("");
		const of = (environment: Record<string, string>, env: object = {}) =>
			explain(situation({ environment, files: { ".env": text(env) } }));
		const states = (...args: Parameters<typeof of>) =>
			of(...args).validities?.map(({ kind, state, isActive }) => [kind, state, isActive]);
		const expired = [["keys", "expired", true]];
		assert.deepEqual(states({ ...keys, ...old }), expired);
		assert.deepEqual(states({ ...keys, AWS_SESSION_EXPIRATION: "2026-06-01T11:00:00Z" }), expired);
		assert.deepEqual(states({}, { ...keys, ...old }), expired);
		assert.equal(states(old, keys), undefined, "the shell's date is about other keys");
		assert.equal(states(keys, old), undefined);
		assert.equal(
			states({ ...old, AWS_ACCESS_KEY_ID: "AKIAFAKE000000000001", AWS_SECRET_ACCESS_KEY: canary }),
			undefined,
		);
		const own = Object.fromEntries(Object.entries(keys).map(([name, value]) => [`REMOTION_${name}`, value]));
		assert.equal(states({ ...own, ...old }), undefined);
		assert.equal(outlookOf(of({ ...keys, ...old })), "doubtful", "the keys may be newer than the date");
		assert.equal(outlookOf(of({ ...keys, AWS_CREDENTIAL_EXPIRATION: "2026-06-01T13:00:00Z" })), "works");
	});

	it("are looked at up to a hundred", () => {
		const many = Array.from({ length: 150 }, (_, n) => `[profile p${n}]\nlogin_session = l${n}\n`).join("");
		const all = validities({ files: { [configPath]: many }, environment: { AWS_PROFILE: "p149" } });
		assert.equal(all.length, 100);
		assert.deepEqual(all[0]?.profiles, ["p149"]);
	});
});
