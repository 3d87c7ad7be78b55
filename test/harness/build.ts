/** Builds the extension and its host suites with esbuild. */
import { existsSync, globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { root } from "./paths.ts";

/** What ships, by the name it gets in `dist`: the extension, and what it loads or starts later as files of their own. */
const entryPoints: Record<string, string> = {
	extension: "src/extension.ts",
	identity: "src/aws/identityProcess.ts",
	testRender: "src/remotion/renderChild.ts",
};

const common: BuildOptions = {
	absWorkingDir: root,
	bundle: true,
	platform: "node",
	format: "cjs",
	target: "node22",
	outExtension: { ".js": ".cjs" },
	logLevel: "warning",
};

/** Builds the extension into `dist`, or elsewhere; minified and without source maps for the package. */
export async function buildExtension(options: { production: boolean; outdir?: string }): Promise<void> {
	await build({
		...common,
		entryPoints,
		outdir: options.outdir ?? join(root, "dist"),
		external: ["vscode"],
		// The AWS SDK is a third smaller so.
		mainFields: ["module", "main"],
		minify: options.production,
		sourcemap: options.production ? false : "linked",
	});
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
