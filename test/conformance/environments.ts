/** Random machines for Remotion to find credentials on: environment, AWS files, `.env`. Seeded and shrinking (fast-check). */
import { createHash } from "node:crypto";
import fc from "fast-check";

/** A machine. Paths stand under `/case`; `case-rel` is a folder name relative to {@link CWD}. */
export interface Case {
	environment: Record<string, string>;
	/** Absolute path to text. */
	files: Record<string, string>;
	directories: string[];
	/** Text of `<cwd>/.env`, read only by the CLI; null: a run of the Node.js API, no such file. */
	dotenv: string | null;
}

export const HOME = "/case/home";
export const CWD = "/case/work";

/** What a case looks like on the disk, under `folder`; the text of files and the values follow the paths. */
export function place(abstract: Case, folder: string, relative: string, port: number): Case {
	const put = (text: string): string =>
		text.replaceAll("/case", folder).replaceAll("case-rel", relative).replaceAll("{port}", String(port));
	const record = (from: Record<string, string>): Record<string, string> =>
		Object.fromEntries(Object.entries(from).map(([key, value]) => [put(key), put(value)]));
	return {
		environment: record(abstract.environment),
		files: record(abstract.files),
		directories: abstract.directories.map(put),
		dotenv: abstract.dotenv === null ? null : put(abstract.dotenv),
	};
}

const SECRET = "not-a-real-secret";
const ROLE = "arn:aws:iam::123456789012:role/x";
export const PROCESS = `printf '{"Version":1,"AccessKeyId":"ASIAFAKEPROCESS00000","SecretAccessKey":"${SECRET}"}'`;
const keys = (id: string): string => `aws_access_key_id = AKIAFAKE${id}\naws_secret_access_key = ${SECRET}\n`;
const START_URL = "https://example.invalid/start#/";

