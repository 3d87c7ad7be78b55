/** Rows about what is seen in the window. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { HarnessError } from "../../harness/log.ts";
import { packageExtension } from "../../harness/package.ts";
import { ensureVSCode } from "../../harness/vscode.ts";
import { openWindow, type Window } from "../../ui/driver.ts";
import { writeAwsFiles, writeLaunches } from "../corpora.ts";
import { takeTurns } from "../measure.ts";
import type { Measurement } from "../plan.ts";
import { compare, type Row } from "../rows.ts";
import type { Scale } from "../scale.ts";
import { yardsticks } from "./hosts.ts";
import { launches } from "./pictures.ts";

/** The views of a container in the activity bar, and the one of them whose first row is waited for. */
interface Shown {
	container: string;
	view: string;
}
const ours: Shown = { container: "Remotion Lambda", view: "Profiles" };
const theirs: Shown = { container: "Yardstick", view: "Items" };
const neutral: Shown = { container: "Neutral", view: "Only" };

const patienceMs = 20_000;

/**
 * Clicks an icon of the activity bar that is not on show; milliseconds, on the window's own clock, until the first row of a view is there.
 * @throws where it is on show, as the click would then close it, and where no row comes
 */
async function clickToRow(page: Page, { container, view }: Shown): Promise<number> {
	const tab = page.locator(`.activitybar [role=tab]:has(.action-label[aria-label^="${container}"])`);
	if ((await tab.getAttribute("aria-selected")) === "true")
		throw new HarnessError(`"${container}" is on show before it was clicked: nothing to measure.`);
	// A text, as it runs in the window, whose types are not known here.
	const time = page.evaluate<number | null>(`new Promise((resolve) => {
		let start = 0;
		document.addEventListener("mousedown", () => { start = performance.now(); }, { capture: true, once: true });
		const look = () => {
			const header = document.querySelector('.part.sidebar .pane-header[aria-label^="${view}"]');
			if (start > 0 && header?.parentElement.querySelector(".monaco-list-row")) resolve(performance.now() - start);
			else requestAnimationFrame(look);
		};
		look();
		setTimeout(() => resolve(null), ${patienceMs});
	})`);
	await tab.click();
	const milliseconds = await time;
	if (milliseconds === null) throw new HarnessError(`No row of "${view}" came in ${patienceMs / 1000} s.`);
	return milliseconds;
}

/**
 * A fresh extension host, as a view that was on show once is not made again. VS Code opens with the views that were on show last: those
 * of the files. A first tree is on show then, so that neither side pays for the window's first.
 */
async function startAnew(window: Window): Promise<void> {
	const { page } = window;
	await window.openView("Explorer");
	// VS Code writes down what is on show a tenth of a second after it came.
	await wait(500);
	await page.reload();
	await page.locator('.statusbar-item[id*="activeCredentials"]').waitFor();
	await clickToRow(page, neutral);
	await wait(1000);
}

export function windowPlan(scale: Scale): Measurement[] {
	const views = [scale.profiles.least, scale.profiles.usual].map((count): Measurement => {
		const what = `click on the view to first item, ${count} profiles`;
		return { rows: [what], take: () => clickRow(scale, count, what) };
	});
	const row = `click on a launch's row to its sources, ${launches} launches`;
	return [...views, { rows: [row], take: () => launchRow(scale, row) }];
}

/** A tree in the side bar, by its view, and what its folded rows are called. */
interface Tree {
	view: string;
	label(index: number): string;
}
const ourTree: Tree = { view: "Active credentials", label: (index) => `npm run render-${index}` };
const theirTree: Tree = { view: "Nested", label: (index) => `Row ${index}` };

/**
 * Clicks a folded row whose rows below VS Code has not asked for yet, and folds it again.
 * @returns milliseconds, on the window's own clock, until the first row below it is there
 * @throws where none comes
 */
