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
 * The package files of a workspace folder, looked through once for all of its projects.
 *
 * They tell who else in a project reads AWS's plain names: AWS clients that a package.json names, and other languages by their package files.
 */
export class PackageFiles {
	readonly #places = new Map<
		string,
		{ readonly file: PackageFile; readonly index: number; readers?: readonly string[] }[]
	>();
	/** In the order of their texts: what is below a folder stands together. */
	readonly #folders: readonly string[];

	/** @param files of the whole workspace folder, those above each project among them */
	constructor(files: readonly PackageFile[]) {
		for (const [index, file] of files.entries()) {
			const others = this.#places.get(file.folder);
			if (others) others.push({ file, index });
			else this.#places.set(file.folder, [{ file, index }]);
		}
		this.#folders = [...this.#places.keys()].sort();
	}

	/**
	 * Who reads these names in a project. A file counts in the project's folder, below it and in the folders above it: whoever is there may
	 * read the project's `.env`.
	 * @returns names for people, such as "@aws-sdk/client-s3" and "Go (go.mod)", each once, the nearest first; nothing in them but what the
	 * tables here allow
	 */
	readersNear(folder: string): string[] {
		const [own = [], ...others] = [[folder], this.#above(folder), this.#below(folder)].map((folders) =>
			folders.flatMap((one) => this.#places.get(one) ?? []),
		);
		const sorted = [...own, ...others.flat().sort((a, b) => a.index - b.index)];
		return [...new Set(sorted.flatMap((place) => (place.readers ??= readersIn(place.file))))];
	}

	#above(folder: string): string[] {
		const separators = [...folder.matchAll(/[\\/]/g)].map(({ index }) => index);
		// A root keeps its separator.
		return separators.flatMap((at) => [folder.slice(0, at), folder.slice(0, at + 1)]).filter((one) => one !== folder);
	}

	#below(folder: string): string[] {
		const starts = /[\\/]$/.test(folder) ? [folder] : [`${folder}/`, `${folder}\\`];
		return starts.flatMap((start) => {
			let [low, high] = [0, this.#folders.length];
			while (low < high) {
				const middle = (low + high) >> 1;
				if ((this.#folders[middle] ?? "") < start) low = middle + 1;
				else high = middle;
			}
			let end = low;
			while (this.#folders[end]?.startsWith(start)) end++;
			return this.#folders.slice(low, end).filter((one) => one !== folder);
		});
	}
}

function readersIn({ name, text }: PackageFile): string[] {
	if (name === "package.json") return awsClientsIn(text ?? "");
	const language = languages.find(([files]) => files.test(name))?.[1];
	return language === undefined ? [] : [`${language} (${name})`];
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
