/** Makes the `.vsix`, the minified build and what belongs beside it, and the npm package of the command line. */
import {
	cpSync,
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { minify } from "terser";
import { buildCommandLine, buildExtension } from "./build.ts";
import { HarnessError } from "./log.ts";
import { packagedReadme } from "./packagedReadme.ts";
import { ensureFolder, npmFile, root, vsixFile } from "./paths.ts";
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
	await minifyAgain(join(stage, "dist"));
	for (const name of shipped)
		if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name), { recursive: true });
	const readme = join(stage, "README.md");
	writeFileSync(
		readme,
		packagedReadme(readFileSync(readme, "utf8"), (path) => existsSync(join(stage, path))),
	);
	// Who wants to know where a rule's fact comes from reads it in the repository. Lines stay where they are: codes of diagnostics lead to them.
	const rules = join(stage, "src/core/rules/README.md");
	writeFileSync(rules, readFileSync(rules, "utf8").replace(/^(Severity: .*?\.) Source: .*$/gm, "$1"));
	// What npm needs to work on the repository is nothing to VS Code.
	const manifest = join(stage, "package.json");
	const {
		scripts: _,
		devDependencies: __,
		allowScripts: ___,
		...ofExtension
	} = JSON.parse(readFileSync(manifest, "utf8"));
	writeFileSync(manifest, JSON.stringify(ofExtension));
}

/** Takes the built files through terser, which finds about 4 % that esbuild leaves. The texts stay ASCII: V8 keeps any other in two bytes a letter. */
async function minifyAgain(folder: string): Promise<void> {
	for (const name of readdirSync(folder).filter((one) => one.endsWith(".cjs"))) {
		const path = join(folder, name);
		const { code } = await minify(readFileSync(path, "utf8"), {
			ecma: 2020,
			// Nothing outside a CommonJS file sees the names at its top.
			toplevel: true,
			compress: { passes: 3 },
			format: { ascii_only: true },
		});
		if (code === undefined) throw new HarnessError(`terser made nothing of ${name}.`);
		writeFileSync(path, `${code}\n`);
	}
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
		await packTighter(vsixFile);
		return vsixFile;
	} finally {
		rmSync(stage, { recursive: true, force: true });
	}
}

/** Packs an archive anew by 7-Zip, whose deflate is about 3 % smaller than zlib's at its best. Throws a HarnessError with its output. */
async function packTighter(file: string): Promise<void> {
	const unpacked = mkdtempSync(join(tmpdir(), "rlc-package-"));
	const sevenZip = async (cwd: string, ...args: string[]) => {
		const program = join(dirname(require.resolve("7z-wasm/package.json")), "cli.js");
		const outcome = await run(process.execPath, [program, ...args], { cwd, timeoutMs: 120_000 });
		if (outcome.code !== 0) throw new HarnessError(`7-Zip failed on ${file}:\n${outcome.output}`);
	};
	try {
		cpSync(file, join(unpacked, "old.zip"));
		await sevenZip(unpacked, "x", "old.zip", "-ofiles");
		// Each file by its name: of `*`, 7-Zip makes entries for the folders, too.
		const files = globSync("**", { cwd: join(unpacked, "files"), withFileTypes: true }).filter((one) => one.isFile());
		const names = files.map(({ parentPath, name }) => relative(join(unpacked, "files"), join(parentPath, name)));
		const slow = ["-tzip", "-mm=Deflate", "-mx=9", "-mfb=258", "-mpass=10"];
		await sevenZip(join(unpacked, "files"), "a", ...slow, "../new.zip", ...names);
		writeFileSync(file, readFileSync(join(unpacked, "new.zip")));
	} finally {
		rmSync(unpacked, { recursive: true, force: true });
	}
}

/** The command line's own manifest and README. */
const npmFolder = join(root, "src", "cli", "npm");

/** Fills a folder with the npm package of the command line. */
export async function stageCommandLine(stage: string): Promise<void> {
	mkdirSync(stage, { recursive: true });
	await buildCommandLine(stage);
	const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(npmFolder, "package.json"), "utf8"));
	const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	const whole = { ...manifest, version, files: readdirSync(stage).filter((name) => name.endsWith(".cjs")) };
	writeFileSync(join(stage, "package.json"), `${JSON.stringify(whole, null, "\t")}\n`);
	cpSync(join(npmFolder, "README.md"), join(stage, "README.md"));
	cpSync(join(root, "LICENSE"), join(stage, "LICENSE"));
}

/** Builds and packs the command line; gives the path of the archive for npm. Throws a HarnessError with npm's output when that fails. */
export async function packageCommandLine(file: string = npmFile): Promise<string> {
	const stage = mkdtempSync(join(tmpdir(), "rlc-package-"));
	try {
		await stageCommandLine(join(stage, "package"));
		const outcome = await run("npm", ["pack", "--json", "--pack-destination", stage], {
			cwd: join(stage, "package"),
			timeoutMs: 120_000,
		});
		const [made] = readdirSync(stage).filter((name) => name.endsWith(".tgz"));
		if (outcome.code !== 0 || made === undefined) throw new HarnessError(`npm pack failed:\n${outcome.output}`);
		ensureFolder(dirname(file));
		cpSync(join(stage, made), file);
		return file;
	} finally {
		rmSync(stage, { recursive: true, force: true });
	}
}
