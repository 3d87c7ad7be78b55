/** Secrets that a terminal, an editor or a box has broken over lines. */
import { type Mask, mask } from "./masks.ts";
import { type Line, lineAt, type Reading } from "./reading.ts";

/** How many characters of a kind a line begins with. */
export function headOf(text: string, { start, end }: Line, part: RegExp): number {
	part.lastIndex = start;
	return Math.min(part.exec(text)?.[0].length ?? 0, end - start);
}

/**
 * From a place to the end of what begins there, a part for each line: it goes on in the next line where it reaches to the end of its own, and
 * where the next begins with more of the kind that is no word and no name.
 */
export function goesOn(reading: Reading, start: number, part: RegExp): Mask[] {
	const { text } = reading;
	part.lastIndex = start;
	const first = start + (part.exec(text)?.[0].length ?? 0);
	const line = lineAt(reading, start);
	return [mask(start, first), ...restOf(reading, line, first, part)];
}

/** A line of fewer characters is broken by nothing. */
const narrowest = 20;

/**
 * What goes on in the lines behind the numbered one, where something reaches to its end.
 * @param isValue whether it is a value for sure: then the next line may begin with less
 */
export function restOf({ text, lines }: Reading, line: number, end: number, part: RegExp, isValue = false): Mask[] {
	const parts: Mask[] = [];
	let number = line;
	let last = end;
	for (let own = lines[number]; own?.end === last; own = lines[number]) {
		const next = lines[++number];
		if (!next) break;
		const head = headOf(text, next, part);
		const width = own.end - own.start;
		const isNarrower = isValue && width >= narrowest && next.end - next.start <= width;
		if (!isMore(text, next, head) && !(isNarrower && isOddWord(text, next, head))) break;
		last = next.start + head;
		parts.push(mask(next.start, last));
	}
	return parts;
}

/** Whether a line begins with a word of letters and digits that is no name of a value. */
function isOddWord(text: string, { start, end }: Line, head: number): boolean {
	const word = text.slice(start, start + head);
	if (!/\d/.test(word) || /^[\w.-]{1,80}[=:]/.test(text.slice(start, end))) return false;
	return start + head === end || /\s/.test(text.charAt(start + head));
}

/** Whether a line's beginning is more of what was broken, and not the next word, name or time. */
function isMore(text: string, { start, end }: Line, head: number): boolean {
	const word = text.slice(start, start + head);
	const isWhole = start + head === end;
	if (head === 0 || /^[A-Za-z_][\w.-]*=[^=]/.test(word)) return false;
	const behind = text.slice(start + head, start + head + 2);
	const isMixed = /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word);
	// A host or a file's ending behind it: the last of a broken address or path.
	if (!isWhole && /^(?:@|\.\w)/.test(behind)) return head >= 10 && isMixed;
	if (!isWhole && !/^(?:[\s"'`,;)}\]<&|]|\.(?:\s|$))/.test(behind)) return false;
	const isOdd = /\d/.test(word) || /[a-z][A-Z]|[A-Z][a-z]?[A-Z]|[+/=]/.test(word);
	if (isWhole) return isOdd || head >= 24;
	const isClosed = /^["'`,;)}\]<&|.]/.test(behind);
	return isClosed ? isOdd : head >= 8 && isMixed;
}

/** Where what is expected at a place begins: there, or in the next line if its own has nothing more. */
export function placeOf(reading: Reading, at: number): number {
	const number = lineAt(reading, at);
	const [line, next] = [reading.lines[number], reading.lines[number + 1]];
	return line && next && at >= line.end && at < next.start && next.end > next.start ? next.start : at;
}
