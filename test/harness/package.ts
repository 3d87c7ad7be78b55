/** Makes the `.vsix`: the minified build, and what belongs beside it. */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildExtension } from "./build.ts";
import { HarnessError } from "./log.ts";
import { ensureFolder, root, vsixFile } from "./paths.ts";
import { run } from "./processes.ts";

const require = createRequire(import.meta.url);

/** Beside the build in `dist`. `.vscodeignore` says the same to those who call vsce by hand. */
const shipped = [
	"package.json",
	"README.md",
	"CHANGELOG.md",
	"LICENSE",
	"media",
	// Where the codes of diagnostics lead.
	"src/core/rules/README.md",
	".vscodeignore",
];

/** Fills an empty folder with what ships, built as it ships: VS Code takes it for the extension. */
export async function stageExtension(stage: string): Promise<void> {
	await buildExtension({ production: true, outdir: join(stage, "dist") });
	for (const name of shipped)
		if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name), { recursive: true });
}

/**
 * Builds and packages; gives the file's path. Throws a HarnessError with vsce's output when it fails. Works in a folder with
 * nothing but what ships: vsce lists every file it sees, `.cache` too, and the development build in `dist` stays as it is.
 */
export async function packageExtension(): Promise<string> {
	const stage = mkdtempSync(join(tmpdir(), "rlc-package-"));
	try {
		await stageExtension(stage);
		ensureFolder(dirname(vsixFile));
		const vsce = join(dirname(require.resolve("@vscode/vsce/package.json")), "vsce");
		const args = [
			vsce,
			"package",
			"--no-dependencies",
			"--allow-missing-repository",
			"--no-rewrite-relative-links",
			"--out",
			vsixFile,
		];
		const outcome = await run(process.execPath, args, { cwd: stage, timeoutMs: 120_000 });
		// A warning of vsce is about something the Marketplace or its readers would stumble over.
		if (outcome.code !== 0 || outcome.output.includes("WARNING"))
			throw new HarnessError(`vsce package failed:\n${outcome.output}`);
		return vsixFile;
	} finally {
		rmSync(stage, { recursive: true, force: true });
	}
}
