import fc from "fast-check";
import { awsTexts, profileWorlds } from "./awsTexts.ts";

/** Random pairs of AWS files in which the AWS CLI reads something else than the SDK for JavaScript, and such as it does not read at all. */

export interface FilePair {
	readonly credentials: string | null;
	readonly config: string | null;
}

const names = ["a", "b", "default", "my b", "a.b", "DEFAULT"];
const keyIds = ["AKIAFAKE000000000001", "AKIAFAKE000000000002", "ASIAFAKE000000000003", ""];

const space = fc.constantFrom(" ", "\t", "\u00a0", "\u2028", "\u0085", "\u001c", "\ufeff", "\v", "\r", "  ");
const indent = fc.oneof({ weight: 30, arbitrary: fc.constant("") }, fc.constantFrom("  ", "\t", " ", "    "), space);

/** Mostly each name once: twice is an error. */
const heading = (kind: "credentials" | "config") =>
	fc.oneof(
		{
			weight: 12,
			arbitrary: fc
				.constantFrom(...names)
				.map(
					(name) => `[${kind === "credentials" || name === "default" || name === "DEFAULT" ? "" : "profile "}${name}]`,
				),
		},
		{ weight: 3, arbitrary: fc.constantFrom(...names).map((name) => `[profile "${name}"]`) },
		{ weight: 2, arbitrary: fc.constantFrom(...names).map((name) => `[profile ${name}]`) },
		fc.constantFrom(...names).map((name) => `[${name}]`),
		fc
			.tuple(
				fc.constantFrom("profile", "profilex", "sso-session", "services"),
				space,
				fc.constantFrom("a", "'a'", '"a', "\\a", "a\\", '"a\\"b"', "'a' b", "", '""'),
			)
			.map((parts) => `[${parts.join("")}]`),
		fc.tuple(space, fc.constantFrom(...names), space).map((parts) => `[${parts.join("")}]`),
		fc.constantFrom(
			"[]",
			"[[a]]",
			"[a] # c",
			"[a] # ]",
			"[a]x",
			"[a",
			"[profile.a]",
			"[profile a] ; c",
			"[Default]",
			"[ ]",
			"[sso-session s]",
		),
	);

const keys = [
	"aws_access_key_id",
	"aws_secret_access_key",
	"aws_session_token",
	"aws_security_token",
	"region",
	"role_arn",
	"sso_session",
	"s3",
];

/** Lines, and the names of what they set. */
interface Lines {
	readonly text: string;
	readonly sets: readonly string[];
}

const setting: fc.Arbitrary<Lines> = fc
	.tuple(
		indent,
		fc.oneof(
			{ weight: 20, arbitrary: fc.constantFrom(...keys) },
			fc.constantFrom("AWS_ACCESS_KEY_ID", "Region", "İd", "a:b", "x y", ""),
		),
		fc.oneof(
			{ weight: 30, arbitrary: fc.constantFrom(" = ", "=") },
			fc.constantFrom(":", ": ", " : = ", "\u00a0=\u00a0", " ", "\r="),
		),
		fc.oneof(
			{ weight: 8, arbitrary: fc.constantFrom("x", "y=z", ...keyIds) },
			fc.constantFrom("", "", '"x"', "[x]", "#x", "x\u0085y", "x\ry"),
		),
		fc.oneof(
			{ weight: 8, arbitrary: fc.constant("") },
			fc.constantFrom(" # c", "\t;c", "#c", " ", "\r", "\u001f", " #"),
		),
	)
	.map((parts) => ({ text: parts.join(""), sets: [parts[1].toLowerCase()] }));

const id = "aws_access_key_id";
const secret = "aws_secret_access_key";
const group: fc.Arbitrary<Lines> = fc.constantFrom(
	{ text: `${id} = AKIAFAKE000000000004\n${secret} = not-a-real-secret`, sets: [id, secret] },
	{ text: `${id} = AKIAFAKE000000000005\n${secret} = not-a-real-secret # of last year`, sets: [id, secret] },
	{ text: `${id} = AKIAFAKE000000000006\n  ${secret} = not-a-real-secret`, sets: [id, secret] },
	{
		text: `${id} = AKIAFAKE000000000007\n${secret} : not-a-real-secret\nAWS_SESSION_TOKEN = t`,
		sets: [id, secret, "aws_session_token"],
	},
	{ text: "s3 =\n  max = 1\n\n  # c\n  min = 2", sets: ["s3"] },
	{ text: "x = 1\n  2\n\n# c\n  3", sets: ["x"] },
	{ text: "credential_process = a\n  b = c", sets: ["credential_process"] },
);

const other: fc.Arbitrary<Lines> = fc
	.oneof(
		{
			weight: 6,
			arbitrary: fc.constantFrom("", "", " ", "# c", "  ; c", "  deeper", "\tdeeper = 1", "\u0085", "  [a]"),
		},
		fc.constantFrom("no separator", "=x", ": y", "\ufeff", "s3 ="),
	)
	.map((text) => ({ text, sets: [] }));

const line = fc.oneof(
	{ weight: 12, arbitrary: setting },
	{ weight: 8, arbitrary: group },
	{ weight: 2, arbitrary: other },
);

/** Mostly without what sets again what was set: that is an error. */
function mostlyOnce<Item>(items: readonly Item[], setsOf: (item: Item) => readonly string[], isOnce: boolean): Item[] {
	const set = new Set<string>();
	return items.filter((item) => {
		const names = setsOf(item);
		if (isOnce && names.some((name) => set.has(name))) return false;
		for (const name of names) set.add(name);
		return true;
	});
}

const isOnce = fc.nat(9).map((number) => number > 0);

const section = (kind: "credentials" | "config") =>
	fc
		.tuple(indent, heading(kind), fc.array(line, { maxLength: 4 }), isOnce)
		.map(([before, head, lines, once]) => [
			before + head,
			...mostlyOnce(lines, ({ sets }) => sets, once).map(({ text }) => text),
		]);

const file = (kind: "credentials" | "config") =>
	fc
		.tuple(
			fc.oneof(
				{ weight: 20, arbitrary: fc.constant("") },
				fc.constantFrom("\ufeff", "# c\n", "x = 1\n", "\n", "\ufeff\n", "\ufeff# c\n"),
			),
			fc.array(section(kind), { maxLength: 4 }),
			fc.oneof({ weight: 8, arbitrary: fc.constant("\n") }, fc.constantFrom("\r\n", "\r", "\n\n", "\r\r\n")),
			fc.constantFrom("", "\n", "  "),
			isOnce,
		)
		.map(([start, sections, lineBreak, end, once]) => {
			const kept = mostlyOnce(sections, ([head = ""]) => [head.trim()], once);
			return start + kept.flat().join(lineBreak) + end;
		});

const mostly = (kind: "credentials" | "config") =>
	fc.option(fc.oneof({ weight: 12, arbitrary: file(kind) }, awsTexts), { freq: 8, nil: null });

/** Two files, or one. */
export const filePairs: fc.Arbitrary<FilePair> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ credentials: mostly("credentials"), config: mostly("config") }) },
	profileWorlds.map(({ credentials = null, config = null }) => ({ credentials, config })),
);
