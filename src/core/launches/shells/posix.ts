import type * as Shell from "unbash";
import { parse } from "unbash";
import type { Inherited } from "../call.ts";
import type { Outside } from "../outside.ts";
import { type Placed, slice } from "../placed.ts";
import { atOnce } from "./atOnce.ts";
import { type Outcome, runBuiltin, type ShellFunctions } from "./builtins.ts";
import { folderFrom } from "./folders.ts";
import { type Grammar, grammars } from "./grammar.ts";
import { posixWord } from "./posixWord.ts";
import { ShellState } from "./state.ts";
import { literal, type Piece, pinned, type Word } from "./word.ts";

/** Told of each program that the script starts, with the environment that it starts with. */
export type Starts = (words: readonly Word[], inherited: Inherited) => void;

/**
 * Walks through a script as `sh -c` runs it, Debian's dash or a bash, and tells what it starts. Commands before an `&&` are taken to
 * succeed. Facts: dash 0.5.12, bash 5.2.15, run.
 * @param options the shell that runs it, and the file whose text it is
 */
export function walkPosix(
	script: Placed,
	inherited: Inherited,
	outside: Outside,
	starts: Starts,
	{ grammar = grammars.sh, file }: { grammar?: Grammar; file?: string | undefined } = {},
): void {
	const { commands } = parse(script.text);
	if (grammar.hasNoCompounds && hasCompound(commands)) return;
	if (grammar.hasNoBackticks && script.text.includes("`")) return;
	const state = new ShellState(inherited.cwd, inherited.layers);
	state.exportsAll = grammar.exportsAssignments === true;
	if (file !== undefined) state.runs(file, !grammar.hasNoSource);
	new PosixWalk(outside, starts, inherited, grammar).statements(commands, script, state);
}

/**
 * Walks through a script that a bash runs for the variables it leaves behind.
 * @param state what it starts with; afterwards it has what came of it
 * @param functions the commands that do something in this shell; they are asked before its own
 */
export function walkForState(script: Placed, state: ShellState, outside: Outside, functions: ShellFunctions): void {
	const { commands } = parse(script.text);
	const inherited: Inherited = { cwd: state.cwd, layers: state.layers, place: "here" };
	new PosixWalk(outside, () => {}, inherited, grammars.bash, functions).statements(commands, script, state);
}

class PosixWalk {
	private readonly outside: Outside;
	private readonly starts: Starts;
	private readonly inherited: Inherited;
	private readonly grammar: Grammar;
	private readonly functions: ShellFunctions | undefined;
	/** The substitutions that were walked through. */
	private readonly walked = new Set<Shell.ParsedScript>();

	constructor(outside: Outside, starts: Starts, inherited: Inherited, grammar: Grammar, functions?: ShellFunctions) {
		this.grammar = grammar;
		this.functions = functions;
		this.outside = outside;
		this.starts = starts;
		this.inherited = inherited;
	}

	statements(statements: readonly Shell.Statement[], script: Placed, state: ShellState): Outcome {
		let last: Outcome = "goes on";
		for (const { command, background } of statements) {
			// dash has no `source`: alone it does nothing; before `&&` the script counts for shells that have it.
			if (this.grammar.hasNoSource && command.type === "Command" && command.name?.value === "source") continue;
			last = this.node(command, script, background ? state.subshell() : state);
			if (last === "ends") return last;
		}
		return last;
	}

	private node(node: Shell.PipelineNode | Shell.AndOr, script: Placed, state: ShellState): Outcome {
		switch (node.type) {
			case "AndOr":
				return this.andOr(node, script, state);
			case "Command":
				return this.command(node, script, state);
			case "Pipeline": {
				const isAlone = node.commands.length === 1;
				for (const part of node.commands) this.node(part, script, isAlone ? state : state.subshell());
				return "goes on";
			}
			case "Subshell":
				this.statements(node.body.commands, script, state.subshell());
				return "goes on";
			case "BraceGroup":
				return this.statements(node.body.commands, script, state);
			case "Redirected":
				return this.node(node.command, script, state);
			case "If":
				return this.branches(node, script, state);
			case "While":
				this.statements(node.clause.commands, script, state);
				return this.statements(node.body.commands, script, state);
			case "For":
			case "ArithmeticFor":
			case "Select":
				return this.statements(node.body.commands, script, state);
			case "Case":
				for (const { body } of node.items) this.statements(body.commands, script, state.subshell());
				return "goes on";
			default:
				return "goes on";
		}
	}

	private andOr(node: Shell.AndOr, script: Placed, state: ShellState): Outcome {
		let last: Outcome = "goes on";
		const before = state.isConditional;
		const layers = state.layers.length;
		for (const [index, command] of node.commands.entries()) {
			const operator = node.operators[index - 1];
			state.mustSucceed = node.operators[index] === "&&";
			if (operator === "||" && last === "goes on") this.node(command, script, state.subshell());
			else if (operator === undefined || (operator === "&&") === (last === "goes on"))
				last = this.node(command, script, state);
			if (isTest(command)) state.isConditional = true;
			if (last === "ends") break;
		}
		state.isConditional = before;
		state.mustSucceed = false;
		if (!this.grammar.endsWithoutSourced) state.goOnWithout(layers);
		return last;
	}

	/** What is done where the condition holds counts for what follows; what else may be started is told as well. */
	private branches(node: Shell.If, script: Placed, state: ShellState): Outcome {
		this.statements(node.clause.commands, script, state);
		const { isConditional } = state;
		state.isConditional = true;
		const before = state.subshell();
		const then = this.statements(node.then.commands, script, state);
		for (const { then: body } of node.elif) this.statements(body.commands, script, before.subshell());
		if (node.else) this.statements(node.else.commands, script, before.subshell());
		state.isConditional = isConditional;
		return then === "ends" ? "goes on" : then;
	}

