/** Random package.json scripts that set, load and take away variables in front of a program. Seeded and shrinking (fast-check). */
import fc from "fast-check";

/** A project with one script, and the shell that starts it. */
export interface ScriptCase {
	script: string;
	/** Text by name; a name that is not there is no file. */
	files: Record<string, string>;
	/** The shell's variables; empty ones count as set. */
	environment: Record<string, string>;
	/** What package.json names beside the script. */
	dependencies?: Record<string, string>;
}

/** The variables that are compared. */
export const comparedNames = [
	"REMOTION_AWS_PROFILE",
	"REMOTION_AWS_ACCESS_KEY_ID",
	"REMOTION_AWS_SECRET_ACCESS_KEY",
	"AWS_PROFILE",
	"AWS_ACCESS_KEY_ID",
	"REMOTION_AWS_REGION",
	"OTHER",
];

const name = fc.constantFrom(...comparedNames);
const fileNames = [".env", ".env.local", ".env.prod", "keys.env"];
const file = fc.constantFrom(...fileNames);
/** Values that every shell and loader takes bare. */
const bare = fc.constantFrom("a", "render", "AKIAFAKESCRIPT000001", "x/y+z=", "eu-west-1", "");
/** Values as a shell's word, and what stands in them is known to every POSIX shell. */
const word = fc.oneof(
	{ weight: 4, arbitrary: bare },
	{
		weight: 1,
		arbitrary: fc.constantFrom("'a b'", '"a b"', "'$OTHER'", "a\\ b", `"it's"`, "'say \"x\"'", "'#x'", "x#y"),
	},
	{ weight: 2, arbitrary: name.map((one) => `$${one}`) },
	{ weight: 1, arbitrary: name.map((one) => `"\${${one}}"`) },
	{ weight: 1, arbitrary: fc.tuple(name, bare).map(([one, other]) => `\${${one}:-${other}}`) },
	{ weight: 1, arbitrary: name.map((one) => `"x-$${one}-y"`) },
);
const assignment = fc.tuple(name, word).map(([one, value]) => `${one}=${value}`);

const inFile = fc.oneof(
	{ weight: 4, arbitrary: fc.tuple(name, bare).map(([one, value]) => `${one}=${value}`) },
	{ weight: 1, arbitrary: fc.tuple(name, bare).map(([one, value]) => `export ${one}=${value}`) },
	{ weight: 1, arbitrary: fc.tuple(name, bare).map(([one, value]) => `${one}="${value}"`) },
	{ weight: 1, arbitrary: fc.tuple(name, bare).map(([one, value]) => `${one}='${value}'`) },
	{ weight: 1, arbitrary: fc.tuple(name, bare).map(([one, value]) => `${one}="${value}" # why`) },
	{ weight: 1, arbitrary: fc.constantFrom("# nothing", "") },
);
const text = fc.array(inFile, { maxLength: 5 }).map((lines) => lines.map((line) => `${line}\n`).join(""));

const step = fc.oneof(
	{ weight: 3, arbitrary: assignment.map((one) => `export ${one}`) },
	{ weight: 2, arbitrary: assignment },
	{ weight: 1, arbitrary: name.map((one) => `unset ${one}`) },
	{ weight: 1, arbitrary: name.map((one) => `export ${one}`) },
	{ weight: 2, arbitrary: file.map((one) => `. ./${one}`) },
	{ weight: 2, arbitrary: file.map((one) => `set -a && . ./${one} && set +a`) },
	{ weight: 1, arbitrary: fc.constantFrom("true", "echo hello", "mkdir -p out", "set -a", "set -e", "false || true") },
);

const several = (one: fc.Arbitrary<string>, maxLength: number) =>
	fc.array(one, { maxLength }).map((all) => all.map((text) => `${text} `).join(""));

/** What costs no process of Node. */
const inShell = fc.oneof(
	several(assignment, 2).map((before) => `${before}env `),
	fc
		.tuple(
			several(
				name.map((one) => `-u ${one}`),
				2,
			),
			several(assignment, 2),
		)
		.map(([less, more]) => `env ${less}${more}`),
	fc.constant("exec "),
	fc.constant("command "),
);

const loader = fc.oneof(
	fc
		.tuple(
			several(
				file.map((one) => `-e ${one}`),
				3,
			),
			fc.constantFrom("", "-o "),
			several(
				name.map((one) => `-v ${one}=given`),
				1,
			),
		)
		.map(([files, overrides, variables]) => `dotenv ${files}${overrides}${variables}-- `),
	fc.constantFrom("dotenv -c -- ", "dotenv -c prod -- ", "dotenv "),
	fc
		.tuple(
			several(
				file.map((one) => `-f ${one}`),
				2,
			),
			fc.constantFrom("", "--overload "),
		)
		.map(([files, overrides]) => `dotenvx run -q ${files}${overrides}-- `),
	fc
		.tuple(file, fc.constantFrom("", "--no-override "), fc.constantFrom("", "--fallback "))
		.map(([one, overrides, fallback]) => `env-cmd -f ${one} ${overrides}${fallback}-- `),
	several(assignment, 3).map((variables) => `cross-env ${variables}`),
);

