/**
 * Texts with secrets in them, as terminals, logs, files and chats have them: wrapped, coloured, encoded, boxed, under names that nobody has
 * listed. Drawn by a number, so that each can be drawn again. The secrets are drawn, too: none is real.
 */

export interface SecretText {
	readonly text: string;
	/** The same on one line, where nothing has broken it: for what is read line by line. */
	readonly line: string;
	/** What may not be seen of it. */
	readonly secrets: readonly string[];
	/** key, token: of AWS's shape. odd: only a name beside it tells. */
	readonly kind: "key" | "token" | "odd";
	/** How it was made, for whoever has to mend it. */
	readonly how: string;
}

/** Mulberry32: the same numbers for the same seed. */
export function drawing(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const word = "abcdefghijklmnopqrstuvwxyz";

class Draw {
	readonly next: () => number;
	constructor(seed: number) {
		this.next = drawing(seed);
	}
	number(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}
	of<T>(list: readonly T[]): T {
		return list[this.number(0, list.length - 1)] as T;
	}
	letters(alphabet: string, count: number): string {
		let text = "";
		for (let at = 0; at < count; at++) text += alphabet[this.number(0, alphabet.length - 1)];
		return text;
	}
	/** As AWS makes them. A few of a million have no digit, or one kind of letters only: those are drawn again. */
	key(): string {
		for (;;) {
			const key = this.letters(base64, 40);
			if (/[a-z].*[A-Z]|[A-Z].*[a-z]/.test(key) && /\d/.test(key)) return key;
		}
	}
	token(): string {
		return `IQoJb3JpZ2luX2Vj${this.letters(base64, this.number(180, 500))}${this.of(["", "=", "=="])}`;
	}
	/** What no shape gives away. */
	odd(): string {
		const kinds = [
			() => `${this.letters(word, 6)}-${this.letters(word, 8)}-${this.letters("0123456789", 4)}`,
			() => `${this.letters(word, 5)}${this.letters("0123456789", 5)}!${this.letters(word, 5)}`,
			() => this.letters("0123456789abcdef", 32),
		];
		return this.of(kinds)();
	}
	name(): string {
		const words = ["my", "app", "render", "video", "studio", "cloud", "main", "x", "lambda", "prod", "team", "deploy"];
		const parts = Array.from({ length: this.number(1, 3) }, () => this.of(words));
		const joined = [
			parts.join("_").toUpperCase(),
			parts.join("_"),
			parts.map((part, index) => (index === 0 ? part : part[0]?.toUpperCase() + part.slice(1))).join(""),
			parts.join("-"),
		];
		return this.of(joined);
	}
	secretName(): string {
		const names =
			"AWS_SECRET_ACCESS_KEY REMOTION_AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECRET_3 aws_secret_access_key secretAccessKey SecretAccessKey sessionToken client_secret DB_PASSWORD STRIPE_SECRET_KEY npmToken API_KEY NEXT_PUBLIC_AWS_SECRET_ACCESS_KEY refresh_token GITHUB_TOKEN";
		return this.of(names.split(" "));
	}
}

type Place = (draw: Draw, secret: string) => string;

/** Where a secret of AWS's shape stands, whatever the names say. */
const shaped: Record<string, Place> = {
	"unlisted name": (draw, secret) => `${draw.name()}=${secret}`,
	"unlisted name in quotes": (draw, secret) => `${draw.name()} = "${secret}"`,
	"unlisted key of JSON": (draw, secret) => `{"${draw.name()}":"${secret}","b":1}`,
	"unlisted key of YAML": (draw, secret) => `${draw.name()}: ${secret}`,
	"a sentence's end": (_, secret) => `It was ${secret}.`,
	"a sentence's middle": (draw, secret) => `The ${draw.of(["key", "value", "one"])} ${secret}, which is wrong.`,
	"a heading": (draw, secret) => draw.of([`# ${secret}`, `[${secret}]`, `[profile ${secret}]`, `== ${secret} ==`]),
	"a path": (draw, secret) =>
		draw.of([
			`/home/${draw.name()}/${secret}/file.txt`,
			`s3://${draw.name()}/${secret}`,
			`at /srv/${secret}/index.js:4:1`,
		]),
	"an address": (draw, secret) => `https://${draw.name()}.example/${draw.of(["", "a/"])}?${draw.name()}=${secret}&b=c`,
	"an array": (draw, secret) => `["${draw.name()}", "${secret}", '${draw.name()}']`,
	"a table": (draw, secret) => `| ${draw.name()} | ${secret} |`,
	"a log": (draw, secret) => `2026-11-28T20:00:00.000Z INFO ${draw.name()} ${secret} done`,
	"a call": (draw, secret) => `${draw.name()}("${secret}", 3)`,
	"a shell's variable": (draw, secret) =>
		draw.of([
			`set -x ${draw.name()} ${secret}`,
			`export ${draw.name()}='${secret}'`,
			`setx ${draw.name()} "${secret}"`,
		]),
	XML: (draw, secret) => `<${draw.name()}>${secret}</${draw.name()}>`,
};

/** Where a name tells, whatever the secret looks like. */
const namedPlaces: Record<string, Place> = {
	".env": (draw, secret) => `${draw.secretName()}=${secret}`,
	".env in quotes": (draw, secret) =>
		`${draw.secretName()}=${draw.of(["'", '"'])}${secret}`.replace(/(['"])(.*)$/, "$1$2$1"),
	INI: (draw, secret) => `${draw.secretName()} = ${secret}`,
	JSON: (draw, secret) => `{ "${draw.secretName()}": "${secret}" }`,
	"JSON in JSON": (draw, secret) => JSON.stringify(JSON.stringify({ [draw.secretName()]: secret })),
	YAML: (draw, secret) => `  ${draw.secretName()}: ${draw.of([secret, `"${secret}"`])}`,
	JavaScript: (draw, secret) =>
		`const a = { ${draw.of(["secretAccessKey", "sessionToken", "clientSecret"])}: ${draw.of(["'", '"', "`"])}${secret}`.replace(
			/(['"`])(.*)$/,
			"$1$2$1 };",
		),
	flags: (draw, secret) =>
		`tool ${draw.of(["--secret-access-key", "--session-token", "--password", "--secret"])}${draw.of([" ", "="])}${secret} --verbose`,
	fish: (draw, secret) =>
		`set ${draw.of(["-x", "-gx", "-Ux", "--export"])} ${draw.of(["AWS_SECRET_ACCESS_KEY", "MY_TOKEN"])} ${secret}`,
	setx: (_, secret) => `setx AWS_SECRET_ACCESS_KEY ${secret}`,
	csh: (_, secret) => `setenv AWS_SECRET_ACCESS_KEY ${secret}`,
	PowerShell: (_, secret) => `$Env:AWS_SECRET_ACCESS_KEY = "${secret}"`,
	Dockerfile: (draw, secret) => `ENV AWS_SECRET_ACCESS_KEY${draw.of(["=", " "])}${secret}`,
	"docker run": (_, secret) => `docker run -e AWS_SECRET_ACCESS_KEY=${secret} image`,
	"aws configure": (_, secret) => `aws configure set aws_secret_access_key ${secret} --profile a`,
	"a pair of name and value": (draw, secret) =>
		draw.of([
			`{"name": "AWS_SECRET_ACCESS_KEY", "value": "${secret}"}`,
			`- name: AWS_SECRET_ACCESS_KEY\n  value: ${secret}\n`,
		]),
	"an array": (draw, secret) =>
		draw.of([`["aws_secret_access_key", "${secret}"]`, `secrets: ["${secret}"]`, `TOKENS=(${secret})`]),
	"a password in an address": (draw, secret) =>
		`${draw.of(["postgres", "https", "redis", "mongodb+srv"])}://${draw.name()}:${secret}@${draw.name()}.example:5432/db`,
	"a bearer": (draw, secret) =>
		draw.of([
			`Authorization: Bearer ${secret}`,
			`-H 'Authorization: Bearer ${secret}'`,
			`"authorization":"Bearer ${secret}"`,
		]),
	"a table of the AWS CLI": (_, secret) => `|  SecretAccessKey  |  ${secret}  |`,
	XML: (_, secret) => `<SecretAccessKey>${secret}</SecretAccessKey>`,
	"a prompt": (_, secret) => `AWS Secret Access Key [None]: ${secret}`,
};

type Dress = (draw: Draw, text: string, secret: string) => string;

const colour = (draw: Draw) => `\u001b[${draw.of(["31", "1;32", "38;5;208", "0"])}m`;

/** What happens to a text on its way. `plain`: nothing. */
const dresses: Record<string, Dress> = {
	plain: (_, text) => text,
	"coloured around it": (draw, text, secret) => text.replace(secret, () => `${colour(draw)}${secret}\u001b[39m`),
	"coloured within it": (draw, text, secret) => {
		const at = draw.number(1, secret.length - 1);
		return text.replace(secret, () => `${secret.slice(0, at)}${colour(draw)}${secret.slice(at)}\u001b[0m`);
	},
	"wrapped by a terminal": (draw, text) => wrap(text, draw.number(24, 100)),
	"wrapped with CRLF": (draw, text) => wrap(text, draw.number(24, 100)).replaceAll("\n", "\r\n"),
	"wrapped and indented": (draw, text) =>
		wrap(text, draw.number(24, 80)).replaceAll("\n", `\n${" ".repeat(draw.number(1, 8))}`),
	"broken with a backslash": (draw, text) => wrap(text, draw.number(30, 80)).replaceAll("\n", "\\\n"),
	boxed: (draw, text) => box(text, draw.number(28, 90), draw.of(["│", "┃", "║", "|"])),
	"boxed in colours": (draw, text) => box(text, draw.number(28, 90), `${colour(draw)}│\u001b[39m`),
	"a comment's lines": (draw, text) =>
		wrap(text, draw.number(40, 80)).replace(/^/gm, draw.of(["# ", "// ", "; ", " * "])),
	"quoted mail": (draw, text) => wrap(text, draw.number(40, 76)).replace(/^/gm, "> "),
	"URL-encoded": (_, text, secret) => text.replace(secret, () => encodeURIComponent(secret)),
	"URL-encoded whole": (_, text) => encodeURIComponent(text),
	"URL-encoded twice": (_, text, secret) => text.replace(secret, () => encodeURIComponent(encodeURIComponent(secret))),
	"JSON's escapes": (_, text, secret) => text.replace(secret, () => secret.replaceAll("/", "\\/")),
	"JavaScript's escapes": (_, text, secret) =>
		text.replace(secret, () => secret.replaceAll("/", "\\u002f").replaceAll("+", "\\x2b")),
	"HTML's escapes": (_, text, secret) =>
		text.replace(secret, () => secret.replaceAll("/", "&#x2F;").replaceAll("+", "&#43;")),
	"in JSON": (_, text) => JSON.stringify({ message: text }),
	"in a log of a container": (draw, text) => `${draw.name()}-1  | ${text}`,
	"Base64 of all": (_, text) => Buffer.from(text).toString("base64"),
	"hexadecimal of all": (_, text) => Buffer.from(text).toString("hex"),
};

function wrap(text: string, width: number): string {
	return text
		.split("\n")
		.flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "gu")) ?? [""])
		.join("\n");
}

function box(text: string, width: number, side: string): string {
	const lines = wrap(text, width).split("\n");
	const edge = "─".repeat(width + 2);
	return [`╭${edge}╮`, ...lines.map((line) => `${side} ${line.padEnd(width)} ${side}`), `╰${edge}╯`].join("\n");
}

const around = [
	"Error: The request signature we calculated does not match the signature you provided.",
	"at Object.render (/work/app/node_modules/@remotion/lambda-client/dist/index.js:10:3)",
	"Account 111122223333, region us-east-1",
	"AWS_REGION=us-east-1",
	"done in 3.2 s",
	"",
];

/** The text of a number. The dress is known by its name, so that a kind can be left out where it means nothing. */
export function secretText(seed: number): SecretText {
	const draw = new Draw(seed);
	const isNamed = draw.next() < 0.5;
	const places = isNamed ? namedPlaces : shaped;
	const place = draw.of(Object.keys(places));
	const kind = isNamed
		? draw.of(["key", "key", "token", "odd"] as const)
		: draw.of(["key", "key", "key", "token"] as const);
	const secret = draw[kind]();
	const dress = draw.of(Object.keys(dresses));
	const bare = (places[place] as Place)(draw, secret);
	const isBroken = /wrapped|broken|boxed|lines|mail/.test(dress);
	const dressed = (dresses[dress] as Dress)(draw, bare, secret);
	const before = draw.of(around);
	const after = draw.of(around);
	const text = [before, dressed, after].filter((line) => line !== "").join("\n");
	const line = (isBroken ? bare : dressed).replace(/[\r\n]+/g, " ");
	return {
		text,
		line,
		secrets: [secret],
		kind,
		how: `${seed}: ${kind}, ${place}, ${dress}${isBroken ? ", broken" : ""}`,
	};
}

/** As many characters of a secret as must not be seen one after the other. */
const most = 10;

/** The first piece of a secret that a person, or a program that reads escapes, sees in a text; undefined: none. */
export function seenIn(text: string, secrets: readonly string[]): string | undefined {
	const readings = readingsOf(text);
	for (const secret of secrets) {
		const size = Math.min(most, secret.length);
		for (let at = 0; at + size <= secret.length; at++) {
			const piece = secret.slice(at, at + size);
			if (readings.some((reading) => reading.includes(piece))) return piece;
		}
	}
	return undefined;
}

function readingsOf(text: string): string[] {
	const plain = text.replace(/\u001b\[[0-9;]*m/g, "");
	const unescaped = plain
		.replace(/%(?:25)*([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
		.replace(/\\+u00([0-9a-f]{2})|\\+x([0-9a-f]{2})/gi, (_, a, b) => String.fromCharCode(Number.parseInt(a ?? b, 16)))
		.replace(/&#x([0-9a-f]{2});/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
		.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
		.replaceAll("\\", "");
	const joined = unescaped.replace(/\n[ \t]*(?:[│┃║|>#;*]|\/\/)?[ \t]*/g, "").replace(/[ \t]*[│┃║|][ \t]*/g, "");
	const inner = (plain.match(/[A-Za-z0-9+/]{32,}={0,2}/g) ?? []).flatMap((run) => [
		Buffer.from(run, "base64").toString("latin1"),
		...(/^[0-9a-f]+$/i.test(run) ? [Buffer.from(run, "hex").toString("latin1")] : []),
	]);
	return [plain, unescaped, joined, ...inner];
}