/** Kinds of file sets, by name: [credentials, config]; null: no such file. */
export const fileSets: Record<string, readonly [string | null, string | null]> = {
	none: [null, null],
	empty: ["", ""],
	"default static": [`[default]\n${keys("DEFAULT")}`, null],
	"default with token": [`[default]\n${keys("DEFAULT")}aws_session_token = not-a-real-token==\n`, null],
	"[default] only in a comment": [`# [default]\n[other]\n${keys("OTHER")}`, null],
	"[default] in a comment behind a key": [`[other]\n${keys("OTHER")}region = x ; [default]\n`, null],
	"[default] without keys": ["[default]\n", null],
	"static only in config": [null, `[default]\n${keys("CONFIG")}[profile static]\n${keys("CONFIG2")}`],
	"half keys": [
		"[default]\naws_access_key_id = AKIAFAKEHALF\n[half]\naws_secret_access_key = s\n",
		"[profile half]\nregion = eu-west-1\n",
	],
	"halves in two files": [
		"[default]\naws_access_key_id = AKIAFAKESPLIT\n",
		`[default]\naws_secret_access_key = ${SECRET}\naws_session_token = not-a-real-token\n`,
	],
	"role and source": [
		`[default]\n${keys("SOURCE")}[static]\n${keys("STATIC")}`,
		`[profile role]\nrole_arn = ${ROLE}\nsource_profile = default\n[profile role2]\nrole_arn = ${ROLE}\nsource_profile = role\n`,
	],
	"default is a role": [
		`[static]\n${keys("STATIC")}[default]\n${keys("SHADOWED")}`,
		`[default]\nrole_arn = ${ROLE}\nsource_profile = static\n`,
	],
	"role without its source": [
		"[default]\n",
		`[profile role]\nrole_arn = ${ROLE}\nsource_profile = gone\n[default]\nregion = x\n`,
	],
	"role cycle": [
		"[default]\n",
		`[profile role]\nrole_arn = ${ROLE}\nsource_profile = role2\n[profile role2]\nrole_arn = ${ROLE}\nsource_profile = role\n[default]\nrole_arn = ${ROLE}\nsource_profile = role\n`,
	],
	"role of itself": [
		null,
		`[profile role]\nrole_arn = ${ROLE}\nsource_profile = role\n${keys("SELF")}[default]\nrole_arn = ${ROLE}\nsource_profile = default\n`,
	],
	mfa: [
		`[static]\n${keys("STATIC")}[default]\nrole_arn = ${ROLE}\nsource_profile = static\nmfa_serial = arn:aws:iam::123456789012:mfa/x\n`,
		`[profile role]\nrole_arn = ${ROLE}\nsource_profile = static\nmfa_serial = arn:aws:iam::123456789012:mfa/x\n`,
	],
	sso: [
		"[default]\n",
		`[default]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = ${START_URL}\n[profile sso]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n`,
	],
	"sso without session": [
		null,
		`[profile sso]\nsso_start_url = ${START_URL}\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = r\n[default]\nsso_start_url = ${START_URL}\n`,
	],
	"sso with a missing session": [
		"[default]\n",
		"[default]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n[profile sso]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n",
	],
	process: [
		"# [default]\n",
		`[default]\ncredential_process = ${PROCESS}\n[profile static]\ncredential_process = ${PROCESS}\n[profile role]\nrole_arn = ${ROLE}\nsource_profile = default\n`,
	],
	"web identity": [
		`[default]\nrole_arn = ${ROLE}\nweb_identity_token_file = /case/token\n`,
		`[profile role]\nrole_arn = ${ROLE}\nweb_identity_token_file = /case/no-such-token\n`,
	],
	login: ["[default]\n", "[default]\nlogin_session = arn:aws:sts::123456789012:x\n[profile role]\nlogin_session = y\n"],
	"names with spaces and dots": [
		`[my team]\n${keys("SPACE")}[a.b]\n${keys("DOT")}[mé team]\n${keys("ACCENT")}[ static ]\n${keys("PADDED")}`,
		`[profile half]\n${keys("PLAIN")}[profile "role"]\n${keys("QUOTED")}[profile my team]\n${keys("TWO")}[sso]\n${keys("NOPREFIX")}`,
	],
	"[profile default]": [
		`[profile default]\n${keys("PROFILECRED")}[profile static]\n${keys("PROFILESTATIC")}`,
		`[profile default]\n${keys("PROFILEDEFAULT")}[default]\n${keys("PLAINDEFAULT")}aws_session_token = t\n`,
	],
	duplicates: [
		`[default]\n${keys("FIRST")}[static]\n${keys("ONE")}[default]\naws_access_key_id = AKIAFAKESECOND\n`,
		`[profile static]\naws_session_token = not-a-real-token\n[default]\n${keys("THIRD")}`,
	],
	__proto__: [`[default]\n${keys("GONE")}[__proto__]\n${keys("PROTO")}`, `[profile static]\n${keys("STILL")}`],
	"profile __proto__": [
		`[default]\n${keys("DEFAULT")}`,
		`[profile __proto__]\nx = y\n[profile static]\n${keys("GONE")}`,
	],
	CRLF: [
		`[default]\r\n${keys("CRLF").replaceAll("\n", "\r\n")}[static]\r\n${keys("CRLF2").replaceAll("\n", "\r\n")}`,
		null,
	],
	BOM: [`\uFEFF[default]\n${keys("BOM")}[static]\n${keys("AFTERBOM")}`, `\uFEFF[profile role]\n${keys("BOMCONFIG")}`],
	credential_source: [
		"[default]\n",
		`[default]\nrole_arn = ${ROLE}\ncredential_source = Environment\n[profile role]\nrole_arn = ${ROLE}\ncredential_source = Ec2InstanceMetadata\n[profile role2]\nrole_arn = ${ROLE}\ncredential_source = EcsContainer\n[profile half]\nrole_arn = ${ROLE}\ncredential_source = Nowhere\n[profile static]\nrole_arn = ${ROLE}\nsource_profile = sso\n[profile sso]\ncredential_source = Environment\n`,
	],
	"source and credential_source at once": [
		`[default]\n${keys("BOTH")}`,
		`[default]\nrole_arn = ${ROLE}\nsource_profile = static\ncredential_source = Environment\n[profile static]\nrole_arn = ${ROLE}\n${keys("ROLEONLY")}`,
	],
	"keys in a sub-section": [
		`[default]\ns3 =\n  aws_access_key_id = AKIAFAKESUB\n  aws_secret_access_key = x\n[static]\naws_access_key_id =\naws_secret_access_key = ${SECRET}\n`,
		null,
	],
	"inline comments": [
		`[default] # mine\naws_access_key_id = AKIAFAKEINLINE # key\naws_secret_access_key = a#b ; c\n[static];x\n${keys("SEMICOLON")}`,
		null,
	],
};

