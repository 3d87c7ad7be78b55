/** Random folders of `.env` files whose values refer to one another, and shells to read them in. */
import fc from "fast-check";
import type { ExplainInput } from "../../src/core/types.ts";

/** A folder and a shell. */
export interface Folder {
	/** File name to text. */
	files: Record<string, string>;
	environment: Record<string, string>;
	mode: NonNullable<ExplainInput["mode"]>;
}

/** A value refers only to names further up. What goes round in a circle can take Next.js gigabytes until its stack is full. */
const names = [
	"GONE",
	"1",
	"NODE_ENV",
	"A",
	"B",
	"a_b",
	"AB",
	"C",
	"D",
	"AWS_REGION",
	"AWS_SESSION_TOKEN",
	"AWS_SECRET_ACCESS_KEY",
	"AWS_ACCESS_KEY_ID",
	"AWS_PROFILE",
	"REMOTION_AWS_SECRET_ACCESS_KEY",
	"REMOTION_AWS_ACCESS_KEY_ID",
	"REMOTION_AWS_PROFILE",
];
const word = fc.constantFrom("x", "one", "two", "AKIAFAKE00000001", "not-a-real-secret", "us-east-1", "a.b", "p/q+r=");
const index = fc.oneof(
	{ weight: 2, arbitrary: fc.integer({ min: 1, max: names.length - 1 }) },
	{ weight: 3, arbitrary: fc.integer({ min: 3, max: 8 }) },
);

/** References as they are meant, to a name above the `below`th. */
const reference = (below: number) =>
	fc.tuple(fc.constantFrom(...names.slice(0, below)), word, fc.integer({ min: 0, max: 9 })).map(([to, other, kind]) => {
		if (kind < 3) return `$${to}`;
		if (kind < 6) return `\${${to}}`;
		if (kind < 8) return `\${${to}:-${other}}`;
		return kind < 9 ? `\\$${to}` : `\${${to}:-}`;
	});
/** And as they go wrong. */
const odd = fc.constantFrom(
	"$",
	"$$",
	"\\",
	"\\\\",
	"{",
	"}",
	"$\u007b",
	":-",
	"$\u007b:-x}",
	"$\u007b}",
	"$\u007bGONE:-$GONE}",
	"$\u007bGONE:-$\u007bGONE:-y}}",
	"$\u007bGONE:+x}",
	"$\u007bGONE-x}",
	"$GONE.B",
	"$é",
	"é",
	" ",
);
const joined = (part: fc.Arbitrary<string>, maxLength: number) =>
	fc.array(part, { maxLength }).map((parts) => parts.join(""));
const straight = names.map((_, below) =>
	fc.oneof(
		{
			weight: 3,
			arbitrary: joined(
				fc.oneof({ weight: 3, arbitrary: word }, { weight: 2, arbitrary: reference(Math.max(1, below)) }),
				3,
			),
		},
		{ weight: 1, arbitrary: joined(fc.oneof(word, reference(Math.max(1, below)), odd, odd), 5) },
	),
);
/** Nothing but a word or one reference, to any name: circles that do not grow. */
const single = fc.oneof(word, fc.constantFrom("$A", "$\u007bB}", "$C", "$\u007bD:-x}", "$AWS_PROFILE"));
const assignment = (round: boolean) =>
	index.chain((at) => fc.tuple(fc.constant(names[at] ?? ""), round ? single : (straight[at] ?? word)));

