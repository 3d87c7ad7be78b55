/** Where things are. Everything the harness makes lies in the cache folder, in `dist`, or in a temp folder. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** The repository. */
export const root = resolve(import.meta.dirname, "..", "..");

/** What is downloaded once and kept; `RLC_CACHE` moves it (a shared one for several clones, say). */
export const cacheFolder = resolve(process.env.RLC_CACHE || join(root, ".cache"));

/** Full output of each suite, kept after the run. */
export const logFolder = join(root, ".cache", "logs");

/** Screenshots of the user-interface suites. */
export const screenshotFolder = join(root, ".cache", "screenshots");

/** What tests and the demo open, always as a copy. */
export const workspaces = join(root, "test", "workspaces");

/** The packaged extension. */
export const vsixFile = join(root, "dist", "remotion-lambda-credentials.vsix");

/** The npm package of the command line. */
export const npmFile = join(root, "dist", "remotion-lambda-credentials.tgz");

/** Makes the folder where it is missing, and gives it back. */
export function ensureFolder(folder: string): string {
	mkdirSync(folder, { recursive: true });
	return folder;
}
