/** Random projects for direnv, mise and Deno: small `.env` files, `.envrc` and `mise.toml`, made of what these programs trip over. */
import fc from "fast-check";

/** What each program is started in. */
export interface EnvCase {
	readonly program: "direnv" | "mise" | "deno";
	/** Relative to the project. */
	readonly files: Readonly<Record<string, string>>;
}

/** Names that are compared. S has a value in the shell, and E has none there. */
export const comparedNames = ["A", "B", "C", "A_B", "S", "E"] as const;
export const shell = { S: "shell", E: "" };

const names = fc.constantFrom(...comparedNames);
const dollar = "$";
const references = ["A", "S", "E", "N"].flatMap((name) => [
	`${dollar}${name}`,
	`${dollar}{${name}}`,
	`${dollar}{${name}:-d}`,
	`${dollar}{${name}-d}`,
]);
const bits = fc.constantFrom(
	...[
		"a",
		"b1",
		"=",
		"#",
		" # c",
		" ",
		"\t",
		"'",
		'"',
		"`",
		"\\",
		"\\n",
		"\\$",
		"$$",
		"$",
		"{",
		"}",
		":",
		"é",
		"\u00a0",
	],
	...references,
);
const soup = fc.array(bits, { maxLength: 5 }).map((parts) => parts.join(""));
const quote = fc.constantFrom("", "", "", "'", '"');
const value = fc.tuple(quote, soup).map(([mark, text]) => mark + text + mark);

const line = fc.oneof(
	{
		weight: 8,
		arbitrary: fc
			.tuple(
				fc.constantFrom("", "", "", "export ", "export  ", " ", "\t"),
				names,
				fc.constantFrom("=", "=", "=", " = ", "= ", ": "),
				value,
				fc.constantFrom("", "", "", " # c", " mine", "\t", "#c"),
			)
			.map((parts) => parts.join("")),
	},
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			"",
			"  ",
			"# c",
			"my keys",
			"export A",
			"; note",
			"A-x=1",
			"A :b",
			"A:b",
			"export\tA=v",
			"\ufeffA=v",
		),
	},
);
/** A small `.env` file. */
export const envText = fc
	.tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom("\n", "\n", "\r\n"), fc.boolean())
	.map(([lines, end, isOpen]) => lines.join(end) + (isOpen ? "" : end));

/** A word of a shell script that stays within its line. */
const word = fc.constantFrom(
	"1",
	"'a b'",
	'"x y"',
	`"${dollar}A-${dollar}S"`,
	`"${dollar}{N:-d}"`,
	`${dollar}S`,
	'""',
	"a\\ b",
);
const command = fc.oneof(
	fc.tuple(names, word).map(([name, text]) => `export ${name}=${text}`),
	fc.tuple(names, word).map(([name, text]) => `${name}=${text}`),
	names.map((name) => `unset ${name}`),
	names.map((name) => `export ${name}`),
	fc.constantFrom(
		"dotenv",
		"dotenv .env.b",
		"dotenv_if_exists .env.none",
		"dotenv .env.none",
		"source_env .envrc.b",
		"source_env sub",
		"source_env_if_exists .envrc.none",
		"PATH_add bin",
		"layout node",
		"watch_file x",
		"set -a; . ./.env.b; set +a",
		"[ -f .env ] && dotenv .env",
		"if [ -f .env.b ]; then dotenv .env.b; fi",
		"export A=1 B=2",
		"A=1; export A",
		"set -a",
		"set +a",
		"true && export C=3",
		"cd sub",
	),
);
const envrc = fc.array(command, { minLength: 1, maxLength: 5 }).map((lines) => `${lines.join("\n")}\n`);

const tomlText = fc
	.array(fc.constantFrom("a", " ", "b-", "$$", "$", "\\", "é", ...references), { maxLength: 4 })
	.map((parts) => JSON.stringify(parts.join("")));
const tomlValue = fc.oneof(
	{ weight: 6, arbitrary: tomlText },
	{ weight: 1, arbitrary: fc.constantFrom("true", "false", "5") },
	{ weight: 1, arbitrary: tomlText.map((text) => `{ value = ${text} }`) },
	{ weight: 1, arbitrary: tomlText.map((text) => `{ default = ${text} }`) },
);
const directive = fc.constantFrom(
	'_.file = ".env.b"',
	'_.file = [".env.b", ".env.none"]',
	'_.file = { path = ".env.b" }',
	'_.file = "e.json"',
	'_.source = "s.sh"',
	'_.path = "bin"',
);
const toml = fc
	.tuple(
		fc.uniqueArray(fc.tuple(names, tomlValue), { selector: ([name]) => name, maxLength: 4 }),
		fc.option(directive, { nil: undefined }),
		fc.nat({ max: 4 }),
	)
	.map(([entries, found, at]) => {
		const lines = entries.map(([name, text]) => `${name} = ${text}`);
		if (found !== undefined) lines.splice(at, 0, found);
		return `[env]\n${lines.join("\n")}\n`;
	});

const others = {
	".env.b": "B=fromB\nC='x y'\nexport A_B=$\u007bS}-b\n",
	".envrc.b": "export B=envrcB\nA=plain\n",
	"sub/.envrc": 'export C="sub $S"\ndotenv_if_exists .env\n',
	"sub/.env": "A_B=sub\n",
	"e.json": '{ "A": "json", "B": 5, "C": true }\n',
	"s.sh": 'export A="$S-s"\nB=plain\nunset S\n',
};

export const envCases = {
	direnv: fc.oneof(
		envText.map((text) => ({ ".envrc": "dotenv\n", ".env": text })),
		fc.tuple(envrc, envText).map(([script, text]) => ({ ...others, ".envrc": script, ".env": text })),
	),
	mise: fc.oneof(
		envText.map((text) => ({ "mise.toml": '[env]\n_.file = ".env"\n', ".env": text })),
		toml.map((text) => ({ ...others, "mise.toml": text })),
	),
	deno: envText.map((text) => ({ ".env": text })),
} satisfies Record<EnvCase["program"], fc.Arbitrary<Record<string, string>>>;
