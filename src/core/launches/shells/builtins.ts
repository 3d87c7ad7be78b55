import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import type { Grammar } from "./grammar.ts";
import type { ShellState } from "./state.ts";
import { namesLeft } from "./substitution.ts";
import { type Assignments, assumedText, behind, dialectOf, literal, literalStart, type Word } from "./word.ts";

/** Whether what stands behind `&&` or `;` is reached. */
export type Outcome = "goes on" | "fails" | "ends";

/** What is at hand while a shell does something itself. */
export interface Doing {
	readonly state: ShellState;
	readonly outside: Outside;
	readonly grammar: Grammar;
}

/** Does a command that the script finds as a function; undefined: it is none of those. */
export type ShellFunctions = (name: string | undefined, args: readonly Word[], doing: Doing) => Outcome | undefined;

/** What a shell does itself and what changes nothing for programs. */
const idle = new Set("true : [ [[ test echo printf trap wait sleep pwd type hash ulimit umask alias".split(" "));

const acting = new Set(
	"shift export declare local typeset readonly unset set cd pushd . source exit return false read".split(" "),
);

/** Whether a shell does this itself. */
export function isBuiltin(name: string | undefined): boolean {
	return name !== undefined && (idle.has(name) || acting.has(name));
}

/** Does what a shell does itself; undefined: it starts a program. */
export function runBuiltin(name: string, args: readonly Word[], doing: Doing): Outcome | undefined {
	if (idle.has(name)) return "goes on";
	const { state } = doing;
	switch (name) {
		case "export":
			exported(args, doing);
			return "goes on";
		case "declare":
		case "typeset":
		case "local":
		case "readonly":
			if (args.some((arg) => /^-\w*x/.test(literal(arg) ?? ""))) exported(args, doing);
			else for (const arg of args) assigned(arg, doing, "assign");
			return "goes on";
		case "unset":
			for (const arg of args) if (/^\w+$/.test(literal(arg) ?? "")) state.unset(literal(arg) ?? "", arg.placed);
			return "goes on";
		case "set":
			if (isSwitched(args, "-")) state.exportsAll = true;
			if (isSwitched(args, "+")) state.exportsAll = false;
			return "goes on";
		case "cd":
		case "pushd":
			enter(args, doing);
			return "goes on";
		case ".":
		case "source":
			source(args[0], doing, name);
			return "goes on";
		case "read":
			for (const arg of args)
				if (/^\w+$/.test(literal(arg) ?? ""))
					state.assign(literal(arg) ?? "", [{ unknown: "a line that is read" }], arg.placed);
			return "goes on";
		case "shift":
			state.isHanded(state.args.slice(1));
			return "goes on";
		case "exit":
		case "return":
			return "ends";
		case "false":
			return "fails";
		default:
			return undefined;
	}
}

function exported(args: readonly Word[], doing: Doing): void {
	const { state } = doing;
	for (const arg of args) {
		const [piece, equals] = arg.pieces;
		const isAlone = arg.pieces.length === 1;
		const isOutput = typeof piece === "object" && "unknown" in piece;
		const file = isOutput ? piece.assignments : undefined;
		if (file && (isAlone || (file.how === "lines" && equals === "="))) {
			const { layer, names } = assignmentsLayer(file, arg, "export", doing);
			state.add(layer, names);
		} else if (isAlone && isOutput) state.add({ kind: "hidden", by: "export", origin: originOf(arg.placed) });
		else assigned(arg, doing, "export");
	}
}

/** The layer of `$(cat .env)` and its kin where each word of it is a variable. */
export function assignmentsLayer(
	file: Assignments,
	word: Word,
	by: string,
	{ outside, state }: { outside: Outside; state: { readonly cwd: string } },
) {
	const path = outside.paths.resolve(state.cwd, file.path);
	const left = namesLeft(file, outside.text(path));
	const origin = originOf(word.placed);
	const only = left && { names: left };
	const layer = filesLayer({ by, paths: [path], dialect: dialectOf(file), ...only, overrides: true, origin });
	return { layer, names: left ?? outside.namesIn(path) };
}

/** What the shell runs of a file's text: `eval "$(cat .env)"`, `. <(cat .env)`. */
export function runText(file: Assignments, word: Word, { state, outside }: Doing): void {
	const path = outside.paths.resolve(state.cwd, file.path);
	const only = namesLeft(file, outside.text(path));
	const before = state.exportsAll;
	state.exportsAll ||= file.exports === true;
	const sourced = {
		path,
		names: only ?? outside.namesIn(path),
		exports: outside.exportedIn(path),
		isPart: Boolean(only),
	};
	state.source(sourced, word.placed, false);
	state.exportsAll = before;
}

/** `NAME=value`, `NAME` as arguments of `export`. */
function assigned(arg: Word, { state, grammar }: Doing, how: "assign" | "export"): void {
	const name = /^[A-Za-z_]\w*(?==|$)/.exec(literalStart(arg))?.[0];
	if (name === undefined) return;
	if (literal(arg) !== name) {
		if (literalStart(arg).startsWith(`${name}=`))
			state.assign(name, behind(arg, name.length + 1).pieces, arg.placed, how, { more: "drops" });
	} else if (how === "export") {
		if (grammar.exportAlone === "empties") state.assign(name, [], arg.placed, "export");
		else if (grammar.exportAlone === undefined) state.export(name, arg.placed);
	}
}

/** `set -a`, `set -o allexport`, and with `+` the same off. */
function isSwitched(args: readonly Word[], sign: "-" | "+"): boolean {
	return args.some((arg, index) => {
		const text = literal(arg) ?? "";
		if (text === `${sign}o`) return literal(args[index + 1]) === "allexport";
		return text.startsWith(sign) && /^.[a-zA-Z]*a/.test(text);
	});
}

function enter(args: readonly Word[], { state, outside }: Doing): void {
	const folder = literal(args.filter((arg) => !literalStart(arg).startsWith("-")).at(-1));
	if (folder !== undefined && folder !== "") state.cwd = outside.paths.resolve(state.cwd, folder);
}

function source(word: Word | undefined, { state, outside, grammar }: Doing, name: "." | "source"): void {
	const path = assumedText(word);
	const [piece] = word?.pieces ?? [];
	const text = typeof piece === "object" && "unknown" in piece ? piece.text : undefined;
	if (text && word) runText(text, word, { state, outside, grammar });
	if (path === undefined || !word) return;
	const file = outside.paths.resolve(state.cwd, path);
	const isNeeded = (name === "." && grammar.endsWithoutSourced) || (state.mustSucceed && !grammar.hasNoSource);
	const sourced = { path: file, names: outside.namesIn(file), exports: outside.exportedIn(file) };
	state.source(sourced, word.placed, isNeeded === true);
}
