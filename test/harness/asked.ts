/** Which code is loaded with the first question to it, and not before. */
import { join, relative } from "node:path";
import type { Plugin } from "esbuild";
import { root } from "./paths.ts";

/** By file of the core or package, the functions that others call. */
type Functions = Readonly<Record<string, readonly string[]>>;

/**
 * What most projects never need. In a build, these are bundles of their own (`rare.cjs`, `yaml.cjs` …): parsing the code takes Node.js longer
 * than anything else that the command line does.
 */
const asked: Readonly<Record<string, Functions>> = {
	rare: {
		dotenv: ["parse"],
		"semver/functions/parse.js": ["default"],
		"src/core/dotenv/dialects/index.ts": ["readOther", "readerOf"],
		"src/core/dotenv/expand.ts": ["expandAsNext", "expandAsBun"],
		"src/core/dotenv/expansions.ts": ["expansionOf", "expandText"],
		"src/core/dotenv/expansions/dotenvExpand.ts": ["expandAsVite"],
		"src/core/dotenv/expansions/nuxt.ts": ["expandAsNuxt"],
		"src/core/precedence/otherSdk.ts": ["resolveOtherSdk"],
		"src/core/rules/shared/dialectReasons.ts": ["reasonFor"],
		"src/core/text/masking/addresses.ts": ["bearers", "passwords"],
		"src/core/text/masking/encoded.ts": ["encoded"],
		"src/core/text/masking/joined.ts": ["joined"],
		"src/core/text/masking/keyIds.ts": ["keyIds"],
		"src/core/text/masking/named.ts": ["named"],
		"src/core/text/masking/reading.ts": ["read"],
		"src/core/text/masking/shapes.ts": ["isMixed", "isRandom", "privateKeys", "secretKeys", "sessionTokens"],
	},
	shell: { unbash: ["parse"] },
	toml: { "toml-eslint-parser": ["parseTOML", "getStaticTOMLValue"] },
	yaml: { yaml: ["isAlias", "isMap", "isNode", "isScalar", "isSeq", "parse", "parseDocument", "visit"] },
};

/** The entries of the bundles, by their names. */
export const askedEntries: Readonly<Record<string, string>> = Object.fromEntries(
	Object.keys(asked).map((bundle) => [bundle, `bundle:${bundle}`]),
);

/** What a bundle exports a function as. */
const exported = (file: string, name: string) => (name === "default" ? file.replace(/\W/g, "_") : name);

/** The texts of the bundles' entries, by these. */
export const askedTexts: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(asked).map(([bundle, functions]) => [
		`bundle:${bundle}`,
		Object.entries(functions)
			.flatMap(([file, names]) => {
				const from = JSON.stringify(file.startsWith("src/") ? `./${file}` : file);
				return names.map((name) => `export { ${name} as ${exported(file, name)} } from ${from};\n`);
			})
			.join(""),
	]),
);

const bundleOf: ReadonlyMap<string, string> = new Map(
	Object.entries(asked).flatMap(([bundle, functions]) => Object.keys(functions).map((file) => [file, bundle] as const)),
);

/** What takes the place of a file or package: functions of the same names, which load the bundle. */
function standIn(file: string): string {
	const bundle = bundleOf.get(file) ?? "";
	const functions = (asked[bundle]?.[file] ?? []).map((name) => {
		const call = `(...given) => asked().${exported(file, name)}(...given)`;
		return name === "default" ? `export default ${call};` : `export const ${name} = ${call};`;
	});
	return `let loaded;\nconst asked = () => (loaded ??= require("./${bundle}.cjs"));\n${functions.join("\n")}`;
}

/** Whose files are `rare.cjs`'s, too. */
const folders = ["src/core/dotenv/dialects/", "src/core/dotenv/expansions/", "src/core/text/masking/"];

/** Puts functions that load the bundle in the place of what is in it, but for its own files. */
export const loadedWhenAsked: Plugin = {
	name: "loaded when asked",
	setup({ onResolve, onLoad }) {
		const fileOf = (path: string, folder: string) =>
			path.startsWith(".") ? relative(root, join(folder, path)).replaceAll("\\", "/") : path;
		const bundleAt = (file: string) =>
			bundleOf.get(file) ?? (folders.some((folder) => file.startsWith(folder)) ? "rare" : undefined);
		onResolve({ filter: /./ }, ({ path, kind, importer, namespace, resolveDir }) => {
			if (namespace === "asked") return { path, external: true };
			const file = fileOf(path, resolveDir);
			if (kind !== "import-statement" || namespace !== "file" || !bundleOf.has(file)) return undefined;
			return bundleAt(fileOf(`./${relative(root, importer)}`, root)) === bundleOf.get(file)
				? undefined
				: { path: file, namespace: "asked", sideEffects: false };
		});
		onLoad({ filter: /./, namespace: "asked" }, ({ path }) => ({ contents: standIn(path), resolveDir: root }));
	},
};
