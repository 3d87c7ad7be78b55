import type * as Shell from "unbash";
import type { Placed } from "../placed.ts";
import type { Walker } from "./branching.ts";
import type { Outcome } from "./builtins.ts";
import { clauseOf } from "./conditions.ts";
import { wordParts } from "./posixWord.ts";
import type { ShellState } from "./state.ts";
import { type Assignments, literal } from "./word.ts";

/** How many words a loop may have that is walked through for each. */
const mostWords = 20;

/** `for NAME in a b; do …`, `for LINE in $(cat .env); do export "$LINE"; done`. Source: dash 0.5.12, bash 5.2.15, run. */
export function walkFor(walk: Walker, node: Shell.For, script: Placed, state: ShellState): Outcome {
	const { reader } = walk.asked(script, state);
	const words = (node.wordlist ?? []).map((word) => reader.oneWord(word));
	const isKnown = words.length > 0 && words.length <= mostWords && words.every((word) => literal(word) !== undefined);
	const [only, ...others] = words;
	const [piece] = only?.pieces ?? [];
	const isFile = others.length === 0 && typeof piece === "object" && "unknown" in piece && piece.assignments;
	let last: Outcome = "goes on";
	if (!isKnown) {
		if (isFile) state.takes(node.name.value, [piece]);
		return walk.statements(node.body.commands, script, state);
	}
	for (const word of words) {
		state.takes(node.name.value, word?.pieces ?? []);
		last = walk.statements(node.body.commands, script, state);
		if (last === "ends") break;
	}
	return last;
}

/** `while read -r LINE; do export "$LINE"; done < .env`, and other loops: once, where what they ask for holds. */
export function walkWhile(
	walk: Walker,
	{ clause, body, kind }: Shell.While,
	script: Placed,
	state: ShellState,
	redirects: readonly Shell.Redirection[] = [],
): Outcome {
	const when = kind === "while" ? clauseOf(clause, walk.asked(script, state)) : undefined;
	if (when) return state.under([when], () => walk.statements(body.commands, script, state));
	walk.statements(clause.commands, script, state);
	const file = redirects.map((one) => fileOf(one, script)).find((one) => one !== undefined);
	const [name, ...others] = file ? readNames(clause) : [];
	if (file && name !== undefined) {
		const assignments: Assignments = { ...file, how: "lines" };
		state.takes(name, [{ unknown: "a line of a file", assignments, text: assignments }]);
		for (const other of others) state.takes(other, [{ unknown: "a line of a file" }]);
	}
	return walk.statements(body.commands, script, state);
}

/** `< .env`, `< <(grep -v '^#' .env)`. */
function fileOf(redirect: Shell.Redirection, script: Placed): Assignments | undefined {
	if (redirect.type !== "Redirect" || redirect.operator !== "<" || !redirect.target) return undefined;
	const [part, ...others] = wordParts(redirect.target, script);
	if (!part || others.length > 0) return undefined;
	if (typeof part.piece === "string") return { path: part.piece, how: "lines" };
	return "unknown" in part.piece ? part.piece.text : undefined;
}

/** What `read` in the clause of a loop reads into. */
function readNames({ commands }: Shell.CompoundList): string[] {
	const command = commands[0]?.command;
	const first = command?.type === "AndOr" ? command.commands[0] : command;
	if (first?.type !== "Command" || first.name?.value !== "read") return [];
	return first.args.flatMap((arg) => (arg.type === "Word" && /^\w+$/.test(arg.value) ? [arg.value] : []));
}
