import type { DialectRow, Read } from "./dialect.ts";
import { linesOf, trimmed } from "./lines.ts";

const lineEnds = "\n\r\u2028\u2029";

/** env-cmd's own reading. Source: `parse-env-file.js` of env-cmd 11.0.0: one line, one variable, whatever stands before its first equals sign. */
export const envCmd = reading(/^\s*#/, assignment);

/** The same up to 10.1: what stands behind a value stays, and a quote at either end is taken away by itself. Source: `parse-env-file.js` of 10.1.0. */
export const envCmd10 = reading(/^#/, oldAssignment);

type Assignment = (line: string, offset: number, equals: number) => Read;

function reading(comment: RegExp, assignment: Assignment): DialectRow {
	return {
		reader: "env-cmd",
		takesQuotes: true,
		read(text) {
			const found: Read[] = [];
			const unread: number[] = [];
			for (const line of linesOf(text, lineEnds)) {
				const [start, end] = trimmed(line.text, 0, line.text.length, /\s/);
				if (start === end || comment.test(line.text)) continue;
				// The name has one character at least, an equals sign if need be.
				const equals = line.text.indexOf("=", 1);
				if (equals === -1) unread.push(line.start + start);
				else found.push(assignment(line.text, line.start, equals));
			}
			return { found, unread };
		},
	};
}

function oldAssignment(line: string, offset: number, equals: number): Read {
	const [nameStart, nameEnd] = trimmed(line, 0, equals, /\s/);
	const [rawStart, rawEnd] = trimmed(line, equals + 1, line.length, /\s/);
	const written = line.slice(rawStart, rawEnd);
	const quote = /^(["']).*\1$/.exec(written)?.[1] ?? null;
	return {
		name: line.slice(nameStart, nameEnd),
		value: written.replace(/^["']|["']$/g, "").replaceAll("\\n", "\n"),
		start: offset + nameStart,
		nameStart: offset + nameStart,
		nameEnd: offset + nameEnd,
		rawStart: offset + rawStart,
		rawEnd: offset + rawEnd,
		quote: quote === '"' || quote === "'" ? quote : null,
	};
}

function assignment(line: string, offset: number, equals: number): Read {
	const [nameStart, nameEnd] = trimmed(line, 0, equals, /\s/);
	let [rawStart, rawEnd] = trimmed(line, equals + 1, line.length, /\s/);
	const quote = line[rawStart];
	const isQuoted = rawStart < rawEnd && (quote === '"' || quote === "'");
	let written: string;
	if (isQuoted) {
		const closing = line.lastIndexOf(quote, rawEnd - 1);
		// Nothing closes it: then nothing is left of it.
		written = closing === rawStart ? "" : line.slice(rawStart + 1, closing);
		if (closing > rawStart) rawEnd = closing + 1;
	} else {
		const hash = line.slice(rawStart, rawEnd).indexOf("#");
		[rawStart, rawEnd] = trimmed(line, rawStart, hash === -1 ? rawEnd : rawStart + hash, /\s/);
		written = line.slice(rawStart, rawEnd);
	}
	return {
		name: line.slice(nameStart, nameEnd),
		value: written.replaceAll("\\n", "\n"),
		start: offset + nameStart,
		nameStart: offset + nameStart,
		nameEnd: offset + nameEnd,
		rawStart: offset + rawStart,
		rawEnd: offset + rawEnd,
		quote: isQuoted && rawEnd > rawStart + 1 && line[rawEnd - 1] === quote ? quote : null,
	};
}
