/** Texts in Base64 and in hexadecimal that have a secret in them. */
import { type Masks, mask } from "./masks.ts";
import type { Reading } from "./reading.ts";
import { goesOn } from "./wraps.ts";

const part = /[A-Za-z0-9+/_-]*={0,2}/y;
const hexadecimal = /(?<![0-9A-Za-z])(?:[0-9a-f]{32,}|[0-9A-F]{32,})(?![0-9A-Za-z])/g;

/** @param isSecret whether a text has a secret in it */
export function encoded(reading: Reading, masks: Masks, isSecret: (text: string) => boolean): void {
	const { text } = reading;
	const base64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24}/g;
	for (let match = base64.exec(text); match; match = base64.exec(text)) {
		const parts = goesOn(reading, match.index, part);
		base64.lastIndex = Math.max(base64.lastIndex, parts.at(-1)?.end ?? 0);
		const inner = fromBase64(parts.map(({ start, end }) => text.slice(start, end)).join(""));
		if (inner !== undefined && isSecret(inner)) masks.push(...parts);
	}
	for (const match of text.matchAll(hexadecimal)) {
		const inner = fromHexadecimal(match[0]);
		if (inner !== undefined && isSecret(inner)) masks.push(mask(match.index, match.index + match[0].length));
	}
}

/** Undefined: no text of letters, digits and marks is in it. */
function fromBase64(text: string): string | undefined {
	const plain = text
		.replace(/={1,2}$/, "")
		.replaceAll("-", "+")
		.replaceAll("_", "/");
	// Nearly all that looks so is none: a few characters tell.
	if (plain.length % 4 === 1 || plain.includes("=") || !isText(atob(plain.slice(0, 16)))) return undefined;
	const inner = atob(plain);
	return isText(inner) ? inner : undefined;
}

function fromHexadecimal(text: string): string | undefined {
	if (text.length % 2 === 1 || !/^(?:[2-7][0-9a-f]){8}/i.test(text)) return undefined;
	const inner = text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
	return isText(inner) ? inner : undefined;
}

function isText(text: string): boolean {
	return /^[\t\r\n -~]+$/.test(text);
}
