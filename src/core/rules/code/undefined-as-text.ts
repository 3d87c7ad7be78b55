import type { EnvironmentUse } from "../../code/environmentUses.ts";
import type { CodeToken } from "../../code/tokens.ts";
import { argumentsAt } from "../../launches/code/expression.ts";
import { keyVariables, profileVariables } from "../../vocabulary/variables.ts";
import type { RuleFinding } from "../rule.ts";
import type { LintedCode, LintRule } from "./types.ts";
import { plainNames } from "./unprefixed-in-code.ts";

const remotionNames: ReadonlySet<string> = new Set([
	...keyVariables("REMOTION_AWS_"),
	profileVariables[0],
	"REMOTION_AWS_REGION",
]);

/** A variable of Remotion's that is given one that may not be set. */
export const undefinedAsText: LintRule = {
	id: "undefined-as-text",
	severity: "information",
	docs: 'Code gives a credential of Remotion another environment variable as it is: if that one isn\'t set, Node.js stores the text "undefined", which Remotion uses as the key.',
	check: (file) => {
		if (file.kind !== "code") return [];
		const assignments = [...setOneByOne(file), ...setTogether(file)].sort((a, b) => a.given.start - b.given.start);
		if (assignments.length === 0) return [];
		const known = knownOf(file);
		return assignments.flatMap((assignment) => findings(file, assignment, known));
	},
};

/** One variable that is given an expression. */
interface Assigned {
	readonly name: string;
	/** Where the name stands. */
	readonly range: EnvironmentUse["range"];
	readonly value: readonly CodeToken[];
	/** Where the value begins. */
	readonly given: { readonly start: number };
}

/** `process.env.A = …`. */
function setOneByOne({ text, code: { tokens, uses } }: LintedCode): Assigned[] {
	return uses.flatMap(({ name, how, range, last }) => {
		const equals = tokens[last + 1]?.text === "!" ? last + 2 : last + 1;
		if (how !== "set" || tokens[equals]?.text !== "=") return [];
		const value = statementAt(text, tokens, equals + 1);
		return value[0] ? [{ name, range, value, given: value[0] }] : [];
	});
}

/** `Object.assign(process.env, { A: … })`. */
function setTogether({ code: { tokens } }: LintedCode): Assigned[] {
	return tokens.flatMap(({ text }, index) => {
		if (text !== "assign" || tokens[index - 2]?.text !== "Object" || tokens[index + 1]?.text !== "(") return [];
		const [target, object] = argumentsAt(tokens, index + 1);
		if (target?.map((token) => token.text).join(" ") !== "process . env" || object?.[0]?.text !== "{") return [];
		return argumentsAt(object, 0).flatMap(([name, colon, ...value]): Assigned[] => {
			if (!name || colon?.text !== ":" || !value[0]) return [];
			const quotes = name.type === "StringLiteral" ? 1 : 0;
			const range = { start: name.start + quotes, end: name.start + name.text.length - quotes };
			return [{ name: name.text.slice(quotes, name.text.length - quotes), range, value, given: value[0] }];
		});
	});
}

/** In tokens: a plain value is shorter. */
const longestValue = 12;

/** The tokens up to the end of the statement or of the line that ends it; empty: it goes on for longer. */
function statementAt(text: string, tokens: readonly CodeToken[], start: number): readonly CodeToken[] {
	const depth = tokens[start]?.depth ?? 0;
	for (let index = start; index <= start + longestValue; index++) {
		const token = tokens[index];
		const before = tokens[index - 1];
		if (!token || !before) return tokens.slice(start, index);
		const isNewLine = index > start && /[\r\n]/.test(text.slice(before.start + before.text.length, token.start));
		if (token.depth < depth || (token.depth === depth && /^[;,]$/.test(token.text))) return tokens.slice(start, index);
		if (isNewLine && token.type === "IdentifierName") return tokens.slice(start, index);
	}
	return [];
}

