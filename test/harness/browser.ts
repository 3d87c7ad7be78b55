/** The Chromium that is VS Code's window. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { requireBrowser } from "./system.ts";

const flags = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** Starts it without a window of its own. It ends with this process. Throws a HarnessError where there is none. */
export function launchBrowser(env: NodeJS.ProcessEnv): Promise<Browser> {
	const plain: Record<string, string> = {};
	for (const [name, value] of Object.entries(env)) if (value !== undefined) plain[name] = value;
	return chromium.launch({ executablePath: requireBrowser(), args: flags, headless: true, env: plain });
}

/**
 * A page that takes nothing compressed: the server would compress 20 MB of VS Code for each window, on this machine, for this machine.
 */
export function openBlank(browser: Browser, viewport: BrowserContextOptions["viewport"] & {}): Promise<Page> {
	return browser.newPage({ viewport, extraHTTPHeaders: { "accept-encoding": "identity" } });
}
