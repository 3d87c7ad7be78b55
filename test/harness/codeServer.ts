/**
 * VS Code's server build, installed on demand into the cache folder: the npm package code-server at a pinned version, built
 * on a pinned Node with that Node's headers. Nothing is fetched but from npm.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { lock } from "./lock.ts";
import { HarnessError, say, seconds, withSignsOfLife } from "./log.ts";
import { cacheFolder, ensureFolder } from "./paths.ts";
import { run } from "./processes.ts";
import { ensureSystem } from "./system.ts";

/** Newer and older ones differ in what they download while they install: try before changing it. */
const codeServerVersion = "4.139.1";
const nodeVersion = "24.21.0";

export interface CodeServer {
	node: string;
	entry: string;
}

/** The npm package with Node's binary and headers for this machine; the names are the `node` package's own. */
function nodePackage(): string {
	const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
	return `${prefix}-${process.platform}-${process.arch}`;
}

function layout(folder: string): CodeServer & { nodeFolder: string } {
	const nodeFolder = join(folder, "node_modules", nodePackage());
	return {
		nodeFolder,
		node: join(nodeFolder, "bin", "node"),
		entry: join(folder, "node_modules", "code-server", "out", "node", "entry.js"),
	};
}

/** Installs what is missing, once for all clones that share the cache folder, and tells where it is. */
export async function ensureCodeServer(): Promise<CodeServer> {
	if (process.platform === "win32")
		throw new HarnessError("VS Code's server build does not run on Windows itself: use WSL, where this command works.");
	const name = `code-server-${codeServerVersion}-node-${nodeVersion}-${process.platform}-${process.arch}`;
	const folder = join(ensureFolder(cacheFolder), name);
	const stamp = join(folder, "complete");
	if (existsSync(stamp)) return layout(folder);
	await ensureSystem("compiler", "kerberos");
	const unlock = await lock(`${folder}.lock`, "installing VS Code's server build", () => existsSync(stamp));
	try {
		if (!existsSync(stamp)) await install(folder, stamp);
	} finally {
		unlock();
	}
	return layout(folder);
}

async function install(folder: string, stamp: string): Promise<void> {
	const started = Date.now();
	say(`Installing VS Code's server build (code-server ${codeServerVersion}, about 600 MB, one to two minutes, once) …`);
	const partial = `${folder}.partial`;
	rmSync(partial, { recursive: true, force: true });
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
	writeFileSync(
		join(partial, "package.json"),
		JSON.stringify({ private: true, allowScripts: { "code-server": true, argon2: true } }),
	);
	const { nodeFolder } = layout(partial);
	const quiet = ["--no-audit", "--no-fund", "--save-exact"];
	await npm(partial, ["install", ...quiet, `${nodePackage()}@${nodeVersion}`], {});
	say(`Node ${nodeVersion} with its headers is there (${seconds(started)}); now VS Code, with native parts to compile`);
	await npm(partial, ["install", ...quiet, `code-server@${codeServerVersion}`], {
		// Its install script wants npm to run on Node 24, and node-gyp that Node's headers, which it would download otherwise.
		PATH: [join(nodeFolder, "bin"), process.env.PATH ?? ""].join(delimiter),
		npm_config_nodedir: nodeFolder,
		npm_package_config_node_gyp_nodedir: nodeFolder,
		JOBS: "max",
		// Half of the time that compiling takes is optimising what a test hardly runs.
		CFLAGS: "-O0",
		CXXFLAGS: "-O0",
	});
	writeFileSync(join(partial, "complete"), `${new Date().toISOString()}\n`);
	renameSync(partial, folder);
	if (!existsSync(stamp)) throw new HarnessError(`Installing into ${folder} left no stamp.`);
	say(`VS Code's server build installed in ${seconds(started)}`);
}

async function npm(cwd: string, args: string[], additions: Record<string, string>): Promise<void> {
	const env: NodeJS.ProcessEnv = {};
	for (const [key, value] of Object.entries(process.env)) if (!/^npm_/i.test(key)) env[key] = value;
	Object.assign(env, additions);
	const outcome = await withSignsOfLife("still installing VS Code's server build", () =>
		run("npm", args, { cwd, env, timeoutMs: 20 * 60_000 }),
	);
	if (outcome.code !== 0)
		throw new HarnessError(`npm ${args.join(" ")} failed in ${cwd}:\n${outcome.output.slice(-6000)}`);
}
