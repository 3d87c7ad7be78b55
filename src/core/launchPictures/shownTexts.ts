import { visible } from "../text/plainText.ts";
import { redactShapes, withoutSecretShapes } from "../text/redact.ts";
import type { Origin } from "../types.ts";

/** The line that an offset of a file is in, from 1; undefined: the file's text is not known. */
export type LineOf = (path: string, offset: number) => number | undefined;

/**
 * How pictures write texts of a workspace: secrets and access key IDs masked, nothing invisible, one line. The same text is looked at once,
 * as fifty launches say much the same.
 */
export function shownTexts(): (text: string) => string {
	const known = new Map<string, string>();
	return (text) => {
		const seen = known.get(text);
		if (seen !== undefined) return seen;
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
