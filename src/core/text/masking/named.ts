/** Secrets that are known by the name beside them, whatever they look like. */
import { type Masks, mask } from "./masks.ts";
import { isCodeName, isNoValue, isProse, isSecretName, looksSecret } from "./names.ts";
import { lineAt, type Reading } from "./reading.ts";
import { placeOf, restOf } from "./wraps.ts";

/** What stands between a name and its value, in the ways of `.env`, INI, YAML, JSON, JavaScript, URLs, HTTP, XML, tables and prompts. */
const signs = /["'`\])]{0,4}(?:[ \t]\[[^\]]{0,60}\])?[ \t]{0,40}(?:\n[ \t]{0,40})?(?:=>|:=|\+=|[:=>|])[ \t]{0,40}/y;
/** In a list: `["aws_secret_access_key", "…"]`. */
const comma = /["'`]{0,2}[ \t]{0,8},[ \t\n]{0,40}(?=["'`])/y;
/** `{"name": "AWS_SECRET_ACCESS_KEY", "value": "…"}`, and the same in YAML. */
const pairs =
	/["'`\s,\u2500-\u259f|>#*;/-]{0,120}v(?:\n\W{0,20})?a(?:\n\W{0,20})?l(?:\n\W{0,20})?u(?:\n\W{0,20})?e["'`\s\u2500-\u259f|>#*;/-]{0,60}[:=][ \t]{0,8}/iy;
/** On its own line, below the name. */
const below = /[ \t]{0,8}[:=]?[ \t]{0,8}(?:[|>][+-]?)?[ \t]{0,8}\n(?=[ \t]{0,40}\S)/y;
const blank = /[ \t]{1,40}(?![\u2500-\u259f|\\]?\n)|[ \t]{0,40}[\u2500-\u259f|\\]?\n[ \t\u2500-\u259f|>#*;]{0,40}/y;
/** What makes a value of the word behind a name: `--secret-access-key VALUE`, `set -x NAME VALUE`, `ENV NAME VALUE`. */
const setting =
	/(?:(?:^|[\s;&|"'`(])(?:set|setx|setenv|export|declare|typeset|ENV|ARG|unset|config(?:ure)? set|secret set)(?:[ \t]+-{1,2}[\w-]{1,20}){0,3}[ \t]+|(?:^|[\s"'`([,])-{1,2})$/;

const opening = /[[({@]{0,3}[ \t\n]{0,40}/y;
const quoted = /(["'`])((?:(?!\1)[^\n\\]|\\[\s\S]){0,4000})(\1|$|(?=\n))/my;
const bare =
	/[^\s"'`<>&;,(){}[\]\\\u2500-\u259f]+(?:[,;(){}[\]\\]+(?![\w.-]{1,40}["']?[:=])[^\s"'`<>&;,(){}[\]\\\u2500-\u259f]+)*/y;
const next = /[ \t]{0,8}(?:,[ \t\n]{0,40}|[ \t]{1,8})(?=["'`\w/+])/y;
/** What a header's value begins with where more follows. */
const schemes = /^(?:AWS4-HMAC-SHA256|Bearer|Basic|Digest|Negotiate|Token|ApiKey)$/i;
/** What stands between a name and its value in typed code. */
const kinds = /^(?:string|String|str|any|Secret|SecretString|char|const|readonly)$/;

/** Values of names that say so. Each part of the text is gone through once: a value is not searched for names. */
export function named(reading: Reading, masks: Masks): void {
	const { text } = reading;
	const names = /[A-Za-z$_][\w$-]*/g;
	for (let match = names.exec(text); match; match = names.exec(text)) {
		const [name] = match;
		const isPhrase =
			name.toLowerCase() === "key" &&
			/(?:secret|private|api)(?: access)? $/i.test(text.slice(Math.max(0, match.index - 15), match.index));
		if (!isPhrase && !isSecretName(name)) continue;
		const end = names.lastIndex;
		const isCode = isCodeName(name) || /["'`]/.test(text.charAt(end));
		const way = wayTo(text, match.index, end, isCode);
		if (way) names.lastIndex = Math.max(end, takeValues(reading, way, masks));
	}
}

interface Way {
	/** Where the value begins. */
	readonly at: number;
	/** sure: whatever stands there is the value. likely: unless a sentence goes on. doubtful: where it looks like one. */
	readonly trust: "sure" | "likely" | "doubtful";
}

function wayTo(text: string, start: number, end: number, isCode: boolean): Way | undefined {
	const to = (regex: RegExp) => {
		regex.lastIndex = end;
		return regex.test(text) ? regex.lastIndex : undefined;
	};
	const value = to(pairs);
	if (value !== undefined) return { at: value, trust: "likely" };
	const sign = to(signs);
	if (sign !== undefined && sign < text.length) {
		const mark = text.slice(end, sign);
		if (text.charAt(sign) === "\n") return { at: sign, trust: "doubtful" };
		if (mark.includes("|")) return { at: sign, trust: "doubtful" };
		if (mark.includes("=")) return { at: sign, trust: "sure" };
		return { at: sign, trust: isCode ? "likely" : "doubtful" };
	}
	const ahead = text.slice(Math.max(0, start - 80), start);
	const spaced = setting.test(ahead) ? to(blank) : undefined;
	if (spaced !== undefined) return { at: spaced, trust: "likely" };
	if (!isCode) return undefined;
	const at = to(comma) ?? to(below);
	return at === undefined ? undefined : { at, trust: "doubtful" };
}

/** Hides the value, and in a list each one; gives where it ends. */
function takeValues(reading: Reading, { at, trust }: Way, masks: Masks): number {
	const { text } = reading;
	opening.lastIndex = at;
	const open = opening.exec(text)?.[0] ?? "";
	let place = at + open.length;
	const isList = /[[({]/.test(open);
	for (let count = 0; count < 1000; count++) {
		const end = takeValue(reading, place, isList && count > 0 ? "doubtful" : trust, masks);
		if (end === undefined) return place;
		place = end;
		if (!isList) break;
		next.lastIndex = place;
		if (!next.test(text)) break;
		place = next.lastIndex;
	}
	return place;
}

/** Hides one value; gives where it ends, or undefined where there is none. */
function takeValue(reading: Reading, at: number, trust: Way["trust"], masks: Masks): number | undefined {
	const { text } = reading;
	const below = placeOf(reading, at);
	if (below !== at) return takeValue(reading, below, "doubtful", masks);
	quoted.lastIndex = at;
	const inQuotes = quoted.exec(text);
	bare.lastIndex = at;
	const value = inQuotes ? (inQuotes[2] ?? "") : (bare.exec(text)?.[0] ?? "");
	if (value === "") return undefined;
	const start = at + (inQuotes ? 1 : 0);
	const end = start + value.length;
	const isOpen = inQuotes !== null && inQuotes[3] === "";
	if (kinds.test(value) || schemes.test(value)) {
		const typed = schemes.test(value) ? /[ \t]{1,8}(?=[\w+/=.~-]{8})(?![\w-]{1,40}=)/y : /[ \t]{0,8}=[ \t]{0,8}/y;
		typed.lastIndex = end;
		if (typed.test(text)) return takeValue(reading, typed.lastIndex, trust, masks);
	}
	if (isNoValue(value) || schemes.test(value)) return undefined;
	const rest = restOf(reading, lineAt(reading, start), end, /[^\s"'`<>&;,(){}[\]\\]*/y, true);
	const whole = [value, ...rest.map((part) => text.slice(part.start, part.end))].join("");
	if (trust === "doubtful" && !looksSecret(whole)) return undefined;
	if (trust === "likely" && (isProse(value, text.slice(end, end + 20)) || value.startsWith("--"))) return undefined;
	masks.push(mask(start, end), ...rest);
	if (isOpen && rest.length === 0) masks.push(...toQuote(reading, lineAt(reading, start), inQuotes?.[1] ?? '"'));
	return inQuotes && !isOpen ? end + 1 : end;
}

/** The lines from an opened quote to the one that closes it, where they are few and none has words. */
function toQuote({ text, lines }: Reading, from: number, quote: string): Masks {
	const found: Masks = [];
	for (let number = from + 1; number <= from + 8; number++) {
		const line = lines[number];
		if (!line) return [];
		const at = text.indexOf(quote, line.start);
		const end = at !== -1 && at <= line.end ? at : line.end;
		if (/\s/.test(text.slice(line.start, end))) return [];
		found.push(mask(line.start, end));
		if (end === at) return found;
	}
	return [];
}