function findings(file: LintedCode, { name, range, value }: Assigned, known: Known): RuleFinding[] {
	const { code, facts, path } = file;
	const isCredential = remotionNames.has(name) || (plainNames.has(name) && code.remotionCalls.length > 0);
	const source = isCredential ? sourceOf(known, name, value) : undefined;
	// What a .env file sets is there.
	if (!source || facts.setInEnvFiles.includes(source.name)) return [];
	return [
		{
			message: `If ${source.name} isn't set, this sets ${name} to the text "undefined", which Remotion uses as it is. Add ?? "" so that it counts as not set.`,
			origin: { layer: "file", path, range, variable: name },
			fixes: [{ title: 'Add ?? ""', preferred: true, edits: [{ path, range: source.end, newText: ' ?? ""' }] }],
		},
	];
}

/** The variable that a value is, and what stands behind its name: nothing, TypeScript's `!` or `as string`. */
interface Source {
	readonly name: string;
	readonly end: EnvironmentUse["range"];
}

/**
 * `process.env.A`, also with `!` or `as string`, and a constant that is that; undefined: the value is something else, or the name is read a
 * second time, most likely to look whether it is set.
 */
function sourceOf(known: Known, target: string, value: readonly CodeToken[]): Source | undefined {
	const typed = value.findIndex(({ text }) => text === "!" || text === "as");
	const plain = typed === -1 ? value : value.slice(0, typed);
	const [first, last, behind] = [plain[0], plain.at(-1), value.at(-1)];
	if (
		!first ||
		!last ||
		!behind ||
		!/^(?:|!|asstring)$/.test(
			value
				.slice(plain.length)
				.map(({ text }) => text)
				.join(""),
		)
	)
		return undefined;
	const end = { start: last.start + last.text.length, end: behind.start + behind.text.length };
	const timesNamed = (name: string) => known.timesNamed.get(name) ?? 0;
	const direct = known.reads.get(`${first.start} ${last.start}`);
	// A variable that is given itself is named once more.
	if (direct)
		return timesNamed(direct.name) === (direct.name === target ? 2 : 1) ? { name: direct.name, end } : undefined;
	// A local name: given once, used here alone.
	if (plain.length > 1 || first.type !== "IdentifierName" || timesNamed(first.text) !== 2) return undefined;
	const read = known.given.get(first.text);
	return read && (read.isShorthand || timesNamed(read.name) === 1) ? { name: read.name, end } : undefined;
}

/** What is asked of a file for each assignment, found once. */
interface Known {
	/** How often each name stands in the code, in quotes too. */
	readonly timesNamed: ReadonlyMap<string, number>;
	/** What is read, by where its first and its last token begin. */
	readonly reads: ReadonlyMap<string, EnvironmentUse>;
	/** What is read and given to a local name, by that name; the first one. */
	readonly given: ReadonlyMap<string, EnvironmentUse>;
}

function knownOf({ code: { tokens, uses } }: LintedCode): Known {
	const timesNamed = new Map<string, number>();
	const count = (name: string) => timesNamed.set(name, (timesNamed.get(name) ?? 0) + 1);
	for (const { text } of tokens) {
		count(text);
		if (text.length > 2) count(text.slice(1, -1));
	}
	const reads = new Map<string, EnvironmentUse>();
	const given = new Map<string, EnvironmentUse>();
	for (const use of uses.filter(({ how }) => how === "read")) {
		const place = `${tokens[use.first]?.start} ${tokens[use.last]?.start}`;
		if (!reads.has(place)) reads.set(place, use);
		const local = localOf(tokens, use);
		if (local !== undefined && !given.has(local)) given.set(local, use);
	}
	return { timesNamed, reads, given };
}

/** The local name of `const NAME = process.env.A;`, and of `const { NAME } = process.env` without a default. */
function localOf(
	tokens: readonly CodeToken[],
	{ first, last, isShorthand, isImported }: EnvironmentUse,
): string | undefined {
	const behind = tokens[last + 1]?.text;
	if (isShorthand) return isImported || behind === "=" ? undefined : tokens[first]?.text;
	const isWhole = behind === undefined || /^(?:;|const|let|process)$/.test(behind);
	return isWhole && tokens[first - 1]?.text === "=" ? tokens[first - 2]?.text : undefined;
}
