import type { DialectRow, Read, Reading } from "./dialect.ts";

/** `export $(cat .env | xargs)`: xargs takes quotes and backslashes away, and the shell splits what is left at blanks. Source: runs in dash. */
export const xargs: DialectRow = { reader: "xargs", read: (text) => read(splitAsXargs(text, false)) };

/** The same behind `grep -v '^#'`. */
export const xargsNoComments: DialectRow = { reader: "xargs", read: (text) => read(splitAsXargs(text, true)) };

/** `export $(cat .env)`: the shell splits at blanks, and quotes stay as they are. Source: runs in dash. */
export const words: DialectRow = { reader: "The shell", read: (text) => read(splitAtBlanks(text, false)) };

/** The same behind `grep -v '^#'`. */
export const wordsNoComments: DialectRow = { reader: "The shell", read: (text) => read(splitAtBlanks(text, true)) };

/** A word, and for each of its characters the place in the text. */
interface Word {
	text: string;
	readonly at: number[];
}

interface Split {
	readonly words: readonly Word[];
	/** Where it stops for a quote that nothing closes. */
	readonly stoppedAt?: number;
}

/** `export` takes names and assignments; any other word ends the shell, and nothing is started. */
function read({ words, stoppedAt }: Split): Reading {
	const found: Read[] = [];
	for (const word of words) {
		const name = /^[A-Za-z_]\w*(?==|$)/.exec(word.text)?.[0];
		const start = word.at[0] ?? 0;
		if (name === undefined) return { found, refusedAt: start };
		if (name.length < word.text.length) found.push(assignment(word, name));
	}
	return { found, ...(stoppedAt !== undefined && { unread: [stoppedAt] }) };
}

function assignment({ text, at }: Word, name: string): Read {
	const start = at[0] ?? 0;
	const nameEnd = (at[name.length - 1] ?? start) + 1;
	const equals = at[name.length] ?? nameEnd;
	const value = text.slice(name.length + 1);
	const rawEnd = (at.at(-1) ?? equals) + 1;
	const rawStart = value === "" ? rawEnd : (at[name.length + 1] ?? rawEnd);
	return { name, value, start, nameStart: start, nameEnd, rawStart, rawEnd, quote: null };
}

const blank = /[ \t\n]/;

function splitAtBlanks(text: string, skipsComments: boolean): Split {
	const words: Word[] = [];
	let word: Word | undefined;
	for (let at = 0; at < text.length; at++) {
		if (skipsComments && isComment(text, at)) at = lineEnd(text, at);
		const character = text[at] ?? "\n";
		if (blank.test(character)) {
			word = undefined;
			continue;
		}
		if (!word) {
			word = { text: "", at: [] };
			words.push(word);
		}
		word.text += character;
		word.at.push(at);
	}
	return { words };
}

function splitAsXargs(text: string, skipsComments: boolean): Split {
	const words: Word[] = [];
	let word: Word | undefined;
	/** Whether blanks end a word: those that xargs left within it do so as well, for the shell. */
	const add = (character: string, at: number) => {
		if (blank.test(character)) {
			word = undefined;
			return;
		}
		if (!word) {
			word = { text: "", at: [] };
			words.push(word);
		}
		word.text += character;
		word.at.push(at);
	};
	for (let at = 0; at < text.length; at++) {
		if (skipsComments && isComment(text, at)) at = lineEnd(text, at);
		const character = text[at] ?? "\n";
		if (character === "\\") {
			at++;
			if (at < text.length) add(text[at] ?? "", at);
		} else if (character === '"' || character === "'") {
			const closing = text.indexOf(character, at + 1);
			const end = lineEnd(text, at);
			if (closing === -1 || closing > end) return { words: words.filter((one) => one !== word), stoppedAt: at };
			for (let inner = at + 1; inner < closing; inner++) add(text[inner] ?? "", inner);
			at = closing;
		} else add(character, at);
	}
	return { words };
}

function isComment(text: string, at: number): boolean {
	return text[at] === "#" && (at === 0 || text[at - 1] === "\n");
}

function lineEnd(text: string, at: number): number {
	const found = text.indexOf("\n", at);
	return found === -1 ? text.length : found;
}
