import type { EnvironmentLayer } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { originOf, type Placed, placedAt } from "../placed.ts";
import type { Outcome, ShellFunctions } from "../shells/builtins.ts";
import { walkForState } from "../shells/posix.ts";
import { ShellState } from "../shells/state.ts";
import { literal, type Word } from "../shells/word.ts";

/** Programs that are often called in such scripts: as programs, they change no variable of the shell. */
const programs = new Set(
	"aws awk basename brew bun bundle bunx cargo cat chmod cp curl cut date deno dirname docker find git go grep head id jq ln ls make mkdir mv node npm npx pip poetry pnpm pre-commit python python3 realpath rm sed sort tail terraform touch tr uname uniq uv wc which yarn".split(
		" ",
	),
);
/** What bash does itself without a variable in it. */
const idle = new Set("true false : [ [[ test echo printf trap wait sleep pwd type hash ulimit umask shopt".split(" "));
/** What is read by the shell itself, and taken as it is. */
const builtins = new Set("export declare typeset readonly unset set cd pushd popd exit return".split(" "));

/**
 * The layers that a script leaves behind which a bash runs for its variables. Code that cannot be followed makes a hidden layer.
 * @param by who runs it
 * @param own the functions that this shell has; asked first
 */
export function layersOfScript(
	path: string,
	folder: string,
	by: string,
	outside: Outside,
	own: ShellFunctions = () => undefined,
): readonly EnvironmentLayer[] {
	const text = outside.text(path);
	if (text === undefined) return [];
	const state = new ShellState(folder, []);
	const script = placedAt(path, text);
	walkForState(
		script,
		state,
		outside,
		(name, args, doing) => own(name, args, doing) ?? known(name, args, by, doing.state, script),
	);
	return state.layers;
}

/** Nothing is done by what is known to do nothing; what is not known may set any variable. */
export function known(
	name: string | undefined,
	args: readonly Word[],
	by: string,
	state: ShellState,
	script: Placed,
): Outcome | undefined {
	if (name !== undefined && (builtins.has(name) || idle.has(name))) return undefined;
	if (name !== undefined && programs.has(name)) return "goes on";
	const [text] = args;
	// A text that is known is read on.
	if (name === "eval" && args.length === 1 && literal(text) !== undefined) return undefined;
	if ((name === "." || name === "source") && literal(text) !== undefined) return undefined;
	hide(state, by, text?.placed ?? script);
	return "goes on";
}

/** From here on any variable may be set. */
export function hide(state: ShellState, by: string, place: Placed): void {
	state.add({ kind: "hidden", by, origin: originOf(place) });
}
