import { basename, dirname, sep } from "node:path";
import { type Disposable, EventEmitter, type TextDocument, type Uri, workspace } from "vscode";
import { type LintKind, lintKind } from "../../core/code/kind.ts";
import type { Finding } from "../../core/index.ts";
import type { LintFacts } from "../../core/rules/code/types.ts";
import { DisposableStore } from "../common/disposables.ts";
import { isFile } from "../common/uris.ts";
import { projectOf } from "../model/focus.ts";
import type { Model } from "../model/model.ts";

type Linter = typeof import("../../core/rules/code/index.ts");

/** How long after a change the code is looked at again. */
const pauseMs = 300;

/**
 * What is wrong in the open code and configuration files of projects that use Remotion Lambda. Only open documents are read, a pause
 * after the last key; the parsers are loaded with the first such document.
 */
export class CodeFindings implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<Uri>());
	/** Fires when the findings of a document may be others. */
	readonly onDidChange = this.#changed.event;
	readonly #model: Model;
	readonly #timers = new Map<string, NodeJS.Timeout>();
	readonly #known = new Map<string, { version: number; findings: readonly Finding[] }>();
	#linter: Promise<Linter> | undefined;

	constructor(model: Model) {
		this.#model = model;
		this.#owned.add(workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)));
		this.#owned.add(workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, pauseMs)));
		this.#owned.add(workspace.onDidCloseTextDocument((document) => this.#forget(document)));
		this.#owned.add(
			model.onDidChange(() => {
				for (const document of workspace.textDocuments) this.#soon(document, pauseMs);
			}),
		);
		this.#owned.add({ dispose: () => this.#timers.forEach((timer) => void clearTimeout(timer)) });
		for (const document of workspace.textDocuments) this.#soon(document, 0);
	}

	/** What was found in a document as it is now; none where it changed since. */
	of({ uri, version }: TextDocument): readonly Finding[] {
		if (!isFile(uri)) return [];
		const known = this.#known.get(uri.fsPath);
		return known?.version === version ? known.findings : [];
	}

	/** The environment variable that code names at a place, in a project that uses Remotion Lambda. */
	async variableAt(document: TextDocument, offset: number): Promise<ReturnType<Linter["variableAt"]>> {
		const path = document.uri.fsPath;
		if (lintKind(path) !== "code" || !this.#facts(path, "code")) return undefined;
		return (await this.#load()).variableAt(document.getText(), path, offset);
	}

	#soon(document: TextDocument, pause: number): void {
		const path = document.uri.fsPath;
		if (!isFile(document.uri) || document.isClosed || lintKind(path) === undefined) return;
		clearTimeout(this.#timers.get(path));
		this.#timers.set(
			path,
			setTimeout(() => void this.#look(document), pause),
		);
	}

	async #look(document: TextDocument): Promise<void> {
		const path = document.uri.fsPath;
		this.#timers.delete(path);
		await this.#model.caughtUp();
		const kind = lintKind(path);
		const facts = kind && this.#facts(path, kind);
		if (!kind || !facts) {
			if (this.#known.delete(path)) this.#changed.fire(document.uri);
			return;
		}
		const { lintText } = await this.#load();
		const { version } = document;
		if (document.isClosed) return;
		this.#known.set(path, { version, findings: lintText(document.getText(), { path, kind, facts }) });
		this.#changed.fire(document.uri);
	}

	/** What is known of the projects a file belongs to; undefined where none of them uses Remotion Lambda. */
	#facts(path: string, kind: LintKind): LintFacts | undefined {
		const { snapshot } = this.#model;
		const own = projectOf(snapshot, path);
		const folder = dirname(path);
		const isInVscode = basename(folder) === ".vscode";
		const top = (kind === "workflow" ? dirname(dirname(folder)) : isInVscode ? dirname(folder) : folder) + sep;
		// A configuration file at the top of a repository speaks for every project below it.
		const projects = kind === "code" ? (own ? [own] : []) : snapshot.projects;
		const all = projects.filter(
			({ project }) =>
				project.usesLambda && (kind === "code" || (project.folder + sep).startsWith(top) || own?.project === project),
		);
		const facts = all.flatMap(({ project }) => this.#model.lintFacts(project.folder) ?? []);
		const [first] = facts;
		const otherReaders = [...new Set(facts.flatMap((one) => one.otherReaders ?? []))];
		const launchedAt = facts.flatMap((one) => one.launchedAt ?? []);
		return (
			first && {
				...first,
				otherReaders,
				launchedAt,
				scripts: Object.assign({}, ...facts.map(({ scripts }) => scripts)),
			}
		);
	}

	#load(): Promise<Linter> {
		this.#linter ??= import("../../core/rules/code/index.ts");
		return this.#linter;
	}

	#forget({ uri }: TextDocument): void {
		// The other side of a diff has the same path.
		if (!isFile(uri)) return;
		clearTimeout(this.#timers.get(uri.fsPath));
		this.#timers.delete(uri.fsPath);
		if (this.#known.delete(uri.fsPath)) this.#changed.fire(uri);
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
