import type { Dialect } from "../../types.ts";
import type { DotenvFile } from "../dotenvFile.ts";
import { isScanned, type ScannedDialect } from "../scan.ts";
import { compose1, compose2 } from "./compose.ts";
import { deno } from "./deno.ts";
import { type DialectRow, readIn } from "./dialect.ts";
import { direnv } from "./direnv.ts";
import { docker, podman } from "./docker.ts";
import { envCmd, envCmd10 } from "./envCmd.ts";
import { foreman } from "./foreman.ts";
import { make } from "./make.ts";
import { mise, miseSettings } from "./mise.ts";
import { node20, node22 } from "./node.ts";
import { sh } from "./sh.ts";
import { words, wordsNoComments, xargs, xargsNoComments } from "./words.ts";
import { zx } from "./zx.ts";

/** Every dialect that is read by a reader of its own, one file a reader. dotenv's two and Bun's are found in `scan.ts`. */
const otherDialects: { readonly [Name in Exclude<Dialect, ScannedDialect>]?: DialectRow } = {
	"compose-1": compose1,
	"compose-2": compose2,
	deno,
	direnv,
	docker,
	"env-cmd": envCmd,
	"env-cmd-10": envCmd10,
	foreman,
	make,
	mise,
	"mise-settings": miseSettings,
	"node-20": node20,
	"node-22": node22,
	podman,
	sh,
	words,
	"words-no-comments": wordsNoComments,
	xargs,
	"xargs-no-comments": xargsNoComments,
	zx,
};

/** Reads a text in one of these dialects; undefined: it is none of them. */
export function readOther(dialect: Dialect, text: string): DotenvFile | undefined {
	const row = isScanned(dialect) ? undefined : otherDialects[dialect];
	return row && readIn(row, dialect, text);
}

/** Who reads so, as the start of a sentence. */
export function readerOf(dialect: Dialect): string {
	return (isScanned(dialect) ? undefined : otherDialects[dialect]?.reader) ?? "dotenv";
}
