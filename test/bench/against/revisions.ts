/** A revision beside this checkout: its files, what it ships as it builds it, and its inner functions as one bundle. */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { HarnessError } from "../../harness/log.ts";
import { root } from "../../harness/paths.ts";
import { run } from "../../harness/processes.ts";
import { entryText, findPlaces, type InnerName, type Sources } from "./adapter.ts";

/** What one side has to measure. */
export interface Built {
	/** The extension in a folder, as it ships; undefined: it could not be built. */
	extension?: string;
	vsix?: string;
	/** The inner functions, bundled, and which of them there are. */
	inner: string;
	names: ReadonlySet<InnerName>;
	/** Why something is missing. */
	problem?: string;
}

async function git(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
	const { code, output } = await run("git", args, { cwd: root, env });
	if (code !== 0) throw new HarnessError(`git ${args[0]}: ${output.trim()}`);
	return output.trim();
}

/**
 * The commit that a person named.
 * @throws HarnessError where there is none
 */
export function resolveRevision(revision: string): Promise<string> {
	return git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]).catch(() => {
		throw new HarnessError(`--against ${revision}: git knows no such commit here.`);
	});
}

/** Writes a commit's files into a new folder, with this checkout's node_modules beside them. The repository and its index stay as they are. */
export async function checkOut(commit: string, folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const env = { ...process.env, GIT_INDEX_FILE: `${folder}.index` };
	await git(["read-tree", commit], env);
	await git(["checkout-index", "--all", `--prefix=${folder.replaceAll("\\", "/")}/`], env);
	rmSync(`${folder}.index`, { force: true });
	symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
}

/** Builds a tree's extension, package and inner functions into a folder, with the tree's own scripts. */
export async function buildRevision(tree: string, folder: string): Promise<Built> {
	mkdirSync(folder, { recursive: true });
	return { ...(await bundleInner(tree, folder)), ...(await stage(tree, folder)) };
}

/** Bundles the functions that `adapter.ts` finds in a tree, as the extension is bundled. */
export async function bundleInner(tree: string, folder: string): Promise<Pick<Built, "inner" | "names">> {
	const sources: Sources = new Map(
		globSync("src/**/*.ts", { cwd: tree }).map((path) => [
			path.replaceAll("\\", "/"),
			readFileSync(join(tree, path), "utf8"),
		]),
	);
	const places = findPlaces(sources);
	const inner = join(folder, "inner.cjs");
	await build({
		...bundled,
		absWorkingDir: tree,
		stdin: { contents: entryText(places), resolveDir: tree, loader: "ts" },
		minify: true,
		format: "cjs",
		outfile: inner,
	});
	return { inner, names: new Set(places.keys()) };
}

/** Bundles the process in which calls are timed to one file. */
export async function bundleChild(folder: string): Promise<string> {
	const outfile = join(folder, "child.mjs");
	await build({
		...bundled,
		absWorkingDir: root,
		entryPoints: ["test/bench/against/child.ts"],
		format: "esm",
		outfile,
	});
	return outfile;
}

const bundled: BuildOptions = {
	bundle: true,
	platform: "node",
	target: "node22",
	mainFields: ["module", "main"],
	logLevel: "warning",
};

/** The extension as the tree's own scripts stage and package it. */
async function stage(tree: string, folder: string): Promise<Omit<Built, "inner" | "names">> {
	const extension = join(folder, "extension");
	mkdirSync(extension);
	const script = `
		const { packageExtension, stageExtension } = await import(${JSON.stringify(pathToFileURL(join(tree, "test/harness/package.ts")).href)});
		await stageExtension(${JSON.stringify(extension)});
		process.stdout.write("\\n" + JSON.stringify(await packageExtension()) + "\\n");`;
	const { code, output } = await run(process.execPath, ["--input-type=module", "-e", script], {
		cwd: tree,
		timeoutMs: 300_000,
	});
	const staged = existsSync(join(extension, "dist", "extension.cjs")) ? { extension } : {};
	const reason = output.trim().split("\n").at(-1) ?? "";
	if (code !== 0) return { ...staged, problem: `it does not build: ${reason}` };
	const vsix = join(folder, "extension.vsix");
	cpSync(JSON.parse(reason), vsix);
	return { ...staged, vsix };
}

/** A second copy of what was built. */
export function copyOf(built: Built, from: string, to: string): Built {
	cpSync(from, to, { recursive: true });
	const moved = (path: string) => join(to, path.slice(from.length));
	return {
		...built,
		inner: moved(built.inner),
		...(built.extension !== undefined && { extension: moved(built.extension) }),
		...(built.vsix !== undefined && { vsix: moved(built.vsix) }),
	};
}
