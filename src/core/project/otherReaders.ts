import { awsClientsIn } from "../runtimes/packageJson.ts";

/** The package files of languages other than JavaScript, and whose each is. Their AWS SDKs read the `AWS_` names and no `REMOTION_` one. */
const languages: readonly (readonly [files: RegExp, language: string])[] = [
	[/^(?:requirements[\w.-]{0,40}\.txt|pyproject\.toml|Pipfile|setup\.py)$/, "Python"],
	[/^go\.mod$/, "Go"],
	[/^composer\.json$/, "PHP"],
	[/^(?:Gemfile|gems\.rb)$/, "Ruby"],
];

/** The names of these files, as patterns of VS Code. */
export const foreignPackageFiles: readonly string[] = [
	"requirements*.txt",
	"pyproject.toml",
	"Pipfile",
	"setup.py",
	"go.mod",
	"composer.json",
	"Gemfile",
	"gems.rb",
];

/** Where what others installed lies: their package files say nothing of the project. */
export const installedFolders: readonly string[] = ["node_modules", "vendor", ".venv", "venv", "site-packages"];

/** A package file: the folder it is in, its name and, of a package.json, its text. */
export interface PackageFile {
	/** Absolute. */
	readonly folder: string;
	readonly name: string;
	readonly text?: string;
}

/**
 * Returns who else in a project reads AWS's plain names: AWS clients that a package.json names, and other languages by their package files.
 * A file counts in the project's folder, below it and in the folders above it: whoever is there may read the project's `.env`.
 * @param files of the whole workspace folder, those above the project among them
 * @returns names for people, such as "@aws-sdk/client-s3" and "Go (go.mod)", each once; nothing in them but what the tables here allow
 */
export function otherReaders(files: readonly PackageFile[], folder: string): string[] {
	const near = files.filter((file) => isAtOrBelow(file.folder, folder) || isAtOrBelow(folder, file.folder));
	// What is nearest is named first.
	const sorted = [...near].sort((a, b) => Number(b.folder === folder) - Number(a.folder === folder));
	return [...new Set(sorted.flatMap(readersIn))];
}

function readersIn({ name, text }: PackageFile): string[] {
	if (name === "package.json") return awsClientsIn(text ?? "");
	const language = languages.find(([files]) => files.test(name))?.[1];
	return language === undefined ? [] : [`${language} (${name})`];
}

function isAtOrBelow(path: string, folder: string): boolean {
	if (!path.startsWith(folder)) return false;
	return path.length === folder.length || /[\\/]$/.test(folder) || /^[\\/]/.test(path.slice(folder.length));
}

/** Names them in a sentence: both of two, the first of more. */
export function inWords(readers: readonly string[]): string {
	const [first = "", second, third] = readers;
	if (second === undefined) return first;
	return third === undefined ? `${first} and ${second}` : `${first} and others`;
}

/** Who may read these names besides Remotion, in words; undefined: nobody, or they are Remotion's own. */
export function sharedWith(names: readonly string[], readers: readonly string[]): string | undefined {
	const isPlain = names.every((name) => !name.startsWith("REMOTION_"));
	return isPlain && readers.length > 0 ? inWords(readers) : undefined;
}
