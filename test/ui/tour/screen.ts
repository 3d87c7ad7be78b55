import { until, type Window, type WindowOptions } from "../driver.ts";

/** Brings one thing onto the screen, from where the screen before it ended. */
export type Screen = (window: Window) => Promise<void>;

/** A walk through a window: in this order, a picture of each. */
export interface Tour {
	readonly options: WindowOptions;
	/** Fills the window's home and workspace, before it is looked at. */
	prepare(window: Window): void;
	readonly screens: Readonly<Record<string, Screen>>;
}

/** Waits until a list is there. */
export const present = (read: () => Promise<readonly unknown[]>) => until(read, (found) => found.length > 0);

/** Waits for a row of the quick pick, its description and detail included. */
export const listed = (window: Window, text: string) =>
	until(
		() => window.page.locator(".quick-input-widget:visible .monaco-list-row").allInnerTexts(),
		(rows) => rows.some((row) => row.includes(text)),
	);

/** Waits for a row of "Active credentials". */
export const row = (window: Window, start: string) =>
	until(
		() => window.treeRows("Active credentials"),
		(rows) => rows.some(({ label, description }) => `${label} ${description}`.startsWith(start)),
	);

/** Waits for a notification. */
export const told = (window: Window, part: string) =>
	until(
		() => window.notifications(),
		(texts) => texts.some((text) => text.includes(part)),
	);

/** Waits for a page of Markdown and its heading. */
export const page = (window: Window) =>
	window.page.frameLocator("iframe.webview").last().frameLocator("iframe").locator("h1").waitFor();

export const clear = (window: Window) => window.runCommand("Notifications: Clear All Notifications");

/** Hovers at the cursor, until all of it is there: the providers answer one after the other. */
export const hovered = (window: Window, part: string) =>
	until(
		() => window.hover(),
		(text) => text.includes(part),
	);

/** Closes what takes keys: a quick pick, a menu, a hover. */
export const leave = (window: Window) => window.press("Escape");

/** Leaves open these views of the side bar only, so that their rows have room. */
export async function only(window: Window, ...views: readonly string[]): Promise<void> {
	for (const view of ["Active credentials", "Account pool", "Profiles", "Test renders"]) {
		const wanted = views.includes(view);
		const header = window.page.locator(`.pane-header[aria-label^="${view}"][aria-expanded="${!wanted}"]`);
		// At its left end: in a narrow side bar its buttons are in the middle.
		if ((await header.count()) > 0) await header.click({ position: { x: 8, y: 8 } });
	}
}