	private command(command: Shell.Command, script: Placed, state: ShellState): Outcome {
		const words = command.name ? [command.name, ...command.args] : [];
		// All words are read before anything of the command is done.
		const read = words.map((word) => {
			const { pieces, placed } = this.word(word, script, state);
			return { placed, pieces: pinned(pieces, state.layers.length) };
		});
		if (read.length === 0) {
			this.assignments(command, script, state, "assign");
			return "goes on";
		}
		const name = literal(read[0]);
		if (name !== undefined && this.grammar.unknown.includes(name)) return "fails";
		const { outside, grammar } = this;
		const done = this.functions?.(name, read.slice(1), { state, outside, grammar });
		if (done !== undefined) return done;
		if (name === "eval") return this.evaluated(read.slice(1), state);
		const builtin = name === undefined ? undefined : runBuiltin(name, read.slice(1), { state, outside, grammar });
		if (builtin !== undefined) return builtin;
		const own = grammar.fillsInFront ? state : state.subshell();
		this.assignments(command, script, own, grammar.fillsInFront ? "fill" : "export");
		this.handOver(read, own);
		return name === "exec" ? "ends" : "goes on";
	}

	private handOver(words: readonly Word[], state: ShellState): void {
		const name = literal(words[0]);
		const isPrefix = name === "exec" || name === "command" || name === "time" || name === "nohup";
		if (isPrefix && words.length > 1) this.handOver(words.slice(1), state);
		else {
			const layers = [...state.layers, ...state.inFront.values()];
			this.starts(words, { ...this.inherited, cwd: state.cwd, layers });
		}
	}

	private evaluated(words: readonly Word[], state: ShellState): Outcome {
		const [text] = words;
		if (!text || literal(text) === undefined || words.length > 1) return "goes on";
		return this.statements(parse(text.placed.text).commands, text.placed, state);
	}

	private word(word: Shell.CommandArgument, script: Placed, state: ShellState): Word {
		if (word.type === "Word") return this.resolved(posixWord(word, script), script, state);
		const head = slice(script, word.pos, word.pos + word.name.length + (word.append ? 2 : 1));
		if (word.value.type !== "Word") return { pieces: [head.text], placed: head };
		const value = posixWord(word.value, script);
		const pieces = value.pieces.every((piece) => typeof piece === "string")
			? [head.text + value.pieces.join("")]
			: [head.text, ...value.pieces];
		const placed = {
			path: script.path,
			text: head.text + value.placed.text,
			at: [...head.at.slice(0, -1), ...value.placed.at],
		};
		return this.resolved({ pieces, placed }, script, state);
	}

	private resolved(word: Word, script: Placed, state: ShellState): Word {
		return { ...word, pieces: state.resolve(this.substituted(word.pieces, script, state)) };
	}

	/** The pieces with the folders in the place of the commands that ask for them; what other commands start is told. */
	private substituted(pieces: readonly Piece[], script: Placed, state: ShellState): readonly Piece[] {
		return pieces.map((piece) => {
			if (typeof piece === "string" || !("unknown" in piece) || !piece.script || piece.assignments) return piece;
			// What is nested in others comes by once for each of them.
			if (this.walked.has(piece.script)) return piece;
			const read = (word: Shell.Word) => literal(this.resolved(posixWord(word, script), script, state));
			const folder = folderFrom(piece.script, { cwd: state.cwd, paths: this.outside.paths, read });
			if (folder !== undefined) return folder;
			this.walked.add(piece.script);
			this.statements(piece.script.commands, script, state.subshell());
			return piece;
		});
	}

	private assignments(
		command: Shell.Command,
		script: Placed,
		state: ShellState,
		how: "assign" | "export" | "fill",
	): void {
		const made = command.prefix.flatMap((part) => {
			if (part.type !== "Assignment" || part.value.type !== "Word" || part.index) return [];
			const pieces = this.substituted(posixWord(part.value, script).pieces, script, state);
			const whole = part.append ? [{ variable: part.name }, ...pieces] : pieces;
			return [{ name: part.name, pieces: whole, place: slice(script, part.pos, part.end) }];
		});
		const isAtOnce = this.grammar.assignsAtOnce && how === "export";
		const ordered = isAtOnce ? atOnce(made.map((one) => ({ ...one, pieces: state.resolve(one.pieces) }))) : made;
		for (const { name, pieces, place } of ordered) {
			if (how === "fill") state.fill(name, pieces, place);
			else state.assign(name, pieces, place, how);
		}
	}
}

/** `[ … ]`, `[[ … ]]`, `test …`: what stands behind it is done on a condition. */
function isTest(node: Shell.PipelineNode | Shell.AndOr): boolean {
	return node.type === "TestCommand" || (node.type === "Command" && /^(?:\[|\[\[|test)$/.test(node.name?.value ?? ""));
}

/** Whether there is a statement that shells without compound commands take for an error. */
function hasCompound(statements: readonly Shell.Statement[]): boolean {
	const isCompound = ({ type }: { readonly type: string }) =>
		/^(?:If|For|ArithmeticFor|While|Case|Select|Function|Coproc)$/.test(type);
	return statements.some(({ command }) => {
		const commands = command.type === "AndOr" ? command.commands : [command];
		return commands.some((one) => (one.type === "Pipeline" ? one.commands.some(isCompound) : isCompound(one)));
	});
}
