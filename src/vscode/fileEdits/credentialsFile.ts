import { chmod, copyFile, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileProblem } from "../../core/text/readText.ts";
import { readFile } from "../../files/readFile.ts";
import { Refusal } from "../common/refusal.ts";
import { utf8Text } from "./utf8.ts";

/** Another window is writing, or a program died while it did: how long to wait for it, in milliseconds. */
const patience = 5000;

/**
 * Changes a file so that nobody ever sees half of it: the new text is written beside it, flushed, and renamed over it. A link is followed,
 * the mode is kept (0600 for a new file), the old text stays in `<file>.backup`. Two windows that change it at once do so one after the
 * other, each on what the other left.
 * @param change the old text in ("" where there is no file), the new text out; a Refusal it throws leaves everything as it was
 */
export async function changeFile(path: string, change: (text: string) => string): Promise<void> {
	try {
		await replaceText(path, change);
	} catch (error) {
		const why = error instanceof Error && "code" in error ? fileProblem(String(error.code)) : undefined;
		throw why === undefined ? error : new Refusal(`${path} cannot be changed: ${why}. It is as it was.`);
	}
}

async function replaceText(path: string, change: (text: string) => string): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const target = await realpath(path).catch(() => path);
	const next = join(dirname(target), `.${basename(target)}.remotion-lambda`);
	const handle = await openAlone(next);
	try {
		const before = await readFile(target).then(({ bytes }) => utf8Text(target, bytes), absentIsUndefined);
		const mode = before === undefined ? 0o600 : (await stat(target)).mode & 0o777;
		await handle.writeFile(change(before ?? ""), "utf8");
		await handle.sync();
		await handle.close();
		await chmod(next, mode);
		if (before !== undefined) {
			await copyFile(target, `${target}.backup`);
			await chmod(`${target}.backup`, 0o600);
		}
		await rename(next, target);
	} catch (error) {
		await handle.close().catch(() => {});
		await rm(next, { force: true });
		throw error;
	}
}

/** Opens a file that must not exist yet: it is the lock too. One that is older than the patience was left by a program that died. */
async function openAlone(path: string) {
	const end = performance.now() + patience;
	for (;;) {
		try {
			return await open(path, "wx", 0o600);
		} catch (error) {
			if (!isCode(error, "EEXIST")) throw error;
			const age = await stat(path).then(
				// A clock that was set back since makes it look as if it came from the future.
				({ mtimeMs }) => Math.abs(Date.now() - mtimeMs),
				() => 0,
			);
			if (age > patience) await rm(path, { force: true });
			else if (performance.now() > end)
				throw new Refusal("Another program is changing the credentials file. Try again in a moment.");
			else await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

function absentIsUndefined(error: unknown): undefined {
	if (isCode(error, "ENOENT")) return undefined;
	throw error;
}

function isCode(error: unknown, code: string): boolean {
	return error instanceof Error && "code" in error && error.code === code;
}
