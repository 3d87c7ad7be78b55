/**
 * The first file every npm script runs: `node test/harness/bootstrap.mjs <command> [arguments]`.
 *
 * It must work on a fresh clone with nothing but Node 20 and npm, so it is plain JavaScript without dependencies. It brings
 * node_modules in line with package-lock.json when it is not, then hands over to `test/harness/commands/<command>.ts`, run
 * by the project's own Node (the npm package `node`), which is the Node that VS Code's extension host runs on.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
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
 * Runs npm on the Node that is running this file, its output in sight, with a sign of life every ten seconds.
 * @param {string[]} args
 * @returns {Promise<boolean>} whether npm ended well
 */
function npm(args) {
	const cli = process.env.npm_execpath;
	const viaCli = cli !== undefined && /npm-cli\.c?js$/.test(cli);
	const command = viaCli ? process.execPath : "npm";
	const started = Date.now();
	const child = spawn(command, viaCli ? [cli, ...args] : args, {
		cwd: root,
		stdio: ["ignore", "inherit", "inherit"],
		shell: windows && !viaCli,
	});
	const pulse = setInterval(() => say(`still at it (${Math.round((Date.now() - started) / 1000)} s)`), 10_000);
	return new Promise((resolve) => {
		child.on("error", (error) => {
			process.stderr.write(`npm does not start: ${error.message}\n`);
			resolve(false);
		});
		child.on("close", (code) => resolve(code === 0));
	}).finally(() => clearInterval(pulse));
}

async function install() {
	const stamp = wantedStamp();
	const recorded = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
	if (recorded === stamp && projectNodeWorks()) return;
	if (!modulesMatchLockfile()) {
		say("Installing the npm packages of package-lock.json (about a minute) …");
		const started = Date.now();
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
await install();

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
