/** Which code is loaded with the first question to it, and not before. */
import { join, relative } from "node:path";
import type { Plugin } from "esbuild";
import { root } from "./paths.ts";

/**
 * What most projects never need: by file of the core or package, the functions that others call. In a build, these are a bundle of their own
 * (`rare.cjs`): parsing the code takes Node.js longer than anything else that the command line does.
 */
const rare: Readonly<Record<string, readonly string[]>> = {
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
};

/** The entry of the bundle. */
export const rareEntry = "bundle:rare";

const named = Object.entries(rare).flatMap(([file, names]) => names.map((name) => ({ file, name })));

/** What the bundle exports a function as. */
const exported = ({ file, name }: { file: string; name: string }) =>
	name === "default" ? file.replace(/\W/g, "_") : name;

/** The text of the bundle's entry. */
export const rareText = named
	.map((one) => {
		const from = one.file.startsWith("src/") ? `./${one.file}` : one.file;
		return `export { ${one.name} as ${exported(one)} } from ${JSON.stringify(from)};\n`;
	})
	.join("");

/** What takes the place of a file or package: functions of the same names, which load the bundle. */
function standIn(file: string): string {
	const functions = named
		.filter((one) => one.file === file)
		.map((one) => {
			const call = `(...given) => rare().${exported(one)}(...given)`;
			return one.name === "default" ? `export default ${call};` : `export const ${one.name} = ${call};`;
		});
	return `let loaded;\nconst rare = () => (loaded ??= require("./rare.cjs"));\n${functions.join("\n")}`;
}

const folders = ["src/core/dotenv/dialects/", "src/core/dotenv/expansions/", "src/core/text/masking/"];

/** Puts functions that load the bundle in the place of what is in it, but for its own files. */
export const loadedWhenAsked: Plugin = {
	name: "loaded when asked",
	setup({ onResolve, onLoad }) {
		const fileOf = (path: string, folder: string) =>
			path.startsWith(".") ? relative(root, join(folder, path)).replaceAll("\\", "/") : path;
		const isOwn = (file: string) => Object.hasOwn(rare, file) || folders.some((folder) => file.startsWith(folder));
		onResolve({ filter: /./ }, ({ path, kind, importer, namespace, resolveDir }) => {
			if (namespace === "asked") return { path, external: true };
			const file = fileOf(path, resolveDir);
			if (kind !== "import-statement" || namespace !== "file" || !Object.hasOwn(rare, file)) return undefined;
			return isOwn(fileOf(`./${relative(root, importer)}`, root))
				? undefined
				: { path: file, namespace: "asked", sideEffects: false };
		});
		onLoad({ filter: /./, namespace: "asked" }, ({ path }) => ({ contents: standIn(path), resolveDir: root }));
	},
};
