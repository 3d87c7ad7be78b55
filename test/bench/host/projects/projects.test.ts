import { homedir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import { extensionId, views } from "../../../../src/contributions.ts";
import { eventually, rulesIn, workspaceFolder } from "../../../harness/hostWait.ts";
import { asked, report } from "../samples.ts";

/** Milliseconds of some work, and of the longest block of the extension host from its start to its end and a second more. */
async function measured(work: () => Promise<unknown>): Promise<{ all: number; block: number }> {
	// What went before has its end first.
	await wait(1000);
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	const start = performance.now();
	await work();
	const all = performance.now() - start;
	await wait(1000);
	delay.disable();
	return { all, block: delay.max / 1e6 };
}

describe("many projects", () => {
	it("are measured", async function () {
		this.timeout(0);
		// The last in the order of folders: its `.env` names a profile that the AWS config file doesn't have yet.
		const last = vscode.Uri.file(join(workspaceFolder(), "zz-last", ".env"));
		const isUnknown = () => rulesIn(last).includes("unknown-profile");
		const found = await measured(async () => {
			await vscode.extensions.getExtension(extensionId)?.activate();
			await vscode.commands.executeCommand(`${views.activeCredentials}.focus`);
			if (!(await eventually(isUnknown, (is) => is, 120_000))) throw new Error("The last project was not found.");
		});
		const config = await vscode.workspace.openTextDocument(join(homedir(), ".aws", "config"));
		const section = "[profile added]\nregion = us-east-1\n";
		const edits = { edited: [] as number[], block: [] as number[] };
		for (let turn = 0; turn < 2 * Number(asked("RLC_BENCH_EDITS")); turn++) {
			const { all, block } = await measured(async () => {
				const edit = new vscode.WorkspaceEdit();
				const wasUnknown = isUnknown();
				if (wasUnknown) edit.insert(config.uri, new vscode.Position(0, 0), section);
				else edit.delete(config.uri, new vscode.Range(0, 0, 2, 0));
				const shown = new Promise<void>((resolve) => {
					const subscription = vscode.languages.onDidChangeDiagnostics(() => {
						if (isUnknown() === wasUnknown) return;
						subscription.dispose();
						resolve();
					});
				});
				await vscode.workspace.applyEdit(edit);
				await shown;
			});
			edits.edited.push(all);
			edits.block.push(block);
		}
		report({ found: [found.all], foundBlock: [found.block], ...edits });
	});
});
