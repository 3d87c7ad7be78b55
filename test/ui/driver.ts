/**
 * Drives a real VS Code window (server build, Debian's Chromium) with the packaged `.vsix` installed, for suites in
 * `test/ui/*.test.ts`. Each window has a home, user data and workspace copy of its own.
 *
 * Readers (`treeRows`, `problems` …) give what is on the screen now; to await a change, put them in `until`.
 *
 * Where a test fails, a picture of each open window stays in `.cache/screenshots/failed`; of a run again, Playwright's trace too.
 */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { launchBrowser, openBlank } from "../harness/browser.ts";
import { cleanEnvironment, homeVariables } from "../harness/environment.ts";
import { folderAddress, startInstalled } from "../harness/installed.ts";
import { ensureFolder, screenshotFolder } from "../harness/paths.ts";
import { copyWorkspace } from "../harness/workspace.ts";

/** VS Code's own names of its themes. */
const themes = {
	dark: "Dark Modern",
	light: "Light Modern",
	"high-contrast": "Default High Contrast",
	"high-contrast-light": "Default High Contrast Light",
} as const;
export type Theme = keyof typeof themes;

/** What the theme picker calls them, and the class the window then has. */
const shownThemes: Readonly<Record<Theme, { label: string; kind: string }>> = {
	dark: { label: "Dark Modern", kind: "vs-dark" },
	light: { label: "Light Modern", kind: "vs" },
	"high-contrast": { label: "Dark High Contrast", kind: "hc-black" },
	"high-contrast-light": { label: "Light High Contrast", kind: "hc-light" },
};

export interface WindowOptions {
	/** A folder or `.code-workspace` under `test/workspaces`; default `demo`. */
	workspace?: string;
	/** A folder under `test/workspaces`; default: `<workspace>-home` where there is one, else an empty home. */
	home?: string;
	/** Variables of the extension host; "${workspace}" and "${home}" stand for the copies' paths. */
	env?: Record<string, string>;
	settings?: Record<string, unknown>;
	theme?: Theme;
	size?: { width: number; height: number };
	/** Restricted mode: the workspace is not trusted. */
	restricted?: boolean;
	/** Default: the packaged extension in `dist`. */
	vsix?: string;
	/** Folders of further extensions to install. */
	others?: readonly string[];
	/** Fills the copies of workspace and home before VS Code starts. */
	prepare?: (folders: { workspace: string; home: string }) => void;
}

export interface TreeRow {
	label: string;
	description: string;
	/** What a screen reader says. */
	ariaLabel: string;
	/** 1 for the top. */
	level: number;
	/** undefined: no children. */
	expanded: boolean | undefined;
	/** The icon's codicon, such as "pass"; empty: none, or no codicon. */
	icon: string;
}

export interface StatusItem {
	/** Such as "publisher.extension.name". */
	id: string;
	text: string;
	ariaLabel: string;
	/** VS Code's kind: "error", "warning", … or "standard". */
	kind: string;
}

const patience = 45_000;

/**
 * Calls `read` until what it gives satisfies `wanted`, and gives that; after 45 s throws an error that shows the last value.
 * The wait for anything that VS Code does in its own time.
 */
export async function until<T>(
	read: () => Promise<T>,
	wanted: (value: T) => boolean,
	timeoutMs = patience,
): Promise<T> {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const value = await read();
		if (wanted(value)) return value;
		if (Date.now() > end)
			throw new Error(`Not what was awaited, and ${timeoutMs} ms are over: ${JSON.stringify(value)}`);
		await wait(50);
	}
}

