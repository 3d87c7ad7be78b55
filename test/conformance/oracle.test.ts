/** The oracle itself, on machines whose outcome is known: the table of Remotion's order, line by line, from the real client. */
import assert from "node:assert/strict";
import { type Case, CWD, HOME } from "./environments.ts";
import { Oracle, type Outcome } from "./oracle.ts";
import { fileSets } from "./remotionClientFiles.ts";

const remotionPair = { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEREMOTION", REMOTION_AWS_SECRET_ACCESS_KEY: "s" };
const plainPair = { AWS_ACCESS_KEY_ID: "AKIAFAKEPLAIN", AWS_SECRET_ACCESS_KEY: "s" };
const alone = { AWS_EC2_METADATA_DISABLED: "true" };

function machine(
	environment: Record<string, string>,
	set: keyof typeof fileSets = "none",
	more: Partial<Case> = {},
): Case {
	const [credentials, config] = fileSets[set] ?? [null, null];
	const files: Record<string, string> = { "/case/token": "not-a-real-token" };
	if (credentials !== null) files[`${HOME}/.aws/credentials`] = credentials;
	if (config !== null) files[`${HOME}/.aws/config`] = config;
	return {
		environment,
		files: { ...files, ...more.files },
		directories: [],
		throughTerminal: [],
		dotenv: more.dotenv ?? null,
	};
}

const keys = (accessKeyId: string, hasSessionToken = false) => ({
	kind: "keys",
	accessKeyId,
	hasSessionToken,
	via: "static",
});
const issued = (via: string) => ({ kind: "keys", via });
const error = (code: string) => ({ kind: "error", code });

const table: [string, Case, Record<string, unknown>][] = [
	[
		"1 SKIP leaves the chain, even 0",
		machine({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "0", ...remotionPair, ...alone }),
		error("no-credentials"),
	],
	[
		"1 SKIP empty is unset",
		machine({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "", ...remotionPair }),
		keys("AKIAFAKEREMOTION"),
	],
	[
		"2 inside Lambda: the chain",
		machine({ __RESERVED_IS_INSIDE_REMOTION_LAMBDA: "1", ...remotionPair, ...plainPair }),
		keys("AKIAFAKEPLAIN"),
	],
	[
		"2 inside Lambda: the check still runs",
		machine({ __RESERVED_IS_INSIDE_REMOTION_LAMBDA: "1" }),
		error("no-access-key-id"),
	],
	[
		"3 REMOTION_AWS_PROFILE above the REMOTION pair",
		machine({ REMOTION_AWS_PROFILE: "default", ...remotionPair }, "default static"),
		keys("AKIAFAKEDEFAULT"),
	],
	[
		"3 a missing profile never falls back",
		machine({ REMOTION_AWS_PROFILE: "gone", ...remotionPair }, "default static"),
		error("profile-not-found"),
	],
	["3 one space is a name", machine({ REMOTION_AWS_PROFILE: " ", ...remotionPair }), error("profile-not-found")],
	[
		"4 the REMOTION pair above AWS_PROFILE",
		machine({ AWS_PROFILE: "default", ...remotionPair }, "default static"),
		keys("AKIAFAKEREMOTION"),
	],
	[
		"4 a token goes with its own prefix",
		machine({ AWS_SESSION_TOKEN: "t", ...remotionPair }),
		keys("AKIAFAKEREMOTION"),
	],
	["4 with its token", machine({ REMOTION_AWS_SESSION_TOKEN: "t", ...remotionPair }), keys("AKIAFAKEREMOTION", true)],
	[
		"5 AWS_PROFILE above the plain pair",
		machine({ AWS_PROFILE: "default", ...plainPair }, "default static"),
		keys("AKIAFAKEDEFAULT"),
	],
	[
		"6 the plain pair",
		machine({ AWS_SESSION_TOKEN: "t", ...plainPair }, "default static"),
		keys("AKIAFAKEPLAIN", true),
	],
	[
		"7 mixed halves end at [default]",
		machine({ REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEREMOTION", AWS_SECRET_ACCESS_KEY: "s" }, "default static"),
		keys("AKIAFAKEDEFAULT"),
	],
	[
		"7 env keys are skipped while AWS_PROFILE is set",
		machine({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", AWS_PROFILE: "default", ...plainPair }, "default static"),
		keys("AKIAFAKEDEFAULT"),
	],
	[
		"7 web identity",
		machine({
			REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1",
			AWS_WEB_IDENTITY_TOKEN_FILE: "/case/token",
			AWS_ROLE_ARN: "r",
		}),
		issued("web-identity"),
	],
	[
		"7 container",
		machine({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/container" }),
		issued("container"),
	],
	["7 instance", machine({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" }), issued("instance")],
	[
		"7 instance switched off, by anything but false",
		machine({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", AWS_EC2_METADATA_DISABLED: "FALSE" }),
		error("no-credentials"),
	],
	["check: nothing", machine({}), error("no-access-key-id")],
	["check: a key ID alone", machine({ AWS_ACCESS_KEY_ID: "AKIAFAKEPLAIN" }), error("no-secret-access-key")],
	["check: [default] in a comment passes", machine(alone, "[default] only in a comment"), error("no-credentials")],
	["check: the config file is not looked at", machine({}, "static only in config"), error("no-access-key-id")],
	[
		"check: web identity alone fails",
		machine({ AWS_WEB_IDENTITY_TOKEN_FILE: "/case/token", AWS_ROLE_ARN: "r" }),
		error("no-access-key-id"),
	],
	[
		"check: ~ is not expanded",
		machine({ AWS_SHARED_CREDENTIALS_FILE: "~/.aws/credentials" }, "default static"),
		error("no-access-key-id"),
	],
	[
		"SDK: ~ is expanded",
		machine({ AWS_SHARED_CREDENTIALS_FILE: "~/.aws/credentials", AWS_PROFILE: "default" }, "default static"),
		keys("AKIAFAKEDEFAULT"),
	],
	["a role is assumed", machine({ AWS_PROFILE: "role" }, "role and source"), issued("role")],
	["a role cycle", machine({ AWS_PROFILE: "role" }, "role cycle"), error("profile-unusable")],
	["MFA", machine({ AWS_PROFILE: "role" }, "mfa"), error("profile-unusable")],
	["MFA in the chain", machine({}, "mfa"), error("profile-unusable")],
	["SSO without a login", machine({ AWS_PROFILE: "sso" }, "sso"), { kind: "attempted", via: "sso" }],
	["SSO without its session", machine({ AWS_PROFILE: "sso" }, "sso with a missing session"), error("profile-unusable")],
	["credential_process", machine({ AWS_PROFILE: "default" }, "process"), issued("process")],
	["web identity in a profile", machine({ AWS_PROFILE: "default" }, "web identity"), issued("web-identity")],
	["login session", machine({ AWS_PROFILE: "default" }, "login"), { kind: "attempted", via: "login" }],
	[
		"__proto__ takes the whole file along",
		machine({ AWS_PROFILE: "default" }, "__proto__"),
		error("profile-not-found"),
	],
	[
		"CLI: .env fills what the shell leaves open",
		machine({}, "none", { dotenv: "AWS_ACCESS_KEY_ID=AKIAFAKEDOTENV\nAWS_SECRET_ACCESS_KEY='s'\n" }),
		keys("AKIAFAKEDOTENV"),
	],
	[
		"CLI: the shell wins, empty too",
		machine({ AWS_SECRET_ACCESS_KEY: "" }, "none", {
			dotenv: "AWS_ACCESS_KEY_ID=AKIAFAKEDOTENV\nAWS_SECRET_ACCESS_KEY='s'\n",
		}),
		error("no-secret-access-key"),
	],
	[
		"Node.js API: .env is not read",
		machine({}, "none", {
			files: { [`${CWD}/.env`]: "AWS_ACCESS_KEY_ID=AKIAFAKEDOTENV\nAWS_SECRET_ACCESS_KEY='s'\n" },
		}),
		error("no-access-key-id"),
	],
];

describe("the real Remotion client, line by line of its order", function () {
	this.timeout(60_000);
	let outcomes: Outcome[] = [];
	before(async () => {
		const oracle = new Oracle(1);
		try {
			outcomes = await oracle.ask(table.map(([, abstract]) => abstract));
		} finally {
			oracle.close();
		}
	});
	table.forEach(([name, , expected], index) => {
		it(name, () => {
			const outcome = outcomes[index];
			assert(outcome);
			assert.partialDeepStrictEqual(outcome, expected);
		});
	});
});
