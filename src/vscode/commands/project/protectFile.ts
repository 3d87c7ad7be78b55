import { chmod, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Refusal } from "../../common/refusal.ts";
import type { Model } from "../../model/model.ts";
import { awsPathsOf } from "../../model/sharedConfigReaders.ts";

/** Takes the rights to an AWS file from everybody but its owner. */
export async function protectFile(model: Model, path?: string): Promise<void> {
	if (path === undefined || !awsPathsOf(await model.whenReady()).includes(path)) return;
	await chmod(path, (await stat(path)).mode & 0o600);
	if (((await stat(path)).mode & 0o077) !== 0) {
		throw new Refusal(`The disk that ${basename(path)} is on keeps no rights of its own.`);
	}
	await model.texts.invalidate(path);
}
