/** The AWS files of random machines: kinds that are known to be treacherous, by name, and random ones. */
import fc from "fast-check";

export const SECRET = "not-a-real-secret";
export const ROLE = "arn:aws:iam::123456789012:role/x";
const PROCESS = `printf '{"Version":1,"AccessKeyId":"ASIAFAKEPROCESS00000","SecretAccessKey":"${SECRET}"}'`;
const keys = (id: string): string => `aws_access_key_id = AKIAFAKE${id}\naws_secret_access_key = ${SECRET}\n`;
export const START_URL = "https://example.invalid/start#/";

/** Text of the credentials file and of the config file; null: no such file. */
type FileSet = readonly [credentials: string | null, config: string | null];

/** Kinds of file sets, by name. */
export const fileSets: Record<string, FileSet> = {
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
	"process behind a role that fails": [
		"[default]\n",
		`[default]\nrole_arn = ${ROLE}\nsource_profile = gone\ncredential_process = ${PROCESS}\n[profile static]\nrole_arn = ${ROLE}\nsource_profile = static\ncredential_process = ${PROCESS}\n`,
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

const named: fc.Arbitrary<FileSet> = fc.constantFrom(...Object.values(fileSets));
const random: fc.Arbitrary<FileSet> = fc.tuple<[string | null, string | null]>(
	fc.option(sections(false)),
	fc.option(sections(true).map((text) => text + SSO_SESSIONS)),
);
/** Any pair of AWS files: the named kinds above, or profiles of any settings at all. */
export const fileSet = fc.oneof({ weight: 3, arbitrary: named }, { weight: 1, arbitrary: random });
