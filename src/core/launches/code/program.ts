import { type CodeFile, readCode } from "../../code/code.ts";
import { type CodeToken, stringValue } from "../../code/tokens.ts";
import type { Inherited } from "../call.ts";
import type { EnvironmentLayer, Launch } from "../launch.ts";
import { lookup } from "../lookup.ts";
import type { Outside } from "../outside.ts";
import type { Word } from "../shells/word.ts";
import { constantsOf } from "./constants.ts";
import { argumentsAt, propertiesOf, resolved, type Surroundings } from "./expression.ts";
import { type Calling, loadedByCalls, loadedByModule } from "./loaderCalls.ts";

/** What the text of a program tells. */
export interface ProgramCode {
	/** Whether it, or what it imports, calls Remotion Lambda. */
	readonly callsLambda: Launch["callsLambda"];
	/** The files that it loads, in the order in which it does. */
	readonly layers: readonly EnvironmentLayer[];
	/** The regions that are written out in its calls; absent: some call has another one, or none is known. */
	readonly regions?: readonly string[];
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
	const regions = reading.hasOtherRegions ? [] : [...reading.regions];
	return {
		callsLambda: reading.calls ? "yes" : "unknown",
		layers: reading.layers,
		...(regions.length > 0 && { regions }),
	};
}

class Reading {
	calls = false;
	/** The regions that calls name. */
	readonly regions = new Set<string>();
	/** Whether a call takes its region from elsewhere. */
	hasOtherRegions = false;
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
		for (const { index } of file.remotionCalls) {
			const region = this.hasOtherRegions ? undefined : regionOf(file.tokens, index, calling.around);
			if (region === undefined) this.hasOtherRegions = true;
			else this.regions.add(region);
		}
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

/** The region that a call names in its first argument, where it is written out; `index` is that of the function's name. */
function regionOf(tokens: readonly CodeToken[], index: number, around: Surroundings): string | undefined {
	const [input] = argumentsAt(tokens, index + 1);
	const value = input && propertiesOf(resolved(input, around))?.get("region");
	const [first, as] = value ? resolved(value, around) : [];
	return as === undefined || as.text === "as" || as.text === "satisfies" ? stringValue(first) : undefined;
}

/** The source of a built file, as such folders are usually laid out. */
function sourceOf(path: string): string {
	return path.replace(/([\\/])(?:dist|build|lib|out)([\\/])/, "$1src$2").replace(/\.([cm]?)js$/, ".$1ts");
}