/** Opens a window on a copy of a workspace, with the extension installed. Close it in `after`. */
export async function openWindow(options: WindowOptions = {}): Promise<Window> {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "rlc-ui-")));
	const cleanups: (() => Promise<void> | void)[] = [
		() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
	];
	const close = async () => {
		for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
	};
	try {
		const { folder: workspace, home, opened, fill } = copyWorkspace(options.workspace ?? "demo", options.home, folder);
		options.prepare?.({ workspace, home });
		const env = Object.entries(options.env ?? {}).map(([key, value]) => [key, fill(value)]);
		const hostEnv = cleanEnvironment({ ...homeVariables(home), ...Object.fromEntries(env) });
		const [server, browser] = await Promise.all([
			startInstalled({
				folder,
				env: hostEnv,
				settings: {
					"workbench.colorTheme": themes[options.theme ?? "dark"],
					// There is no graphics card here: a terminal would be painted by one that is made of software.
					"terminal.integrated.gpuAcceleration": "off",
					...(options.restricted && {
						"security.workspace.trust.enabled": true,
						"security.workspace.trust.startupPrompt": "never",
					}),
					...options.settings,
				},
				restricted: options.restricted,
				...(options.vsix === undefined ? {} : { vsix: options.vsix }),
				...(options.others === undefined ? {} : { others: options.others }),
			}).then((started) => {
				cleanups.push(() => started.stop());
				return started;
			}),
			startBrowser(folder).then((started) => {
				cleanups.push(() => started.close());
				return started;
			}),
		]);
		const address = folderAddress(server, opened);
		const page = await openPage(browser, address, options.size);
		return new Window({ page, browser, workspace, home, close });
	} catch (error) {
		await close();
		throw error;
	}
}

const openPages = new Set<Page>();

// Mocha's, for all tests of a file that opens windows. Screenshots and benches run without it.
if (typeof afterEach === "function")
	afterEach(async function () {
		if (this.currentTest?.state !== "failed") return;
		const folder = ensureFolder(join(screenshotFolder, "failed"));
		const name = this.currentTest.fullTitle().replace(/\W+/g, "-").slice(0, 120);
		for (const page of openPages) {
			const file = join(folder, `${name}-${Date.now()}`);
			// What cannot be kept must not hide why the test failed.
			await page.screenshot({ path: `${file}.png`, timeout: 10_000 }).catch(() => {});
			const trace = { path: `${file}.trace.zip` };
			if (process.env.RLC_TRACE)
				await page
					.context()
					.tracing.stop(trace)
					.catch(() => {});
			process.stdout.write(`What the window showed: ${file}.*\n`);
		}
	});

/** Opens a browser on the folder at an address that `npm start` has printed. Closing the window ends the browser alone. */
export async function openAddress(address: string): Promise<Window> {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "rlc-ui-")));
	const browser = await startBrowser(folder);
	const close = async () => {
		await browser.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	try {
		const page = await openPage(browser, address);
		const workspace = new URL(address).searchParams.get("folder") ?? "";
		return new Window({ page, browser, workspace, home: join(dirname(workspace), "home"), close });
	} catch (error) {
		await close();
		throw error;
	}
}

function startBrowser(folder: string): Promise<Browser> {
	return launchBrowser(cleanEnvironment(homeVariables(ensureFolder(join(folder, "browser")))));
}

async function openPage(browser: Browser, address: string, size = { width: 1280, height: 800 }): Promise<Page> {
	const page = await openBlank(browser, size);
	page.setDefaultTimeout(patience);
	// Without moving pictures: with them a run takes twice as long here.
	if (process.env.RLC_TRACE) await page.context().tracing.start({ snapshots: true });
	await page.goto(address);
	openPages.add(page);
	page.once("close", () => openPages.delete(page));
	await page.locator(".activitybar [role=tab]").first().waitFor();
	return page;
}

interface WindowParts {
	page: Page;
	browser: Browser;
	workspace: string;
	home: string;
	close: () => Promise<void>;
}

/** One VS Code window and the hands and eyes on it. */
export class Window {
	/** For what the helpers do not cover. */
	readonly page: Page;
	readonly browser: Browser;
	/** The workspace copy's path. */
	readonly workspace: string;
	/** The home's path. */
	readonly home: string;
	/** Ends browser and server, and removes all folders. */
	readonly close: () => Promise<void>;

	constructor(parts: WindowParts) {
		this.page = parts.page;
		this.browser = parts.browser;
		this.workspace = parts.workspace;
		this.home = parts.home;
		this.close = parts.close;
	}

