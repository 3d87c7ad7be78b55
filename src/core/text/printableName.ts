import { isMixed } from "./masking/shapes.ts";
import { withoutSecretShapes } from "./redact.ts";
import { dots } from "./secret.ts";

const unusual = /[\r\n@]/;

/**
 * The name of a profile or a region as it may be shown. One over several lines is none: an unclosed quote has swallowed what stands below
 * it, secrets included. Of such a one only the first line is left. Dots where a secret was put in the place of the name.
 */
export function printable(name: string): string {
	// Nearly all are shorter than any secret, and neither an address nor more than a line.
	if (name.length < 40 && !unusual.test(name)) return name;
	const end = name.search(/[\r\n]/);
	const shown = end !== -1 && name.slice(end).trim() !== "" ? `${name.slice(0, end)}…` : name;
	if (name.length < 40 && !name.includes("@")) return shown;
	// A secret may begin in the first line and end in the next.
	const first = (text: string) => text.split(/[\r\n]/, 1)[0];
	const isHidden = first(withoutSecretShapes(name)) !== first(name);
	return isHidden || (shown.match(/[A-Za-z0-9/+]{100,}/g) ?? []).some(isMixed) ? dots : shown;
}

/** As `printable`, for an access key ID: none is as long as a secret, so that whatever is that long may be one, or have one in it. */
export function printableAccessKeyId(text: string): string {
	const shown = printable(text);
	return shown.length < 40 ? shown : dots;
}

/** A sentence in which names of files stand, with dots where one of them is a secret. */
export function printableText<Text extends string | undefined>(text: Text): Text | string {
	const mayHold = text !== undefined && (text.length >= 40 || text.includes("@"));
	return mayHold && /\S{40}|@/.test(text) ? withoutSecretShapes(text) : text;
}
