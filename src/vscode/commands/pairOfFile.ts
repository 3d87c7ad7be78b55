import type { DotenvDialect } from "../../core/dotenvFile.ts";
import { type PairInFile, pairIn } from "../../core/moveKeys.ts";
import type { Model } from "../model.ts";

/** The key pair of a `.env` file as it is now: an editor without changes of its own may be a moment behind the disk. */
export async function pairOfFile(
	{ texts }: Model,
	file: string,
	dialect: DotenvDialect,
): Promise<PairInFile | undefined> {
	await (texts.knows(file) ? texts.invalidate(file) : texts.load(file));
	return pairIn(texts.peek(file) ?? "", dialect);
}
