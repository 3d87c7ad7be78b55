/**
 * The name of a profile or a region, or an access key ID, as it may be shown. One over several lines is none: an unclosed quote has
 * swallowed what stands below it, secrets included. Of such a one only the first line is left.
 */
export function printable(name: string): string {
	const end = name.search(/[\r\n]/);
	return end !== -1 && name.slice(end).trim() !== "" ? `${name.slice(0, end)}…` : name;
}
