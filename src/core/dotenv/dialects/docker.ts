import type { DialectRow, Read } from "./dialect.ts";
import { linesOf } from "./lines.ts";

/**
 * `docker run --env-file`: what stands behind the equals sign is the value, quotes, blanks and `#` too. A name alone is the shell's variable.
 * Source: `ParseEnvFile` of docker's command line 20.10.24, run.
 */
export const docker: DialectRow = {
	reader: "docker",
	read(text) {
		const found: Read[] = [];
		const bare: Read[] = [];
		for (const line of linesOf(text)) {
			const mark = line.start === 0 && line.text.startsWith("\uFEFF") ? 1 : 0;
			const read = assignment(line.text, line.start, mark, /\s/);
			if (!read) continue;
			if (read.name === "" || /[ \t]/.test(read.name)) return { found, refusedAt: read.start };
			(line.text.includes("=") ? found : bare).push(read);
		}
		return { found, bare };
	},
};

/** `podman run --env-file`: the same, but that it takes any name, a byte order mark and `export ` too. Source: podman 4.3.1, run. */
export const podman: DialectRow = {
	reader: "podman",
	read(text) {
		const found: Read[] = [];
		const bare: Read[] = [];
		for (const line of linesOf(text)) {
			const read = assignment(line.text, line.start, 0, /[ \t]/);
			if (!read) continue;
			if (read.name === "") return { found, refusedAt: read.start };
			(line.text.includes("=") ? found : bare).push(read);
		}
		return { found, bare };
	},
};

/** Undefined: a blank line or a comment. */
function assignment(line: string, offset: number, from: number, blank: RegExp): Read | undefined {
	let start = from;
	while (start < line.length && blank.test(line[start] ?? "")) start++;
	const end = line.endsWith("\r") ? Math.max(line.length - 1, start) : line.length;
	if (start === end || line[start] === "#") return undefined;
	const equals = line.indexOf("=", start);
	const nameEnd = equals === -1 ? end : equals;
	const rawStart = equals === -1 ? end : equals + 1;
	return {
		name: line.slice(start, nameEnd),
		value: line.slice(rawStart, end),
		start: offset + start,
		nameStart: offset + start,
		nameEnd: offset + nameEnd,
		rawStart: offset + rawStart,
		rawEnd: offset + Math.max(end, rawStart),
		quote: null,
	};
}
