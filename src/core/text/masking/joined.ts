/** A text whose lines a terminal or a box has broken, with those lines whole again. */
import type { Line, Reading } from "./reading.ts";

/** A line of fewer characters is broken by nothing. */
const narrowest = 20;

/** The same reading without the breaks that only a width has made; undefined: there are none. Linear. */
export function joined(reading: Reading): Reading | undefined {
	const { text, from, to, lines } = reading;
	const parts: string[] = [];
	const [newFrom, newTo] = [new Uint32Array(from.length), new Uint32Array(to.length)];
	const joins: number[] = [];
	const newLines: Line[] = [];
	let at = 0;
	let taken = 0;
	const take = (end: number) => {
		parts.push(text.slice(taken, end));
		newFrom.set(from.subarray(taken, end), at);
		newTo.set(to.subarray(taken, end), at);
		at += end - taken;
	};
	let open: Pick<Line, "from" | "start"> | undefined;
	for (const [index, line] of lines.entries()) {
		const next = lines[index + 1];
		open ??= { from: line.from - taken + at, start: line.start - taken + at };
		if (next && isBroken(reading, index)) {
			take(line.end);
			taken = next.start;
			joins.push(at);
			continue;
		}
		newLines.push({ ...open, end: line.end - taken + at, goesOn: line.goesOn });
		open = undefined;
	}
	if (joins.length === 0) return undefined;
	take(text.length);
	return { text: parts.join(""), from: newFrom, to: newTo, lines: newLines, joins };
}

const named = /^(?:export )?[A-Za-z_][\w.-]{0,60}[ \t]{0,20}[=:](?!=|$)/;

/** Whether the break behind a line is one that a width has made: in the middle of a word, where the line is full. */
function isBroken({ text, from, lines }: Reading, index: number): boolean {
	const [line, next] = [lines[index], lines[index + 1]];
	if (!line || !next || line.end === line.start || next.end === next.start) return false;
	if (/\s/.test(text.charAt(next.start)) || line.end - line.from < (line.goesOn ? 8 : narrowest)) return false;
	const head = (one: Line) => text.slice(one.start, Math.min(one.end, one.start + 80));
	if (endsInName(text, line, head(next))) return true;
	const isWide =
		[lines[index - 1], next].some((other) => other && isAsWide(from, line, other)) && isAsWide(from, line, next, true);
	if (!line.goesOn && !isWide) return false;
	// Assignments of one width stand below each other by chance.
	const isOneMore = named.test(head(next)) && named.test(head(line));
	return !isOneMore || text.charAt(line.end) === "\\";
}

/** Whether two lines are equally wide, with what stands around them or without, as written or as read; or the second one less. */
function isAsWide(from: Uint32Array, line: Line, other: Line, orLess = false): boolean {
	const own = line.end - line.from;
	const written = (one: Line) => (from[one.end] ?? 0) - (from[one.from] ?? 0);
	const more = [
		written(other) - written(line),
		widthOf(other) - widthOf(line),
		other.end - other.from - own,
		widthOf(other) - own,
	];
	return more.some((difference) => difference === 0 || (orLess && difference < 0));
}

const lastWord = /(?:key|token|secret|password)$/i;

/** Whether a line ends in the middle of a name of a secret. */
function endsInName(text: string, { start, end }: Line, next: string): boolean {
	const tail = /[A-Za-z]\w{0,38}$/.exec(text.slice(Math.max(start, end - 39), end))?.[0];
	const head = /^\w{1,30}(?![\w.-])/.exec(next)?.[0];
	return tail?.includes("_") === true && head !== undefined && lastWord.test(tail + head) && !lastWord.test(tail);
}

function widthOf({ start, end }: Line): number {
	return end - start;
}
