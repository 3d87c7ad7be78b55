/** The regular expression that semver.org gives for a version (https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string). */
const version =
	/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

/**
 * Returns the version that a value is, with its build; undefined for anything else. What a project's files and its own code call a version is
 * shown, and typed into a terminal, so that nothing but a version may come of it. Without the package semver, which compares versions
 * (versions.ts): the child process of a test render needs this check alone, and would be twice as large and slow to load with it.
 */
export function versionOf(value: unknown): string | undefined {
	return typeof value === "string" && value.length <= 256 && version.test(value) ? value : undefined;
}
