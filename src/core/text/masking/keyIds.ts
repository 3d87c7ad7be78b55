import { maskAccessKeyId } from "../secret.ts";
import { type Masks, mask } from "./masks.ts";
import { lineAt, type Reading } from "./reading.ts";

/** Every kind of access key ID that signs: long-lived, temporary, bearer, context. Source: IAM's "Understanding unique ID prefixes". */
const accessKeyIds = /(?:AKIA|ASIA|ABIA|ACCA)(?:[A-Z0-9]{12,124}|\u2026[A-Z0-9]{4})/g;
const beginnings = /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{0,15}(?![A-Z0-9])/g;
/** As AWS makes them today. */
const length = 20;

const between = /["'`\\]{0,4}[ \t]{0,8}[,;:|/][ \t]{0,8}["'`\\]{0,4}/y;
const secret = /[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/y;

/** Access key IDs keep their ends; a secret right behind one, as in the CSV that AWS hands out, is hidden whatever it looks like. */
export function keyIds(reading: Reading, masks: Masks): void {
	const { text, lines } = reading;
	for (const match of text.matchAll(accessKeyIds)) {
		const end = match.index + match[0].length;
		if (!match[0].includes("…")) masks.push(mask(match.index, end, maskAccessKeyId(match[0])));
		between.lastIndex = end;
		secret.lastIndex = end + (between.exec(text)?.[0].length ?? 0);
		if (secret.lastIndex > end && secret.test(text)) masks.push(mask(secret.lastIndex - 40, secret.lastIndex));
	}
	// One that is broken over two lines.
	for (const match of text.matchAll(beginnings)) {
		const end = match.index + match[0].length;
		const number = lineAt(reading, match.index);
		const next = lines[number + 1];
		if (match[0].length >= 16 || lines[number]?.end !== end || !next) continue;
		const left = length - match[0].length;
		const rest = text.slice(next.start, next.start + left);
		if (!/^[A-Z0-9]+$/.test(rest) || rest.length < left || /[A-Z0-9]/.test(text.charAt(next.start + left))) continue;
		masks.push(mask(match.index, end, `${match[0].slice(0, 4)}…`), mask(next.start, next.start + left, rest.slice(-4)));
	}
}
