import { type CodeFile, readCode } from "../../code/code.ts";
import { reexports } from "../../code/imports.ts";
import { ownImports } from "../../code/ownImports.ts";
import type { Outside } from "../outside.ts";
import { clientPackages } from "../workspaces.ts";

/** A file of code. */
export interface SourceFile {
	readonly path: string;
	readonly text: string;
}

/** What is read of a module. */
interface Module {
	/** Read token by token; absent: nothing in it loads a `.env` file or calls Remotion Lambda. */
	readonly file?: CodeFile;
	/** The project's own modules that it loads, as it names them. */
	readonly own: readonly string[];
	/** It loads a package of the workspace that depends on a client of Remotion Lambda. */
	readonly loadsClient: boolean;
}

/** A module that another one loads. */
interface Wanted {
	readonly from: string;
	readonly importer: string;
	/** How far it is from the program's file. */
	readonly step: number;
}

/** Names that speak of rendering or of variables come first: of a large server not everything is read. */
const isPromising = /remotion|lambda|render|video|env|config/i;

/** How far imports are followed, and how many modules are read for one program. */
const furthest = 6;
const mostModules = 150;

/** Without one of these a file loads no `.env` file and calls no Lambda. */
const worthTokens =
	/@remotion\/lambda|dotenv|loadEnv|envDir|parseEnv|@nestjs\/config|varlock|@t3-oss\/env-core|process\.env\.(?:REMOTION_)?AWS_[A-Z_]{1,40} ?(?:\?\?|\|\|)?=[^=]|delete process\.env/;

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

/** The modules of a project's programs, each read once for all of them. */
export class Modules {
	private static readonly all = new WeakMap<Outside, Modules>();
	private readonly outside: Outside;
	private readonly known = new Map<string, Module>();
	private readonly clients: readonly string[];
	private readonly found = new Map<string, SourceFile | undefined>();

	private constructor(outside: Outside) {
		this.outside = outside;
		this.clients = [...clientPackages(outside)];
	}

	/** Those of a project. */
	static of(outside: Outside): Modules {
		const known = Modules.all.get(outside) ?? new Modules(outside);
		Modules.all.set(outside, known);
		return known;
	}

	/** What is read of a file: of most nothing but the names of the modules that it loads. */
	read({ path, text }: SourceFile): Module {
		const known = this.known.get(path);
		if (known) return known;
		const isLoaded = (name: string) =>
			['"', "'"].some((q) => text.includes(q + name + q) || text.includes(`${q}${name}/`));
		const module = { ...readModule(text, path), loadsClient: this.clients.some(isLoaded) };
		this.known.set(path, module);
		return module;
	}

	/**
	 * The modules that a program loads, the promising and the near ones first. `isCut`: some of them are too far away or too many, and were not read.
	 * @param entry the file that is run
	 */
	reachedFrom(entry: SourceFile): { reached: ReadonlyMap<string, SourceFile>; isCut: boolean } {
		const reached = new Map([[entry.path, entry]]);
		let isCut = false;
		const waiting: Wanted[] = [];
		const promising: Wanted[] = [];
		const add = (file: SourceFile, step: number) => {
			for (const from of this.read(file).own)
				(isPromising.test(from) ? promising : waiting).push({ from, importer: file.path, step });
		};
		add(entry, 0);
		for (let index = 0, first = 0; first < promising.length || index < waiting.length; ) {
			const next = promising[first] ? promising[first++] : waiting[index++];
			if (!next) break;
			const isEnough = next.step >= furthest || reached.size >= mostModules;
			const imported = isEnough ? undefined : this.imported(next.from, next.importer);
			if (!imported) isCut ||= isEnough || this.outside.hasReadEnough;
			else if (!reached.has(imported.path)) {
				reached.set(imported.path, imported);
				add(imported, next.step + 1);
			}
		}
		return { reached, isCut };
	}

	/** The file that a module's name stands for; undefined: it is another package's, is not there or was not read. */
	imported(from: string, importer: string): SourceFile | undefined {
		const key = `${importer}\0${from}`;
		if (this.found.has(key)) return this.found.get(key);
		const file = this.lookUp(from, importer);
		if (file || !this.outside.hasReadEnough) this.found.set(key, file);
		return file;
	}

	private lookUp(from: string, importer: string): SourceFile | undefined {
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

function readModule(text: string, path: string): Omit<Module, "loadsClient"> {
	if (!worthTokens.test(text)) return { own: ownImports(text) };
	const file = readCode(text, path);
	const loaded = file.imports.filter(({ isType }) => !isType).map(({ from }) => from);
	const own = [...loaded, ...reexports(file.tokens)].filter((from) => /^(?:\.{1,2}|[@~])(?:\/|$)/.test(from));
	return { file, own: [...new Set(own)] };
}
