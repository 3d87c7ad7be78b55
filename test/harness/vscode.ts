/** Which VS Code runs the host suites: a desktop one where it can be had, else the server build with Chromium. */
import { join } from "node:path";
import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";
import { ensureCodeServer } from "./codeServer.ts";
import { HarnessError, say } from "./log.ts";
import { cacheFolder, ensureFolder } from "./paths.ts";
import { ensureSystem } from "./system.ts";

/** The desktop version to download; the server build's `code-server` 4.x.y is VS Code 1.x.y. */
const desktopVersion = "1.139.1";

export interface VSCode {
	kind: "desktop" | "server";
	/** For test-electron's `vscodeExecutablePath`. */
	executable: string;
}

/** The stand-in for the desktop's executable, which runs the server build. */
export const launcher = join(import.meta.dirname, "launcher.ts");

/**
 * Installs what is missing and tells what will run. `RLC_VSCODE` is `desktop` or `server` to decide; by itself: desktop on
 * macOS, Windows and a Linux with a display, if it can be downloaded; the server build otherwise.
 */
export async function ensureVSCode(): Promise<VSCode> {
	const wish = process.env.RLC_VSCODE;
	if (wish !== undefined && wish !== "desktop" && wish !== "server")
		throw new HarnessError(`RLC_VSCODE is "${wish}"; it takes "desktop" or "server".`);
	const display = process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
	if (wish === "desktop" || (wish === undefined && display)) {
		try {
			say(`Getting desktop VS Code ${desktopVersion} …`);
			const executable = await downloadAndUnzipVSCode({
				version: desktopVersion,
				cachePath: ensureFolder(join(cacheFolder, "desktop")),
				reporter: new SilentReporter(),
				timeout: 15_000,
			});
			return { kind: "desktop", executable };
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			if (wish === "desktop" || process.platform === "win32")
				throw new HarnessError(`Desktop VS Code ${desktopVersion} could not be downloaded: ${reason}`);
			say(`Desktop VS Code cannot be downloaded here (${reason}): using the server build with Chromium`);
		}
	}
	await ensureSystem("browser", "compiler", "kerberos");
	await ensureCodeServer();
	return { kind: "server", executable: launcher };
}
