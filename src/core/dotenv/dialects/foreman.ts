import type { DialectRow, Read } from "./dialect.ts";
import { linesOf, trimmed } from "./lines.ts";

/** The reading of `nf` (foreman on npm). Source: `keyValue` of `lib/envs.js`, foreman 3.0.1. */
export const foreman: DialectRow = {
	reader: "nf",
	read(text) {
		const found: Read[] = [];
		const unread: number[] = [];
		for (const { text: line, start: offset } of linesOf(text)) {
			const [start, end] = trimmed(line, 0, line.length, /\s/);
			if (start === end || line[start] === "#") continue;
			const equals = line.indexOf("=", start);
			const read = end - start > 2 ? assignment(line, offset, start, end) : undefined;
			if (end - start > 2 && !read) return { found, unread, refusedAt: offset + start };
			// A line without an equals sign becomes a variable of that name, which is of no use.
			if (!read || equals === -1) unread.push(offset + start);
			if (read) found.push(read);
		}
		return { found, unread };
	},
};

/** Undefined: a quote that nothing closes ends the program. */
function assignment(line: string, offset: number, start: number, end: number): Read | undefined {
	const equals = line.indexOf("=", start);
	const [nameStart, nameEnd] = trimmed(line, start, equals === -1 ? end : equals, /\s/);
	let [rawStart, rawEnd] = trimmed(line, equals === -1 ? end : equals + 1, end, /\s/);
	const quote = line[rawStart];
	const isQuoted = rawStart < rawEnd && (quote === '"' || quote === "'");
	if (isQuoted) {
		const closing = line.indexOf(quote, rawStart + 1);
		if (closing === -1 || closing >= rawEnd) return undefined;
		rawEnd = closing + 1;
	} else {
		const hash = line.slice(rawStart, rawEnd).indexOf("#");
		if (hash !== -1) [rawStart, rawEnd] = trimmed(line, rawStart, rawStart + hash, /\s/);
	}
	const width = isQuoted ? 1 : 0;
	return {
		name: line.slice(nameStart, nameEnd),
		value: line.slice(rawStart + width, rawEnd - width),
		start: offset + nameStart,
		nameStart: offset + nameStart,
		nameEnd: offset + nameEnd,
		rawStart: offset + rawStart,
		rawEnd: offset + rawEnd,
		quote: isQuoted ? quote : null,
	};
}
