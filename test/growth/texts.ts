/** Sixty texts, each of any size, of shapes that a search, a comparison or a parser may take more than linear time for. */

export type Kind = "env" | "aws" | "code" | "vercel" | "workflow" | "words";

export interface Growing {
	readonly kind: Kind;
	readonly what: string;
	/** A text of about so many characters. */
	make(size: number): string;
	/** What the workspace has installed, where that decides how the text is read. */
	readonly remotionVersion?: string;
}

/** So many lines or parts, made one after the other, that the text is as long as it is to be. */
function parts(part: (index: number) => string, join = "\n"): (size: number) => string {
	return (size) => {
		const made: string[] = [];
		let length = 0;
		for (let index = 0; length < size; index++) {
			const next = part(index);
			made.push(next);
			length += next.length + join.length;
		}
		return made.join(join);
	};
}

const repeat = (text: string) => (size: number) => text.repeat(Math.ceil(size / text.length));

const around = (before: string, middle: (size: number) => string, after: string) => (size: number) =>
	before + middle(size) + after;

const nested = (open: string, close: string) => (size: number) => {
	const times = Math.ceil(size / (open.length + close.length));
	return open.repeat(times) + close.repeat(times);
};

const secretOf = (index: number) => `notARealSecret/growthgrowth${String(index).padStart(13, "0")}`;
const keyOf = (index: number) => `AKIAFAKE${String(index).padStart(12, "2")}`;

const env: Record<string, (size: number) => string> = {
	"assignments of an application": parts((index) => `SERVICE_${index}_URL="https://service-${index}.example.com"`),
	"assignments of one name": repeat("SOME_NAME=some-value\n"),
	"key pairs again and again": parts(
		(index) => `AWS_ACCESS_KEY_ID=${keyOf(index)}\nAWS_SECRET_ACCESS_KEY=${secretOf(index)}`,
	),
	"secrets, and names that refer to them": parts(
		(index) => `S${index}_TOKEN=${secretOf(index)}\nAWS_X${index}=\${S${index}_TOKEN}`,
	),
	"secrets, and one long name": (size) =>
		`${parts((index) => `S${index}_TOKEN=${secretOf(index)}`)(size / 2)}\nAWS_ROLE=${"$S0_TOKEN ".repeat(size / 20)}`,
	"a chain of references": parts((index) => `CHAIN_${index + 1}=$CHAIN_${index % 100}`),
	"one value of many references": around("A=b\nB=", repeat("$A "), "\n"),
	"defaults in defaults": around("A=", nested("${B:-", "}"), "\n"),
	"accounts of a rotation": parts(
		(index) => `AWS_KEY_${index + 1}=${keyOf(index)}\nAWS_SECRET_${index + 1}=${secretOf(index)}`,
	),
	"accounts with gaps and halves": parts((index) => `AWS_KEY_${index * 2 + 1}=${keyOf(7)}`),
	"misspelled names": parts((index) => `AWS_ACCES_KEY_ID=${keyOf(index)}\nAWS_SECRET_KEY${index}=${secretOf(index)}`),
	"public names": parts(
		(index) => `NEXT_PUBLIC_AWS_SECRET_${index}=${secretOf(index)}\nVITE_AWS_KEY_${index}=${keyOf(index)}`,
	),
	"keys commented out": parts(
		(index) => `# AWS_SECRET_ACCESS_KEY=${secretOf(index)}\nOTHER_${index}=1\nREMOTION_AWS_ACCESS_KEY_ID=${keyOf(1)}`,
	),
	"comments that turn rules off": parts((index) => `AWS_SECRET_KEY${index}=1 # remotion-lambda-disable-line`),
	"comments within one value": around('A="', repeat("# remotion-lambda-disable-line\n"), '"\nnonsense'),
	"a comment on each line of many values": parts(
		(index) => `AWS_SECRET_KEY${index}="a # remotion-lambda-disable-line\nb" # remotion-lambda-disable-line`,
	),
	"lines that are none": repeat("nonsense without a sign\n"),
	"unclosed quotes": repeat('A="\n'),
	"one long value": around("A=", repeat("x"), "\nnonsense"),
	"one long name": around("", repeat("AWS_"), "=1\nnonsense"),
	"backslashes in quotes": around('A="', repeat("\\"), '"'),
	"words in front of a name": repeat("export "),
	"white space": around("", repeat(" \t"), "\nAWS_PROFILE=a\nnonsense"),
	"lines that end in CR": parts((index) => `AWS_PROFIL${index}=a b `, "\r"),
	"binary data": repeat("\u0000\u0001ÿ=\n["),
	"what an old dotenv reads otherwise": parts((index) => `export AWS_X${index}: 'a' # b\nREMOTION_Y${index}=\`a\nb\``),
	placeholders: parts((index) => `AWS_KEY_${index}=AKIAXXXX\nAWS_SECRET_${index}=<your secret>`),
};

