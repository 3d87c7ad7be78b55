import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { filesLayer, unsetLayer, variableLayer } from "../layers.ts";
import { originOf } from "../placed.ts";
import { behind, dialectOf, literal, literalStart, valueFrom, type Word } from "../shells/word.ts";

/** `env NAME=value -u NAME command`. Source: coreutils 9.1, run. */
export const env: KnownCommand = {
	names: ["env"],
	isNative: true,
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		let at = inherited;
		for (let index = 0; index < args.length; index++) {
			const word = args[index] as Word;
			const text = literalStart(word);
			const [piece] = word.pieces;
			if (typeof piece === "object" && "unknown" in piece && piece.assignments) {
				const paths = [outside.paths.resolve(at.cwd, piece.assignments.path)];
				const dialect = dialectOf(piece.assignments);
				at = withLayers(at, filesLayer({ by: "env", paths, dialect, overrides: true, origin: originOf(word.placed) }));
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
