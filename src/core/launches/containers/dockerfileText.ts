import { joined, type Placed, placedAt, slice } from "../placed.ts";

/** One instruction of a Dockerfile: its name in capitals, and what follows it, as one line. */
export interface Instruction {
	readonly name: string;
	readonly rest: Placed;
}

/** So many instructions are read. */
const most = 2_000;

/**
 * The instructions of a Dockerfile, its lines put together where one ends in the escape character; comments and empty lines between them
 * are left out, and the texts of heredocs. Source: BuildKit's `frontend/dockerfile/parser`, by its documentation.
 */
export function instructionsOf(path: string, text: string): { mark: string; instructions: Instruction[] } {
	const whole = placedAt(path, text);
	const mark = /^\s*#\s{0,20}escape\s{0,20}=\s{0,20}(`)/i.exec(text.slice(0, 500))?.[1] ?? "\\";
	const instructions: Instruction[] = [];
	let parts: Placed[] = [];
	let heredoc: string | undefined;
	for (let start = text.startsWith("\uFEFF") ? 1 : 0; start < text.length && instructions.length < most; ) {
		const newline = text.indexOf("\n", start);
		const end = newline === -1 ? text.length : newline;
		const line = text.slice(start, end).replace(/\r$/, "");
		const from = start;
		start = end + 1;
		if (heredoc !== undefined) {
			if (line.trim() === heredoc) heredoc = undefined;
			continue;
		}
		if (/^\s*#/.test(line) || (parts.length > 0 && line.trim() === "")) continue;
		const kept = line.trimEnd();
		const goesOn = kept.endsWith(mark) && !kept.endsWith(mark + mark);
		parts.push(slice(whole, from, from + (goesOn ? kept.length - 1 : line.length)));
		if (goesOn && start < text.length) continue;
		const instruction = instructionOf(joined(path, parts));
		parts = [];
		if (!instruction) continue;
		instructions.push(instruction);
		if (/^(?:RUN|COPY|ADD)$/.test(instruction.name))
			heredoc = /<<-?(["']?)(\w{1,100})\1/.exec(instruction.rest.text)?.[2];
	}
	return { mark, instructions };
}

function instructionOf(line: Placed): Instruction | undefined {
	const [whole, name = ""] = /^\s*([A-Za-z]+)(?=\s|$)/.exec(line.text) ?? [];
	if (whole === undefined) return undefined;
	const rest = line.text.slice(whole.length);
	const start = whole.length + (rest.length - rest.trimStart().length);
	return { name: name.toUpperCase(), rest: slice(line, start, Math.max(line.text.trimEnd().length, start)) };
}

/** The words of an instruction, split at blanks outside of quotes; quotes stay. */
export function wordsOf(rest: Placed, mark: string): Placed[] {
	const words: Placed[] = [];
	let from: number | undefined;
	let quote: string | undefined;
	for (let at = 0; at <= rest.text.length; at++) {
		const character = rest.text[at];
		if (character === undefined || (quote === undefined && /\s/.test(character))) {
			if (from !== undefined) words.push(slice(rest, from, at));
			from = undefined;
			continue;
		}
		from ??= at;
		if (character === mark && quote !== "'") at++;
		else if (quote === undefined && (character === '"' || character === "'")) quote = character;
		else if (character === quote) quote = undefined;
	}
	return words;
}

/** A list in JSON: `["node", "server.js"]`; undefined: it is none. */
export function jsonWords(rest: Placed): Placed[] | undefined {
	if (!rest.text.startsWith("[")) return undefined;
	try {
		const list: unknown = JSON.parse(rest.text);
		if (!Array.isArray(list) || !list.every((one) => typeof one === "string")) return undefined;
	} catch {
		return undefined;
	}
	return [...rest.text.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(({ 0: raw, index }) => {
		const inner = slice(rest, index + 1, index + raw.length - 1);
		const text = String(JSON.parse(raw));
		return text === inner.text ? inner : { path: rest.path, text, at: spread(inner, text.length) };
	});
}

/** So many characters at the place where a text begins, its end at the text's end. */
export function spread({ at }: Placed, length: number): number[] {
	return [...Array.from({ length }, () => at[0] ?? 0), at.at(-1) ?? 0];
}
