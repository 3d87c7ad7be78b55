import { isMixed } from "./masking/shapes.ts";
import { hasSecretShape } from "./redact.ts";
import { dots } from "./secret.ts";

/**
 * The name of a profile or a region as it may be shown. One over several lines is none: an unclosed quote has swallowed what stands below
 * it, secrets included. Of such a one only the first line is left. Dots where a secret was put in the place of the name.
 */
export function printable(name: string): string {
	const end = name.search(/[\r\n]/);
	const shown = end !== -1 && name.slice(end).trim() !== "" ? `${name.slice(0, end)}…` : name;
	// Nearly all are shorter than any secret, and no address.
	if (shown.length < 40 && !shown.includes("@")) return shown;
	return (shown.match(/[A-Za-z0-9/+]{100,}/g) ?? []).some(isMixed) || hasSecretShape(shown) ? dots : shown;
}

/** As `printable`, for an access key ID: none is as long as a secret, so that whatever is that long may be one, or have one in it. */
export function printableAccessKeyId(text: string): string {
	const shown = printable(text);
	return shown.length < 40 ? shown : dots;
}
