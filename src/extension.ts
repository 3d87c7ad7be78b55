import type { ExtensionContext } from "vscode";
import { productName } from "./contributions.ts";
import { CodeCache } from "./vscode/common/codeCache.ts";
import { CommandTable } from "./vscode/common/commandTable.ts";
import { DisposableStore } from "./vscode/common/disposables.ts";
import { notify } from "./vscode/common/notify.ts";
import { nextTurn } from "./vscode/common/turns.ts";

/**
 * Makes the commands known, and starts the features right after: they are a bundle of their own (`dist/features.cjs`), so that VS Code and
 * other extensions need not wait for them. What the extension does is registered in `vscode/features.ts`.
 */
export function activate(context: ExtensionContext): void {
	const owned = new DisposableStore();
	context.subscriptions.push(owned);
	let features: Promise<void> | undefined;
	const code = new CodeCache(context.asAbsolutePath("dist"), context.globalStorageUri.fsPath, require);
	const start = async () => {
		// Activating, loading and starting take milliseconds each: others in the extension host have their turn in between.
		await nextTurn();
		const { startFeatures } = code.load("features") as typeof import("./vscode/features.ts");
		await nextTurn();
		owned.add(startFeatures(context, table, code));
	};
	const started = () => {
		features ??= start();
		return features;
	};
	const table = owned.add(new CommandTable(started));
	const soon = setImmediate(() =>
		started().catch((error) => {
			void notify.error(`${productName} could not be started: ${error instanceof Error ? error.message : error}`);
		}),
	);
	owned.add({ dispose: () => clearImmediate(soon) });
}
