import { visible } from "../text/plainText.ts";
import { redactShapes, withoutSecretShapes } from "../text/redact.ts";
import type { Origin } from "../types.ts";

/** The line that an offset of a file is in, from 1; undefined: the file's text is not known. */
export type LineOf = (path: string, offset: number) => number | undefined;

/** Writes a text of a workspace as pictures do. */
export type Shown = (text: string) => string;

/** So many texts are remembered: a picture of fifty launches has a thousand. */
const mostKnown = 5_000;

/**
 * How pictures write texts of a workspace: secrets and access key IDs masked, nothing invisible, one line. To look for secrets takes longer
 * than all else that a picture needs, so each text is looked at once: launches say much the same, and the next picture, too.
 */
export function shownTexts(): Shown {
	const known = new Map<string, string>();
	return (text) => {
		const seen = known.get(text);
		if (seen !== undefined) return seen;
		if (known.size >= mostKnown) known.clear();
		const shown = visible(redactShapes(withoutSecretShapes(text)));
		known.set(text, shown);
		return shown;
	};
}

/** `.env:3`, `package.json:5`, `shell`; the line counts from 1. */
export function originWords({ layer, path, range }: Origin, lineOf: LineOf): string {
	if (path === undefined) return layer;
	const name = path.replace(/^.*[\\/]/, "");
	const line = range && lineOf(path, range.start);
	return line === undefined ? name : `${name}:${line}`;
}
