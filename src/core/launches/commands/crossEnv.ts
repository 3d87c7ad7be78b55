import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { variableLayer } from "../layers.ts";
import { type Placed, spaced } from "../placed.ts";
import { atOnce } from "../shells/atOnce.ts";
import { behind, literal, literalStart, type Piece, valueFrom, type Word } from "../shells/word.ts";

/** cross-env and cross-env-shell. Source: cross-env 10.1.0, run. */
export const crossEnv: KnownCommand = {
	names: ["cross-env", "cross-env-shell"],
	follow: (call: Call): readonly Next[] => {
		let index = 0;
		const made: { name: string; pieces: readonly Piece[]; place: Placed }[] = [];
		for (; index < call.args.length; index++) {
			const word = call.args[index] as Word;
			const text = literalStart(word);
			const equals = setterEnd(text);
			if (equals === -1) break;
			const name = text.slice(nameStart(text, equals), equals);
			const pieces = unquoted(behind(word, equals + 1).pieces).flatMap(replaced);
			made.push({ name, pieces, place: word.placed });
		}
		const layers = atOnce(made).map(({ name, pieces, place }) =>
			variableLayer(place, name, valueFrom(pieces), "cross-env"),
		);
		const inherited = withLayers(call.inherited, ...layers);
		const rest = call.args.slice(index);
		const [first] = rest;
		if (!first) return [];
		if (call.name !== "cross-env-shell") return [{ kind: "command", words: rest, inherited }];
		if (rest.some((word) => literal(word) === undefined)) return [];
		const text = spaced(rest.map(({ placed }) => placed));
		return [{ kind: "shell", text, inherited }];
	},
};

/** Where the `=` is of a word that sets a variable; -1: it sets none. Its own pattern is not anchored: `-A=b` sets A. */
function setterEnd(text: string): number {
	let equals = text.indexOf("=");
	while (equals !== -1 && nameStart(text, equals) === equals) equals = text.indexOf("=", equals + 1);
	return equals;
}

function nameStart(text: string, end: number): number {
	let start = end;
	while (start > 0 && /\w/.test(text[start - 1] ?? "")) start--;
	return start;
}

/** Quotes that the shell has left around a value are taken away. */
function unquoted(pieces: readonly Piece[]): readonly Piece[] {
	const [only] = pieces;
	if (pieces.length !== 1 || typeof only !== "string") return pieces;
	const inner = /^(['"])(.*)\1$/s.exec(only)?.[2];
	return inner === undefined ? pieces : [inner];
}

/** `$NAME` and `${NAME}` in a text that the shell has left as it is: cross-env replaces them itself; behind a backslash it does not. */
function replaced(piece: Piece): readonly Piece[] {
	if (typeof piece !== "string") return [piece];
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of piece.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)) {
		const [whole, plain, braced] = match;
		let start = match.index;
		while (start > end && piece[start - 1] === "\\") start--;
		const backslashes = match.index - start;
		pieces.push(piece.slice(end, start), "\\".repeat(Math.floor(backslashes / 2)));
		end = match.index + whole.length;
		if (backslashes % 2 === 1) pieces.splice(-1, 1, whole);
		else pieces.push({ variable: plain ?? braced ?? "" });
	}
	pieces.push(piece.slice(end));
	return pieces.filter((part) => part !== "");
}
