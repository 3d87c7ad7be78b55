import { type Disposable, EventEmitter, extensions, Uri, workspace } from "vscode";
import type { Facts } from "../../core/index.ts";
import { DisposableStore } from "../common/disposables.ts";

/** The part of the API of VS Code's Git extension that is used here. */
interface GitRepository {
	readonly rootUri: Uri;
	readonly state: { readonly onDidChange: (listener: () => void) => Disposable };
	checkIgnore(paths: string[]): Promise<Set<string>>;
	getObjectDetails(treeish: string, path: string): Promise<unknown>;
}
interface GitApi {
	readonly repositories: readonly GitRepository[];
	readonly onDidOpenRepository: (listener: (repository: GitRepository) => void) => Disposable;
	getRepository(uri: Uri): GitRepository | null;
}
type GitFact = NonNullable<Facts["git"]>[string];

/**
 * What Git does with the `.env` files: tracked, ignored or neither. Asked of VS Code's own Git extension; where that one is switched
 * off nothing is known and nothing is said.
 */
export class Git implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChange = this.#changed.event;
	readonly #facts = new Map<string, GitFact>();
	readonly #asked = new Set<string>();
	/** Files that are to be looked up, and those that are being. */
	readonly #wanted = new Set<string>();
	readonly #looking = new Set<string>();
	#api: Promise<GitApi | undefined> | undefined;
	#timer: NodeJS.Timeout | undefined;

	constructor() {
		const ignoreFiles = this.#owned.add(workspace.createFileSystemWatcher("**/.gitignore"));
		for (const changed of [ignoreFiles.onDidChange, ignoreFiles.onDidCreate, ignoreFiles.onDidDelete]) {
			this.#owned.add(changed(() => this.refresh()));
		}
		// In a workspace that is not trusted there is no Git extension yet.
		this.#owned.add(extensions.onDidChange(() => this.refresh()));
		this.#owned.add(workspace.onDidGrantWorkspaceTrust(() => this.refresh()));
		this.#owned.add({ dispose: () => clearTimeout(this.#timer) });
	}

	/** What is known now of these files; what is not is looked up behind it, and `onDidChange` tells. */
	facts(paths: Iterable<string>): Record<string, GitFact> {
		const known: Record<string, GitFact> = {};
		for (const path of paths) {
			const fact = this.#facts.get(path);
			if (fact) known[path] = fact;
			if (!this.#asked.has(path)) {
				this.#asked.add(path);
				void this.#look(path);
			}
		}
		return known;
	}

	/** Looks a file up. Asked for meanwhile, it is looked up once more: an answer may be older than the question. */
	async #look(path: string): Promise<void> {
		this.#wanted.add(path);
		if (this.#looking.has(path)) return;
		this.#looking.add(path);
		while (this.#wanted.delete(path)) {
			const fact = await this.#factOf(path).catch(() => undefined);
			if (fact === this.#facts.get(path)) continue;
			if (fact) this.#facts.set(path, fact);
			else this.#facts.delete(path);
			this.#changed.fire();
		}
		this.#looking.delete(path);
	}

	async #factOf(path: string): Promise<GitFact | undefined> {
		this.#api ??= this.#connect();
		const asked = this.#api;
		const api = await asked.catch(() => undefined);
		// What is not there now may be later.
		if (!api && this.#api === asked) this.#api = undefined;
		const repository = api?.getRepository(Uri.file(path));
		return repository ? factOf(repository, path) : undefined;
	}

	/** VS Code starts its Git extension by itself in every window with a folder: this only waits for it. */
	async #connect(): Promise<GitApi | undefined> {
		const extension = extensions.getExtension<{ enabled: boolean; getAPI(version: 1): GitApi }>("vscode.git");
		const git = await extension?.activate();
		if (!git?.enabled) return undefined;
		const api = git.getAPI(1);
		const listen = (repository: GitRepository) => this.#owned.add(repository.state.onDidChange(() => this.refresh()));
		for (const repository of api.repositories) listen(repository);
		this.#owned.add(
			api.onDidOpenRepository((repository) => {
				listen(repository);
				this.refresh();
			}),
		);
		return api;
	}

	/** The repository may have changed: everything that was asked is asked again, a moment later and once for many changes. */
	refresh(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			for (const path of this.#asked) void this.#look(path);
		}, pauseMs);
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

/** Git changes its state several times with each command. */
const pauseMs = 200;

/**
 * How often a "no" to whether a file is ignored is asked for: VS Code's Git extension answers at the "exit" of `git check-ignore`, one time in
 * a dozen before it has read what that one said, which then counts as "no" (`checkIgnore` of its `repository.ts`, VS Code 1.139).
 */
const timesAsked = 3;

async function factOf(repository: GitRepository, path: string): Promise<GitFact> {
	// An empty tree name means the index: what is staged is on its way into the history.
	const isTracked = await repository.getObjectDetails("", path).then(
		() => true,
		() => false,
	);
	if (isTracked) return "tracked";
	for (let time = 0; time < timesAsked; time++) {
		const ignored = await repository.checkIgnore([path]);
		if (ignored.size > 0) return "ignored";
	}
	return "untracked";
}
