import { readdir } from "node:fs/promises";
import { basename, dirname, sep } from "node:path";

/** What is in a folder; in lower case, as the file system may not tell it from upper case. */
interface Names {
	readonly names: readonly string[];
	readonly inLowerCase: ReadonlySet<string>;
}

/** What is known of a folder: what is in it, that it is not there, or, where it cannot be listed, nothing. */
type Listing = Names | "gone" | undefined;

/** The folders of one look at many files: each is listed once, in the place of a question for each file that may be in it. Of these hardly one is there. */
export class Folders {
	readonly #roots: readonly string[];
	readonly #known = new Map<string, Promise<Listing>>();

	/** @param roots absolute; of what is outside of them nothing is known */
	constructor(roots: readonly string[]) {
		this.#roots = roots;
	}

	/** Returns those of the paths at which nothing is, as of the folders' names; each path is absolute and normal. */
	async absentOf(paths: Iterable<string>): Promise<string[]> {
		const byFolder = new Map<string, string[]>();
		for (const path of paths) {
			const folder = dirname(path);
			const others = byFolder.get(folder);
			if (others) others.push(path);
			else byFolder.set(folder, [path]);
		}
		const absent = await Promise.all(
			[...byFolder].map(async ([folder, own]) => {
				const listing = await this.#listing(folder);
				return own.filter((path) => isAbsent(listing, basename(path)));
			}),
		);
		return absent.flat();
	}

	/** Returns the names in a folder; none where it is not there or cannot be listed. */
	async names(folder: string): Promise<readonly string[]> {
		if (this.#isInside(folder)) {
			const listing = await this.#listing(folder);
			return typeof listing === "object" ? listing.names : [];
		}
		return readdir(folder).catch(() => []);
	}

	#listing(folder: string): Promise<Listing> {
		const known = this.#known.get(folder);
		if (known) return known;
		const listing = this.#isInside(folder) ? this.#list(folder) : Promise.resolve(undefined);
		this.#known.set(folder, listing);
		return listing;
	}

	async #list(folder: string): Promise<Listing> {
		// A folder that is not in the one above need not be looked for.
		if (!this.#roots.includes(folder) && isAbsent(await this.#listing(dirname(folder)), basename(folder)))
			return "gone";
		try {
			const names = await readdir(folder);
			return { names, inLowerCase: new Set(names.map((name) => name.toLowerCase())) };
		} catch (error) {
			const code = error instanceof Error && "code" in error ? error.code : "";
			return code === "ENOENT" || code === "ENOTDIR" ? "gone" : undefined;
		}
	}

	#isInside(folder: string): boolean {
		return this.#roots.some((root) => folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep));
	}
}

/** Names that each file system lists as they are asked for. Windows also knows files by other names, with ~ in them. */
const plainName = /^[\w.@+-]*[\w@+-]$/;

function isAbsent(listing: Listing, name: string): boolean {
	if (listing === "gone") return true;
	return listing !== undefined && plainName.test(name) && !listing.inLowerCase.has(name.toLowerCase());
}
