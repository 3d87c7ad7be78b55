/** Secrets in addresses and headers: `user:password@host`, bearer tokens, the signed parts of links. */
import { type Masks, mask } from "./masks.ts";
import { isNoValue } from "./names.ts";
import { lineAt, type Reading } from "./reading.ts";
import { restOf } from "./wraps.ts";

/** Passwords in addresses; the user's name, host and path stay. */
export function passwords(reading: Reading, masks: Masks): void {
	const { text } = reading;
	for (const match of text.matchAll(/[^\s"'`<>]+/g)) {
		const [word] = match;
		const at = word.lastIndexOf("@");
		if (at < 1) continue;
		// The last address of the word that has an end: nested ones have their own.
		const scheme = word.lastIndexOf("://", at);
		const begin = scheme === -1 ? 0 : scheme + 3;
		const colon = word.indexOf(":", begin);
		if (colon === -1 || colon + 1 >= at) continue;
		if (scheme === -1 && !isBareAddress(word.slice(0, colon), word.slice(colon + 1, at), word.slice(at + 1))) continue;
		const value = word.slice(colon + 1, at);
		if (!isNoValue(value)) masks.push(mask(match.index + colon + 1, match.index + at));
	}
}

/** `user:password@host` without a scheme in front: not `npm:name@1.2`, `mailto:ann@example.com` or a path of a stack. */
function isBareAddress(user: string, password: string, host: string): boolean {
	if (/^(?:mailto|sips?|xmpp|npm|git|file|workspace|link|portal|patch|catalog|jsr|node|data|at|https?)$/i.test(user))
		return false;
	if (!/^[\w.+-]{1,100}$/.test(user) || /[/@]/.test(password)) return false;
	return /^(?:[a-z][\w-]*(?:\.[a-z][\w-]*)+|localhost|\d{1,3}(?:\.\d{1,3}){3})(?![\w-])/i.test(host);
}

const schemes = /\b(?:Bearer|Basic|Negotiate)[ \t]+(?=[\w.~+/=-]{8})/gi;
const part = /[\w.~+/=-]*/y;

/** What follows "Bearer" and its kind in a header. */
export function bearers(reading: Reading, masks: Masks): void {
	const { text } = reading;
	for (const match of text.matchAll(schemes)) {
		const start = match.index + match[0].length;
		part.lastIndex = start;
		const value = part.exec(text)?.[0] ?? "";
		const isWord = /^[a-z]+(?:[.,-][a-z]*)*$/i.test(value) && value.length < 20;
		if (isWord || isNoValue(value)) continue;
		masks.push(
			mask(start, start + value.length),
			...restOf(reading, lineAt(reading, start), start + value.length, part),
		);
	}
}
