import parseVersion from "semver/functions/parse.js";

/**
 * The version that a text is; null for anything else. What cannot be one ("", "^4.0.1", "latest") is not handed to semver, which throws and
 * catches an error for it: `explain()` of a small project took a sixth of its time for that.
 */
function parse(text: string): ReturnType<typeof parseVersion> {
	return /^\s*v?\d/.test(text) ? parseVersion(text) : null;
}

/** Three numbers and nothing else, as nearly every version is: for these semver, which takes long to load, need not be asked. */
const plain = /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})$/;

/** How two of three numbers compare; undefined: one of the texts is something else. */
function comparePlain(a: string, b: string): number | undefined {
	const [left, right] = [plain.exec(a), plain.exec(b)];
	if (!left || !right) return undefined;
	for (const at of [1, 2, 3]) {
		const difference = Number(left[at]) - Number(right[at]);
		if (difference !== 0) return difference < 0 ? -1 : 1;
	}
	return 0;
}

/** Below zero where `a` is older, by the rules of semver.org: a pre-release is older than its release. A text that is no version is older than any. */
export function compareVersions(a: string, b: string): number {
	const known = comparePlain(a, b);
	if (known !== undefined) return known;
	const [left, right] = [parse(a), parse(b)];
	if (left && right) return left.compare(right) || left.compareBuild(right);
	return Number(left !== null) - Number(right !== null) || a.localeCompare(b);
}

/**
 * Returns the version that a text names exactly, without `v`, `=` and build; undefined for a range, a tag or an address. Source: npm takes
 * such a text for one version, too (`semver.valid(spec, true)` in npm-package-arg).
 */
export function exactVersion(text: string): string | undefined {
	return plain.test(text) ? text : parse(text.replace(/^[v=\s]+/, ""))?.version;
}
