import { Secret } from "./secret.ts";

/**
 * The name of a profile or a region, or an access key ID, as it may be shown. One over several lines is none: an unclosed quote has
 * swallowed what stands below it, secrets included. Of such a one only the first line is left.
 */
export function printable(name: string): string {
	const end = name.search(/[\r\n]/);
	return end !== -1 && name.slice(end).trim() !== "" ? `${name.slice(0, end)}…` : name;
}

/** An access key ID as it may be shown: where it was swapped with its secret, or copied together with it, dots stand for the secret. */
export function printableKeyId(accessKeyId: string): string {
	return printable(accessKeyId).replace(/[\w/+]{40,}/g, (secret) => String(new Secret(secret)));
}
