import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Disposable, EventEmitter, type Memento } from "vscode";
import type { RenderRecord } from "../../core/awsAccount/renderRecord.ts";
import { DisposableStore } from "../common/disposables.ts";

const key = "test renders";
/** Older ones are forgotten, and their files removed. */
export const mostKept = 30;

/** The test renders of this workspace: records in its memory, files in its storage. Nothing secret. */
export class TestRenders implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChange = this.#changed.event;
	readonly #memory: Memento;
	readonly #folder: string;

	/** @param storage the extension's folder for this workspace */
	constructor(memory: Memento, storage: string) {
		this.#memory = memory;
		this.#folder = join(storage, "test-renders");
	}

	/** The newest first. */
	get records(): readonly RenderRecord[] {
		return this.#memory.get<readonly RenderRecord[]>(key) ?? [];
	}

	/** Where the output of a new render goes, without its extension. */
	async place(composition: string): Promise<string> {
		await mkdir(this.#folder, { recursive: true, mode: 0o700 });
		const name = composition.replace(/[^\p{L}\p{N}_-]/gu, "-").slice(0, 60);
		return join(this.#folder, `${name}-${Date.now()}`);
	}

	async add(record: RenderRecord): Promise<void> {
		const all = [record, ...this.records];
		await this.#keep(all.slice(0, mostKept));
		await Promise.all(all.slice(mostKept).map(removeFile));
	}

	async replace(record: RenderRecord): Promise<void> {
		await this.#keep(this.records.map((other) => (other.id === record.id ? record : other)));
	}

	/** Forgets a render and removes the file here; what lies on S3 stays. */
	async remove(record: RenderRecord): Promise<void> {
		await this.#keep(this.records.filter(({ id }) => id !== record.id));
		await removeFile(record);
	}

	async #keep(records: readonly RenderRecord[]): Promise<void> {
		await this.#memory.update(key, records);
		this.#changed.fire();
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

async function removeFile({ outcome }: RenderRecord): Promise<void> {
	if (outcome.ok) await rm(outcome.file, { force: true });
}
