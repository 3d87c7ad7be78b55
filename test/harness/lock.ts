/** A file that one process at a time holds, for what two runs must not do at once. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { say } from "./log.ts";

/**
 * Waits until this process alone holds the file; gives what lets go of it. One whose owner is gone is taken over.
 * @param what is said once where somebody else holds it, such as "installing system packages"
 * @param done whether there is nothing left to do: then it is not waited for
 */
export async function lock(file: string, what: string, done: () => boolean = () => false): Promise<() => void> {
	for (let told = false; ; ) {
		try {
			writeFileSync(file, String(process.pid), { flag: "wx" });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
		}
		if (done()) return () => {};
		if (!ownerLives(file)) {
			rmSync(file, { force: true });
			continue;
		}
		if (!told) say(`Another process is ${what}; waiting for it …`);
		told = true;
		await wait(500);
	}
}

function ownerLives(file: string): boolean {
	try {
		process.kill(Number(readFileSync(file, "utf8")), 0);
		return true;
	} catch (error) {
		// Not ours to signal, but there; or the lock was removed this moment, and the next try will tell.
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}