/** Names that profiles have, in the files above or nowhere. No heading is called like the last three. */
const profileNames = [
	"default",
	"static",
	"role",
	"role2",
	"half",
	"sso",
	"my team",
	"a.b",
	"mé team",
	"gone",
	"other",
	"profile.static",
	" ",
	" static ",
	"Default",
	"constructor",
	"toString",
	"__proto__",
];

const profileName = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom("default", "static", "role", "half", "sso") },
	{ weight: 2, arbitrary: fc.constantFrom(...profileNames) },
);

/** A profile made of any settings at all, so that every order of precedence among them comes up. */
const settings = fc.record(
	{
		aws_access_key_id: fc.constantFrom("AKIAFAKERANDOM1", "AKIAFAKERANDOM2"),
		aws_secret_access_key: fc.constant(SECRET),
		aws_session_token: fc.constant("not-a-real-token"),
		role_arn: fc.constant(ROLE),
		source_profile: fc.constantFrom("default", "static", "role", "role2", "gone"),
		credential_source: fc.constantFrom("Environment", "Ec2InstanceMetadata", "EcsContainer", "Nowhere"),
		mfa_serial: fc.constant("arn:aws:iam::123456789012:mfa/x"),
		web_identity_token_file: fc.constantFrom("/case/token", "/case/no-such-token"),
		credential_process: fc.constant(PROCESS),
		sso_session: fc.constantFrom("s", "gone", "partial"),
		sso_start_url: fc.constant(START_URL),
		sso_region: fc.constant("us-east-1"),
		sso_account_id: fc.constant("123456789012"),
		sso_role_name: fc.constant("r"),
		login_session: fc.constant("arn:aws:sts::123456789012:x"),
		region: fc.constant("eu-west-1"),
	},
	{ requiredKeys: [] },
);

function sections(inConfig: boolean): fc.Arbitrary<string> {
	const heading = fc
		.constantFrom("default", "static", "role", "role2", "half", "sso")
		.chain((name) =>
			inConfig
				? fc.constantFrom(...(name === "default" ? ["default", "profile default"] : [`profile ${name}`, name]))
				: fc.constantFrom(name, name, name, `profile ${name}`),
		);
	const section = fc.tuple(heading, settings).map(
		([name, values]) =>
			`[${name}]\n${Object.entries(values)
				.map(([key, value]) => `${key} = ${value}\n`)
				.join("")}`,
	);
	return fc.array(section, { minLength: 1, maxLength: 5 }).map((list) => list.join(""));
}

const SSO_SESSIONS = `[sso-session s]\nsso_region = us-east-1\nsso_start_url = ${START_URL}\n[sso-session partial]\nsso_region = us-east-1\n`;

const fileSet: fc.Arbitrary<readonly [string | null, string | null]> = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...Object.values(fileSets)) },
	{
		weight: 1,
		arbitrary: fc.tuple(fc.option(sections(false)), fc.option(sections(true).map((text) => text + SSO_SESSIONS))),
	},
);