const nodeOptions = several(
	fc.oneof(
		file.map((one) => `--env-file=${one}`),
		file.map((one) => `--env-file-if-exists=${one}`),
	),
	2,
);

const start = fc.oneof(
	{ weight: 20, arbitrary: fc.constant("node server.js") },
	{ weight: 1, arbitrary: nodeOptions.map((options) => `node ${options}server.js`) },
);

const command = fc
	.tuple(
		several(assignment, 2),
		fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 2, arbitrary: inShell }),
		fc.oneof({ weight: 11, arbitrary: fc.constant("") }, { weight: 1, arbitrary: loader }),
		start,
	)
	.map((parts) => parts.join(""));

const nested = fc.oneof(
	{ weight: 9, arbitrary: command },
	{ weight: 1, arbitrary: command.map((text) => `(${text})`) },
	{ weight: 1, arbitrary: command.filter((text) => !/['\\]/.test(text)).map((text) => `sh -c '${text}'`) },
);

const script = fc
	.tuple(fc.array(fc.tuple(step, fc.constantFrom(" && ", " && ", " && ", "; ")), { maxLength: 3 }), nested)
	.map(([steps, last]) => steps.map(([one, joint]) => one + joint).join("") + last);

export const scriptCases: fc.Arbitrary<ScriptCase> = fc.record({
	script,
	files: fc.dictionary(file, text, { maxKeys: 4 }),
	environment: fc.dictionary(name, bare, { maxKeys: 4 }),
});

/** What the shell has of the name that a loader's file sets. */
export const shellStates = ["set", "empty", "absent"] as const;
export type ShellState = (typeof shellStates)[number];

/** In the place of a value: what dotenvx makes of it, with its key in `.env.keys`. */
export const sealed = "sealed:";

/**
 * Each loader that was run, by its kind, and what starts the program with the file. tsx, nodemon, dotenv-flow and @nestjs/config are not
 * installed here: `test/unit/core/launches` has what was seen of them.
 */
export const loaderStarts = {
	"node --env-file": (path) => `node --env-file=${path} server.js`,
	"node --env-file-if-exists": (path) => `node --env-file-if-exists=${path} server.js`,
	bun: () => "bun server.js",
	"bun --env-file": (path) => `bun --env-file=${path} server.js`,
	"bun --no-env-file": () => "bun --no-env-file server.js",
	"dotenv -e": (path) => `dotenv -e ${path} -- node server.js`,
	"dotenv -e -o": (path) => `dotenv -e ${path} -o -- node server.js`,
	"dotenv -c": () => "dotenv -c prod -- node server.js",
	"dotenv run": (path) => `dotenv run -f ${path} -- node server.js`,
	"dotenv run --override": (path) => `dotenv run -f ${path} --override -- node server.js`,
	"env-cmd": (path) => `env-cmd -f ${path} -- node server.js`,
	"env-cmd --no-override": (path) => `env-cmd -f ${path} --no-override -- node server.js`,
	"dotenvx run": (path) => `dotenvx run -q -f ${path} -- node server.js`,
	"dotenvx run --overload": (path) => `dotenvx run -q -f ${path} --overload -- node server.js`,
	"dotenvx run, encrypted": () => "dotenvx run -q -- node server.js",
	"node -r dotenv/config": () => "node -r dotenv/config server.js",
	"node -r dotenv/config with a path": (path) => `DOTENV_CONFIG_PATH=${path} node -r dotenv/config server.js`,
} satisfies Readonly<Record<string, (path: string) => string>>;
export type LoaderKind = keyof typeof loaderStarts;

/** A project whose script starts a program behind a loader, and whose shell has the name that the file sets in this way. */
export function loadedCases(kind: LoaderKind, state: ShellState): fc.Arbitrary<ScriptCase & { readonly name: string }> {
	const start: (path: string) => string = loaderStarts[kind];
	// Those that are told no file have one that they take by themselves.
	const takesPath = start("a") !== start("b");
	const path = !takesPath ? fc.constant(".env") : file;
	return fc
		.record({ path, name, value: bare, more: text, assigned: several(assignment, 1), others: scriptCases })
		.map(({ path, name, value, more, assigned, others: { files, environment } }) => {
			const { [name]: _, ...rest } = environment;
			const written = kind.endsWith("encrypted") ? `${sealed}${name}` : value;
			return {
				name,
				script: `${assigned.startsWith(`${name}=`) ? "" : assigned}${start(path)}`,
				files: { ...files, [path]: `${more}${name}=${written}\n` },
				environment: state === "absent" ? rest : { ...rest, [name]: state === "empty" ? "" : "of-the-shell" },
				...(kind.startsWith("dotenv run") && { dependencies: { dotenv: "18.0.10" } }),
			};
		});
}
