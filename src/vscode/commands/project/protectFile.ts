import { chmod, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Refusal } from "../../common/refusal.ts";
import type { Model } from "../../model/model.ts";
import { awsPathsOf, readersOf } from "../../model/sharedConfigReaders.ts";
import { mayChange } from "../profiles/keysFile.ts";

/** Takes the rights to an AWS file from everybody but its owner. */
export async function protectFile(model: Model, path?: string): Promise<void> {
	const snapshot = await model.whenReady();
	if (path === undefined || !awsPathsOf(snapshot).includes(path)) return;
	// A workspace may have chosen the file, which can be any of the person's then.
	const question = "Restrict file access to you?";
	const [reader] = readersOf(snapshot, path);
	if (reader && !(await mayChange(model, reader.project.folder, path, question))) return;
	await chmod(path, (await stat(path)).mode & 0o600);
	if (((await stat(path)).mode & 0o077) !== 0) {
		throw new Refusal(`Can't restrict access: the drive with ${basename(path)} doesn't support file permissions.`);
	}
	await model.texts.invalidate(path);
}
