import type { CodeFile } from "../../code/code.ts";
import { type CodeToken, stringValue } from "../../code/tokens.ts";
import type { Inherited } from "../call.ts";
import type { EnvironmentLayer, Launch } from "../launch.ts";
import { lookup } from "../lookup.ts";
import type { Outside } from "../outside.ts";
import { string } from "../packageJson.ts";
import type { Word } from "../shells/word.ts";
import type { Calling } from "./calling.ts";
import { constantsOf } from "./constants.ts";
import { argumentsAt, propertiesOf, resolved, type Surroundings } from "./expression.ts";
import { loadedByCalls, loadedByModule } from "./loaderCalls.ts";
import { Modules, type SourceFile } from "./modules.ts";

/** What the text of a program tells. */
export interface ProgramCode {
	/** Whether it, or what it imports, calls Remotion Lambda; likely: no call was seen, and not all of it was read, or another package of the workspace may do it. */
	readonly callsLambda: Launch["callsLambda"];
	/** Not all was read. */
	readonly isCut?: boolean;
	/** The files that it loads, in the order in which it does. */
	readonly layers: readonly EnvironmentLayer[];
	/** The regions that are written out in its calls; absent: some call has another one, or none is known. */
	readonly regions?: readonly string[];
}

/** How many names of a file are followed to what they are given. */
const mostNames = 1_000;

/**
 * Reads a program's text and that of what it imports, as far as they were handed in.
 * @param path the file that is run; of a file that is built, `dist/server.js`, the source is taken
 * @param known texts that its names have, where what runs it hands them over
 * @returns undefined: its text is not known
 */
export function programCode(
	path: string,
	inherited: Inherited,
	args: readonly Word[],
	outside: Outside,
	known: Readonly<Record<string, string>> = {},
): ProgramCode | undefined {
	const entry = entryOf(path, outside);
	if (!entry) return undefined;
	const { reached, isCut } = Modules.of(outside).reachedFrom(entry);
	const reading = new Reading(inherited, args, outside, reached, known);
	reading.read(entry);
	const regions = reading.hasOtherRegions ? [] : [...reading.regions];
	return {
		callsLambda: reading.calls ? "yes" : isCut || reading.loadsClient ? "likely" : "unknown",
		...(isCut && !reading.loadsClient && { isCut }),
		layers: reading.layers,
		...(regions.length > 0 && { regions }),
	};
}

function entryOf(path: string, outside: Outside): SourceFile | undefined {
	for (const one of [path, ...sourcesOf(path), ...unfinished(path, outside)]) {
		const found = outside.codeAt(one, true);
		if (found) return found;
	}
	return undefined;
}

/** The files that a path without an ending stands for: `node src/server`, and of a folder, `node .`, its `main` or its index. Source: Node.js 20.20.2, 24.21.0 and tsx 4.23.15, run. */
function unfinished(path: string, outside: Outside): string[] {
	if (/\.[cm]?[jt]sx?$/.test(path)) return [];
	const main = string(outside.packageIn(path)?.json.main);
	const folder = [...(main === undefined ? [] : [main]), "index.js", "index.ts"];
	const inFolder = folder.map((name) => outside.paths.join(path, name));
	return [".js", ".ts", ".tsx"].map((ending) => path + ending).concat(inFolder);
}

class Reading {
	calls = false;
	/** Whether it loads a package of the workspace that depends on a client. */
	loadsClient = false;
	/** The regions that calls name. */
	readonly regions = new Set<string>();
	/** Whether a call takes its region from elsewhere. */
	hasOtherRegions = false;
	readonly layers: EnvironmentLayer[] = [];
	private readonly seen = new Set<string>();
	private readonly inherited: Inherited;
	private readonly args: readonly Word[];
	private readonly outside: Outside;
	private readonly reached: ReadonlyMap<string, SourceFile>;
	private readonly modules: Modules;

	private readonly known: Readonly<Record<string, string>>;

	constructor(
		inherited: Inherited,
		args: readonly Word[],
		outside: Outside,
		reached: ReadonlyMap<string, SourceFile>,
		known: Readonly<Record<string, string>>,
	) {
		this.known = known;
		this.inherited = inherited;
		this.args = args;
		this.outside = outside;
		this.reached = reached;
		this.modules = Modules.of(outside);
	}

