import { window } from "vscode";
import { type PairInFile, pairIn } from "../../../core/dotenv/keyPair.ts";
import type { DotenvDialect } from "../../../core/dotenv/parse.ts";
import { Refusal } from "../../common/refusal.ts";
import { isFile } from "../../common/uris.ts";
import type { Model } from "../../model/model.ts";

/** The `.env` file that a command was called on, else the one in the editor. Refused where that is no file of the disk. */
export function envFileNamed(path: string | undefined): string {
	if (path !== undefined) return path;
	const uri = window.activeTextEditor?.document.uri;
	if (uri === undefined || !isFile(uri)) throw new Refusal("Open the .env file first.");
	return uri.fsPath;
}

/** The key pair of a `.env` file as it is now: an editor without changes of its own may be a moment behind the disk. */
export async function pairOfFile(
	{ texts }: Model,
	file: string,
	dialect: DotenvDialect,
): Promise<PairInFile | undefined> {
	await (texts.knows(file) ? texts.invalidate(file) : texts.load(file));
	return pairIn(texts.peek(file) ?? "", dialect);
}
