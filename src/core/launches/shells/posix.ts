import type * as Shell from "unbash";
import { parse } from "unbash";
import type { Inherited } from "../call.ts";
import type { Outside } from "../outside.ts";
import { originOf, type Placed, spaced } from "../placed.ts";
import { atOnce } from "./atOnce.ts";
import { type Walker, walkAndOr, walkCase, walkIf } from "./branching.ts";
import { isBuiltin, type Outcome, runBuiltin, runText, type ShellFunctions } from "./builtins.ts";
import { hasCompound } from "./compounds.ts";
import type { Asked } from "./conditions.ts";
import { folderFrom } from "./folders.ts";
import { type Grammar, grammars } from "./grammar.ts";
import { walkFor, walkWhile } from "./loops.ts";
import { assignDefaults, needing } from "./needing.ts";
import { type Assigned, Reader } from "./read.ts";
import { ShellState } from "./state.ts";
import { literal, type Piece, type Unknown, type Word } from "./word.ts";

/** Told of each program that the script starts, with the environment that it starts with. */
export type Starts = (words: readonly Word[], inherited: Inherited) => void;

/** How a shell runs a text. */
interface Run {
	readonly grammar?: Grammar;
	/** The file whose text it is. */
	readonly file?: string | undefined;
	readonly args?: readonly Word[] | undefined;
	/** `sh -a`. */
	readonly exportsAll?: boolean | undefined;
}

/**
 * Walks through a script as `sh -c` runs it, Debian's dash or a bash, and tells what it starts. Commands before an `&&` are taken to
 * succeed. Facts: dash 0.5.12, bash 5.2.15, run.
 */
