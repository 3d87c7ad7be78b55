/** Finds a headless Chrome and makes it a good guest: it dials nothing but this machine and can be found again to be ended. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Debian's binary itself: the launcher in /usr/bin forks, and what it forks stays behind. */
const CANDIDATES = [
	process.env.LOCAL_AWS_CHROME,
	"/usr/lib/chromium/chromium-headless-shell",
	join(
		import.meta.dirname,
		"../../../node_modules/.remotion/chrome-headless-shell/linux64/chrome-headless-shell-linux64/chrome-headless-shell",
	),
];

const PIDS = "chrome.pids";
const LOOPBACK_ONLY = "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost";

/** The path of a headless Chrome, undefined if this machine has none. */
export function findChrome(): string | undefined {
	return CANDIDATES.find((path) => path !== undefined && existsSync(path));
}

export const NO_CHROME =
	"The local AWS found no headless Chrome. Install Debian's chromium-headless-shell, or set LOCAL_AWS_CHROME to a chrome-headless-shell.";

/** Writes a launcher into a sandbox's folder. It becomes Chrome (`exec`), so its process ID is Chrome's. */
export function writeLauncher(folder: string, chrome: string): string {
	const path = join(folder, "chrome");
	writeFileSync(
		path,
		`#!/bin/sh\necho $$ >> '${join(folder, PIDS)}'\nexec '${chrome}' --host-resolver-rules='${LOOPBACK_ONLY}' "$@"\n`,
	);
	chmodSync(path, 0o700);
	return path;
}

/** Ends every Chrome a sandbox started, with its children: Remotion gives each a process group of its own. */
export function endChrome(folder: string): void {
	const file = join(folder, PIDS);
	if (!existsSync(file)) return;
	for (const pid of readFileSync(file, "utf8").split("\n").map(Number))
		if (pid > 1 && stillOurs(pid, folder)) signalGroup(pid);
}

/** A process ID may have been given to somebody else since; Chrome's arguments name its folder. */
function stillOurs(pid: number, folder: string): boolean {
	if (!existsSync("/proc/self/cmdline")) return true;
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
	} catch {
		return false;
	}
}

/** SIGKILL to a process group; nothing if it is gone. */
export function signalGroup(pid: number): void {
	try {
		process.kill(-pid, "SIGKILL");
	} catch {}
}
