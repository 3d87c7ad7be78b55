/** Finds a headless Chrome and makes it a good guest: it dials nothing but this machine and can be found again to be ended. */
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** What a render says where there is none. */
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

/** Ends what a sandbox started and what is not in its process group: Remotion gives each Chrome a group of its own. */
export function endChrome(folder: string): void {
	const file = join(folder, PIDS);
	const noted = existsSync(file) ? readFileSync(file, "utf8").split("\n").map(Number) : [];
	// Where there is /proc, it knows best: a process ID may have been given to somebody else since, or not been noted yet.
	for (const pid of existsSync("/proc/self/environ") ? processesOf(folder) : noted) if (pid > 1) signalGroup(pid);
}

/** All processes that have a sandbox's folder as their temporary folder, but this one. */
function processesOf(folder: string): number[] {
	return readdirSync("/proc")
		.map(Number)
		.filter((pid) => {
			if (!Number.isInteger(pid) || pid === process.pid) return false;
			try {
				return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(`TMPDIR=${folder}`);
			} catch {
				return false;
			}
		});
}

/** SIGKILL to a process and to the group it leads; nothing if they are gone. */
export function signalGroup(pid: number): void {
	for (const target of [-pid, pid])
		try {
			process.kill(target, "SIGKILL");
		} catch {}
}
