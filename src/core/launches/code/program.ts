import { type CodeFile, readCode } from "../../code/code.ts";
import { type CodeToken, longestClause } from "../../code/tokens.ts";
import type { Inherited } from "../call.ts";
import type { EnvironmentLayer, Launch } from "../launch.ts";
import { lookup } from "../lookup.ts";
import type { Outside } from "../outside.ts";
import type { Word } from "../shells/word.ts";
import { type Calling, loadedByCalls, loadedByModule } from "./loaderCalls.ts";

/** What the text of a program tells. */
export interface ProgramCode {
	/** Whether it, or what it imports, calls Remotion Lambda. */
	readonly callsLambda: Launch["callsLambda"];
	/** The files that it loads, in the order in which it does. */
	readonly layers: readonly EnvironmentLayer[];
}

/** How far imports are followed. */
const furthest = 2;
/** How many names of a file are followed to what they are given. */
const mostNames = 1_000;
const endings = [
	"",
	".ts",
	".tsx",
	".mts",
	".cts",
	".js",
	".mjs",
	".cjs",
	".jsx",
	"/index.ts",
	"/index.tsx",
	"/index.js",
	"/index.mjs",
];

/**
 * Reads a program's text and that of what it imports, as far as they were handed in.
 * @param path the file that is run; of a file that is built, `dist/server.js`, the source is taken
 * @returns undefined: its text is not known
 */
export function programCode(
	path: string,
	inherited: Inherited,
	args: readonly Word[],
	outside: Outside,
): ProgramCode | undefined {
	const entry = outside.codeAt(path) ?? outside.codeAt(sourceOf(path));
	if (!entry) return undefined;
	const reading = new Reading(inherited, args, outside);
	reading.read(entry, 0);
	return { callsLambda: reading.calls ? "yes" : "unknown", layers: reading.layers };
}

class Reading {
	calls = false;
	readonly layers: EnvironmentLayer[] = [];
	private readonly seen = new Set<string>();
	private readonly inherited: Inherited;
	private readonly args: readonly Word[];
	private readonly outside: Outside;

	constructor(inherited: Inherited, args: readonly Word[], outside: Outside) {
		this.inherited = inherited;
		this.args = args;
		this.outside = outside;
	}

	/** A module does what it imports before it does anything itself. */
	read({ path, text }: { path: string; text: string }, step: number): void {
		if (this.seen.has(path)) return;
		this.seen.add(path);
		const file = readCode(text, path);
		if (file.remotionCalls.length > 0) this.calls = true;
		const calling = this.calling(file, path);
		for (const { from, isType } of file.imports) {
			if (isType) continue;
			this.layers.push(...loadedByModule(from, calling));
			const imported = step < furthest ? this.imported(from, path) : undefined;
			if (imported) this.read(imported, step + 1);
		}
		this.layers.push(...loadedByCalls(calling));
	}

	private calling(file: CodeFile, path: string): Calling {
		const { inherited, outside, args } = this;
		const variable = (name: string) => lookup(inherited.layers, name);
		// Names that are made of names that are made of names have an end.
		let left = mostNames;
		let constants: ReadonlyMap<string, readonly CodeToken[]> | undefined;
		const constant = (name: string) => {
			constants ??= constantsOf(file.tokens);
			return left-- > 0 ? constants.get(name) : undefined;
		};
		const around = { cwd: inherited.cwd, path, paths: outside.paths, variable, constant };
		return { file, inherited, args, outside, around };
	}

	private imported(from: string, importer: string): { path: string; text: string } | undefined {
		const { paths, input } = this.outside;
		const alias = /^[@~]\/(.+)/.exec(from)?.[1];
		const bases = /^\.{1,2}(?:\/|$)/.test(from)
			? [paths.resolve(paths.resolve(importer, ".."), from)]
			: alias === undefined
				? []
				: [paths.join(input.cwd, alias), paths.join(input.cwd, "src", alias), paths.join(input.cwd, "app", alias)];
		for (const base of bases) {
			// TypeScript writes the ending of what it makes.
			for (const one of [base, base.replace(/\.([cm]?)jsx?$/, ".$1ts"), base.replace(/\.jsx?$/, "")])
				for (const ending of endings) {
					const found = this.outside.codeAt(one + ending);
					if (found) return found;
				}
		}
		return undefined;
	}
}

/** What `const NAME = …` gives each name, up to the end of its line or statement; of two with one name the first. */
function constantsOf(tokens: readonly CodeToken[]): Map<string, readonly CodeToken[]> {
	const found = new Map<string, readonly CodeToken[]>();
	for (const [index, { text, depth }] of tokens.entries()) {
		const [name, sign] = [tokens[index + 1], tokens[index + 2]];
		if (text !== "const" || name?.type !== "IdentifierName" || sign?.text !== "=" || found.has(name.text)) continue;
		const rest = tokens.slice(index + 3, index + 3 + longestClause);
		const end = rest.findIndex(
			(token, at) => token.depth < depth || (token.depth === depth && ends(token, rest[at - 1])),
		);
		found.set(name.text, rest.slice(0, end === -1 ? undefined : end));
	}
	return found;
}

/** Whether a statement ends before this token: at its sign, or where two words or closed expressions stand side by side. */
function ends(token: CodeToken, before: CodeToken | undefined): boolean {
	if (token.text === ";" || token.text === ",") return true;
	const isWord = token.type === "IdentifierName" && token.text !== "as" && token.text !== "satisfies";
	const isClosed =
		before !== undefined && /^(?:IdentifierName|StringLiteral|NoSubstitutionTemplate|TemplateTail)$/.test(before.type);
	const isKeyword = /^(?:new|await|typeof|void)$/.test(before?.text ?? "");
	return isWord && !isKeyword && (isClosed || /^[)\]}]$/.test(before?.text ?? ""));
}

/** The source of a built file, as such folders are usually laid out. */
function sourceOf(path: string): string {
	return path.replace(/([\\/])(?:dist|build|lib|out)([\\/])/, "$1src$2").replace(/\.([cm]?)js$/, ".$1ts");
}
