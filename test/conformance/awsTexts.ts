import fc from "fast-check";

/** Random AWS files, nasty and realistic, for the tests that hold our reading against the AWS SDK's. */

const whiteSpace = [" ", "\t", "\r", "\u00a0", "\u2028", "\ufeff", "\u3000", "\u0085", "\u180e", "\v", "  "];

/** Names, among them such as JavaScript orders, quotes or reserves in its own way. */
export const profileNames = [
	"default",
	"a",
	"b",
	"c",
	"a.b",
	"7",
	"12",
	"me@x+y%z:/w",
	"é",
	"sso-session.s",
	"profile.a",
	"__proto__",
] as const;

const pieces = [
	...whiteSpace,
	..."[]=#;\"'.-_aé0:/\\\0",
	"\n",
	"\n",
	"\n",
	"\r\n",
	"\r\r\n",
	"\n  ",
	"[a]",
	"[profile a]",
	"[my a]",
	"[default]",
	"profile",
	"sso-session ",
	"services ",
	"x=1",
	"x = 2",
	"s3 =",
	"__proto__",
	"constructor",
	"aws_access_key_id",
	" # ",
	" ;",
];

const soup = fc
	.array(fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: "binary", maxLength: 3 })), {
		maxLength: 40,
	})
	.map((parts) => parts.join(""));

const soupInSection = fc
	.tuple(fc.constantFrom("[a]\n", "[profile a]\r\n", "\ufeff[default]\n"), soup)
	.map((parts) => parts.join(""));

const blanks = fc.oneof({ weight: 5, arbitrary: fc.constantFrom("", " ") }, fc.constantFrom("\t", ...whiteSpace));

const headingText = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom<string>(...profileNames).filter((name) => name !== "__proto__") },
	{
		weight: 6,
		arbitrary: fc.constantFrom<string>(...profileNames).map((name) => `profile ${name === "__proto__" ? "b" : name}`),
	},
	{ weight: 2, arbitrary: fc.constantFrom<string>(...profileNames).map((name) => `profile "${name}"`) },
	fc.constantFrom<string>(...profileNames).map((name) => `profile.${name}`),
	fc.constantFrom<string>(...profileNames).map((name) => `profile  ${name}`),
	fc.constantFrom<string>(...profileNames).map((name) => `profile\t'${name}'`),
	fc.constantFrom<string>(...profileNames).map((name) => `profile ${name} `),
	fc.constantFrom(
		"sso-session s",
		"sso-session t",
		'sso-session "s"',
		"sso-session __proto__",
		"sso-session.s",
		"services v",
	),
	fc.constantFrom(
		"profile sso-session.s",
		"sso-session",
		"profile",
		"profile ",
		"profile.",
		"",
		" ",
		" a ",
		"my a",
		"mé a",
	),
	fc.constantFrom("my 'a'", "profile 'a", "profile a b", "Profile a", "profile-a", "a] = [b", "[a]", "7 a"),
);

const heading = fc
	.tuple(blanks, headingText, fc.constantFrom("", "", "", " # c", "\t;c", "#c", " x"))
	.map(([indent, text, after]) => `${indent}[${text}]${after}`);

/** Rare, as it makes the SDK throw the whole file away. */
const discardingHeading = fc.constantFrom("[__proto__]", "[profile __proto__]", "[__proto__] # c", "[ __proto__]");

const keyIds = ["AKIAFAKE000000000001", "AKIAFAKE000000000002", "ASIAFAKE000000000003"];
const secrets = ["not-a-real-secret", "not/a+real=secret==", '"not-a-real-secret"', "not#a;real-secret"];

const settings: readonly (readonly [string, readonly string[]])[] = [
	["aws_access_key_id", keyIds],
	["aws_secret_access_key", secrets],
	["aws_access_key_id", keyIds],
	["aws_secret_access_key", secrets],
	["aws_session_token", ["not-a-real-token==", "t #c"]],
	["region", ["eu-central-1", "us-east-1"]],
	["role_arn", ["arn:aws:iam::000000000000:role/fake"]],
	["role_arn", ["arn:aws:iam::000000000000:role/fake"]],
	["source_profile", [...profileNames, "missing", "toString"]],
	["source_profile", [...profileNames]],
	["credential_source", ["Environment", "EcsContainer", "Ec2InstanceMetadata", "environment", "Other"]],
	["mfa_serial", ["arn:aws:iam::000000000000:mfa/fake"]],
	["web_identity_token_file", ["/nonexistent/token"]],
	["credential_process", ["fake-process --x=1"]],
	["sso_session", ["s", "t", "__proto__", "valueOf", "missing"]],
	["sso_start_url", ["https://fake.invalid/start#/", "https://fake.invalid/start # c"]],
	["sso_account_id", ["000000000000"]],
	["sso_region", ["us-east-1"]],
	["sso_role_name", ["fake"]],
	["login_session", ["arn:aws:iam::000000000000:user/fake"]],
	["Aws_Access_Key_Id", keyIds],
	["endpoint_url", ["http://127.0.0.1:9"]],
	["toString", ["x"]],
	["__proto__", ["x"]],
	["7", ["x"]],
	["ümlaut_Key", ["x"]],
];

const setting = fc
	.constantFrom(...settings)
	.chain(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values)));

const propertyLine = fc
	.tuple(
		fc.oneof({ weight: 6, arbitrary: fc.constant("") }, blanks),
		setting,
		fc.constantFrom("=", " = ", "=\t", " =", "=\u00a0"),
		fc.constantFrom("", "", "", " # c", " ;c", "#c", "\r", " "),
	)
	.map(([indent, [name, value], equals, after]) => `${indent}${name}${equals}${value}${after}`);

