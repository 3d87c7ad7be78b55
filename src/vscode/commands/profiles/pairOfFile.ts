import { basename } from "node:path";
import { window } from "vscode";
import { type PairInFile, pairIn } from "../../../core/dotenv/keyPair.ts";
import { type DotenvDialect, dotenvDialect } from "../../../core/dotenv/parse.ts";
import { Refusal } from "../../common/refusal.ts";
import { isFile } from "../../common/uris.ts";
import { type Focus, projectOf } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { ProjectState } from "../../model/snapshot.ts";

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

/** What a command can move out of a `.env` file. */
export interface MovablePair {
	readonly state: ProjectState;
	readonly pair: PairInFile;
	readonly dialect: DotenvDialect;
}

/** The complete key pair of a `.env` file, with its project. Refused where there is none, or where it is a reference to another variable. */
export async function movablePair(model: Model, focus: Focus, file: string): Promise<MovablePair> {
	const state = projectOf(await model.whenReady(), file) ?? focus.state;
	const dialect = dotenvDialect(state?.project.remotionVersion);
	const pair = await pairOfFile(model, file, dialect);
	if (!state || !pair) throw new Refusal(`${basename(file)} doesn't contain a complete set of access keys.`);
	if (pair.reference !== undefined)
		throw new Refusal(
			`${pair.reference} in ${basename(file)} refers to another variable. Replace it with the value first.`,
		);
	return { state, pair, dialect };
}