	/** A module does what it imports before it does anything itself; what it asks for with `require()` it does there. */
	read(source: SourceFile): void {
		const { path } = source;
		if (this.seen.has(path)) return;
		this.seen.add(path);
		const { file, own, loadsClient } = this.modules.read(source);
		this.loadsClient ||= loadsClient;
		const calling = file && this.calling(file, path);
		if (!calling) {
			for (const from of own) this.module(from, path, true);
			return;
		}
		this.readCalls(calling.file, calling);
		const imports = calling.file.imports.filter(({ isType }) => !isType);
		const first = new Map(imports.toReversed().map(({ from, at }) => [from, at ?? -1]));
		for (const { from, at } of imports) if (at === undefined) first.set(from, -1);
		const names = [...new Set([...imports.map(({ from }) => from), ...own])];
		const loaded = names.map((from) => ({ at: first.get(from) ?? -1, from, layers: [] }));
		const called = loadedByCalls(calling).map((one) => ({ ...one, from: undefined }));
		for (const { from, layers } of [...loaded, ...called].sort((one, other) => one.at - other.at)) {
			if (from === undefined) this.layers.push(...layers);
			else this.module(from, path, own.includes(from), calling);
		}
	}

	private module(from: string, path: string, isOwn: boolean, calling?: Calling): void {
		if (calling) this.layers.push(...loadedByModule(from, calling));
		const imported = isOwn ? this.modules.imported(from, path) : undefined;
		if (imported && this.reached.has(imported.path)) this.read(imported);
	}

	private readCalls({ remotionCalls, tokens }: CodeFile, { around }: Calling): void {
		if (remotionCalls.length > 0) this.calls = true;
		for (const { index } of remotionCalls) {
			const region = this.hasOtherRegions ? undefined : regionOf(tokens, index, around);
			if (region === undefined) this.hasOtherRegions = true;
			else this.regions.add(region);
		}
	}

	private calling(file: CodeFile, path: string): Calling {
		const { inherited, outside, args } = this;
		const variable = (name: string) => lookup(inherited.layers, name);
		// Names that are made of names that are made of names have an end.
		let left = mostNames;
		let constants: ReadonlyMap<string, readonly CodeToken[]> | undefined;
		const constant = (name: string) => {
			constants ??= constantsOf(file.tokens);
			const text = Object.hasOwn(this.known, name) ? this.known[name] : undefined;
			if (text !== undefined) return [textToken(text)];
			return left-- > 0 ? constants.get(name) : undefined;
		};
		const has = (file: string) => outside.has(file);
		const around = { cwd: inherited.cwd, path, paths: outside.paths, variable, constant, has };
		return { file, inherited, args, outside, around };
	}
}

/** A text as code writes it. */
function textToken(text: string): CodeToken {
	return { type: "StringLiteral", text: JSON.stringify(text), start: 0, depth: 0, opening: -1, isInArrow: false };
}

/** The region that a call names in its first argument, where it is written out; `index` is that of the function's name. */
function regionOf(tokens: readonly CodeToken[], index: number, around: Surroundings): string | undefined {
	const [input] = argumentsAt(tokens, index + 1);
	const value = input && propertiesOf(resolved(input, around))?.get("region");
	const [first, as] = value ? resolved(value, around) : [];
	return as === undefined || as.text === "as" || as.text === "satisfies" ? stringValue(first) : undefined;
}

/** The sources of a built file, as such folders are usually laid out: `src/`, or the folders that were built as they are, or one of them. */
function sourcesOf(path: string): string[] {
	const inSource = /([\\/])(?:dist|build|lib|out)([\\/])/;
	if (!inSource.test(path)) return [path.replace(/\.([cm]?)js$/, ".$1ts")].filter((one) => one !== path);
	const folders = ["$1src$2", "$1", "$1server$2"];
	return folders.map((folder) => path.replace(inSource, folder).replace(/\.([cm]?)js$/, ".$1ts"));
}
