/**
 * A profile's or region's name as it may be shown. A name over several lines is none: an unclosed quote has swallowed what stands below
 * it, secrets included. Of such a one only the first line is left.
 */
export function printable(name: string): string {
	const swallowed = /[\r\n]\s*\S/.exec(name);
	return swallowed ? `${name.slice(0, swallowed.index)}…` : name;
}
