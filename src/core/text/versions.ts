import { versionOf } from "./versionOf.ts";

/** A version, taken apart as semver.org says. */
interface Version {
	readonly text: string;
	readonly numbers: readonly string[];
	readonly preRelease: readonly string[];
	readonly build: readonly string[];
}

/**
 * The version that a text is; null for anything else: `parse` of the package semver, against which a test holds this. That one makes forty
 * regular expressions as it is loaded, which the extension's start would pay for.
 */
function parse(text: string): Version | null {
	const whole = text.length > 256 ? undefined : versionOf(text.trim().replace(/^v/, ""));
	if (whole === undefined) return null;
	const [version = "", build] = whole.split("+");
	const dash = version.indexOf("-");
	const numbers = (dash === -1 ? version : version.slice(0, dash)).split(".");
	if (numbers.some((number) => Number(number) > Number.MAX_SAFE_INTEGER)) return null;
	const preRelease = dash === -1 ? [] : version.slice(dash + 1).split(".");
	return { text: version, numbers, preRelease, build: build?.split(".") ?? [] };
}

/** Below zero where `a` is older, by the rules of semver.org: a pre-release is older than its release. A text that is no version is older than any. */
export function compareVersions(a: string, b: string): number {
	const [left, right] = [parse(a), parse(b)];
	if (!left || !right) return Number(left !== null) - Number(right !== null) || a.localeCompare(b);
	return (
		compareParts(left.numbers, right.numbers) ||
		Number(left.preRelease.length === 0) - Number(right.preRelease.length === 0) ||
		compareParts(left.preRelease, right.preRelease) ||
		compareParts(left.build, right.build)
	);
}

/** By the first parts that differ: numbers come before names, and what ends earlier before what goes on. */
function compareParts(left: readonly string[], right: readonly string[]): number {
	const at = left.findIndex((part, index) => part !== right[index]);
	const [a, b] = at === -1 ? [undefined, right[left.length]] : [left[at], right[at]];
	if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
	const [isNumber, isOther] = [/^\d+$/.test(a), /^\d+$/.test(b)];
	if (isNumber !== isOther) return isNumber ? -1 : 1;
	if (isNumber) return Math.sign(Number(a) - Number(b));
	return a < b ? -1 : 1;
}

/**
 * Returns the version that a text names exactly, without `v`, `=` and build; undefined for a range, a tag or an address. Source: npm takes
 * such a text for one version, too (`semver.valid(spec, true)` in npm-package-arg).
 */
export function exactVersion(text: string): string | undefined {
	return parse(text.replace(/^[v=\s]+/, ""))?.text;
}