/** A line that dotenv and Bun read alike: nothing behind a closing quote but a comment (`bunQuotes` has such), no quote left open. */
const line = (round: boolean) =>
	fc
		.tuple(assignment(round), fc.integer({ min: 0, max: 9 }), fc.constantFrom("\n", "\n", "\r\n"))
		.map(([[to, text], kind, end]) => {
			if (kind === 0) return `# ${to}=${text}${end}`;
			if (kind === 1) return `export ${to}=${text}${end}`;
			if (kind === 2) return `${to} = ${text} # a comment${end}`;
			if (kind === 3 && !/\\$/.test(text)) return `${to}="${text}"${end}`;
			if (kind === 4 && !/['\\]/.test(text)) return `${to}='${text}' # a comment${end}`;
			if (kind === 5 && !/\\$/.test(text)) return `${to}="${text}\\n${text}${end}${text}"${end}`;
			if (kind === 6) return `${to}: ${text}${end}`;
			return `${to}=${text}${end}`;
		});
const text = (round: boolean) =>
	fc.tuple(fc.constantFrom("", "", "", "\ufeff"), joined(line(round), 7)).map(([mark, lines]) => mark + lines);

const fileNames = [
	".env",
	".env.local",
	...["development", "production", "test"].flatMap((mode) => [`.env.${mode}`, `.env.${mode}.local`]),
];

/** Variables that say which files are loaded. */
const modes = fc.record(
	{
		NODE_ENV: fc.constantFrom("", "development", "production", "test", "staging", "Test"),
		BUN_ENV: fc.constantFrom("", "production", "test"),
		__NEXT_PROCESSED_ENV: fc.constantFrom("", "true"),
	},
	{ requiredKeys: [] },
);

const folder = (round: boolean): fc.Arbitrary<Folder> =>
	fc
		.record({
			files: fc.dictionary(fc.constantFrom(...fileNames, ".env", ".env.local"), text(round), { maxKeys: 5 }),
			shell: fc.array(assignment(round), { maxLength: 4 }),
			empty: fc.option(index, { freq: 3 }),
			modes: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: modes }),
			mode: fc.constantFrom("development", "development", "production", "test"),
		})
		.map(({ files, shell, empty, modes, mode }) => {
			const variables = Object.fromEntries(shell);
			if (empty !== null) variables[names[empty] ?? ""] = "";
			return { files, environment: { ...variables, ...modes }, mode };
		});

export const folders: fc.Arbitrary<Folder> = fc.oneof(
	{ weight: 30, arbitrary: folder(false) },
	{ weight: 1, arbitrary: folder(true) },
);

type Values = Readonly<Record<string, string | undefined>>;

/**
 * The real values as `explain()` shows them: dots where a long value of another name came in by a reference. That the right ones are
 * masked is a matter of unit tests; all else must be equal.
 */
export function asShown(real: Values, ours: Values): Values {
	const long = Object.values(real).flatMap((value) => (value !== undefined && value.length >= 16 ? [value] : []));
	const shown = Object.entries(real).map(([name, value]) => {
		const given = ours[name];
		const isMasked = given?.includes("••••••••") && long.some((other) => value?.includes(other));
		return [name, isMasked ? given : value];
	});
	return Object.fromEntries(shown);
}

/** What follows a closing quote, and what closes one: Bun and dotenv differ there. */
export const bunQuotes: readonly string[] = [
	'A="x" y',
	'A="x\\"y" z',
	"A='x # y' z",
	'A="x # y" z',
	'A="x"#c',
	'A=""x',
	"A='' x\nB=1",
	"A=`x` y",
	'A="a\\nb" z',
	'A="x\ny" z\nB=1',
	'A="x" "y"',
	'A="x" y="z"\nB=2',
	"A='x\\'y' z",
	'A="x" y # "z"\nB=2',
	'A="$B" y\nB=2',
	"A='x' y\r\nB=2\r\n",
	'A="x\\\\" y',
	'A="x" y\n"B=2\nC=3',
	"A='a\"b' c",
	'A="x\nB=2" y\nC="z',
	'A="a" b"\nB=3',
	'A="x\nB=y',
	'A="x\\ny\nB=y',
	"A='x\\' # c\nB=1",
	'A="x\\"\nB="y"\nC=1',
	'A="x\\"\nB=1',
	'A="x\\\\\\" y" z\nB=1',
	"A='\\\\' z\nB='x' y",
	"A='x\nB=\"y\nC=z",
];
