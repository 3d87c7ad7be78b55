/** Builds the extension and its host suites with esbuild. */
import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { askedEntries, askedTexts, loadedWhenAsked } from "./asked.ts";
import { oneCopy } from "./oneCopy.ts";
import { root } from "./paths.ts";
import { buildShared } from "./shared.ts";

/** What ships and VS Code loads when it starts, by the name it gets in `dist`: as little as can be, in one file. */
const started: Record<string, string> = { extension: "src/extension.ts" };

/** What ships and is loaded after that, or by the command line. */
const sharing: Record<string, string> = {
	features: "src/vscode/features.ts",
	launches: "src/core/launches/findLaunches.ts",
	code: "src/core/rules/code/index.ts",
	...askedEntries,
};

/** The command line, which runs without VS Code, and what it loads when it is asked for that. */
const commandLine: Record<string, string> = {
	cli: "src/cli/main.ts",
	check: "src/cli/check.ts",
	verify: "src/cli/verify.ts",
	send: "src/cli/send.ts",
	settings: "src/cli/settings.ts",
};

/** What only the npm package of the command line has. */
const ofPackage: Record<string, string> = { mcp: "src/cli/mcp/server.ts" };

/** What ships and asks AWS in processes of its own. */
const askers: Record<string, string> = {
	identity: "src/aws/child/identity.ts",
	secrets: "src/aws/child/secrets.ts",
	sessions: "src/aws/child/sessions.ts",
	/** What these have in common. */
	answers: "src/aws/child/answers.ts",
};

/** What ships and runs the project's own client in a process of its own. */
const renderer: Record<string, string> = { testRender: "src/remotion/child/main.ts" };

const all = { ...started, ...sharing, ...commandLine, ...ofPackage, ...askers };

const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const common: BuildOptions = {
	absWorkingDir: root,
	bundle: true,
	platform: "node",
	format: "cjs",
	// The oldest that the command line runs on; VS Code's is newer.
	target: "node20",
	// Some packages' CommonJS form cannot be bundled (jsonc-parser's UMD), and the AWS SDK is a third smaller so.
	mainFields: ["module", "main"],
	// The same code for all that has no process: of ES modules a bundle holds only what it calls.
	alias: { yaml: join(root, "node_modules/yaml/browser/dist/index.js") },
	outExtension: { ".js": ".cjs" },
	logLevel: "warning",
};

/** A bundle that another one loads when it needs it stays a file of its own: `import("./vscode/features.ts")` loads `features.cjs`. */
const ownBundles: Plugin = {
	name: "own bundles",
	setup({ onResolve }) {
		onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
			if (kind !== "dynamic-import") return undefined;
			const source = relative(root, join(resolveDir, path)).replaceAll("\\", "/");
			const bundle = Object.keys(all).find((name) => all[name] === source);
			return bundle === undefined ? undefined : { path: `./${bundle}.cjs`, external: true };
		});
	},
};

const madeEntries: Plugin = {
	name: "made entries",
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^bundle:/ }, ({ path }) => ({ path, namespace: "bundle" }));
		onLoad({ filter: /./, namespace: "bundle" }, ({ path }) => ({
			contents: askedTexts[path] ?? "",
			resolveDir: root,
			loader: "ts",
		}));
	},
};

/** What does nothing as it is loaded, readers of text and our own core: a bundle holds only what it calls of them. */
const readers = "ini|js-tokens|jsonc-parser|toml-eslint-parser|semver|unbash|yaml";
const ofReader = new RegExp(`[\\\\/]node_modules[\\\\/](?:${readers})[\\\\/]`);

const core = join(root, "src", "core", sep);

const pureModules: Plugin = {
	name: "pure modules",
	setup({ onResolve, resolve }) {
		onResolve({ filter: new RegExp(`^(?:(?:${readers})(?:/.*)?|\\..*)$`) }, async ({ path, pluginData, ...where }) => {
			if (pluginData === "resolved") return undefined;
			const found = await resolve(path, { ...where, pluginData: "resolved" });
			const isPure = !path.startsWith(".") || ofReader.test(where.importer) || found.path.startsWith(core);
			return isPure ? { ...found, sideEffects: false } : undefined;
		});
	},
};

/**
 * `core/index.ts` is for other programs, too, and names what is a bundle of its own here. A file that is shared would bring all of it along,
 * whatever is used.
 */
const ownFace: Plugin = {
	name: "own face",
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]src[\\/]core[\\/]index\.ts$/ }, ({ path }) => ({
			contents: readFileSync(path, "utf8").replace(/^export \{ findLaunches \}.*$/m, ""),
			loader: "ts",
		}));
	},
};

/** How all that ships is built. */
function shippedTo(outdir: string, isProduction: boolean) {
	return {
		...common,
		outdir,
		minify: isProduction,
		sourcemap: isProduction ? false : "linked",
		external: ["vscode"],
		define: { "process.env.RLC_VERSION": JSON.stringify(version) },
		// `import()` becomes `require()`, which finds a bundle beside this one wherever the extension lies; to an ES module VS Code would
		// not give its module "vscode".
		supported: { "dynamic-import": false },
	} satisfies BuildOptions;
}

const sharedPlugins = [ownFace, madeEntries, loadedWhenAsked, ownBundles, pureModules];

/** Builds the extension into `dist`, or elsewhere; minified and without source maps for the package. */
export async function buildExtension(options: { production: boolean; outdir?: string }): Promise<void> {
	const shipped = shippedTo(options.outdir ?? join(root, "dist"), options.production);
	await build({ ...shipped, entryPoints: renderer, plugins: [pureModules] });
	await build({ ...shipped, entryPoints: askers, plugins: [oneCopy, ownBundles, pureModules] });
	await build({ ...shipped, entryPoints: started, plugins: [ownBundles, pureModules] });
	await buildShared({ ...shipped, entryPoints: { ...commandLine, ...sharing }, plugins: sharedPlugins }, "cli");
}

/** Builds the command line alone into a folder, as its npm package has it: what asks AWS is one file more. */
export async function buildCommandLine(outdir: string): Promise<void> {
	const shipped = shippedTo(outdir, true);
	const { features: _, ...others } = sharing;
	await build({
		...shipped,
		entryPoints: { identity: "src/aws/child/answerIdentities.ts" },
		plugins: [oneCopy, pureModules],
	});
	const entryPoints = { ...commandLine, ...ofPackage, ...others };
	await buildShared({ ...shipped, entryPoints, plugins: sharedPlugins }, "cli");
}

/** The compiled form of host suites. */
export interface HostBuild {
	/** What VS Code loads: the compiled test/host/index.ts. */
	entry: string;
	/** The folder in which each suite has a folder of its own. */
	suites: string;
}

/** Compiles the test files under `suites` (`<suite>/…/*.test.ts`) and the entry into `out`, which is emptied first. */
export async function buildHostTests(
	suites: string = join(root, "test", "host"),
	out: string = join(root, "dist", "test", "host"),
): Promise<HostBuild> {
	rmSync(out, { recursive: true, force: true });
	const external = ["vscode", "mocha"];
	await build({ ...common, entryPoints: { index: "test/host/index.ts" }, outdir: out, external, sourcemap: "inline" });
	const files = existsSync(suites) ? globSync("*/**/*.test.ts", { cwd: suites }) : [];
	if (files.length > 0) {
		const entries = files.map((file) => join(suites, file));
		await build({ ...common, entryPoints: entries, outbase: suites, outdir: out, external, sourcemap: "inline" });
	}
	return { entry: join(out, "index.cjs"), suites: out };
}