	/** Clicks an icon of the activity bar, by its title, unless its views are on show already. */
	async openView(title: string): Promise<void> {
		const tab = this.page.locator(`.activitybar [role=tab]:has(.action-label[aria-label^="${title}"])`);
		await tab.waitFor();
		if ((await tab.getAttribute("aria-selected")) !== "true" || !(await this.#sideBarShows(title))) await tab.click();
		await this.page
			.locator(".part.sidebar .composite.title")
			.filter({ hasText: new RegExp(title, "i") })
			.waitFor();
	}

	async #sideBarShows(title: string): Promise<boolean> {
		const bar = this.page.locator(".part.sidebar .composite.title").filter({ hasText: new RegExp(title, "i") });
		return bar.isVisible();
	}

	/** The rows of the tree in the side bar; where it holds several views, of the one with this title. */
	async treeRows(view?: string): Promise<TreeRow[]> {
		// One reading of the page: rows come and go while a tree is drawn.
		const read = await this.#tree(view)
			.locator(".monaco-list-row")
			.evaluateAll((rows) =>
				rows.map((element) => {
					const text = (selector: string) => element.querySelector(selector)?.textContent ?? "";
					const expanded = element.getAttribute("aria-expanded");
					const icon = element.querySelector(".custom-view-tree-node-item-icon")?.className ?? "";
					return {
						index: Number(element.getAttribute("data-index")),
						label: text(".label-name"),
						description: text(".label-description"),
						ariaLabel: element.getAttribute("aria-label") ?? "",
						level: Number(element.getAttribute("aria-level")),
						expanded: expanded === null ? undefined : expanded === "true",
						icon: /codicon-(?!modifier)([\w-]+)/.exec(icon)?.[1] ?? "",
					};
				}),
			);
		// Rows are recycled on the screen in any order; their index is the tree's.
		return read.sort((a, b) => a.index - b.index).map(({ index, ...row }) => row);
	}

	/** Clicks the row with this label. */
	async clickRow(label: string, view?: string): Promise<void> {
		await this.#row(label, view).click();
	}

	/** Opens a closed row, or closes an open one, by its twistie, and waits until it has done so. */
	async toggleRow(label: string, view?: string): Promise<void> {
		const row = this.#row(label, view);
		const before = await row.getAttribute("aria-expanded");
		// A tree that is being drawn anew under the mouse loses the click.
		await until(
			async () => {
				await row.locator(".monaco-tl-twistie").click();
				return until(
					() => row.getAttribute("aria-expanded"),
					(now) => now !== before,
					2_000,
				).then(
					() => true,
					() => false,
				);
			},
			(toggled) => toggled,
		);
	}

	/** Clicks an inline action of a row, by its title. */
	async clickRowAction(label: string, action: string, view?: string): Promise<void> {
		const row = this.#row(label, view);
		await row.hover();
		await row.locator(`.actions .action-label[aria-label^="${action}"]`).click();
	}

	/** Clicks an entry of a row's context menu, by its title. */
	async clickRowMenu(label: string, action: string, view?: string): Promise<void> {
		await this.#row(label, view).click({ button: "right" });
		const entry = this.page.locator(".monaco-menu .action-label", { hasText: action }).first();
		await entry.waitFor();
		// A menu takes no click in its first tenth of a second, so that the click that opens it chooses nothing.
		await until(
			async () => {
				await wait(150);
				if (await entry.isVisible()) await entry.click({ timeout: 2_000 }).catch(() => {});
				await wait(100);
				return entry.isVisible();
			},
			(isOpen) => !isOpen,
		);
	}

	/** What hovering over a row shows. */
	async rowTooltip(label: string, view?: string): Promise<string> {
		const hover = this.page.locator(".workbench-hover-container:visible").last();
		// A row that is drawn anew under the mouse shows none: it is left and come back to.
		return until(
			async () => {
				// Another thing's hover may be on show still: away from it first.
				await this.page.mouse.move(620, 792);
				await hover.waitFor({ state: "hidden" });
				await this.#row(label, view).locator(".label-name").hover();
				return hover.waitFor({ timeout: 4_000 }).then(
					() => seen(hover),
					() => "",
				);
			},
			(text) => text !== "",
		);
	}

	#tree(view?: string): Locator {
		const sideBar = this.page.locator(".part.sidebar");
		if (view === undefined) return sideBar;
		return sideBar.locator(".pane").filter({ has: this.page.locator(`.pane-header[aria-label^="${view}"]`) });
	}

