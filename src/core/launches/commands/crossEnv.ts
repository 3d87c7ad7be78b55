import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { variableLayer } from "../layers.ts";
import { spaced } from "../placed.ts";
import { behind, literal, literalStart, type Piece, valueFrom, type Word } from "../shells/word.ts";

/** cross-env and cross-env-shell. Source: cross-env 10.1.0, run. */
export const crossEnv: KnownCommand = {
	names: ["cross-env", "cross-env-shell"],
	follow: (call: Call): readonly Next[] => {
		let index = 0;
		let { inherited } = call;
		for (; index < call.args.length; index++) {
			const word = call.args[index] as Word;
			// Its own pattern is not anchored: `-A=b` sets A as well.
			const before = /^(?:[^\w=]|\w+(?!\w*=)\W)*(?=\w+=)/.exec(literalStart(word))?.[0].length;
			const name = before === undefined ? undefined : /^\w+(?==)/.exec(literalStart(word).slice(before))?.[0];
			if (name === undefined || before === undefined) break;
			const pieces = unquoted(behind(word, before + name.length + 1).pieces).flatMap(replaced);
			inherited = withLayers(inherited, variableLayer(word.placed, name, valueFrom(pieces), "cross-env"));
		}
		const rest = call.args.slice(index);
		const [first] = rest;
		if (!first) return [];
		if (call.name !== "cross-env-shell") return [{ kind: "command", words: rest, inherited }];
		if (rest.some((word) => literal(word) === undefined)) return [];
		const text = spaced(rest.map(({ placed }) => placed));
		return [{ kind: "shell", text, inherited }];
	},
};

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
	for (const match of piece.matchAll(/(\\*)\$(?:(\w+)|\{(\w+)\})/g)) {
		const [whole, backslashes = "", plain, braced] = match;
		pieces.push(piece.slice(end, match.index));
		end = match.index + whole.length;
		if (backslashes.length % 2 === 1) pieces.push(whole.slice(backslashes.length));
		else pieces.push(backslashes.slice(0, backslashes.length / 2), { variable: plain ?? braced ?? "" });
	}
	pieces.push(piece.slice(end));
	return pieces.filter((part) => part !== "");
}
