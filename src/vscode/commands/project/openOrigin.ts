import type { Origin } from "../../../core/index.ts";
import { showFile } from "../../common/showFile.ts";
import type { Model } from "../../model/model.ts";

/** Opens the line a fact comes from. An origin without a file (the shell) has nothing to open. */
export async function openOrigin(model: Model, origin: Origin | undefined): Promise<void> {
	if (origin?.path === undefined) return;
	const { path, range } = origin;
	const selection = range && model.texts.lines(path)?.range(range);
	await showFile(path, { preview: true, ...(selection && { selection }) });
}