const aws: Record<string, (size: number) => string> = {
	"profiles with keys": parts(
		(index) => `[p${index}]\naws_access_key_id = ${keyOf(index)}\naws_secret_access_key = ${secretOf(index)}\n`,
	),
	"roles, each from the one before": parts(
		(index) => `[profile p${index + 1}]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = p${index}`,
	),
	"one circle of roles": parts(
		(index) => `[profile p${index}]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = p${index + 1}`,
	),
	"roles without their profile": parts(
		(index) => `[profile p${index}]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = q${index}`,
	),
	"sessions, each missing": parts(
		(index) => `[profile p${index}]\nsso_session = s${index}\nsso_account_id = 123456789012\nsso_role_name = r`,
	),
	"sections again and again": repeat("[a]\naws_access_key_id = AKIAFAKEGROWTH000001\n[b]\n"),
	"one section of many keys": around(
		"[a]\n",
		parts((index) => `key_${index} = value ; comment`),
		"",
	),
	"one key again and again": around("[a]\n", repeat("region = eu-central-1\n"), ""),
	"misspelled keys": parts(
		(index) => `[p${index}]\naws_acces_key_id = ${keyOf(index)}\naws_secret_acess_key = ${secretOf(index)}`,
	),
	"values in quotes": parts(
		(index) => `[p${index}]\naws_access_key_id = "${keyOf(index)}"\naws_secret_access_key = '${secretOf(index)}'`,
	),
	brackets: repeat("["),
	"nested settings": around("[a]\ns3 =\n", repeat("  max = 1\n"), ""),
	"headings that are not seen": parts((index) => `[profil p${index}]\nregion = x\n[ p${index} ]\nregion = y`),
	"rules turned off": parts((index) => `[p${index}]\naws_acces_key_id = a # remotion-lambda-disable-line`),
};

const code: Record<string, (size: number) => string> = {
	"environment variables": parts((index) => `export const a${index} = process.env.AWS_ACCESS_KEY_ID;`),
	"keys on one line": around(
		'import "@remotion/lambda"; const a = [',
		parts((index) => `"${keyOf(index)}"`, ", "),
		"]; // remotion-lambda-disable-line",
	),
	"calls on one line": around(
		'import { renderMediaOnLambda as r } from "@remotion/lambda-client"; ',
		repeat("r ( 1 ) , "),
		"0",
	),
	"arrows on one line": around(
		'import { renderMediaOnLambda as r } from "@remotion/lambda-client"; a(',
		repeat("() => b || r(), "),
		"0)",
	),
	"destructured names": around("const {", repeat("AWS_PROFILE: a, "), "} = process.env;"),
	"ends of destructuring": around("// AWS_\n", repeat("} = process.env "), ""),
	"imports that never end": around("// AWS_\n", repeat("import a, "), ""),
	requires: around("// AWS_\n", repeat('const { a } = require("@remotion/lambda"); '), ""),
	"names that are put together": around("// AWS_ @remotion/lambda\n", repeat("process.env[`A$" + "{b}`] || "), "1"),
	"brackets that open": around("// AWS_\n", repeat("(["), ""),
	"templates in templates": around("// AWS_\n", nested("`${", "}`"), ""),
};

const configuration: [kind: Kind, what: string, make: (size: number) => string][] = [
	["vercel", "maps in maps", around('{"env":{"AWS_PROFILE":"a"},"b":', around("", nested('{"a":', "}"), ""), "}")],
	["vercel", "lists in lists", around('{"env":{"AWS_PROFILE":"a"},"b":', nested("[", "]"), "}")],
	[
		"vercel",
		"many variables",
		around(
			'{"env":{',
			parts((index) => `"AWS_KEY_${index}":"${keyOf(index)}"`, ","),
			"}}",
		),
	],
	[
		"workflow",
		"steps",
		around(
			"jobs:\n  a:\n    steps:\n",
			parts(() => "      - run: npx remotion lambda sites create\n        env:\n          AWS_ACCESS_KEY_ID: a"),
			"\n",
		),
	],
	[
		"workflow",
		"one long command",
		around(
			"jobs:\n  a:\n    steps:\n      - run: ",
			repeat("npm run a && "),
			"b\n        env:\n          AWS_PROFILE: a\n",
		),
	],
];

const words: Record<string, (size: number) => string> = {
	"secrets side by side": parts((index) => secretOf(index).replace("notARealSecret/", "notARealSecret/Z"), " "),
	"names without an end": repeat("secret_access_key="),
	tokens: repeat("eyJaaaaaaaaaaaa.bbbbbbbbbbbb."),
};

const texts = (kind: Kind, made: Record<string, (size: number) => string>): Growing[] =>
	Object.entries(made).map(([what, make]) => ({ kind, what, make }));

/** Read as Remotion's old command line does: what is found then is said of nearly every line. */
const old = new Set(["comments that turn rules off", "what an old dotenv reads otherwise", "lines that end in CR"]);

export const growing: readonly Growing[] = [
	...texts("env", env).map((text) => (old.has(text.what) ? { ...text, remotionVersion: "4.0.100" } : text)),
	...texts("aws", aws),
	...texts("code", code),
	...configuration.map(([kind, what, make]) => ({ kind, what, make })),
	...texts("words", words),
];
