import { unknownValue } from "../unknownValue.ts";
import type { DialectRow, Read } from "./dialect.ts";
import { linesOf, trimmed } from "./lines.ts";

/**
 * GNU make that includes the file: quotes are part of a value, blanks at its end too; a `#` anywhere begins a comment; `$` and a letter is a
 * variable. Without `export` in the makefile, the file's own `export NAME=…` are handed on all the same. Source: GNU make 4.3, run.
 */
export const make: DialectRow = {
	reader: "make",
	looksIn: ["file", "environment"],
	read(text) {
		const found: Read[] = [];
		const unread: number[] = [];
		const exported = new Set<string>();
		let isRule = false;
		for (const { text: whole, start: offset } of linesOf(text)) {
			if (isRule && whole.startsWith("\t")) continue;
			isRule = false;
			const line = whole.replace(/\r$/, "");
			const end = commentAt(line);
			const [start] = trimmed(line, 0, end, /\s/);
			if (start === end) continue;
			const [head, isExport, name = ""] =
				/^(export\s+)?(?:override\s+)?([^\s:=#?+!]*)/.exec(line.slice(start, end)) ?? [];
			const sign = /^\s*(?:::?|\?|\+|)=[ \t]*/.exec(line.slice(start + (head?.length ?? 0), end))?.[0];
			if (isExport) exported.add(name);
			if (sign === undefined || name === "") {
				const isDirective = /^-?\w+(?:\s|$)/.test(line.slice(start, end)) && directives.test(line.slice(start, end));
				if (isExport || isDirective) continue;
				// A rule sets nothing; anything else ends make.
				if (!line.slice(start, end).includes(":")) return { found, unread, refusedAt: offset + start };
				unread.push(offset + start);
				isRule = true;
				continue;
			}
			const nameEnd = start + (head?.length ?? 0);
			const rawStart = nameEnd + sign.length;
			found.push(assignment({ line, offset, name, start, nameEnd, rawStart, end }));
		}
		return { found, unread, exported };
	},
};

const directives = /^(?:-?include|sinclude|ifn?def|ifn?eq|else|endif|define|endef|unexport|undefine|vpath|export)\b/;

/** Where the comment begins, or the line ends. */
function commentAt(line: string): number {
	const at = /(?<!\\)#/.exec(line)?.index;
	return at ?? line.length;
}

function assignment(at: {
	line: string;
	offset: number;
	name: string;
	start: number;
	nameEnd: number;
	rawStart: number;
	end: number;
}): Read {
	const value = at.line.slice(at.rawStart, at.end).replaceAll("\\#", "#");
	return {
		name: at.name,
		value,
		start: at.offset + at.start,
		nameStart: at.offset + at.nameEnd - at.name.length,
		nameEnd: at.offset + at.nameEnd,
		rawStart: at.offset + at.rawStart,
		rawEnd: at.offset + at.end,
		quote: null,
		...(value.includes("$") && {
			evaluate: (lookup) => {
				let isKnown = true;
				const text = value.replace(reference, (whole, a?: string, b?: string, c?: string) => {
					if (whole === "$$") return "$";
					const name = a ?? b ?? c ?? "";
					// A function, such as `$(shell …)`.
					isKnown &&= /^[\w.-]*$/.test(name);
					return lookup(name) ?? "";
				});
				return isKnown ? text : unknownValue;
			},
		}),
	};
}

/** `$$`, `$(NAME)`, `${NAME}` and `$N`. */
export const reference = /\$(?:\$|\(([^()]*)\)|\{([^{}]*)\}|([^\s$]))/g;
