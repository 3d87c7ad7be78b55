/**
 * VS Code writes the letter of a Windows drive small in every path of a document (`Uri.fsPath`), Windows and most programs large. Both are the
 * same file: as text they would never be equal.
 */

/** Variables by which the AWS files are found. */
const pathVariables: ReadonlySet<string> = new Set([
	"HOME",
	"USERPROFILE",
	"HOMEDRIVE",
	"AWS_CONFIG_FILE",
	"AWS_SHARED_CREDENTIALS_FILE",
]);

/** The path with its drive's letter as VS Code writes it; any other path as it is. */
export function lowerCaseDrive(path: string): string {
	return /^[A-Z]:/.test(path) ? path.charAt(0).toLowerCase() + path.slice(1) : path;
}

/** An environment of Windows, whose names have no case, with the paths to the AWS files so. */
export function withLowerCaseDrives(
	environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
	return Object.fromEntries(
		Object.entries(environment).map(([name, value]) => [
			name,
			value !== undefined && pathVariables.has(name.toUpperCase()) ? lowerCaseDrive(value) : value,
		]),
	);
}
