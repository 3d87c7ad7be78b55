/** Secrets in addresses and headers: `user:password@host`, bearer tokens, the signed parts of links. */
import { type Masks, mask } from "./masks.ts";
import { isNoValue } from "./names.ts";
import { lineAt, type Reading } from "./reading.ts";
import { placeOf, restOf } from "./wraps.ts";

/** Passwords in addresses; the user's name, host and path stay. */
export function passwords(reading: Reading, masks: Masks): void {
	const { text } = reading;
	for (const match of text.matchAll(/[^\s"'`<>]+/g)) {
		const [word] = match;
		const at = word.lastIndexOf("@");
		if (at < 1) {
			brokenPassword(reading, match.index, word, masks);
			continue;
		}
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

/** One whose address goes on in the next line, up to its `@` there. */
function brokenPassword(reading: Reading, index: number, word: string, masks: Masks): void {
	const scheme = word.indexOf("://");
	const colon = scheme === -1 ? -1 : word.indexOf(":", scheme + 3);
	if (colon === -1 || /^\d+(?:\/|$)/.test(word.slice(colon + 1))) return;
	const number = lineAt(reading, index);
	const [line, next] = [reading.lines[number], reading.lines[number + 1]];
	if (!next || line?.end !== index + word.length) return;
	const more = /^[^\s"'`<>@]{0,400}@/.exec(reading.text.slice(next.start, next.end));
	if (!more) return;
	masks.push(mask(index + colon + 1, index + word.length), mask(next.start, next.start + more[0].length - 1));
}

/** `user:password@host` without a scheme in front: not `npm:name@1.2`, `mailto:ann@example.com` or a path of a stack. */
function isBareAddress(user: string, password: string, host: string): boolean {
	if (/^(?:mailto|sips?|xmpp|npm|git|file|workspace|link|portal|patch|catalog|jsr|node|data|at|https?)$/i.test(user))
		return false;
	if (!/^[\w.+-]{1,100}$/.test(user) || /[/@]/.test(password)) return false;
	return /^(?:[a-z][\w-]*(?:\.[a-z][\w-]*)+|localhost|\d{1,3}(?:\.\d{1,3}){3})(?![\w-])/i.test(host);
}

/** A width may have broken the word, too. */
const schemes =
	/\b(?:B(?:\n\W{0,20})?e(?:\n\W{0,20})?a(?:\n\W{0,20})?r(?:\n\W{0,20})?e(?:\n\W{0,20})?r|Basic|Negotiate)(?:[ \t]+(?=[\w.~+/=-]|$)|$)/gim;
const part = /[\w.~+/=-]*/y;
const more = /[^\s"'`<>&;,(){}[\]\\]*/y;

/** What follows "Bearer" and its kind in a header. */
export function bearers(reading: Reading, masks: Masks): void {
	const { text } = reading;
	for (const match of text.matchAll(schemes)) {
		const start = placeOf(reading, match.index + match[0].length);
		part.lastIndex = start;
		const end = start + (part.exec(text)?.[0].length ?? 0);
		const rest = restOf(reading, lineAt(reading, start), end, more, true);
		const value = [mask(start, end), ...rest].map((one) => text.slice(one.start, one.end)).join("");
		const isWord = /^[a-z]+(?:[.,-][a-z]*)*$/i.test(value) && value.length < 20;
		if (!isWord && !isNoValue(value) && value.length >= 8) masks.push(mask(start, end), ...rest);
	}
}
