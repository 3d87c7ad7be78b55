/** Rows about what is seen in the window. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { packageExtension } from "../../harness/package.ts";
import { ensureVSCode } from "../../harness/vscode.ts";
import { openWindow, type Window } from "../../ui/driver.ts";
import { writeAwsFiles } from "../corpora.ts";
import { takeTurns } from "../measure.ts";
import { compare, type Row } from "../rows.ts";
import type { Scale } from "../scale.ts";
import { yardsticks } from "./hosts.ts";

/** Clicks an icon of the activity bar; milliseconds, on the window's own clock, until the first row of a view is there. */
async function clickToRow({ page }: Window, container: string, view: string): Promise<number> {
	const tab = page.locator(`.activitybar [role=tab]:has(.action-label[aria-label^="${container}"])`);
	await tab.waitFor();
	// A text, as it runs in the window, whose types are not known here.
	const time = page.evaluate<number>(`new Promise((resolve) => {
		let start = 0;
		document.addEventListener("mousedown", () => { start = performance.now(); }, { capture: true, once: true });
		const look = () => {
			const header = document.querySelector('.part.sidebar .pane-header[aria-label^="${view}"]');
			if (start > 0 && header?.parentElement.querySelector(".monaco-list-row")) resolve(performance.now() - start);
			else requestAnimationFrame(look);
		};
		look();
	})`);
	await tab.click();
	return time;
}

export async function windowRows(scale: Scale): Promise<Row[]> {
	await ensureVSCode();
	await packageExtension();
	const rows: Row[] = [];
	for (const count of [5, scale.profiles.usual]) {
		const window = await openWindow({
			workspace: "plain",
			others: [...yardsticks],
			env: { RLC_BENCH_ITEMS: String(count), AWS_EC2_METADATA_DISABLED: "true" },
			prepare: ({ workspace, home }) => {
				writeAwsFiles(home, count);
				writeFileSync(join(workspace, ".env"), "REMOTION_AWS_PROFILE=default\n");
			},
		});
		try {
			/** A fresh extension host: a view that was on show once is not made again. */
			const fresh = async () => {
				await window.page.reload();
				await window.page.locator('.statusbar-item[id*="activeCredentials"]').waitFor();
				await wait(1500);
			};
			const measured = (container: string, view: string) => ({
				measured: async () => {
					await fresh();
					return clickToRow(window, container, view);
				},
			});
			const samples = await takeTurns(
				{ ours: measured("Remotion Lambda", "Profiles"), theirs: measured("Yardstick", "Items") },
				{ rounds: scale.starts, warmUp: 1 },
			);
			rows.push(
				compare(`click on the view to first item, ${count} profiles`, "a static tree of as many", samples, 1.2),
			);
		} finally {
			await window.close();
		}
	}
	return rows;
}
