/**
 * The first file every npm script runs: `node test/harness/bootstrap.mjs <command> [arguments]`.
 *
 * It must work on a fresh clone with nothing but Node 20 and npm, so it is plain JavaScript without dependencies. It brings
 * node_modules in line with package-lock.json when it is not, then hands over to `test/harness/commands/<command>.ts`, run
 * by the project's own Node (the npm package `node`), which is the Node that VS Code's extension host runs on.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const modules = join(root, "node_modules");
const windows = process.platform === "win32";
const projectNode = join(modules, "node", "bin", windows ? "node.exe" : "node");
const stampFile = join(modules, ".remotion-lambda-credentials-stamp");

/** @param {string} text */
function say(text) {
	process.stdout.write(`» ${text}\n`);
}

/** @param {string} text @returns {never} */
function fail(text) {
	process.stderr.write(`\n✗ ${text}\n`);
	process.exit(1);
}

/** What node_modules must have been made from: lockfile and machine. */
function wantedStamp() {
	const lock = readFileSync(join(root, "package-lock.json"));
	return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}

/** True where node_modules already holds what the lockfile asks for, whoever installed it (`npm install X` does, too). */
function modulesMatchLockfile() {
	const installedFile = join(modules, ".package-lock.json");
	if (!existsSync(installedFile)) return false;
	const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
	const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
	for (const [path, entry] of Object.entries(wanted)) {
		if (path === "") continue;
		const present = installed[path];
		if (present === undefined) {
			if (entry.optional || entry.devOptional || entry.peer) continue;
			return false;
		}
		if (present.version !== entry.version || present.integrity !== entry.integrity) return false;
	}
	return Object.keys(installed).every((path) => path in wanted);
}

/** True where the project's own Node is there and starts. */
function projectNodeWorks() {
	return existsSync(projectNode) && spawnSync(projectNode, ["--version"]).status === 0;
}

/**
 * Starts npm on the Node that is running this file.
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
function startNpm(args, options) {
	const cli = process.env.npm_execpath;
	const viaCli = cli !== undefined && /npm-cli\.c?js$/.test(cli);
	return spawn(viaCli ? process.execPath : "npm", viaCli ? [cli, ...args] : args, {
		...options,
		shell: windows && !viaCli,
	});
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<boolean>} whether it ended well
 */
function ended(child) {
	return new Promise((resolve) => {
		child.on("error", (error) => {
			process.stderr.write(`${child.spawnfile} does not start: ${error.message}\n`);
			resolve(false);
		});
		child.on("close", (code) => resolve(code === 0));
	});
}

/**
 * Runs npm in the repository, its output in sight, with a sign of life every ten seconds.
 * @param {string[]} args
 * @returns {Promise<boolean>} whether npm ended well
 */
function npm(args) {
	const started = Date.now();
	const pulse = setInterval(() => say(`still at it (${Math.round((Date.now() - started) / 1000)} s)`), 10_000);
	const child = startNpm(args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
	return ended(child).finally(() => clearInterval(pulse));
}

/**
 * On a fresh machine: while npm installs the packages, mostly waiting, what else the command needs is installed beside it (ahead.ts). That is
 * TypeScript, so the project's Node comes first, by itself. All of it is only sooner: nothing waits for it, and what goes wrong is told later.
 * @param {string | undefined} command
 */
async function installAhead(command) {
	if (windows || (command !== "test" && command !== "start")) return;
	const version = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages["node_modules/node"]
		.version;
	const name = `${process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${process.platform}-${process.arch}`;
	const folder = join(root, ".cache", "ahead");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, "package.json"), '{ "private": true }');
	process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
	const own = Object.entries(process.env).filter(
		([key]) => !/^npm_(config_(local_prefix|prefix)|package|lifecycle)_?/i.test(key),
	);
	const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `${name}@${version}`];
	if (!(await ended(startNpm(args, { cwd: folder, stdio: "ignore", env: Object.fromEntries(own) })))) return;
	const node = join(folder, "node_modules", name, "bin", "node");
	if (!existsSync(node)) return;
	const child = spawn(node, [join(root, "test", "harness", "ahead.ts"), command], { cwd: root, stdio: "inherit" });
	process.on("exit", () => child.kill());
	child.on("error", () => {});
}

/** @param {string | undefined} command */
async function install(command) {
	const stamp = wantedStamp();
	const recorded = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
	if (recorded === stamp && projectNodeWorks()) return;
	if (!modulesMatchLockfile()) {
		say("Installing the npm packages of package-lock.json (about a minute) …");
		const started = Date.now();
		installAhead(command).catch(() => {});
		if (!(await npm(["ci", "--no-audit", "--no-fund"]))) fail("npm ci failed; its output is above.");
		say(`npm packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
	}
	if (!projectNodeWorks()) {
		// Where npm may run no install scripts, the package "node" is empty: its script puts the binary in.
		say("Installing the project's own Node …");
		spawnSync(process.execPath, ["installArchSpecificPackage.js"], { cwd: join(modules, "node"), stdio: "inherit" });
		if (!projectNodeWorks()) fail(`${projectNode} does not start, and the package "node" could not install it.`);
	}
	writeFileSync(stampFile, stamp);
}

const [command, ...rest] = process.argv.slice(2);
if (Number(process.versions.node.split(".")[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`);
if (command === undefined || !/^[a-z-]+$/.test(command))
	fail("Usage: node test/harness/bootstrap.mjs <command> [arguments]");
const script = join(root, "test", "harness", "commands", `${command}.ts`);
if (!existsSync(script)) fail(`There is no command "${command}".`);
await install(command);

const environment = { ...process.env };
for (const name of Object.keys(environment))
	if (/^npm_(config|package|lifecycle)_/i.test(name)) delete environment[name];
const pathName = Object.keys(environment).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
const ownFolders = [dirname(projectNode), join(modules, ".bin")];
// For what must run as the person's own shell would: VS Code on their own folder.
environment.RLC_OUTER_PATH = environment[pathName] ?? "";
environment[pathName] = [...ownFolders, environment[pathName] ?? ""].join(delimiter);
const child = spawn(projectNode, [script, ...rest], { cwd: process.cwd(), stdio: "inherit", env: environment });
// Ctrl+C reaches the whole terminal group: the child cleans up, and this waits for it. Other signals are passed on.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => fail(`${projectNode} does not start: ${error.message}`));
child.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
