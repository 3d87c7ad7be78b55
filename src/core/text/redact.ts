import { bearers, passwords } from "./masking/addresses.ts";
import { encoded } from "./masking/encoded.ts";
import { joined } from "./masking/joined.ts";
import { keyIds } from "./masking/keyIds.ts";
import { type KnownTexts, knownTexts } from "./masking/known.ts";
import { type Masks, masked, merged, ofOriginal } from "./masking/masks.ts";
import { named } from "./masking/named.ts";
import { type Reading, read } from "./masking/reading.ts";
import { privateKeys, secretKeys, sessionTokens } from "./masking/shapes.ts";

export { KnownTexts } from "./masking/known.ts";

/**
 * A text with every secret masked: secret access keys, session tokens, passwords and the like become dots, access key IDs keep their ends
 * (`AKIA…7Q2A`). They are seen by their shape, by the name beside them, or, where they are known, by what they are; in colours, encoded, and
 * broken over lines. ARNs, account numbers, request ids and ordinary words stay. Linear in the text's length; never throws.
 * @param known secrets that the product has read, in whichever form they stand there
 */
export function redact(text: string, known?: KnownTexts): string {
	return redacted(text, known, inText(known));
}

function inText(known: KnownTexts | undefined): Finder {
	return (reading, masks) => {
		inWords(reading, masks);
		encoded(reading, masks, (inner) => redacted(inner, known, inWords) !== inner);
	};
}

/**
 * The same for the product's own sentences, in which no value stands beside a name: only what looks like a secret is masked, such as one in
 * the place of a profile's name.
 */
export function redactShapes(text: string, known?: KnownTexts): string {
	return redacted(text, known, shapes);
}

function inWords(reading: Reading, masks: Masks): void {
	named(reading, masks);
	shapes(reading, masks);
}

/** A part of a text that must not be on the screen. */
export interface SecretPlace {
	readonly start: number;
	readonly end: number;
}

/**
 * Where the secrets of a text are, for covering them: what `redact` masks, in order and without overlaps. Of an access key ID its ends stay free.
 */
export function secretPlaces(text: string): SecretPlace[] {
	return merged(masksOf(text, undefined, inText(undefined))).map(({ start, end, shown }) =>
		shown.includes("…") && end - start > 2 * shownEnd
			? { start: start + shownEnd, end: end - shownEnd }
			: { start, end },
	);
}

/** So much of an access key ID is shown at each end. */
const shownEnd = 4;

/** A name with what looks like a secret masked, as far as a name can tell; access key IDs stay. */
export function withoutSecretShapes(name: string): string {
	return redacted(name, undefined, (reading, masks) => {
		secretShapes(reading, masks);
		encoded(reading, masks, (inner) => redacted(inner, undefined, secretShapes) !== inner);
	});
}

function shapes(reading: Reading, masks: Masks): void {
	secretShapes(reading, masks);
	keyIds(reading, masks);
}

function secretShapes(reading: Reading, masks: Masks): void {
	secretKeys(reading, masks);
	sessionTokens(reading, masks);
	privateKeys(reading, masks);
	passwords(reading, masks);
	bearers(reading, masks);
}

type Finder = (reading: Reading, masks: Masks) => void;

function redacted(text: string, known: KnownTexts | undefined, find: Finder): string {
	return masked(text, masksOf(text, known, find));
}

function masksOf(text: string, known: KnownTexts | undefined, find: Finder): Masks {
	const reading = read(text);
	const whole = joined(reading);
	return [reading, ...(whole ? [whole] : [])].flatMap((one) => {
		const found: Masks = [];
		if (known) knownTexts(one, known, found);
		find(one, found);
		return ofOriginal(one, found);
	});
}
