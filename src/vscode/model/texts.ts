import { lstat } from "node:fs/promises";
import { homedir } from "node:os";
import { sep } from "node:path";
import { type Disposable, EventEmitter, type TextDocument, workspace } from "vscode";
import { otherComputer } from "../../core/text/paths.ts";
import { readFile } from "../../files/readFile.ts";
import { DisposableStore } from "../common/disposables.ts";
import { Lines } from "../common/lines.ts";
import { isFile } from "../common/uris.ts";
import { Folders } from "./folders.ts";

type Entry =
	| { kind: "text"; text: string; mode?: number; lines?: Lines }
	| { kind: "absent" }
	| { kind: "error"; error: Error };

/**
 * What the files say: the open buffer where there is one, else the disk. `read()` never waits: what is not known yet is loaded behind it
 * and `onDidChange` tells when it is there. So the extension host is never blocked by a slow disk.
 */
export class Texts implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #entries = new Map<string, Entry>();
	readonly #loading = new Map<string, Promise<void>>();
	readonly #links = new Set<string>();
	readonly #changed = this.#owned.add(new EventEmitter<string>());
	/** Fires with the absolute path whose text changed. */
	readonly onDidChange = this.#changed.event;

	constructor() {
		this.#owned.add(workspace.onDidOpenTextDocument((document) => this.#takeBuffer(document)));
		this.#owned.add(workspace.onDidChangeTextDocument(({ document }) => this.#takeBuffer(document)));
		this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.invalidate(uri.fsPath)));
	}

	/**
	 * The text of a file; undefined while it is being loaded (then `missed` is told) or where there is none.
	 * @throws the system's error where the file cannot be read
	 */
	read(path: string, missed: (path: string) => void): string | undefined {
		const entry = this.#entries.get(path);
		if (!entry) {
			missed(path);
			return undefined;
		}
		if (entry.kind === "error") throw entry.error;
		return entry.kind === "text" ? entry.text : undefined;
	}

	/** Whether anybody asked for this file. */
	knows(path: string): boolean {
		// What is being read for the first time may be read before a change, and told of after it.
		return this.#entries.has(path) || this.#loading.has(path);
	}

	/** Whether it was a symbolic link when it was read: its target may lie anywhere. */
	isLink(path: string): boolean {
		return this.#links.has(path);
	}

	/** Whether there is no such file, as far as it is known. */
	isMissing(path: string): boolean {
		return this.#entries.get(path)?.kind === "absent";
	}

	/** The text that is known now; undefined where there is none, or it is not known. */
	peek(path: string): string | undefined {
		const entry = this.#entries.get(path);
		return entry?.kind === "text" ? entry.text : undefined;
	}

	/** The file's permission bits, as they were when it was read; undefined where it is not on the disk. */
	mode(path: string): number | undefined {
		const entry = this.#entries.get(path);
		return entry?.kind === "text" ? entry.mode : undefined;
	}

	/** Positions in the text that `read()` gave; undefined where there is no text. */
	lines(path: string): Lines | undefined {
		const entry = this.#entries.get(path);
		if (entry?.kind !== "text") return undefined;
		entry.lines ??= new Lines(entry.text);
		return entry.lines;
	}

	/** Loads a file that `read()` missed. Loading the same file twice at once reads it once. */
	load(path: string): Promise<void> {
		const running = this.#loading.get(path);
		if (running) return running;
		const loading = this.#load(path).finally(() => this.#loading.delete(path));
		this.#loading.set(path, loading);
		return loading;
	}

	/**
	 * Loads files that `read()` missed, and tells nobody: for who looks at all of them afterwards.
	 * @param folders what was listed for the same look
	 */
	async loadAll(paths: Iterable<string>, folders: Folders = foldersOfWorkspace()): Promise<void> {
		const wanted = new Set(paths);
		const open = new Set(workspace.textDocuments.map(({ uri }) => uri.fsPath));
		for (const path of await folders.absentOf(wanted)) {
			// An editor may show what is not on the disk, and what was a link is watched in another way.
			if (open.has(path) || this.#links.has(path) || this.#loading.has(path) || this.#entries.has(path)) continue;
			wanted.delete(path);
			this.#entries.set(path, absent);
		}
		await Promise.all([...wanted].map((path) => this.load(path)));
	}

	/** The disk may say something new: reads it again and tells if it does. A buffer with unsaved changes stays what counts. */
	async invalidate(path: string): Promise<void> {
		if (!this.knows(path)) return;
		await this.#loading.get(path);
		await this.load(path);
	}

	/** A folder came or went as a whole: reads all that was asked for below it again. */
	async invalidateBelow(folder: string): Promise<void> {
		const below = [...this.#entries.keys()].filter((path) => path.startsWith(folder + sep));
		await Promise.all(below.map((path) => this.invalidate(path)));
	}

	/** Reads everything anybody asked for again. */
	refresh(): Promise<void> {
		return this.invalidateAll([...this.#entries.keys()]);
	}

	/** The same as `invalidate()` for many files: of those that are not there, folders tell that they still are not. */
	async invalidateAll(paths: readonly string[]): Promise<void> {
		const gone = new Set(await foldersOfWorkspace().absentOf(paths));
		const isStillGone = (path: string) => gone.has(path) && this.isMissing(path);
		const asked = paths.filter((path) => this.#links.has(path) || !isStillGone(path));
		await Promise.all(asked.map((path) => this.invalidate(path)));
	}

	async #load(path: string): Promise<void> {
		const [entry, link] = isOnForeignComputer(path)
			? [unreadable("ENETWORK"), false]
			: await Promise.all([readEntry(path), isLink(path)]);
		const wasLink = this.#links.has(path);
		if (link) this.#links.add(path);
		else this.#links.delete(path);
		const buffer = workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && isFile(uri) && uri.fsPath === path);
		// An editor may still show what the disk no longer says: only what is unsaved in it counts more.
		if (buffer?.isDirty && isUtf8(buffer)) this.#takeBuffer(buffer, entry);
		else this.#put(path, entry);
		// A link to a file that says the same is watched in another way.
		if (link !== wasLink) this.#changed.fire(path);
	}

	/** @param disk what the file on the disk is, if it was just read */
	#takeBuffer(document: TextDocument, disk?: Entry): void {
		const path = document.uri.fsPath;
		const known = disk ?? this.#entries.get(path);
		if (!isFile(document.uri) || !known || !isUtf8(document)) return;
		const bom = document.encoding === "utf8bom" ? "\uFEFF" : "";
		const mode = known.kind === "text" ? known.mode : undefined;
		this.#put(path, { kind: "text", text: bom + document.getText(), ...(mode !== undefined && { mode }) });
	}

	#put(path: string, entry: Entry): void {
		const known = this.#entries.get(path);
		if (known && sameEntry(known, entry)) return;
		this.#entries.set(path, entry);
		this.#changed.fire(path);
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

const absent: Entry = { kind: "absent" };

/** The folders of the workspace, nothing of which is known yet. */
export function foldersOfWorkspace(): Folders {
	const own = (workspace.workspaceFolders ?? []).filter(({ uri }) => isFile(uri)).map(({ uri }) => uri.fsPath);
	return new Folders(own.filter((folder) => !isOnForeignComputer(folder)));
}

/** Whether a document's text is what dotenv and the AWS SDK read in its file: to them everything is UTF-8. */
function isUtf8({ encoding }: TextDocument): boolean {
	return encoding === "utf8" || encoding === "utf8bom";
}

function isLink(path: string): Promise<boolean> {
	return lstat(path).then(
		(facts) => facts.isSymbolicLink(),
		() => false,
	);
}

/**
 * Whether a path leads to a computer on which nothing of the person's is open: a file of the workspace may name it, and Windows hands the
 * account's hash to whoever is there.
 */
export function isOnForeignComputer(path: string): boolean {
	const server = otherComputer(process.platform, path);
	if (server === undefined) return false;
	const own = [homedir(), ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath)];
	return !own.some((folder) => otherComputer(process.platform, folder) === server);
}

async function readEntry(path: string): Promise<Entry> {
	try {
		const { bytes, mode } = await readFile(path);
		return { kind: "text", text: bytes.toString("utf8"), mode };
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : "";
		return code === "ENOENT" || code === "ENOTDIR" ? { kind: "absent" } : unreadable(String(code));
	}
}

function unreadable(code: string): Entry {
	return { kind: "error", error: Object.assign(new Error(code), { code }) };
}

function sameEntry(a: Entry, b: Entry): boolean {
	if (a.kind === "text") return b.kind === "text" && a.text === b.text && a.mode === b.mode;
	if (a.kind === "error") return b.kind === "error" && a.error.message === b.error.message;
	return b.kind === a.kind;
}
