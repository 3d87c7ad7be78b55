import type * as Shell from "unbash";
import { parse } from "unbash";
import type { Inherited } from "../call.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf, type Placed, slice } from "../placed.ts";
import { posixWord } from "./posixWord.ts";
import { ShellState } from "./state.ts";
import { behind, literal, literalStart, type Word } from "./word.ts";

/** Told of each program that the script starts, with the environment that it starts with. */
export type Starts = (words: readonly Word[], inherited: Inherited) => void;

/**
 * Walks through a script as `sh -c` runs it, Debian's dash or a bash, and tells what it starts. Commands before an `&&` are taken to
 * succeed. Facts: dash 0.5.12, bash 5.2.15, run.
 */
export function walkPosix(script: Placed, inherited: Inherited, outside: Outside, starts: Starts): void {
	const walk = new PosixWalk(outside, starts, inherited);
	walk.statements(parse(script.text).commands, script, new ShellState(inherited.cwd, inherited.layers));
}

/** Whether what stands behind `&&` or `;` is reached. */
type Outcome = "goes on" | "fails" | "ends";

class PosixWalk {
	private readonly outside: Outside;
	private readonly starts: Starts;
	private readonly inherited: Inherited;

	constructor(outside: Outside, starts: Starts, inherited: Inherited) {
		this.outside = outside;
		this.starts = starts;
		this.inherited = inherited;
	}

