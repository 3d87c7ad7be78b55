import { randomUUID } from "node:crypto";
import { linkSync, renameSync } from "node:fs";
import { chmod, lstat, mkdir, open, readdir, readlink, realpath, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileProblem } from "../../core/text/readText.ts";
import { type FileContent, readFile } from "../../files/readFile.ts";
import { readFileNow } from "../../files/readNow.ts";
import { Refusal } from "../common/refusal.ts";
import { type Backup, discard, hasMore, keep, protect } from "./backups.ts";
import { whileLocked } from "./fileLock.ts";
import { hasCode } from "./systemErrors.ts";
import { utf8Text } from "./utf8.ts";

/** How often another program may write while we do, before we give up. */
const mostTries = 60;

/** How long after it we look whether another program has overwritten what we wrote, in milliseconds. */
const moment = 30;

/** A question to the person: may this file be changed, which nobody may write? */
export type AskReadOnly = (path: string) => Promise<boolean>;

/**
 * Changes a file so that nobody ever sees half of it: the new text is written beside it, flushed, and renamed over it. A link is followed,
 * the mode is kept (0600 for a new file), the old file stays as `<file>.backup.N`. Two windows that change it at once do so one after the
 * other, each on what the other left. Other programs know nothing of that: their text is compared right before the rename, and what they
 * wrote until then is changed in its place. What they write into the file while it is renamed is in the backup.
 * (Not `write-file-atomic` 7 or `proper-lockfile` 4: the first compares nothing and keeps nothing, the second takes the lock of a program
 * that only sleeps.)
 * @param change the old text in ("" where there is no file), the new text out; a Refusal it throws leaves everything as it was. It may be
 * called again with what another program wrote
 * @param ask whether a read-only file may be changed; absent: it may not
 * @returns what the person should know besides: another program wrote at the same moment, and where its text is
 * @throws Refusal where nothing was changed, or where another program overwrote the change at once
 */
export async function changeFile(
	path: string,
	change: (text: string) => string,
	ask: AskReadOnly = async () => false,
): Promise<string | undefined> {
	try {
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		const target = await targetOf(path);
		const mayReplace = (await isReadOnly(target)) && (await ask(target));
		const helper = `.${basename(target)}.remotion-lambda`;
		return await whileLocked(join(dirname(target), `${helper}.lock`), path, async () => {
			await tidy(dirname(target), helper);
			for (let tries = 0; tries < mostTries; tries++) {
				const replaced = await replaceText(target, join(dirname(target), `${helper}.next`), change, mayReplace);
				if (replaced) return replaced === "same" ? undefined : await lookAfter(path, target, replaced);
				await sleep(Math.random() * (tries + 1));
			}
			throw new Refusal(`Another program keeps changing ${path}. It was left alone: try again in a moment.`);
		});
	} catch (error) {
		const why = error instanceof Error && "code" in error ? fileProblem(String(error.code)) : undefined;
		throw why === undefined ? error : new Refusal(`${path} cannot be changed: ${why}. It is as it was.`);
	}
}

/** Takes away what programs that died have left behind; called by who holds the lock. */
async function tidy(folder: string, helper: string): Promise<void> {
	const left = (await readdir(folder)).filter((name) => name.startsWith(helper) && name !== `${helper}.lock`);
	await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

/** The file itself, behind links. One that leads nowhere is refused: nobody knows what was to be there. */
async function targetOf(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch (error) {
		if (!hasCode(error, "ENOENT")) throw error;
	}
	const isLink = await lstat(path).then(
		(facts) => facts.isSymbolicLink(),
		() => false,
	);
	if (!isLink) return join(await realpath(dirname(path)), basename(path));
	throw new Refusal(
		`${path} is a link to ${await readlink(path)}, where there is no file. Nothing was changed: make that file, or delete the link.`,
	);
}

async function isReadOnly(target: string): Promise<boolean> {
	return lstat(target).then(
		({ mode }) => (mode & 0o222) === 0,
		() => false,
	);
}

/** What was put in the place of what. */
interface Replaced {
	readonly before: FileContent | undefined;
	readonly after: Buffer;
	readonly backup: Backup | undefined;
}

/** One try. @returns undefined: another program was faster */
async function replaceText(
	target: string,
	helper: string,
	change: (text: string) => string,
	mayReplace: boolean,
): Promise<Replaced | "same" | undefined> {
	const before = await readSettled(target);
	if (before && (before.mode & 0o222) === 0 && !mayReplace)
		throw new Refusal(`${target} is read-only, so nothing was changed.`);
	const after = Buffer.from(change(before ? utf8Text(target, before.bytes) : ""));
	if (before?.bytes.equals(after)) return "same";
	const next = `${helper}.${randomUUID()}`;
	let backup: Backup | undefined;
	let isDone = false;
	try {
		await writeAll(next, after, before?.mode ?? 0o600);
		backup = before && (await keep(target, before.bytes));
		isDone = replaceIfSame(target, before, next, backup);
		return isDone ? { before, after, backup } : undefined;
	} catch (error) {
		if (hasCode(error, "ENOENT")) return undefined;
		throw error;
	} finally {
		await rm(next, { force: true });
		if (isDone) await protect(backup);
		else await discard(backup);
	}
}

/** The file as it is. One that is empty was perhaps only just emptied by who writes it. */
async function readSettled(target: string): Promise<FileContent | undefined> {
	const read = () =>
		readFile(target).catch((error) => {
			if (hasCode(error, "ENOENT")) return undefined;
			throw error;
		});
	const first = await read();
	if (first?.bytes.length !== 0) return first;
	await sleep(moment);
	return read();
}

async function writeAll(path: string, bytes: Buffer, mode: number): Promise<void> {
	const handle = await open(path, "wx", 0o600);
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
	await chmod(path, mode);
}

/** The last comparison, and the new file in the place of the old one: in one go, so that as little as can be happens in between. */
function replaceIfSame(target: string, before: FileContent | undefined, next: string, backup: Backup | undefined) {
	if (!before) return putNew(target, next);
	const now = readFileNow(target);
	const kept = backup?.identity;
	if (kept && (kept.dev !== now.dev || kept.ino !== now.ino)) return false;
	if (now.mode !== before.mode || !now.bytes.equals(before.bytes)) return false;
	renameSync(next, target);
	return true;
}

/** A new file never takes the place of one that is there by now. */
function putNew(target: string, next: string): boolean {
	try {
		linkSync(next, target);
	} catch (error) {
		if (hasCode(error, "EEXIST")) return false;
		if (!hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK")) throw error;
		renameSync(next, target);
	}
	return true;
}

/** What became of the change a moment later, as programs that know no lock write what they read before it. */
async function lookAfter(path: string, target: string, replaced: Replaced): Promise<string | undefined> {
	const { before, after, backup } = replaced;
	await sleep(moment);
	const now = await readFile(target).catch(() => undefined);
	if (!now || !holds(now.bytes.toString(), before?.bytes.toString() ?? "", after.toString()))
		throw new Refusal(
			`Another program has overwritten what was just written into ${path}, so the change is not in it. Do it again.${backup ? ` The file as it was before is ${backup.path}.` : ""}`,
		);
	if (!before || !(await hasMore(backup, before.bytes).catch(() => false))) return undefined;
	return `Another program changed ${path} at the same moment. What it wrote is in ${backup?.path}: compare the two.`;
}

/** Whether a text has all lines that a change added. */
function holds(now: string, before: string, after: string): boolean {
	const known = new Set(before.split("\n"));
	const there = new Set(now.split("\n"));
	return after.split("\n").every((line) => known.has(line) || there.has(line));
}