async function clickToBelow(page: Page, { view, label }: Tree, index: number): Promise<number> {
	const pane = page.locator(".part.sidebar .pane").filter({ has: page.locator(`.pane-header[aria-label^="${view}"]`) });
	const row = pane.locator(".monaco-list-row .label-name").getByText(label(index), { exact: true });
	await row.waitFor();
	// A text, as it runs in the window, whose types are not known here.
	const time = page.evaluate<number | null>(`new Promise((resolve) => {
		let start = 0;
		document.addEventListener("mousedown", () => { start = performance.now(); }, { capture: true, once: true });
		const look = () => {
			const header = document.querySelector('.part.sidebar .pane-header[aria-label^="${view}"]');
			const rows = [...header.parentElement.querySelectorAll(".monaco-list-row")];
			const clicked = rows.find((one) => one.querySelector(".label-name")?.textContent === ${JSON.stringify(label(index))});
			const next = rows.find((one) => clicked && Number(one.dataset.index) === Number(clicked.dataset.index) + 1);
			const level = (one) => Number(one.getAttribute("aria-level"));
			if (start > 0 && next && level(next) > level(clicked)) resolve(performance.now() - start);
			else requestAnimationFrame(look);
		};
		look();
		setTimeout(() => resolve(null), ${patienceMs});
	})`);
	await row.click();
	const milliseconds = await time;
	if (milliseconds === null) throw new HarnessError(`No row below "${label(index)}" came in ${patienceMs / 1000} s.`);
	await row.click();
	return milliseconds;
}

/** Folds all views but one: VS Code makes no rows for what is not in sight, and shares the height between those that are open. */
async function showAlone(page: Page, view: string): Promise<void> {
	const own = page.locator(`.part.sidebar .pane-header[aria-label^="${view}"]`);
	if ((await own.getAttribute("aria-expanded")) === "false") await own.click();
	const others = page.locator(`.part.sidebar .pane-header[aria-expanded="true"]:not([aria-label^="${view}"])`);
	while ((await others.count()) > 0) await others.first().click();
}

async function* launchRow(scale: Scale, what: string): AsyncGenerator<Row> {
	await ensureVSCode();
	await packageExtension();
	const window = await openWindow({
		workspace: "plain",
		size: { width: 1280, height: 1600 },
		others: [join(import.meta.dirname, "..", "yardsticks", "nested")],
		env: { RLC_BENCH_ITEMS: String(launches), AWS_EC2_METADATA_DISABLED: "true" },
		prepare: (folders) => writeLaunches(folders, launches),
	});
	try {
		const { page } = window;
		await window.openView("Remotion Lambda");
		// The shown launch is open from the start: the first click is on the second.
		const click = (tree: Tree) => {
			let index = 0;
			return {
				measured: async () => {
					await showAlone(page, tree.view);
					await wait(300);
					return clickToBelow(page, tree, ++index);
				},
			};
		};
		const within = { least: scale.least.hosts, milliseconds: 1000 * scale.seconds.hosts };
		// As many as there are rows on show in both trees.
		const turns = { rounds: Math.min(scale.rounds, 18), warmUp: 2, within };
		const samples = await takeTurns({ ours: click(ourTree), theirs: click(theirTree) }, turns);
		yield compare(what, "a static tree in the same host", samples, 1.2);
	} finally {
		await window.close();
	}
}

async function* clickRow(scale: Scale, count: number, what: string): AsyncGenerator<Row> {
	await ensureVSCode();
	await packageExtension();
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
		let clicks = 0;
		// Both in one window, of which the start takes a hundred times as long as the clicks.
		const click = (shown: Shown) => ({
			measured: async () => {
				if (clicks++ % 2 === 0) await startAnew(window);
				else await wait(500);
				return clickToRow(window.page, shown);
			},
		});
		const within = { least: scale.least.hosts, milliseconds: 1000 * scale.seconds.hosts };
		const turns = { rounds: scale.hosts, warmUp: 1, within };
		yield compare(
			what,
			"a static tree of as many",
			await takeTurns({ ours: click(ours), theirs: click(theirs) }, turns),
			1.2,
		);
	} finally {
		await window.close();
	}
}