/** Where the two files stand, and the value that points there. `undefined`: nothing points, they are in the home folder. */
const credentialsPlace = fc.oneof(
	{ weight: 5, arbitrary: fc.constant([undefined, `${HOME}/.aws/credentials`] as const) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			["", `${HOME}/.aws/credentials`] as const,
			["/case/moved/credentials", "/case/moved/credentials"] as const,
			["~/moved/credentials", `${HOME}/moved/credentials`] as const,
			// Remotion's own check does not expand the tilde: for it this is a folder in the working folder.
			["~/moved/credentials", `${CWD}/~/moved/credentials`] as const,
			["case-rel/credentials", `${CWD}/case-rel/credentials`] as const,
			["/case/missing/credentials", `${HOME}/.aws/credentials`] as const,
			["/case/folder", `${HOME}/.aws/credentials`] as const,
		),
	},
);
const configPlace = fc.oneof(
	{ weight: 5, arbitrary: fc.constant([undefined, `${HOME}/.aws/config`] as const) },
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			["", `${HOME}/.aws/config`] as const,
			["/case/moved/config", "/case/moved/config"] as const,
			["~/moved/config", `${HOME}/moved/config`] as const,
			["case-rel/config", `${CWD}/case-rel/config`] as const,
			["/case/missing/config", `${HOME}/.aws/config`] as const,
			["/case/folder", `${HOME}/.aws/config`] as const,
		),
	},
);

/** Another home than the operating system's, by the variables the SDK looks at; the files follow it or do not. */
const homes = fc.oneof(
	{ weight: 6, arbitrary: fc.constant({ variables: {}, home: HOME }) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			{ variables: { HOME }, home: HOME },
			{ variables: { HOME: "/case/other" }, home: "/case/other" },
			{ variables: { HOME: "/case/other" }, home: HOME },
			{ variables: { HOME: "", USERPROFILE: "/case/other" }, home: "/case/other" },
			{ variables: { HOME: "/case/other", USERPROFILE: HOME }, home: "/case/other" },
			{ variables: { USERPROFILE: "", HOMEDRIVE: "/case", HOMEPATH: "/other" }, home: "/case/other" },
			{ variables: { HOMEPATH: "case-rel" }, home: `${CWD}/C:/case-rel` },
			{ variables: { HOME: "", USERPROFILE: "", HOMEPATH: "" }, home: HOME },
		),
	},
);

const unset = fc.constant(undefined);
/** Unset, or one of the values; `weight` is how often it is unset for each time it is not. */
function sometimes(weight: number, ...values: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string | undefined> {
	const choices = values.map((value) => (typeof value === "string" ? fc.constant(value) : value));
	return fc.oneof({ weight: weight * choices.length, arbitrary: unset }, ...choices);
}

/** Every variable of the ladder. `{port}` is the loopback stand-in for the metadata services. */
const variables = fc.record({
	REMOTION_SKIP_AWS_CREDENTIALS_CHECK: sometimes(4, "", "0", "1", "true"),
	__RESERVED_IS_INSIDE_REMOTION_LAMBDA: sometimes(8, "", "0", "true"),
	REMOTION_AWS_PROFILE: sometimes(2, "", profileName, profileName),
	REMOTION_AWS_ACCESS_KEY_ID: sometimes(1, "", " ", "AKIAFAKEREMOTION", "AKIAFAKEREMOTION"),
	REMOTION_AWS_SECRET_ACCESS_KEY: sometimes(1, "", " ", SECRET, SECRET),
	REMOTION_AWS_SESSION_TOKEN: sometimes(1, "", " ", "not-a-real-token"),
	AWS_PROFILE: sometimes(1, "", profileName, profileName),
	AWS_ACCESS_KEY_ID: sometimes(1, "", " ", "AKIAFAKEPLAIN", "AKIAFAKEPLAIN"),
	AWS_SECRET_ACCESS_KEY: sometimes(1, "", " ", SECRET, SECRET),
	AWS_SESSION_TOKEN: sometimes(1, "", " ", "not-a-real-token"),
	AWS_WEB_IDENTITY_TOKEN_FILE: sometimes(3, "", "/case/token", "/case/no-such-token"),
	AWS_ROLE_ARN: sometimes(1, "", ROLE),
	AWS_CONTAINER_CREDENTIALS_FULL_URI: sometimes(6, "", "http://127.0.0.1:{port}/container"),
	AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: sometimes(6, "", "/container"),
	AWS_EC2_METADATA_DISABLED: sometimes(1, "", "true", "true", "true", "false", "FALSE", "0"),
	AWS_CREDENTIAL_EXPIRATION: sometimes(8, "", "2099-01-01T00:00:00Z", "2001-01-01T00:00:00Z"),
	AWS_REGION: sometimes(4, "eu-west-1"),
	// Names that look as if they counted, and do not.
	AWS_DEFAULT_PROFILE: sometimes(6, "static"),
	REMOTION_AWS_CREDENTIALS: sometimes(12, "x"),
	aws_profile: sometimes(12, "static"),
});

/** Present variables only. A plain object with the usual prototype, as `process.env` is compared with. */
function present(record: Readonly<Record<string, string | undefined>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
	);
}