export function walkPosix(
	script: Placed,
	inherited: Inherited,
	outside: Outside,
	starts: Starts,
	{ grammar = grammars.sh, file, args = [], exportsAll = false }: Run = {},
): void {
	const { commands } = parse(script.text);
	if (grammar.hasNoCompounds && hasCompound(commands)) return;
	if (grammar.hasNoBackticks && script.text.includes("`")) return;
	const state = new ShellState(inherited.cwd, inherited.layers);
	state.exportsAll = exportsAll || grammar.exportsAssignments === true;
	state.isHanded(args);
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

/** How deep functions may call one another, and how often all of them are. */
const deepest = 10;
const mostCalls = 200;

/** Programs whose output is run for its sake, and sets no credentials: `eval "$(ssh-agent)"`. */
const harmless = /^(?:\S*\/)?(?:ssh-agent|keychain|fnm|nodenv|rbenv|pyenv|brew|mise|dircolors)$/;

class PosixWalk implements Walker {
	private readonly outside: Outside;
	private readonly starts: Starts;
	private readonly inherited: Inherited;
	readonly grammar: Grammar;
	private readonly functions: ShellFunctions | undefined;
	/** The functions of the script, by name. */
	private readonly defined = new Map<string, { readonly body: Shell.Function["body"]; readonly script: Placed }>();
	private depth = 0;
	private calls = 0;
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

	node(node: Shell.PipelineNode | Shell.AndOr, script: Placed, state: ShellState): Outcome {
		switch (node.type) {
			case "AndOr":
				return walkAndOr(this, node, script, state);
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
				if (node.command.type === "While") return walkWhile(this, node.command, script, state, node.redirects);
				return this.node(node.command, script, state);
			case "If":
				return walkIf(this, node, script, state);
			case "While":
				return walkWhile(this, node, script, state);
			case "For":
				return walkFor(this, node, script, state);
			case "ArithmeticFor":
			case "Select":
				return this.statements(node.body.commands, script, state);
			case "Case":
				return walkCase(this, node, script, state);
			case "Function":
				this.defined.set(node.name.value, { body: node.body, script });
				return "goes on";
			default:
				return "goes on";
		}
	}

	asked(script: Placed, state: ShellState): Asked {
		return { reader: this.reader(script, state), outside: this.outside, cwd: state.cwd, layers: state.layers.length };
	}

	/** A function of the script, which has arguments of its own; undefined: there is none of this name. */
	private called(name: string | undefined, args: readonly Word[], state: ShellState): Outcome | undefined {
		const found = name === undefined ? undefined : this.defined.get(name);
		if (!found || this.depth >= deepest || this.calls++ >= mostCalls) return undefined;
		this.depth++;
		const before = state.args;
		state.isHanded(args);
		const { body, script } = found;
		if ("commands" in body) this.statements(body.commands, script, state);
		else this.node(body, script, state);
		state.isHanded(before);
		this.depth--;
		return "goes on";
	}

	private command(command: Shell.Command, script: Placed, state: ShellState): Outcome {
		const reader = this.reader(script, state);
		const read = this.behindCommand(reader.words(command));
		if (read === undefined) return "fails";
		if (read.length === 0) return this.assignments(command, reader, state, "assign");
		const needed = needing(read);
		if (needed && state.mustSucceed) state.add(needed);
		const name = literal(read[0]);
		if (name !== undefined && this.grammar.unknown.includes(name)) return "fails";
		const { outside, grammar } = this;
		const done = this.functions?.(name, read.slice(1), { state, outside, grammar });
		if (done !== undefined) return done;
		const called = this.called(name, read.slice(1), state);
		if (called !== undefined) return called;
		if (name === "eval") return this.evaluated(read.slice(1), state);
		if (name === ":") assignDefaults(command, script, state);
		const builtin = name === undefined ? undefined : runBuiltin(name, read.slice(1), { state, outside, grammar });
		if (builtin !== undefined) return builtin;
		const own = grammar.fillsInFront ? state : state.subshell();
		if (needed && !state.mustSucceed) own.add(needed);
		const how = grammar.fillsInFront ? "fill" : "export";
		if (this.assignments(command, this.reader(script, own), own, how) === "fails") return "fails";
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

	/** `command` in front of what the shell does itself changes nothing of that. */
	private behindCommand(words: readonly Word[] | undefined): readonly Word[] | undefined {
		const [first, second] = words ?? [];
		const isPrefix = literal(first) === "command" && isBuiltin(literal(second));
		return isPrefix && !this.grammar.unknown.includes("command") ? words?.slice(1) : words;
	}

	private evaluated(words: readonly Word[], state: ShellState): Outcome {
		const at = words.findIndex((word) => literal(word) === undefined);
		const word = words[at];
		if (word) return this.evaluatedOutput(word, words.slice(0, at), words.slice(at + 1), state);
		const text = spaced(words.map(({ placed }) => placed));
		return this.statements(parse(text.text).commands, text, state);
	}

	/** `eval "$(cat .env)"`, `eval export $(cat .env)`, `eval $(cat .env) command`: of other commands nobody knows what they print. */
	private evaluatedOutput(word: Word, before: readonly Word[], rest: readonly Word[], state: ShellState): Outcome {
		const [piece] = word.pieces;
		const isExport = before.length === 1 && literal(before[0]) === "export";
		const isOutput = word.pieces.length === 1 && typeof piece === "object" && "unknown" in piece;
		const file = isOutput && (before.length === 0 || isExport) ? piece.text : undefined;
		const { outside, grammar } = this;
		// Without quotes all of it is one line, which a comment ends.
		const isCut = file && piece && isOutput && piece.assignments && !file.skipsComments;
		if (!file || (isCut && outside.text(outside.paths.resolve(state.cwd, file.path))?.includes("#"))) {
			const program = isOutput ? piece.script?.commands[0]?.command : undefined;
			const name = program?.type === "Command" ? program.name?.value : undefined;
			if (!isOutput || !harmless.test(name ?? ""))
				state.add({ kind: "hidden", by: "eval", origin: originOf(word.placed) });
			return "goes on";
		}
		const own = rest.length > 0 ? state.subshell() : state;
		own.exportsAll ||= rest.length > 0;
		runText({ ...file, ...(isExport && { exports: true }) }, word, { state: own, outside, grammar });
		if (rest.length > 0) this.handOver(rest, own);
		return "goes on";
	}

	private reader(script: Placed, state: ShellState): Reader {
		return new Reader(script, state, this.grammar, (piece) => this.substituted(piece, script, state));
	}

	/** The folder in the place of the commands that ask for it; what other commands start is told. */
	private substituted(piece: Unknown, script: Placed, state: ShellState): Piece {
		// What is nested in others comes by once for each of them.
		if (!piece.script || piece.assignments || this.walked.has(piece.script)) return piece;
		const reader = this.reader(script, state);
		const read = (word: Shell.Word) => literal(reader.oneWord(word));
		const folder = folderFrom(piece.script, { cwd: state.cwd, paths: this.outside.paths, read });
		if (folder !== undefined) return folder;
		this.walked.add(piece.script);
		this.statements(piece.script.commands, script, state.subshell());
		return piece;
	}

	private assignments(
		command: Shell.Command,
		reader: Reader,
		state: ShellState,
		how: "assign" | "export" | "fill",
	): Outcome {
		const set = ({ name, pieces, place }: Assigned) => {
			if (how === "fill") state.fill(name, pieces, place);
			else state.assign(name, pieces, place, how, { isNeeded: how === "export" || state.mustSucceed });
		};
		const isAtOnce = this.grammar.assignsAtOnce && how === "export";
		const made: Assigned[] = [];
		for (const one of reader.assignments(command)) {
			if (!one) return "fails";
			if (isAtOnce) made.push(one);
			else set(one);
		}
		for (const one of atOnce(made)) set(one);
		return "goes on";
	}
}
