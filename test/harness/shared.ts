/** Builds entries that share code into files for `require()`: what several of them need is in files beside them, and only once. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { root } from "./paths.ts";

/** The file of the parts that the first entry needs: whatever else needs them, loads them all. */
const shared = "shared";

/** An ES module that esbuild made: an entry, or a part that several entries share. */
interface Part {
	readonly text: string;
	readonly exports: readonly string[];
	/** The file that it is, or that it is in: an entry's own, `shared`, or one that is called by the entries that need it. */
	readonly file: string;
	readonly isEntry: boolean;
}

/**
 * esbuild shares code between ES modules alone, and makes a file for each set of entries that share something. The parts that the first entry
 * needs become one CommonJS file here, as each file that is loaded takes time; every other part is a file of its own.
 * @param options as for esbuild; what is external must be `vscode`, or a file beside: `import()` of it becomes `require()`
 * @param first the entry whose start counts
 */
export async function buildShared(options: BuildOptions & { outdir: string }, first: string): Promise<void> {
	const { outdir, sourcemap, minify, target, supported } = options;
	const parts = await partsOf(options, first);
	mkdirSync(outdir, { recursive: true });
	// Which there are depends on what shares what: those of another build would stay.
	for (const name of readdirSync(outdir)) if (name.startsWith(`${shared}-`)) rmSync(join(outdir, name));
	for (const name of new Set([...parts.values()].map(({ file }) => file))) {
		const { outputFiles } = await build({
			absWorkingDir: root,
			entryPoints: [`part:${name}`],
			outfile: join(outdir, `${name}.cjs`),
			bundle: true,
			platform: "node",
			format: "cjs",
			write: false,
			external: ["vscode"],
			sourcemap: sourcemap ? "linked" : false,
			...(minify !== undefined && { minify }),
			...(target !== undefined && { target }),
			...(supported && { supported }),
			plugins: [reading(parts)],
		});
		for (const { path, contents } of outputFiles) writeFileSync(path, contents);
	}
}

/** What esbuild makes of the entries, by name: each entry, and the parts that several of them share. */
async function partsOf(options: BuildOptions, first: string): Promise<Map<string, Part>> {
	const { outExtension: _, sourcemap, ...others } = options;
	const made = await build({
		...others,
		format: "esm",
		splitting: true,
		write: false,
		metafile: true,
		sourcemap: sourcemap ? "inline" : false,
	});
	const outputs = new Map(Object.entries(made.metafile.outputs).map(([path, one]) => [basename(path, ".js"), one]));
	const importsOf = (name: string) =>
		(outputs.get(name)?.imports ?? []).flatMap(({ path, kind, external }) =>
			kind === "import-statement" && !external ? [basename(path, ".js")] : [],
		);
	const neededBy = new Map<string, string[]>();
	for (const [entry, { entryPoint }] of outputs) {
		if (entryPoint === undefined) continue;
		const needed = new Set([entry]);
		for (const part of needed) for (const one of importsOf(part)) needed.add(one);
		for (const part of needed) neededBy.set(part, [...(neededBy.get(part) ?? []), entry]);
	}
	const parts = new Map(
		made.outputFiles.map(({ path, text }): [string, Part] => {
			const name = basename(path, ".js");
			const { exports = [], entryPoint } = outputs.get(name) ?? {};
			const entries = neededBy.get(name) ?? [];
			const common = entries.includes(first) ? shared : [shared, ...entries.sort()].join("-");
			const isEntry = entryPoint !== undefined;
			return [name, { text, exports, isEntry, file: isEntry ? name : common }];
		}),
	);
	moveSmall(parts, importsOf);
	return parts;
}

/** A file of fewer characters costs more to find, to read and to pack than to have read with the others. */
const smallest = 6_000;

/** Puts small files of parts into the shared one, where all that they import is there, too. */
function moveSmall(parts: Map<string, Part>, importsOf: (name: string) => readonly string[]): void {
	const files = new Map<string, string[]>();
	for (const [name, { file, isEntry }] of parts) if (!isEntry) files.set(file, [...(files.get(file) ?? []), name]);
	const isShared = (name: string) => parts.get(name)?.file === shared;
	for (let isMoved = true; isMoved; ) {
		isMoved = false;
		for (const [file, names] of files) {
			const size = names.reduce((sum, name) => sum + (parts.get(name)?.text.length ?? 0), 0);
			const isAlone = names.every((name) => importsOf(name).every((one) => isShared(one) || names.includes(one)));
			if (file === shared || size > smallest || !isAlone) continue;
			for (const name of names) parts.set(name, { ...(parts.get(name) as Part), file: shared });
			files.delete(file);
			isMoved = true;
		}
	}
}

const importOfPart = /\bimport\s*(?:\{([^{}]*)\}\s*from\s*)?"\.\/([\w-]+)\.js"/g;

/** Hands the files to esbuild. In a part, what it imports of a part in another file is imported of that file. */
function reading(parts: ReadonlyMap<string, Part>): Plugin {
	const names = [...parts.keys()];
	/** What a part's export is called in its file: two parts of a file may call something the same. */
	const nameIn = (part: string, name: string) => `${name}$${names.indexOf(part)}`;
	const partsIn = (file: string) => [...parts].filter((one) => one[1].file === file);
	const face = (file: string) =>
		partsIn(file)
			.map(([part, { exports }]) => {
				const list = exports.map((name) => `${name} as ${nameIn(part, name)}`);
				return `export { ${list.join(", ")} } from "./${part}.js";\n`;
			})
			.join("");
	const importing = ({ text, file }: Part) =>
		text.replace(importOfPart, (all, list: string | undefined, name: string) => {
			const part = parts.get(name);
			if (!part || part.file === file) return all;
			if (list === undefined) return `import "./${part.file}.cjs"`;
			const renamed = list.replace(/([\w$]+)(\s+as\s+[\w$]+)?/g, (_, one: string, as = ` as ${one}`) => {
				return nameIn(name, one) + as;
			});
			return `import {${renamed}} from "./${part.file}.cjs"`;
		});
	return {
		name: "parts",
		setup({ onResolve, onLoad }) {
			onResolve({ filter: /^part:/ }, ({ path }) => ({ path: path.slice("part:".length), namespace: "file of parts" }));
			onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path }) => ({ path: basename(path, ".js"), namespace: "part" }));
			onResolve({ filter: /^\.\/[\w-]+\.cjs$/ }, ({ path }) => ({ path, external: true }));
			onLoad({ filter: /./, namespace: "file of parts" }, ({ path }) => {
				const entry = parts.get(path);
				return { contents: entry?.isEntry ? importing(entry) : face(path), resolveDir: root };
			});
			onLoad({ filter: /./, namespace: "part" }, ({ path }) => {
				const part = parts.get(path);
				return part && { contents: importing(part), resolveDir: root };
			});
		},
	};
}