const oddLine = fc.constantFrom(
	"",
	"",
	" ",
	"# c",
	"  ; c",
	"s3 =",
	"  s3=",
	"s3 = # c",
	"=x",
	"no equals",
	"= ",
	"  endpoint_url = http://127.0.0.1:9",
	" max = 1",
	"role_arn =",
	"[a",
	"a]",
);

const group = (names: readonly string[]) =>
	fc.constant(names.map((name) => `${name} = ${settings.find(([known]) => known === name)?.[1][0]}`).join("\n"));

/** Lines that belong together, so that profiles which work are not too rare. */
const groups = fc.oneof(
	group(["aws_access_key_id", "aws_secret_access_key"]),
	group(["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]),
	fc
		.tuple(group(["role_arn"]), fc.constantFrom<string>(...profileNames))
		.map(([role, name]) => `${role}\nsource_profile = ${name}`),
	fc
		.tuple(group(["role_arn"]), fc.constantFrom("Environment", "EcsContainer"))
		.map(([role, name]) => `${role}\ncredential_source = ${name}`),
	group(["role_arn", "web_identity_token_file"]),
	group(["credential_process"]),
	group(["sso_session", "sso_account_id", "sso_role_name"]),
	group(["sso_start_url", "sso_region"]),
	group(["sso_start_url", "sso_account_id", "sso_region", "sso_role_name"]),
	group(["login_session"]),
);

const line = fc.oneof(
	{ weight: 6, arbitrary: propertyLine },
	{ weight: 3, arbitrary: groups },
	{ weight: 2, arbitrary: oddLine },
);

const section = fc.tuple(heading, fc.array(line, { maxLength: 4 })).map(([first, lines]) => [first, ...lines]);

/** Files as people have them, with the mistakes they make. */
const realisticTexts = fc
	.tuple(
		fc.constantFrom("", "", "", "\ufeff", "# c\n", "x = 1\n"),
		fc.array(
			fc.oneof(
				{ weight: 60, arbitrary: section },
				discardingHeading.map((text) => [text, "x = 1"]),
			),
			{ maxLength: 6 },
		),
		fc.constantFrom("\n", "\n", "\r\n", "\n\n", "\r\r\n"),
		fc.constantFrom("", "\n", "\r"),
	)
	.map(([start, sections, lineBreak, end]) => start + sections.flat().join(lineBreak) + end);

/** Any text. */
export const awsTexts = fc.oneof(
	{ weight: 3, arbitrary: soup },
	{ weight: 4, arbitrary: soupInSection },
	{ weight: 5, arbitrary: realisticTexts },
);

/** Files whose profiles point at each other, so that most of what `fromIni` can do happens. */
const plainHeading = (kind: "credentials" | "config") =>
	fc
		.constantFrom(...profileNames.slice(0, 9))
		.map((name) => (kind === "credentials" || name === "default" ? `[${name}]` : `[profile ${name}]`));

const linkedFile = (kind: "credentials" | "config") =>
	fc
		.array(
			fc.tuple(
				fc.oneof(
					{ weight: 8, arbitrary: plainHeading(kind) },
					heading,
					fc.constant("[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://fake.invalid/"),
				),
				fc.array(fc.oneof({ weight: 3, arbitrary: groups }, propertyLine), { maxLength: 3 }),
			),
			{ maxLength: 7 },
		)
		.map((sections) => sections.flatMap(([first, lines]) => [first, ...lines]).join("\n"));

const askedNames = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom<string>(...profileNames) },
	fc.constantFrom("missing", "", "toString", "sso-session.t", " a "),
);

const files = fc.record({
	credentials: fc.option(fc.oneof({ weight: 4, arbitrary: linkedFile("credentials") }, realisticTexts), {
		freq: 8,
		nil: undefined,
	}),
	config: fc.option(fc.oneof({ weight: 4, arbitrary: linkedFile("config") }, realisticTexts), {
		freq: 8,
		nil: undefined,
	}),
	environment: fc.record(
		{
			AWS_PROFILE: fc.constantFrom("a", ""),
			AWS_ACCESS_KEY_ID: fc.constantFrom("AKIAFAKE00000000000E", ""),
			AWS_SECRET_ACCESS_KEY: fc.constantFrom("not-a-real-secret", ""),
			AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: fc.constantFrom("/x", "", "evil:x/", "@127.0.0.1/x", ".evil/x"),
			AWS_CONTAINER_CREDENTIALS_FULL_URI: fc.constantFrom(
				"http://127.0.0.1:9/x",
				"http://127.1/",
				"http://localhost/",
				"http://[::1]/",
				"http://[fd00:ec2::23]/",
				"http://169.254.170.23/",
				"http://169.254.170.24/",
				"http://127.0.0.1.evil.invalid/",
				"http://128.0.0.1/",
				"https://x.invalid/",
				"HTTP://x.invalid/",
				"ftp://127.0.0.1/",
				"not an address",
				"",
			),
		},
		{ requiredKeys: [] },
	),
});

/** Two files, an environment and the profile that is asked for: mostly one of those in the files. */
export const profileWorlds = fc.tuple(files, askedNames, fc.nat(40)).map(([world, name, pick]) => {
	const headings = `${world.credentials}\n${world.config}`.matchAll(/\[(?:profile )?([^\]\n]*)\]/g);
	const names = [...headings].map(([, inside = ""]) => inside);
	return { ...world, name: (pick < 35 && names[pick % names.length]) || name };
});