	statements(statements: readonly Shell.Statement[], script: Placed, state: ShellState): Outcome {
		let last: Outcome = "goes on";
		for (const { command, background } of statements) {
			// dash has no `source`: alone it does nothing; before `&&` the script counts for shells that have it.
			if (command.type === "Command" && command.name?.value === "source") continue;
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
		for (const [index, command] of node.commands.entries()) {
			const operator = node.operators[index - 1];
			if (operator === "||" && last === "goes on") this.node(command, script, state.subshell());
			else if (operator === undefined || (operator === "&&") === (last === "goes on"))
				last = this.node(command, script, state);
			if (last === "ends") return last;
		}
		return last;
	}

	/** What is done where the condition holds counts for what follows; what else may be started is told as well. */
	private branches(node: Shell.If, script: Placed, state: ShellState): Outcome {
		this.statements(node.clause.commands, script, state);
		const before = state.subshell();
		const then = this.statements(node.then.commands, script, state);
		for (const { then: body } of node.elif) this.statements(body.commands, script, before.subshell());
		if (node.else) this.statements(node.else.commands, script, before.subshell());
		return then === "ends" ? "goes on" : then;
	}

	private command(command: Shell.Command, script: Placed, state: ShellState): Outcome {
		const words = command.name ? [command.name, ...command.args] : [];
		const read = words.map((word) => this.word(word, script, state));
		if (read.length === 0) {
			this.assignments(command, script, state, "assign");
			return "goes on";
		}
		const name = literal(read[0]);
		if (name === "eval") return this.evaluated(read.slice(1), state);
		const builtin = name === undefined ? undefined : this.builtin(name, read.slice(1), state);
		if (builtin !== undefined) return builtin;
		const own = state.subshell();
		this.assignments(command, script, own, "export");
		this.handOver(read, own);
		return name === "exec" ? "ends" : "goes on";
	}

	private handOver(words: readonly Word[], state: ShellState): void {
		const name = literal(words[0]);
		const isPrefix = name === "exec" || name === "command" || name === "time" || name === "nohup";
		if (isPrefix && words.length > 1) this.handOver(words.slice(1), state);
		else this.starts(words, { ...this.inherited, cwd: state.cwd, layers: state.layers });
	}

	private evaluated(words: readonly Word[], state: ShellState): Outcome {
		const [text] = words;
		if (!text || literal(text) === undefined || words.length > 1) return "goes on";
		return this.statements(parse(text.placed.text).commands, text.placed, state);
	}

	private word(word: Shell.CommandArgument, script: Placed, state: ShellState): Word {
		if (word.type === "Word") return resolved(posixWord(word, script), state);
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
		return resolved({ pieces, placed }, state);
	}

	private assignments(command: Shell.Command, script: Placed, state: ShellState, how: "assign" | "export"): void {
		for (const part of command.prefix) {
			if (part.type !== "Assignment" || part.value.type !== "Word" || part.index) continue;
			const { pieces } = posixWord(part.value, script);
			const whole = part.append ? [{ variable: part.name }, ...pieces] : pieces;
			state.assign(part.name, whole, slice(script, part.pos, part.end), how);
		}
	}

	/** What the shell does itself; undefined: it starts a program. */
	private builtin(name: string, args: readonly Word[], state: ShellState): Outcome | undefined {
		const [first] = args;
		switch (name) {
			case "export":
			case "declare":
			case "typeset":
			case "readonly":
				if (name === "export" || args.some((arg) => /^-\w*x/.test(literal(arg) ?? ""))) this.exported(args, state);
				else for (const arg of args) assigned(arg, state, "assign");
				return "goes on";
			case "unset":
				for (const arg of args) if (/^\w+$/.test(literal(arg) ?? "")) state.unset(literal(arg) ?? "", arg.placed);
				return "goes on";
			case "set":
				if (args.some((arg) => /^-\w*a/.test(literal(arg) ?? "")) || isOption(args, "-o")) state.exportsAll = true;
				if (args.some((arg) => /^\+\w*a/.test(literal(arg) ?? "")) || isOption(args, "+o")) state.exportsAll = false;
				return "goes on";
			case "cd":
				this.enter(args, state);
				return "goes on";
			case ".":
			case "source":
				return this.source(first, state);
			case "exit":
			case "return":
				return "ends";
			case "false":
				return "fails";
			case "true":
			case ":":
			case "[":
			case "test":
			case "echo":
			case "printf":
			case "trap":
			case "wait":
			case "shift":
			case "read":
			case "sleep":
				return "goes on";
			default:
				return undefined;
		}
	}

	private exported(args: readonly Word[], state: ShellState): void {
		for (const arg of args) {
			const [piece] = arg.pieces;
			if (arg.pieces.length === 1 && typeof piece === "object" && "unknown" in piece && piece.assignments) {
				const { path, how } = piece.assignments;
				const file = this.outside.paths.resolve(state.cwd, path);
				const origin = originOf(arg.placed);
				const dialect = how === "xargs" ? "xargs" : "words";
				const layer = filesLayer({ by: "export", paths: [file], dialect, overrides: true, origin });
				state.add(layer, this.outside.namesIn(file));
			} else assigned(arg, state, "export");
		}
	}

	private enter(args: readonly Word[], state: ShellState): void {
		const folder = literal(args.filter((arg) => !literalStart(arg).startsWith("-")).at(-1));
		if (folder !== undefined && folder !== "") state.cwd = this.outside.paths.resolve(state.cwd, folder);
	}

	private source(word: Word | undefined, state: ShellState): Outcome {
		const path = literal(word);
		if (path === undefined || !word) return "goes on";
		const file = this.outside.paths.resolve(state.cwd, path);
		state.source(file, this.outside.namesIn(file), word.placed);
		return "goes on";
	}
}

function resolved(word: Word, state: ShellState): Word {
	return { ...word, pieces: state.resolve(word.pieces) };
}

/** `NAME=value`, `NAME` as arguments of `export`. */
function assigned(arg: Word, state: ShellState, how: "assign" | "export"): void {
	const name = /^[A-Za-z_]\w*(?==|$)/.exec(literalStart(arg))?.[0];
	if (name === undefined) return;
	if (literal(arg) === name) {
		if (how === "export") state.export(name, arg.placed);
	} else if (literalStart(arg).startsWith(`${name}=`)) {
		state.assign(name, behind(arg, name.length + 1).pieces, arg.placed, how);
	}
}

function isOption(args: readonly Word[], sign: "-o" | "+o"): boolean {
	return args.some((arg, index) => literal(arg) === sign && literal(args[index + 1]) === "allexport");
}
