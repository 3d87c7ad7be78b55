/** Random projects of Docker Compose: a service with its variables and files, made of what compose trips over. */
import fc from "fast-check";
import { comparedNames, envText } from "../envProgramTexts.ts";
import type { ProgramCase } from "./recorded.ts";

const dollar = "$";
const name = fc.constantFrom(...comparedNames);
const references = ["A", "S", "E", "N"].flatMap((one) => [
	`${dollar}${one}`,
	`${dollar}{${one}}`,
	...[
		":-d",
		"-d",
		":+p",
		"+p",
		"-",
		":-a b",
		`:-${dollar}{S}`,
		`-${dollar}{N:-n}`,
		`:-a${dollar}Sb`,
		":-{}",
		":-a}",
	].map((rest) => `${dollar}{${one}${rest}}`),
]);
const bits = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...references) },
	{
		weight: 4,
		arbitrary: fc.constantFrom(
			...[
				"a",
				"b1",
				"=",
				"#",
				" # c",
				" ",
				"'",
				'"',
				"`",
				"\\",
				"\\n",
				"$$",
				"$",
				"{",
				"}",
				":",
				"é",
				"/",
				"$$$A",
				"$1",
				"\\$",
			],
		),
	},
	{ weight: 1, arbitrary: fc.constantFrom(`${dollar}{S:?m}`, `${dollar}{E?m}`) },
);
const soup = fc.array(bits, { maxLength: 4 }).map((parts) => parts.join(""));
const broken = fc.tuple(soup, fc.constantFrom(`${dollar}{`, `${dollar}{1}`), soup).map((parts) => parts.join(""));

/** A `.env` file, as often as not one that compose reads to its end. */
const gentle = fc
	.array(
		fc.tuple(
			fc.constantFrom("", "", "export ", " "),
			name,
			fc.constantFrom("=", "=", ": "),
			fc.oneof(
				fc.constantFrom(...references),
				fc.constantFrom("a", "'x $S'", '"y z" # c', "b # c", "b#c", "$A$B", '"\\$S\\t"', ""),
			),
		),
		{ minLength: 1, maxLength: 5 },
	)
	.map((lines) => lines.map((parts) => parts.join("")));
const alone = fc.constantFrom("", "", "A", "S", "export C", "S\nC", "my keys");
const file = fc.oneof(
	envText,
	fc
		.tuple(gentle, alone, fc.boolean())
		.map(([lines, last, isOpen]) => [...lines, last].join("\n") + (isOpen ? "" : "\n")),
);

/** A value as YAML has it. */
const scalar = fc.oneof(
	{ weight: 14, arbitrary: soup.map((text) => JSON.stringify(text)) },
	{ weight: 1, arbitrary: broken.map((text) => JSON.stringify(text)) },
	{ weight: 9, arbitrary: soup.map((text) => `'${text.replaceAll("'", "''")}'`) },
	{ weight: 6, arbitrary: fc.constantFrom(...references) },
	{ weight: 1, arbitrary: fc.constantFrom("2001-01-01", "2001-01-01T10:00:00Z") },
	{
		weight: 12,
		arbitrary: fc.constantFrom(
			...["1", "1.5", "1.50", "-0", "017", "0o17", "0x1F", "1e3", "1_000", "123456789012345678", "1.0", ".5", "+1"],
			...["true", "True", "yes", "off", "null", "~", "", "12:30:45", "012345678901", "a b", "a # c", "&x v"],
			...["1e21", "0.1e-8", "12345678.9", "!!str 5", "|\n        two\n        lines", ">-\n        two\n        lines"],
		),
	},
);
const item = fc.oneof(
	{ weight: 3, arbitrary: fc.tuple(name, soup).map(([one, text]) => JSON.stringify(`${one}=${text}`)) },
	{
		weight: 2,
		arbitrary: fc
			.tuple(name, fc.constantFrom("x", "1.50", `"q"`, `${dollar}{S}-`, "a # c", ""))
			.map((all) => all.join("=")),
	},
	{ weight: 2, arbitrary: name },
);

const map = fc
	.uniqueArray(fc.tuple(name, scalar), { selector: ([one]) => one, maxLength: 4 })
	.map((entries) => entries.map(([one, text]) => `      ${one}: ${text}`));
const list = fc
	.uniqueArray(item, { selector: (text) => /\w+/.exec(text)?.[0], maxLength: 4 })
	.map((items) => items.map((text) => `      - ${text}`));
const environment = fc
	.oneof(map, list)
	.map((lines) => (lines.length === 0 ? "" : `    environment:\n${lines.join("\n")}\n`));

const envFile = fc.constantFrom(
	"",
	"",
	"    env_file: a.env\n",
	"    env_file: .env\n",
	"    env_file: [a.env, b.env]\n",
	"    env_file:\n      - b.env\n      - path: a.env\n",
	"    env_file:\n      - path: a.env\n        format: raw\n",
	"    env_file:\n      - path: none.env\n        required: false\n      - ./a.env\n",
	"    env_file: none.env\n",
	`    env_file: ${dollar}{N:-a}.env\n`,
);

const service = fc.tuple(environment, envFile).map((parts) => parts.join(""));
const own = "    image: node\n    volumes: ['.:/app']\n    working_dir: /app\n    command: node app.js\n";
const other =
	"  base:\n    image: node\n    env_file: b.env\n    environment:\n      A: base\n      B: base\n      C:\n";

/** A compose file, and those beside it. */
const composed = fc.oneof(
	{ weight: 8, arbitrary: service.map((text) => ({ "compose.yaml": `services:\n  app:\n${own}${text}` })) },
	{
		weight: 1,
		arbitrary: fc.tuple(service, service).map(([text, over]) => ({
			"compose.yaml": `services:\n  app:\n${own}${text}`,
			"compose.override.yaml": `services:\n  app:\n    image: node\n${over}`,
		})),
	},
	{
		weight: 1,
		arbitrary: service.map((text) => ({
			"compose.yaml": `services:\n${other}  app:\n    extends: { service: base }\n${own}${text}`,
		})),
	},
	{
		weight: 1,
		arbitrary: service.map((text) => ({
			"compose.yaml": `services:\n  app:\n    extends:\n      file: sub/more.yaml\n      service: base\n${own}${text}`,
			"sub/more.yaml": `services:\n${other}`,
			"sub/b.env": "A=sub\nE=sub\n",
		})),
	},
	{
		weight: 1,
		arbitrary: environment.map((text) => ({
			"compose.yaml": `x-own: &own\n${text || "    environment: { A: 1 }\n"}services:\n  app:\n    <<: *own\n${own}`,
		})),
	},
	{
		weight: 1,
		arbitrary: map.map((lines) => ({
			"compose.yaml": `x-own: &own\n  A: own\n  B: ${dollar}S\nservices:\n  app:\n${own}    environment:\n      <<: *own\n${lines.join("\n")}\n`,
		})),
	},
);

export const composeCases: fc.Arbitrary<ProgramCase> = fc
	.record({
		composed,
		env: fc.option(file, { nil: undefined }),
		a: file,
		profile: fc.boolean(),
	})
	.map(({ composed: files, env, a, profile }) => ({
		files: {
			...files,
			...(profile && { "compose.yaml": files["compose.yaml"].replace("  app:\n", "  app:\n    profiles: [dev]\n") }),
			...(env !== undefined && { ".env": env }),
			"a.env": a,
			"b.env": `B=fromB-$A\nC='x y'\nA_B=${dollar}{S}-b\nA\nE\n`,
		},
	}));
