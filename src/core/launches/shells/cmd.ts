import type { Inherited } from "../call.ts";
import { unsetLayer, variableLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { type Placed, slice } from "../placed.ts";
import type { Starts } from "./posix.ts";
import { behind, literal, type Piece, valueFrom, type Word } from "./word.ts";

/** What stands between two commands. */
type Operator = "" | "&" | "&&" | "||" | "|";

interface Part {
	readonly text: Placed;
	/** What stands before it. */
	readonly operator: Operator;
}

/** What people write for other shells: cmd knows no such command. */
const unknown = /^(?:export|unset|source|\.|[A-Za-z_]\w*=.*)$/;
/** What cmd does itself and what changes nothing for programs. */
const idle =
	/^(?:echo|rem|title|cls|ver|type|del|erase|copy|md|mkdir|rd|rmdir|move|ren|color|pause|shift|setlocal|endlocal|true)$/i;

/**
 * Walks through a script as `cmd /d /s /c` runs it. `set NAME=value&&` keeps blanks before the `&&`; `%NAME%` is replaced before the line
 * runs. By Microsoft's documentation of cmd; npm's own use of it was not run here.
 */
export function walkCmd(script: Placed, inherited: Inherited, outside: Outside, starts: Starts): void {
	let now = inherited;
	const set = new Set<string>();
	let isReached = true;
	for (const { text, operator } of parts(script)) {
		if (operator === "&" || operator === "|") isReached = true;
		// What stands behind `||` is reached where the command before it fails: it is told, and changes nothing.
		if (!isReached && operator !== "||") continue;
		if (operator === "||" && isReached) {
			run(text, now, outside, starts, set);
			continue;
		}
		const after = run(text, now, outside, starts, set);
		isReached = after !== undefined;
		now = after ?? now;
	}
}

/** Runs one command; undefined: it fails. */
function run(text: Placed, now: Inherited, outside: Outside, starts: Starts, set: Set<string>): Inherited | undefined {
	const trimmed = trimStart(text, /[\s@(]/);
	const assignment = /^set(?=[\s"])\s*/i.exec(trimmed.text);
	if (assignment) return assigned(slice(trimmed, assignment[0].length), now, set);
	const words = wordsOf(trimmed, set);
	const name = literal(words[0])?.toLowerCase();
	if (name === undefined || idle.test(name)) return now;
	if (unknown.test(name)) return undefined;
	if (name === "exit") return undefined;
	if (/^(?:cd|chdir|pushd)$/.test(name)) {
		const folder = literal(words.slice(1).find((word) => !/^\/d$/i.test(literal(word) ?? "")));
		return folder === undefined ? now : { ...now, cwd: outside.paths.resolve(now.cwd, folder) };
	}
	starts(behindPrefix(words), now);
	return now;
}

/** `call`, `start "" /b`, `if exist FILE` and `if not exist FILE` stand in front of a command. */
function behindPrefix(words: readonly Word[]): readonly Word[] {
	const texts = words.map((word) => (literal(word) ?? "").toLowerCase());
	if (texts[0] === "call") return behindPrefix(words.slice(1));
	if (texts[0] === "start") {
		const at = texts.findIndex((text, index) => index > 0 && text !== "" && !text.startsWith("/"));
		return at === -1 ? [] : behindPrefix(words.slice(at));
	}
	if (texts[0] !== "if") return words;
	const at = texts[1] === "not" ? 2 : 1;
	return texts[at] === "exist" || texts[at] === "defined" ? behindPrefix(words.slice(at + 2)) : words.slice(0, 0);
}

/** `set NAME=value`, `set "NAME=value"`, `set NAME=`. `/a` and `/p` calculate or ask. */
function assigned(text: Placed, now: Inherited, set: Set<string>): Inherited {
	const quoted = /^"(.*)"[^"]*$/s.exec(text.text)?.[1];
	const plain = quoted === undefined ? text : slice(text, 1, 1 + quoted.length);
	const name = /^[^=/"][^=]*(?==)/.exec(plain.text)?.[0];
	if (name === undefined) return now;
	const word = replaced(behind({ pieces: [plain.text], placed: plain }, name.length + 1), set, quoted === undefined);
	set.add(name.toUpperCase());
	const layer = literal(word) === "" ? unsetLayer(plain, [name]) : variableLayer(plain, name, valueFrom(word.pieces));
	return { ...now, layers: [...now.layers, layer] };
}

/** The commands of a line. Quotes hide operators, a caret takes the next character as it is. */
function parts(script: Placed): Part[] {
	const found: Part[] = [];
	const { text } = script;
	let [start, isQuoted] = [0, false];
	let operator: Operator = "";
	const add = (end: number) => {
		// A bracket that closes a group is no part of the last command.
		found.push({ text: slice(script, start, end), operator });
	};
	for (let index = 0; index < text.length; index++) {
		const character = text[index];
		if (character === '"') isQuoted = !isQuoted;
		else if (character === "^" && !isQuoted) index++;
		else if (!isQuoted && (character === "&" || character === "|")) {
			add(index);
			const isDouble = text[index + 1] === character;
			operator = (isDouble ? character + character : character) as Operator;
			if (isDouble) index++;
			start = index + 1;
		}
	}
	add(text.length);
	return found;
}

/** Words as a program of Windows splits its command line. */
function wordsOf(text: Placed, set: ReadonlySet<string>): Word[] {
	const words: Word[] = [];
	let [characters, at]: [string, number[]] = ["", []];
	let [isQuoted, isWord] = [false, false];
	const end = (index: number) => {
		if (isWord) {
			const placed = { path: text.path, text: characters, at: [...at, text.at[index] ?? 0] };
			words.push(replaced({ pieces: [characters], placed }, set, false));
		}
		[characters, at, isWord] = ["", [], false];
	};
	for (let index = 0; index < text.text.length; index++) {
		let character = text.text[index] ?? "";
		if (character === '"') {
			isQuoted = !isQuoted;
			isWord = true;
			continue;
		}
		if (!isQuoted && /[\s()]/.test(character)) {
			end(index);
			continue;
		}
		if (character === "\\" && text.text[index + 1] === '"') character = text.text[++index] ?? "";
		else if (character === "^" && !isQuoted) character = text.text[++index] ?? "";
		isWord = true;
		characters += character;
		at.push(text.at[index] ?? 0);
	}
	end(text.text.length);
	return words;
}

/** `%NAME%`: the value from before the line; of a name that is not set the text itself. */
function replaced(word: Word, set: ReadonlySet<string>, hasCarets: boolean): Word {
	const text = literal(word) ?? "";
	const plain = (part: string) => (hasCarets ? part.replace(/\^([\s\S]?)/g, "$1") : part);
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of text.matchAll(/%([^%\s=:]{1,100})%/g)) {
		const [whole, name = ""] = match;
		pieces.push(plain(text.slice(end, match.index)));
		pieces.push(
			set.has(name.toUpperCase())
				? { unknown: "the value from before the line" }
				: { variable: name, operator: "-", operand: [whole] },
		);
		end = match.index + whole.length;
	}
	pieces.push(plain(text.slice(end)));
	return { ...word, pieces: pieces.filter((piece) => piece !== "") };
}

function trimStart(placed: Placed, blank: RegExp): Placed {
	let start = 0;
	while (start < placed.text.length && blank.test(placed.text[start] ?? "")) start++;
	return slice(placed, start);
}