const ssoToken = JSON.stringify({ accessToken: "not-a-real-token", expiresAt: "2099-01-01T00:00:00Z" });
const ssoCache = (id: string): string => `.aws/sso/cache/${createHash("sha1").update(id).digest("hex")}.json`;

const machine = fc
	.record({ variables, fileSet, credentialsPlace, configPlace, homes, loggedIn: fc.boolean() })
	.map(({ variables, fileSet, credentialsPlace, configPlace, homes, loggedIn }) => {
		const [credentials, config] = fileSet;
		const files: Record<string, string> = { "/case/token": "not-a-real-token" };
		// The default home is where the files are meant to be, unless variables name another one.
		const at = (path: string): string => path.replace(HOME, homes.home);
		if (credentials !== null) files[at(credentialsPlace[1])] = credentials;
		if (config !== null) files[at(configPlace[1])] = config;
		if (loggedIn) for (const id of [START_URL, "s"]) files[`${homes.home}/${ssoCache(id)}`] = ssoToken;
		const environment = present({
			...variables,
			...homes.variables,
			AWS_SHARED_CREDENTIALS_FILE: credentialsPlace[0],
			AWS_CONFIG_FILE: configPlace[0],
		});
		return { environment, files, directories: ["/case/folder"], dotenv: null };
	});

/** A run of the Node.js API: the shell alone. */
export const nodeCase: fc.Arbitrary<Case> = machine;

/** One assignment as people write them. */
const spelling = fc.constantFrom<(name: string, value: string) => string>(
	(name, value) => `${name}=${value}\n`,
	(name, value) => `${name}="${value}"\n`,
	(name, value) => `${name}='${value}'\n`,
	(name, value) => `export ${name} = ${value} # a comment\n`,
	(name, value) => `${name}: ${value}\r\n`,
	(name, value) => `# ${name}=${value}\n`,
);

/** A run of the CLI: another set of variables in `<cwd>/.env`, under those of the shell. */
export const cliCase: fc.Arbitrary<Case> = fc
	.record({
		shell: machine,
		file: machine,
		spellings: fc.array(spelling, { minLength: 1, maxLength: 8 }),
		bare: fc.boolean(),
	})
	.map(({ shell, file, spellings, bare }) => {
		const dotenv = Object.entries(file.environment)
			.map(([name, value], index) => (spellings[index % spellings.length] ?? ((a, b) => `${a}=${b}\n`))(name, value))
			.join("");
		// Half of the shells are bare of credentials, so that what the file says is heard.
		const environment = bare
			? Object.fromEntries(Object.entries(shell.environment).filter(([name]) => !/PROFILE$|KEY|TOKEN/.test(name)))
			: shell.environment;
		return { ...shell, environment, dotenv };
	});
