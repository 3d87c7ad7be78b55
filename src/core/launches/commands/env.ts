import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { unsetLayer, variableLayer } from "../layers.ts";
import { originOf, spaced } from "../placed.ts";
import { assignmentsLayer } from "../shells/builtins.ts";
import { behind, literal, literalStart, valueFrom, type Word } from "../shells/word.ts";

/** `env NAME=value -u NAME command`. Source: coreutils 9.1, run. */
export const env: KnownCommand = {
	names: ["env"],
	isNative: true,
	follow: ({ args, words: [own], inherited, outside }: Call): readonly Next[] => {
		let at = inherited;
		for (let index = 0; index < args.length; index++) {
			const word = args[index] as Word;
			const text = literalStart(word);
			const [piece] = word.pieces;
			const isOutput = typeof piece === "object" && "unknown" in piece && word.pieces.length === 1;
			if (isOutput && piece.assignments) {
				const doing = { outside, state: at };
				at = withLayers(at, assignmentsLayer(piece.assignments, word, "env", doing).layer);
			} else if (isOutput) {
				at = withLayers(at, { kind: "hidden", by: "env", origin: originOf(word.placed) });
			} else if (/^(?:-S|--split-string=)./.test(text) || text === "-S" || text === "--split-string") {
				const line =
					text === "-S" || text === "--split-string" ? args[++index] : behind(word, text.startsWith("-S") ? 2 : 15);
				const words = line ? [line, ...args.slice(index + 1)] : [];
				// A shell reads such a line as `env` splits it, which goes on with the options in it.
				return [{ kind: "shell", text: spaced([own, ...words].flatMap((one) => one?.placed ?? [])), inherited: at }];
			} else if (text === "-i" || text === "--ignore-environment" || text === "-") {
				at = withLayers(at, { kind: "only", by: "env -i", names: [], origin: originOf(word.placed) });
			} else if (text === "-u" || text === "--unset" || text === "-C" || text === "--chdir") {
				const value = args[++index];
				const name = literal(value);
				if (name === undefined || !value) continue;
				if (text === "-u" || text === "--unset") at = withLayers(at, unsetLayer(value.placed, [name], "env"));
				else at = { ...at, cwd: outside.paths.resolve(at.cwd, name) };
			} else if (/^(?:-u|--unset=)./.test(text)) {
				at = withLayers(at, unsetLayer(word.placed, [text.replace(/^(?:-u|--unset=)/, "")], "env"));
			} else if (text.startsWith("-") && text !== "--") {
			} else if (text !== "--") {
				const equals = text.indexOf("=");
				if (equals <= 0) return [{ kind: "command", words: args.slice(index), inherited: at }];
				at = withLayers(at, variableOf(word, text.slice(0, equals), "env"));
			}
		}
		return [];
	},
};

/** The layer of a word `NAME=value`. */
export function variableOf(word: Word, name: string, by: string) {
	return variableLayer(word.placed, name, valueFrom(behind(word, name.length + 1).pieces), by);
}
