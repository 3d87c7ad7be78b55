import { cpSync, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import { extensionId } from "../../../../src/contributions.ts";
import { eventually, workspaceFolder } from "../../../harness/hostWait.ts";
import { processorTime } from "../../measure.ts";
import { asked, report } from "../samples.ts";

/** Where VS Code lets the extension keep files. */
const storage = join(dirname(asked("RLC_RESULT_FILE")), "user/User/globalStorage", extensionId);

/** Resolves when the extension has said the first thing of a `.env` file. */
function firstWord(): Promise<void> {
	return new Promise((resolve) => {
		const subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
			const told = uris.some((uri) => uri.path.includes("/.env") && vscode.languages.getDiagnostics(uri).length > 0);
			if (!told) return;
			subscription.dispose();
			resolve();
		});
	});
}

describe("the first look", () => {
	it("is measured", async function () {
		this.timeout(0);
		// After VS Code has looked for what activates by files: only the call below activates.
		await eventually(
			() => vscode.extensions.getExtension("bench.trivial")?.isActive,
			(active) => active === true,
		);
		const extension = vscode.extensions.getExtension(extensionId);
		if (!extension || extension.isActive) throw new Error("The extension should be there and not active yet");
		cpSync(asked("RLC_BENCH_WORKSPACE"), workspaceFolder(), { recursive: true });
		cpSync(asked("RLC_BENCH_HOME"), homedir(), { recursive: true });
		// What an earlier start has kept.
		const { RLC_BENCH_KEPT: kept, RLC_BENCH_KEEP: keep } = process.env;
		if (kept !== undefined) cpSync(kept, storage, { recursive: true });
		await wait(1500);
		const told = firstWord();
		const start = performance.now();
		const processor = processorTime();
		await extension.activate();
		await told;
		const samples = { processor: [processorTime() - processor], time: [performance.now() - start] };
		if (keep !== undefined) {
			await eventually(
				() => ["features", "launches"].every((name) => existsSync(join(storage, "code", `${name}.bin`))),
				(isThere) => isThere,
			);
			mkdirSync(keep, { recursive: true });
			cpSync(storage, keep, { recursive: true });
		}
		report(samples);
	});
});
