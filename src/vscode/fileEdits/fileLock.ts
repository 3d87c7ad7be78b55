import { randomUUID } from "node:crypto";
import { link, open, readlink, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { readUtf8 } from "../../files/readFile.ts";
import { Refusal } from "../common/refusal.ts";
import { hasCode } from "./systemErrors.ts";

/** Another window is writing: how long to wait for it, in milliseconds. */
const patience = 5000;

/** Who holds a lock. The numbers of processes come again: with its start, where the system tells it, one is one program. */
interface Owner {
	readonly pid: number;
	/** What counts processes: the machine, and the container. Of another one nobody knows whether it lives. */
	readonly space: string;
	readonly start?: string | undefined;
	/** So that no two locks have the same text. */
	readonly id: string;
}

/**
 * Holds a lock, as a file that says who holds it, while something is done. One whose owner is gone is taken; one of a living owner, or of one
 * that nobody knows, never is.
 * @param path where the lock file lies
 * @param target what is locked, for the message
 * @throws Refusal where another program keeps it
 */
export async function whileLocked<T>(path: string, target: string, work: () => Promise<T>): Promise<T> {
	const space = await spaceOf();
	const mine: Owner = { pid: process.pid, space, start: await startOf(process.pid), id: randomUUID() };
	const text = JSON.stringify(mine);
	const end = performance.now() + patience;
	while (!(await claim(path, text))) {
		const held = await textOf(path);
		if (held === undefined) continue;
		if (await isGone(held, space)) await takeAway(path, held, text, space);
		if (performance.now() > end) throw new Refusal(keptWords(target, path, held));
		await sleep(20 + Math.random() * 40);
	}
	try {
		return await work();
	} finally {
		if ((await textOf(path)) === text) await rm(path, { force: true });
	}
}

/** Makes the lock file with all of its text at once, unless there is one. */
async function claim(path: string, text: string): Promise<boolean> {
	const own = `${path}.${randomUUID()}`;
	try {
		await write(own, text);
		await link(own, path);
		return true;
	} catch (error) {
		// EEXIST: somebody's. ENOENT: its owner has tidied up.
		if (hasCode(error, "EEXIST", "ENOENT")) return false;
		if (!hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK")) throw error;
	} finally {
		await rm(own, { force: true });
	}
	// A disk without hard links.
	return write(path, text).then(
		() => true,
		(error) => {
			if (hasCode(error, "EEXIST")) return false;
			throw error;
		},
	);
}

async function write(path: string, text: string): Promise<void> {
	const handle = await open(path, "wx", 0o600);
	try {
		await handle.writeFile(text);
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	} finally {
		await handle.close();
	}
}

/** Takes away the lock of a program that is gone; of all that wait for it only one may, or it would take away the next one's. */
async function takeAway(path: string, held: string, text: string, space: string): Promise<void> {
	const guard = `${path}.taking`;
	if (await claim(guard, text)) {
		if ((await textOf(path)) === held) await rm(path, { force: true });
		await rm(guard, { force: true });
		return;
	}
	const other = await textOf(guard);
	if (other !== undefined && (await isGone(other, space))) await rm(guard, { force: true });
}

async function isGone(held: string, space: string): Promise<boolean> {
	const owner = ownerIn(held);
	if (!owner || owner.space !== space) return false;
	try {
		process.kill(owner.pid, 0);
	} catch (error) {
		return hasCode(error, "ESRCH");
	}
	const start = await startOf(owner.pid);
	return start !== undefined && owner.start !== undefined && start !== owner.start;
}

function ownerIn(text: string): Owner | undefined {
	try {
		const { pid, space, start, id } = JSON.parse(text);
		return Number.isSafeInteger(pid) && pid > 0 ? { pid, space, start, id } : undefined;
	} catch {
		return undefined;
	}
}

/** What the lock says; "" where it cannot be read, undefined where there is none. */
async function textOf(path: string): Promise<string | undefined> {
	return readUtf8(path, 4096).catch((error) => (hasCode(error, "ENOENT") ? undefined : ""));
}

async function spaceOf(): Promise<string> {
	const ns = process.platform === "linux" ? await readlink("/proc/self/ns/pid").catch(() => "") : "";
	return `${hostname()} ${ns}`;
}

/** When a process was started, as the system counts; undefined where it does not tell. */
async function startOf(pid: number): Promise<string | undefined> {
	if (process.platform !== "linux") return undefined;
	const stat = await readUtf8(`/proc/${pid}/stat`).catch(() => "");
	// The second of its 52 fields is the program's name, which may hold anything.
	return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

function keptWords(target: string, path: string, held: string): string {
	const owner = ownerIn(held);
	const who = owner ? `Another program (process ${owner.pid})` : "Another program";
	return `${who} is changing ${target}. Nothing was changed. Try again in a moment; if no program is, delete ${path}.`;
}