	#row(label: string, view?: string): Locator {
		const name = this.page.locator(".label-name", { hasText: new RegExp(`^${escapeRegExp(label)}$`) });
		return this.#tree(view).locator(".monaco-list-row").filter({ has: name }).first();
	}

	/** Text of the view where it has no rows (`viewsWelcome`). */
	async welcomeText(view?: string): Promise<string> {
		return seen(this.#tree(view).locator(".welcome-view-content:visible"));
	}

	/** Runs a command by its full title in the palette, such as "Remotion Lambda: Refresh". */
	async runCommand(title: string): Promise<void> {
		const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`).first();
		// The palette lists what there is when it opens: a command that waits for trust is missing for a moment at the start.
		await until(
			async () => {
				await this.openPalette(title);
				return row.waitFor({ timeout: 5_000 }).then(
					() => true,
					() => this.page.keyboard.press("Escape").then(() => false),
				);
			},
			(found) => found,
		);
		await row.click();
	}

	/** Opens the palette and looks for this. */
	async openPalette(text: string): Promise<void> {
		await this.#pickerWith("F1", /^>/, `>${text}`);
	}

	/** Opens it with this text. A page that is drawn meanwhile, such as a preview, takes the focus and with it closes the picker: then again. */
	async #pickerWith(key: string, itsOwn: RegExp, text: string): Promise<void> {
		const input = this.page.locator(".quick-input-widget input.input");
		await until(
			async () => {
				await this.#openPicker(key, itsOwn);
				return input.fill(text, { timeout: 3_000 }).then(
					() => true,
					() => false,
				);
			},
			(filled) => filled,
		);
	}

	/** Opens the palette or the search for files, which its own text in the field tells from a quick pick that is still going away. */
	async #openPicker(key: string, itsOwn: RegExp): Promise<void> {
		const input = this.page.locator(".quick-input-widget input.input");
		const shown = async () => {
			if (!(await input.isVisible())) return "";
			return (await input.inputValue()) || ((await input.getAttribute("placeholder")) ?? "");
		};
		// VS Code takes no keys for a moment while it starts. A second press too early would choose the next file.
		await until(
			async () => {
				await this.page.keyboard.press(key);
				return until(shown, (text) => itsOwn.test(text), 3_000).catch(() => "");
			},
			(text) => text !== "",
		);
	}

	/** Opens a file, by its path in the workspace or an absolute one, with the cursor at a line (from 1) and column. */
	async openFile(path: string, line = 1, column = 1): Promise<void> {
		const absolute = isAbsolute(path) ? path : join(this.workspace, path);
		await this.#pickerWith("Control+P", /^Search files by name/, `${absolute}:${line}:${column}`);
		// The list shows recent files until it has searched: the folder tells the row of this very file.
		const parent = basename(dirname(absolute));
		const named = `.quick-input-list .monaco-list-row[aria-label^="${basename(path)}"]`;
		// A file at the workspace's top has no folder in its row.
		const words = [parent, "file results", ...(dirname(absolute) === this.workspace ? ["recently opened"] : [])];
		const row = this.page.locator(words.map((word) => `${named}[aria-label*="${word}"]`).join(", ")).first();
		await row.click();
		const ending = `${parent}/${basename(path)}`;
		await this.page.locator(`.editor-instance .monaco-editor.focused[data-uri$="${ending}"]`).waitFor();
	}

	/**
	 * Runs what opens a terminal, and waits until that one has the focus. Closes all others before: keys that are typed too early
	 * would go there, or into an editor.
	 */
	async openTerminal(open: () => Promise<void>): Promise<void> {
		const terminals = this.page.locator(".terminal-wrapper");
		if ((await terminals.count()) > 0) {
			await this.runCommand("Terminal: Kill All Terminals");
			await until(
				() => terminals.count(),
				(count) => count === 0,
			);
		}
		await open();
		await this.page.locator(".terminal-wrapper.active .xterm-helper-textarea:focus").waitFor();
	}

	/** Runs a line in the terminal that has the focus until `done` gives a text; for lines that do no harm when run twice. */
	async runInTerminal(line: string, done: () => Promise<string>): Promise<string> {
		return until(
			async () => {
				await this.page.locator(".terminal-wrapper.active .xterm-helper-textarea").last().focus();
				await this.page.keyboard.type(line);
				await this.page.keyboard.press("Enter");
				// A shell that has not asked for a line yet may drop what is typed.
				return until(done, (text) => text !== "", 8_000).catch(() => "");
			},
			(text) => text !== "",
		);
	}

	/** Types into what has the focus, as keys. */
	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
	}

	/** Presses a key or chord, in playwright's names: "Enter", "Control+S", "Escape". */
	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
	}

	/** Puts a text in a line's place, in the open editor, without saving. */
	async replaceLine(path: string, line: number, text: string): Promise<void> {
		await this.openFile(path, line);
		await this.page.keyboard.press("End");
		await this.page.keyboard.press("Shift+Home");
		await this.page.keyboard.press("Delete");
		await this.page.keyboard.insertText(text);
		await this.page.keyboard.press("Escape");
	}

	/** Saves the active editor and waits until it is no longer marked as changed. */
	async save(): Promise<void> {
		await this.page.keyboard.press("Control+S");
		await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
	}

	/** The active editor's file name and the cursor's place, such as { name: ".env", line: 3, column: 1 }. */
	async cursor(): Promise<{ name: string; line: number; column: number }> {
		const name = (await this.page.locator(".tab.active").getAttribute("data-resource-name")) ?? "";
		const text = await seen(this.page.locator("#status\\.editor\\.selection"));
		const [line = 0, column = 0] = (text.match(/\d+/g) ?? []).map(Number);
		return { name, line, column };
	}

	/** Labels of the open quick pick. */
	async quickPickItems(): Promise<string[]> {
		await this.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
		return this.page.locator(".quick-input-list .monaco-list-row .label-name").allInnerTexts();
	}

	/** Chooses the quick pick item whose accessible label starts so; filters for it first, as long lists show a part. */
	async choose(label: string): Promise<void> {
		await this.fillInput(label);
		await this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first().click();
	}

	/** Fills the open input box, or the quick pick's filter. */
	async fillInput(text: string): Promise<void> {
		await this.page.locator(".quick-input-widget input.input").fill(text);
	}

	/** Messages of the notifications on show. */
	async notifications(): Promise<string[]> {
		return this.page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
	}

	/** Clicks a button of a notification. */
	async clickNotification(button: string): Promise<void> {
		await this.page.locator(".notifications-toasts .monaco-button", { hasText: button }).first().click();
	}

	/** Message and buttons of the open modal dialog; undefined: none is open. */
	async dialog(): Promise<{ message: string; detail: string; buttons: string[] } | undefined> {
		const box = this.page.locator(".monaco-dialog-box");
		if (!(await box.isVisible())) return undefined;
		return {
			message: await seen(box.locator(".dialog-message-text")),
			detail: await seen(box.locator(".dialog-message-detail")),
			buttons: await box.locator(".dialog-buttons .monaco-button").allInnerTexts(),
		};
	}

	/** Clicks a button of the open modal dialog. */
	async clickDialog(button: string): Promise<void> {
		await this.page.locator(".monaco-dialog-box .dialog-buttons .monaco-button", { hasText: button }).first().click();
	}

	/** Squiggles in sight, counted by severity. */
	async squiggles(): Promise<{ error: number; warning: number; information: number; hint: number }> {
		const count = (name: string) => this.page.locator(`.editor-instance .cdr.squiggly-${name}`).count();
		const [error, warning, information, hint] = await Promise.all(["error", "warning", "info", "hint"].map(count));
		return { error: error ?? 0, warning: warning ?? 0, information: information ?? 0, hint: hint ?? 0 };
	}

	/** The problems panel's rows, files included, as a screen reader says them. Opens the panel. */
	async problems(): Promise<string[]> {
		const panel = this.page.locator(".markers-panel");
		if (!(await panel.isVisible())) {
			await this.runCommand("Problems: Focus on Problems View");
			await panel.waitFor();
		}
		const labels = await panel
			.locator(".monaco-list-row")
			.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
		return labels.filter((label) => label !== "");
	}

	/** Whether the light bulb is on show in the editor. */
	async lightBulb(): Promise<boolean> {
		return this.page
			.locator(".editor-instance [class*=codicon-light-bulb], .editor-instance [class*=gutter-lightbulb]")
			.first()
			.isVisible();
	}

	/**
	 * Titles of the fixes at the cursor; leaves their menu open.
	 * @param wanted asked for again until a title holds this: what was just typed has its fixes a moment later
	 */
	async quickFixes(wanted = ""): Promise<string[]> {
		const rows = this.page.locator(".action-widget:not(.action-list-submenu-panel) .monaco-list-row.action");
		return until(
			async () => {
				await this.page.keyboard.press("Control+.");
				// A language that is still starting gives none at first.
				const isOpen = await rows
					.first()
					.waitFor({ timeout: 5_000 })
					.then(() => true)
					.catch(() => false);
				if (!isOpen) return [];
				const titles = (await rows.allInnerTexts()).map((text) => text.trim());
				if (titles.some((title) => title.includes(wanted))) return titles;
				await this.page.keyboard.press("Escape");
				await rows.first().waitFor({ state: "hidden" });
				return [];
			},
			(titles) => titles.length > 0,
		);
	}

	/** Applies the fix with this title at the cursor. */
	async applyFix(title: string): Promise<void> {
		const menu = this.page.locator(".action-widget:not(.action-list-submenu-panel)");
		if (!(await menu.isVisible())) await this.quickFixes(title);
		await menu.locator(".monaco-list-row.action", { hasText: title }).first().click();
	}

	/** What the hover at the cursor says. */
	async hover(): Promise<string> {
		await this.runCommand("Show or Focus Hover");
		const hover = this.page
			.locator(".monaco-hover.resizable-hover:visible, .monaco-resizable-hover .monaco-hover:visible")
			.first();
		await hover.waitFor();
		return seen(hover);
	}

	/** Labels of the suggestions at the cursor; opens them. */
	async suggestions(): Promise<string[]> {
		await this.page.keyboard.press("Control+Space");
		const rows = this.page.locator(".suggest-widget.visible .monaco-list-row");
		await rows.first().waitFor();
		return rows.locator(".label-name").allInnerTexts();
	}

	/** The status bar's items; `id` narrows to those whose id contains it. */
	async statusBar(id = ""): Promise<StatusItem[]> {
		// One reading of the page: text, label and kind belong together.
		const items = this.page.locator(`.part.statusbar .statusbar-item${id === "" ? "" : `[id*="${id}"]`}`);
		return items.evaluateAll((all) =>
			all.map((item) => ({
				id: item.id,
				text: (item.textContent ?? "").replace(/\s+/g, " ").trim(),
				ariaLabel: item.getAttribute("aria-label") ?? "",
				kind: /(\w+)-kind/.exec(item.className)?.[1] ?? "standard",
			})),
		);
	}

	/** Clicks the status bar item whose id contains this. */
	async clickStatus(id: string): Promise<void> {
		await this.page.locator(`.part.statusbar .statusbar-item[id*="${id}"] a`).first().click();
	}

	/** The active editor's text, as far as it is in sight. */
	async editorText(): Promise<string> {
		const lines = this.page.locator(".editor-group-container.active .monaco-editor .view-line");
		const read = await lines.evaluateAll((all) =>
			all.map((line) => ({
				top: Number(/top:\s*([\d.]+)px/.exec(line.getAttribute("style") ?? "")?.[1] ?? 0),
				text: line.textContent ?? "",
			})),
		);
		return read
			.sort((a, b) => a.top - b.top)
			.map((line) => line.text.replaceAll("\u00a0", " "))
			.join("\n");
	}

	/** The page of the webview that is on show: VS Code has it in a frame within a frame. */
	webviewFrame(): FrameLocator {
		return this.page.locator("iframe.webview.ready").last().contentFrame().frameLocator("#active-frame");
	}

	/** Changes the colour theme, as a person does, and waits until it shows. */
	async setTheme(theme: Theme): Promise<void> {
		const { label, kind } = shownThemes[theme];
		await this.runCommand("Preferences: Color Theme");
		await this.choose(label);
		await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
	}

	/** Keeps a picture as `.cache/screenshots/<name>.png`; gives its path. */
	async screenshot(name: string): Promise<string> {
		const path = join(ensureFolder(screenshotFolder), `${name}.png`);
		await this.page.screenshot({ path, animations: "disabled" });
		return path;
	}
}

function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The text as it is on the screen; empty where nothing is. */
async function seen(locator: Locator): Promise<string> {
	return (await locator.allInnerTexts()).join("\n").trim();
}
