import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readNow } from "../files/readNow.ts";

/** Reads each file once, as text, for as long as the program runs. */
export class Texts {
	readonly #known = new Map<string, { text?: string; mode?: number; error?: unknown }>();

	/** The file's text; undefined: there is none. @throws the system's error, each time, for what is there and can't be read */
	readonly read = (path: string): string | undefined => {
		const { text, error } = this.#entry(path);
		if (error !== undefined) throw error;
		return text;
	};

	/** The same, where what can't be read is as good as absent. */
	readonly peek = (path: string): string | undefined => this.#entry(path).text;

	/** The permission bits of the files that were read; nothing on Windows, which keeps no such bits. */
	modes(): Record<string, number> {
		if (process.platform === "win32") return {};
		return Object.fromEntries(
			[...this.#known].flatMap(([path, { mode }]) => (mode === undefined ? [] : [[path, mode]])),
		);
	}

	#entry(path: string) {
		let entry = this.#known.get(path);
		if (!entry) {
			entry = entryOf(path);
			this.#known.set(path, entry);
		}
		return entry;
	}
}

function entryOf(path: string): { text?: string; mode?: number; error?: unknown } {
	try {
		const { bytes, mode } = readNow(path);
		return { text: bytes.toString("utf8"), mode };
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : "";
		return code === "ENOENT" || code === "ENOTDIR" ? {} : { error };
	}
}

/** The settings that a folder shares with everybody. */
export function settingsPath(folder: string): string {
	return join(folder, ".vscode", "settings.json");
}

/** Names in a folder; undefined: it can't be listed. */
export function listFolder(folder: string): string[] | undefined {
	try {
		return readdirSync(folder);
	} catch {
		return undefined;
	}
}

/** Folders that are made, not written: looked for where no Git tells which files are the project's own. */
const madeFolders = /^(?:\..+|node_modules|vendor|venv|site-packages|dist|build|out|coverage)$/;

/** The files in a folder and in those below it, but for what is made; links are not followed: one may lead in a circle, or out. */
export function* filesBelow(folder: string): Generator<string> {
	for (const entry of entriesOf(folder)) {
		const path = join(folder, entry.name);
		if (entry.isFile()) yield path;
		else if (
			entry.isDirectory() &&
			(!madeFolders.test(entry.name) || entry.name === ".vscode" || entry.name === ".github")
		)
			yield* filesBelow(path);
	}
}

function entriesOf(folder: string) {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}

/** As many as the extension looks at. */
const mostPackages = 1000;

/** Returns the folders with a package.json, in their order: what uses what in a monorepo is told by all of them. */
export function packageFolders(root: string): string[] {
	const found: string[] = [];
	for (const path of filesBelow(root)) {
		if (basename(path) === "package.json") found.push(dirname(path));
		if (found.length === mostPackages) break;
	}
	return found.sort();
}

/** Returns the repository's folder that a folder lies in: the nearest with `.git`, else the folder itself. */
export function rootOf(folder: string): string {
	for (let at = folder; ; at = dirname(at)) {
		if (statSync(join(at, ".git"), { throwIfNoEntry: false })) return at;
		if (at === dirname(at)) return folder;
	}
}

/** The absolute paths of `.env` files in a folder. */
export function envFilesIn(folder: string): string[] {
	return (listFolder(folder) ?? [])
		.filter((name) => basename(name) === name && /^\.env(?:\..+)?$/.test(name))
		.map((name) => join(folder, name));
}
