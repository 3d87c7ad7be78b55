import type * as Shell from "unbash";
import type { When } from "../launch.ts";
import type { Placed } from "../placed.ts";
import { otherwise, type Test } from "../when.ts";
import type { Outcome } from "./builtins.ts";
import { type Asked, clauseOf, fits, holds, isTest, testOf, wholeValue } from "./conditions.ts";
import type { Grammar } from "./grammar.ts";
import type { ShellState } from "./state.ts";
import { literal } from "./word.ts";

/** Who walks through a script. */
export interface Walker {
	readonly grammar: Grammar;
	node(node: Shell.PipelineNode | Shell.AndOr, script: Placed, state: ShellState): Outcome;
	statements(statements: readonly Shell.Statement[], script: Placed, state: ShellState): Outcome;
	asked(script: Placed, state: ShellState): Asked;
}

/** `one && other || another`: what stands behind a test of the environment is done where that says so. */
export function walkAndOr(walk: Walker, node: Shell.AndOr, script: Placed, state: ShellState): Outcome {
	let last = "goes on" as Outcome;
	let isCertain = true;
	let when: When[] = [];
	let tests: Test[] = [];
	const before = state.isConditional;
	const layers = state.layers.length;
	const done = (command: Shell.PipelineNode) => {
		const from = state.layers.length;
		last = walk.node(command, script, state);
		const own = tests.length > 0 ? [...when, { all: tests }] : when;
		if (own.length > 0) state.settle(from, own);
	};
	for (const [index, command] of node.commands.entries()) {
		const operator = node.operators[index - 1];
		state.mustSucceed = node.operators[index] === "&&";
		const test = isTest(command) ? testOf(command, walk.asked(script, state)) : undefined;
		if (operator === "||" && last === "goes on") {
			if (tests.length > 0) when.push({ all: tests, fails: true });
			tests = test && when.length > 0 ? [test] : [];
			if (when.length === 0) walk.node(command, script, state.subshell());
			else if (!test) done(command);
		} else if (operator === undefined || (operator === "&&") === (last === "goes on")) {
			// Behind `a || b &&` either may have been done.
			if (node.operators[index - 2] === "||") {
				when = [];
				tests = [];
			}
			const told = holds(command, walk.asked(script, state));
			if (told !== undefined) last = told ? "goes on" : "fails";
			else if (test) tests.push(test);
			else done(command);
			if (told === undefined && isTest(command)) isCertain = false;
		}
		if (isTest(command)) state.isConditional = true;
		// `[ -z "$NAME" ] && exit 1`, where only the environment tells.
		if (last === "ends" && !isCertain) last = "fails";
		if (last === "ends") break;
	}
	state.isConditional = before;
	state.mustSucceed = false;
	if (!walk.grammar.endsWithoutSourced) state.goOnWithout(layers);
	return last;
}

/** What is done where the condition holds counts for what follows; where nobody knows, what else may be started is told as well. */
export function walkIf(walk: Walker, node: Shell.If, script: Placed, state: ShellState): Outcome {
	const all: readonly (Shell.If | Shell.Elif)[] = [node, ...node.elif];
	const not: When[] = [];
	for (const [index, { clause, then }] of all.entries()) {
		const [only, ...others] = clause.commands;
		const asked = walk.asked(script, state);
		const told = only && others.length === 0 ? holds(only.command, asked) : undefined;
		if (told === false) continue;
		const when = told ? undefined : clauseOf(clause, asked);
		if (!when) walk.statements(clause.commands, script, state);
		const before = state.subshell();
		const last = state.under(when ? [...not, when] : not, () => walk.statements(then.commands, script, state));
		if (told) return not.length > 0 && last === "ends" ? "goes on" : last;
		if (when) {
			not.push(otherwise(when));
			continue;
		}
		for (const { then: body } of all.slice(index + 1)) walk.statements(body.commands, script, before.subshell());
		if (node.else) walk.statements(node.else.commands, script, before.subshell());
		return last === "ends" ? "goes on" : last;
	}
	const { else: body } = node;
	if (!body) return "goes on";
	const last = state.under(not, () => walk.statements(body.commands, script, state));
	return not.length > 0 && last === "ends" ? "goes on" : last;
}

/** The body whose pattern fits; where only the environment tells, each counts where its own pattern does. */
export function walkCase(walk: Walker, { word, items }: Shell.Case, script: Placed, state: ShellState): Outcome {
	const asked = walk.asked(script, state);
	const read = asked.reader.oneWord(word);
	const text = literal(read);
	const not: When[] = [];
	for (const { pattern, body } of text === undefined ? [] : items) {
		const told = fits(text ?? "", pattern, asked);
		if (told) return walk.statements(body.commands, script, state);
		if (told === undefined) break;
		if (pattern === items.at(-1)?.pattern) return "goes on";
	}
	const all = items.map(({ pattern, body }) => {
		const is = pattern.map((one) => literal(asked.reader.oneWord(one)));
		return { body, is: is.flatMap((one) => one ?? "*"), isRest: is.join("") === "*" };
	});
	const value = read && wholeValue(read.pieces, asked.layers);
	const isPlain = all.every(({ is, isRest }) => isRest || !/[*?[]/.test(is.join("")));
	for (const { is, body, isRest } of all) {
		const isKnown = isPlain && value !== undefined && typeof value === "object" && "expand" in value;
		if (!isKnown) walk.statements(body.commands, script, state.subshell());
		else {
			const when: When = { all: [{ value, is }] };
			state.under(isRest ? not : [...not, when], () => walk.statements(body.commands, script, state));
			not.push(otherwise(when));
		}
	}
	return "goes on";
}
