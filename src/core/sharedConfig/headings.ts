import { Words } from "../text/wordTable.ts";

/** What the AWS SDK makes of the text between a heading's brackets. Source: `parseIni` and `getConfigData`, see `parse.ts`. */

/** What stands before the first point of a key that `getConfigData` lets through. */
const sectionTypes: ReadonlySet<string> = new Set(["profile", "sso-session", "services"]);
/** The SDK's own expression: a prefix, exactly one blank, and a name, quoted or not. Linear on every input. */
const prefixedName = /^([\w-]+)\s(["'])?([\w-@+.%:/]+)\2$/;
/** Headings that end the SDK's reading of a file with an error. */
export const discardingHeadings: ReadonlySet<string> = new Set(["__proto__", "profile __proto__"]);
/** The SDK's parser stores sections in a plain object, so that it writes such a section onto a function of JavaScript's own. */
const prototypeNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether the SDK's plain objects have this name before any file is read, such as `constructor` or `toString`. */
export function isPrototypeName(name: string): boolean {
	return prototypeNames.has(name);
}

const prototypeWords = new Words([...prototypeNames].map((name) => [name, 1]));
/** `[\w-@+.%:/]`, by character code. */
const isNameCharacter = Uint8Array.from({ length: 128 }, (_, code) =>
	/[\w\-@+.%:/]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Where the name starts in a heading that means what it looks like, as nearly all do: `[name]` in the credentials file, `[profile name]`,
 * `[sso-session name]`, `[services name]` or `[default]` in the config file. -1: in any other, which `headingMeaning` must look at.
 */
export function plainNameStart(text: string, start: number, end: number, file: "credentials" | "config"): number {
	const nameStart = file === "config" ? start + prefixLength(text, start, end) : start;
	if (nameStart < start || nameStart >= end || prototypeWords.at(text, nameStart, end) !== 0) return -1;
	for (let at = nameStart; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code >= 128 || isNameCharacter[code] === 0) return -1;
	}
	return nameStart;
}

function prefixLength(text: string, start: number, end: number): number {
	if (text.startsWith("profile ", start)) return 8;
	if (text.startsWith("sso-session ", start)) return 12;
	if (text.startsWith("services ", start)) return 9;
	return end - start === 7 && text.startsWith("default", start) ? 0 : -1;
}

/** What can be said of a heading alone, in this kind of file. */
export interface HeadingMeaning {
	kind: "profile" | "sso-session" | "services" | "unseen";
	name: string | null;
	key: string | null;
	problem?: string;
}

/** The key under which `parseIni` stores a section: `prefix.name` for two words, the heading itself otherwise; null: dropped. */
function sectionKey(heading: string): string | null {
	const match = prefixedName.exec(heading);
	if (match !== null) {
		return sectionTypes.has(match[1] ?? "") ? `${match[1]}.${match[3]}` : null;
	}
	return heading === "" ? null : heading;
}

/** What the SDK takes `[heading]` for in this kind of file. */
export function headingMeaning(heading: string, file: "credentials" | "config"): HeadingMeaning {
	const key = sectionKey(heading);
	if (discardingHeadings.has(heading)) {
		return { kind: "unseen", name: null, key: null, problem: `[${heading}] makes the AWS SDK ignore this whole file.` };
	}
	if (key === null) {
		const problem =
			heading === ""
				? "The AWS SDK ignores a section without a name."
				: `The AWS SDK ignores [${heading}], because the name contains a space. Use a name without spaces.`;
		return { kind: "unseen", name: null, key, problem };
	}
	return file === "config" ? inConfig(heading, key) : inCredentials(heading, key);
}

function inCredentials(heading: string, key: string): HeadingMeaning {
	const meaning: HeadingMeaning = { kind: "profile", name: key, key };
	if (isPrototypeName(key)) {
		meaning.problem = `The AWS SDK can't use a profile named "${key}" because JavaScript reserves the name. Rename it.`;
	} else if (key !== heading) {
		const [prefix, ...rest] = key.split(".");
		meaning.problem =
			prefix === "profile"
				? `In the credentials file, write [${rest.join(".")}] without "profile": the AWS SDK reads [${heading}] as a profile named "${key}".`
				: `The AWS SDK looks for [${heading}] in the config file, not in the credentials file.`;
	} else if (key.trim() !== key) {
		meaning.problem = `Remove the spaces inside the brackets: [${key.trim()}].`;
	}
	return meaning;
}

function inConfig(heading: string, key: string): HeadingMeaning {
	if (key === "default") {
		return { kind: "profile", name: "default", key };
	}
	const point = key.indexOf(".");
	const prefix = point === -1 ? "" : key.slice(0, point);
	const name = key.slice(point + 1);
	if (prefix === "sso-session" || prefix === "services") {
		return { kind: prefix, name, key };
	}
	if (prefix === "profile") {
		if (name === "__proto__") {
			const problem = `The AWS SDK cannot see a profile named "${name}".`;
			return { kind: "unseen", name: null, key, problem };
		}
		const meaning: HeadingMeaning = { kind: "profile", name, key };
		if (isPrototypeName(name)) {
			meaning.problem = `The AWS SDK can't use a profile named "${name}" because JavaScript reserves the name. Rename it.`;
		}
		return meaning;
	}
	const trimmed = heading.trim();
	const afterPrefix = /^profile\s+(\S.*)$/.exec(trimmed)?.[1];
	let problem = `In the config file the AWS SDK does not see [${heading}]: write [profile ${trimmed}].`;
	if (trimmed === "default") {
		problem = "Remove the spaces inside the brackets: [default].";
	} else if (afterPrefix !== undefined) {
		problem = `The AWS SDK does not see [${heading}]: after "profile", use one space and a name of letters, digits, and _-@+.%:/ only.`;
	} else if (/^(?:sso-session|services)\s/.test(trimmed)) {
		problem = `The AWS SDK does not see [${heading}]: after "${trimmed.split(/\s/, 1)}", use one space and a name of letters, digits, and _-@+.%:/ only.`;
	} else if (trimmed === "profile") {
		problem = "The AWS SDK does not see [profile]: the profile's name is missing.";
	}
	return { kind: "unseen", name: null, key, problem };
}
