import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import { commands, extensionId, views } from "../../../../src/contributions.ts";
import { eventually } from "../../../harness/hostWait.ts";
import { report } from "../samples.ts";

/** Milliseconds of a processor that this thread has used: what others do on the machine, and other threads, is no block of the host. */
function threadTime(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

/** Watches the turns of the event loop. */
function watchTurns(): { longest(): number } {
	let longest = 0;
	let isOver = false;
	let last = threadTime();
	const turn = () => {
		const now = threadTime();
		longest = Math.max(longest, now - last);
		last = now;
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	return {
		longest() {
			isOver = true;
			return longest;
		},
	};
}

const isOpen = () =>
	vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => /^Launches of /.test(label)));

describe("the matrix", () => {
	it("is opened for the first time", async function () {
		this.timeout(0);
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(`${views.activeCredentials}.focus`);
		// A person looks at the rows first: by then all launches are explained.
		await wait(5000);
		const quiet = watchTurns();
		await wait(2000);
		const idle = quiet.longest();
		const turns = watchTurns();
		await vscode.commands.executeCommand(commands.compareLaunches);
		await eventually(isOpen, (open) => open);
		await wait(1500);
		report({ ours: [turns.longest()], idle: [idle] });
	});
});
