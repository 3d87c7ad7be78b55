import type { Disposable } from "vscode";

/** Owns what is registered: everything added is disposed with it, last first. Adding to a disposed store disposes at once. */
export class DisposableStore implements Disposable {
	readonly #items: Disposable[] = [];
	#disposed = false;

	/** Takes ownership and gives the same thing back. */
	add<T extends Disposable>(item: T): T {
		if (this.#disposed) item.dispose();
		else this.#items.push(item);
		return item;
	}

	/** Disposes what it holds and stays usable. */
	clear(): void {
		for (const item of this.#items.splice(0).reverse()) item.dispose();
	}

	dispose(): void {
		this.#disposed = true;
		this.clear();
	}
}
