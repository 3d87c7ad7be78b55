/** Builds entries that share code into files for `require()`: what several of them need is in one file beside them, and only once. */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { root } from "./paths.ts";

/** What the file that they share is called. */
const shared = "shared";

/** An ES module that esbuild made: an entry, or a part that several entries share. */
interface Part {
	readonly text: string;
	readonly exports: readonly string[];
	readonly isEntry: boolean;
}

/**
 * esbuild shares code between ES modules alone, and makes a file for each set of entries that share something. All such parts become one
 * CommonJS file here: each file that is loaded takes time, and what only a few of them need is small.
 * @param options as for esbuild; what is external must be `vscode`, or a file beside: `import()` of it becomes `require()`
 */
export async function buildShared(options: BuildOptions & { outdir: string }): Promise<void> {
	const { outdir, sourcemap, minify, target, supported } = options;
	const parts = await partsOf(options);
	const names = [...parts].flatMap(([name, { isEntry }]) => (isEntry ? [name] : []));
	mkdirSync(outdir, { recursive: true });
	for (const name of [...names, shared]) {
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
async function partsOf(options: BuildOptions): Promise<Map<string, Part>> {
	const { outExtension: _, sourcemap, ...others } = options;
	const made = await build({
		...others,
		format: "esm",
		splitting: true,
		write: false,
		metafile: true,
		sourcemap: sourcemap ? "inline" : false,
	});
	const outputs = new Map(Object.entries(made.metafile.outputs).map(([path, one]) => [basename(path), one]));
	return new Map(
		made.outputFiles.map(({ path, text }) => {
			const { exports = [], entryPoint } = outputs.get(basename(path)) ?? {};
			return [basename(path, ".js"), { text, exports, isEntry: entryPoint !== undefined }];
		}),
	);
}

const importOfPart = /\bimport\s*\{([^{}]*)\}\s*from\s*"\.\/([\w-]+)\.js"/g;

/** Hands the parts to esbuild. In an entry, what it imports of parts is imported of the file of all parts. */
function reading(parts: ReadonlyMap<string, Part>): Plugin {
	const common = [...parts].filter(([, { isEntry }]) => !isEntry);
	/** What a part's export is called in the file of all parts: two of them may call something the same. */
	const nameIn = (part: string, name: string) => `${name}$${common.findIndex(([one]) => one === part)}`;
	const whole = common
		.map(([part, { exports }]) => {
			const list = exports.map((name) => `${name} as ${nameIn(part, name)}`);
			return `export { ${list.join(", ")} } from "./${part}.js";\n`;
		})
		.join("");
	const entry = (text: string) =>
		text.replace(importOfPart, (all, list: string, part: string) => {
			if (!parts.has(part)) return all;
			const renamed = list.replace(/([\w$]+)(\s+as\s+[\w$]+)?/g, (_, name: string, as = ` as ${name}`) => {
				return nameIn(part, name) + as;
			});
			return `import {${renamed}} from "./${shared}.cjs"`;
		});
	return {
		name: "parts",
		setup({ onResolve, onLoad }) {
			onResolve({ filter: /^part:/ }, ({ path }) => ({ path: path.slice("part:".length), namespace: "part" }));
			onResolve({ filter: /^\.\/[\w-]+\.js$/, namespace: "part" }, ({ path }) => ({
				path: basename(path, ".js"),
				namespace: "part",
				sideEffects: true,
			}));
			onResolve({ filter: /^\.\/[\w-]+\.cjs$/, namespace: "part" }, ({ path }) => ({ path, external: true }));
			onLoad({ filter: /./, namespace: "part" }, ({ path }) => {
				const { text = whole, isEntry = false } = parts.get(path) ?? {};
				return { contents: isEntry ? entry(text) : text, resolveDir: root };
			});
		},
	};
}
