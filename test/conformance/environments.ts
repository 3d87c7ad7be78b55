/** Random machines for Remotion to find credentials on: environment, AWS files, `.env`. Seeded and shrinking (fast-check). */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { fileSet, ROLE, SECRET, START_URL } from "./remotionClientFiles.ts";

/** A machine. Paths stand under `/case`; `relative-case` is a folder name relative to {@link CWD}. */
export interface Case {
	environment: Record<string, string>;
	/** Absolute path to text. */
	files: Record<string, string>;
	directories: string[];
	/** Names whose value, or absence, the extension's terminal decides over a shell that says otherwise. */
	throughTerminal: string[];
	/** Text of `<cwd>/.env`, read only by the CLI; null: a run of the Node.js API, no such file. */
	dotenv: string | null;
}

export const HOME = "/case/home";
export const CWD = "/case/work";

/** What a case looks like on the disk, under `folder`; the text of files and the values follow the paths. */
export function place(abstract: Case, folder: string, relative: string, port: number): Case {
	const put = (text: string): string =>
		text.replaceAll("/case", folder).replaceAll("relative-case", relative).replaceAll("{port}", String(port));
	const record = (from: Record<string, string>): Record<string, string> =>
		Object.fromEntries(Object.entries(from).map(([key, value]) => [put(key), put(value)]));
	return {
		environment: record(abstract.environment),
		files: record(abstract.files),
		directories: abstract.directories.map(put),
		throughTerminal: abstract.throughTerminal,
		dotenv: abstract.dotenv === null ? null : put(abstract.dotenv),
	};
}

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

/** Where the two files stand, and the value that points there. `undefined`: nothing points, they are in the home folder. */
const credentialsPlace = fc.oneof(
	{ weight: 5, arbitrary: fc.constant([undefined, `${HOME}/.aws/credentials`] as const) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			["", `${HOME}/.aws/credentials`] as const,
			["/case/moved/credentials", "/case/moved/credentials"] as const,
			["~/relative-case/credentials", `${HOME}/relative-case/credentials`] as const,
			// Remotion's own check does not expand the tilde: for it this is a folder in the working folder.
			["~/relative-case/credentials", `${CWD}/~/relative-case/credentials`] as const,
			["relative-case/credentials", `${CWD}/relative-case/credentials`] as const,
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
			["~/relative-case/config", `${HOME}/relative-case/config`] as const,
			["relative-case/config", `${CWD}/relative-case/config`] as const,
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
			{ variables: { HOME: "relative-case" }, home: `${CWD}/relative-case` },
			{ variables: { HOMEPATH: "relative-case" }, home: `${CWD}/C:/relative-case` },
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
	AWS_CONTAINER_CREDENTIALS_FULL_URI: sometimes(
		3,
		"",
		"http://127.0.0.1:{port}/container",
		"http://127.0.0.1:{port}/container",
		"http://169.254.170.2/container",
		"http://example.invalid/container",
		"no address",
	),
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

const throughTerminal: fc.Arbitrary<string[]> = fc.oneof(
	{ weight: 2, arbitrary: fc.constant<string[]>([]) },
	{
		weight: 1,
		arbitrary: fc.subarray([
			"REMOTION_SKIP_AWS_CREDENTIALS_CHECK",
			"REMOTION_AWS_PROFILE",
			"REMOTION_AWS_ACCESS_KEY_ID",
			"AWS_PROFILE",
			"AWS_ACCESS_KEY_ID",
			"AWS_SESSION_TOKEN",
		]),
	},
);

/** Files that neither the CLI nor the Node.js API reads credentials from. */
const decoy = fc.oneof(
	{ weight: 5, arbitrary: fc.constant(null) },
	fc.constantFrom(`${CWD}/.env.local`, `${CWD}/.env.production`, `${CWD}/.env.development.local`, "/case/.env"),
);
const DECOY = `AWS_PROFILE=static\nREMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEDECOY\nREMOTION_AWS_SECRET_ACCESS_KEY=${SECRET}\n`;

const machine = fc
	.record({ variables, fileSet, credentialsPlace, configPlace, homes, loggedIn: fc.boolean(), throughTerminal, decoy })
	.map(({ variables, fileSet, credentialsPlace, configPlace, homes, loggedIn, throughTerminal, decoy }) => {
		const [credentials, config] = fileSet;
		const files: Record<string, string> = { "/case/token": "not-a-real-token" };
		// The default home is where the files are meant to be, unless variables name another one.
		const at = (path: string): string => path.replace(HOME, homes.home);
		if (credentials !== null) files[at(credentialsPlace[1])] = credentials;
		if (config !== null) files[at(configPlace[1])] = config;
		if (loggedIn) for (const id of [START_URL, "s"]) files[`${homes.home}/${ssoCache(id)}`] = ssoToken;
		if (decoy !== null) files[decoy] = DECOY;
		const environment = present({
			...variables,
			...homes.variables,
			AWS_SHARED_CREDENTIALS_FILE: credentialsPlace[0],
			AWS_CONFIG_FILE: configPlace[0],
		});
		return { environment, files, directories: ["/case/folder"], throughTerminal, dotenv: null };
	});

/** A run of the Node.js API: the shell alone, even with a `.env` beside it. */
export const nodeCase: fc.Arbitrary<Case> = fc
	.tuple(machine, fc.boolean())
	.map(([abstract, beside]) =>
		beside ? { ...abstract, files: { ...abstract.files, [`${CWD}/.env`]: DECOY } } : abstract,
	);

/** One assignment as people write them. */
const spelling = fc.constantFrom<(name: string, value: string) => string>(
	(name, value) => `${name}=${value}\n`,
	(name, value) => `${name}="${value}"\n`,
	(name, value) => `${name}='${value}'\n`,
	(name, value) => `export ${name} = ${value} # a comment\n`,
	(name, value) => `${name}: ${value}\r\n`,
	(name, value) => `# ${name}=${value}\n`,
	// A system's environment ends a value there.
	(name, value) => `${name}=${value}\0more\n`,
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
