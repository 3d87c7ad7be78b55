import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";
import * as vscode from "vscode";
import { extensionId, views } from "../../../../src/contributions.ts";
import { eventually, rulesIn, workspaceFolder } from "../../../harness/hostWait.ts";
import { asked, report } from "../samples.ts";

/** VS Code's own marks in the extension host. */
interface Marks {
	getMarks(): { name: string; startTime: number }[];
}

/** Milliseconds that an extension's code takes to load and its `activate()` to run, without VS Code's own waiting between them. */
async function activation(id: string): Promise<number> {
	const extension = vscode.extensions.getExtension(id);
	if (!extension || extension.isActive) throw new Error(`${id} should be there and not active yet`);
	// VS Code's marks are of Date.now(), whose whole milliseconds are too coarse for what takes one or two.
	const { now } = Date;
	Date.now = () => performance.timeOrigin + performance.now();
	try {
		await extension.activate();
	} finally {
		Date.now = now;
	}
	const { MonacoPerformanceMarks } = globalThis as { MonacoPerformanceMarks?: Marks };
	const times = new Map(MonacoPerformanceMarks?.getMarks().map(({ name, startTime }) => [name, startTime]));
	const span = (what: string) => {
		const [start, end] = ["will", "did"].map((word) => times.get(`code/extHost/${word}${what}/${extension.id}`));
		if (start === undefined || end === undefined)
			throw new Error(`VS Code did not mark ${what} of ${id}: ${[...times.keys()].join(" ")}`);
		return end - start;
	};
	return span("LoadExtensionCode") + span("ActivateExtension");
}

describe("the start", () => {
	it("is measured", async function () {
		this.timeout(0);
		// After VS Code has looked for what activates by files: only the call below activates.
		await eventually(
			() => vscode.extensions.getExtension("bench.trivial")?.isActive,
			(active) => active === true,
		);
		const file = join(workspaceFolder(), ".env");
		writeFileSync(file, "REMOTION_AWS_REGION=us-east-9\n");
		await wait(1500);
		let empty = Number.NaN;
		if (asked("RLC_BENCH_ORDER") === "empty first") {
			empty = await activation("bench.empty");
			await wait(200);
		}
		const delay = monitorEventLoopDelay({ resolution: 1 });
		delay.enable();
		const ours = await activation(extensionId);
		await vscode.commands.executeCommand(`${views.profiles}.focus`);
		await eventually(
			() => rulesIn(vscode.Uri.file(file)),
			(rules) => rules.length > 0,
		);
		await wait(2000);
		delay.disable();
		if (Number.isNaN(empty)) empty = await activation("bench.empty");
		const start = performance.now();
		await loadSharedConfigFiles();
		const sdk = performance.now() - start;
		report({ ours: [ours], empty: [empty], block: [delay.max / 1e6], sdk: [sdk] });
	});
});
