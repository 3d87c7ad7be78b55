/**
 * "Check this terminal" in real shells: the launch that comes of a terminal's report says what the real Remotion CLI, started in the same
 * terminal, signs with on the wire. CLI_RUNS and CONFORMANCE_SEED choose how many terminals and which.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { explanationIn, launchOf } from "../../src/core/environmentReport/asLaunch.ts";
import { readReport } from "../../src/core/environmentReport/read.ts";
import { type Explanation, explain } from "../../src/core/index.ts";
import { isSameAnswer } from "../../src/core/launches/agreement.ts";
import { posixScript, quoteFor, scriptLine } from "../../src/core/text/shellLine.ts";
import { ReportReceiver } from "../../src/vscode/common/reportReceiver.ts";
import { cleanEnvironment } from "../harness/environment.ts";
import { builtCommandLine } from "./commandLineBuilt.ts";
import { hasDirenv, missing, RealTerminal, remove, type Shell, shells, textAt, writeScript } from "./realTerminal.ts";
import { difference } from "./remotionCliDifference.ts";
import { cliFolder } from "./remotionCliFolders.ts";
import { type PlacedMachine, RemotionCli, remotionCommand } from "./remotionCliRun.ts";

const runs = Number(process.env.CLI_RUNS ?? 12);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
/** Terminals at a time. */
const parallel = 3;

/** How a terminal comes to its variables. */
const ways = ["inherited", "exported", "a shell in the shell", "direnv", "all of these"] as const;
type Way = (typeof ways)[number];

/** A line that exports a variable; undefined: it can't be typed. */
function exportLine({ kind, name: shell }: Shell, name: string, value: string): string | undefined {
	const quoted = value === "" ? "''" : quoteFor(kind, value);
	if (quoted === undefined) return undefined;
	return shell === "fish" ? `set -gx ${name} ${quoted}` : `export ${name}=${quoted}`;
}

/** Lines after which the shell has what it had before. */
function idleLines({ name }: Shell): string[] {
	if (name === "fish") return ["set -gx AWS_PROFILE gone", "set -e AWS_PROFILE", "set -g REMOTION_AWS_PROFILE gone"];
	return ["export AWS_PROFILE=gone", "unset AWS_PROFILE", "(export AWS_PROFILE=gone)", "REMOTION_AWS_PROFILE=gone"];
}

interface Session {
	readonly terminal: RealTerminal;
	/** How many shells stand in each other. */
	readonly depth: number;
}

/** Opens a terminal on a machine, and brings its variables about. */
async function open(shell: Shell, way: Way, { folder, cwd, environment }: PlacedMachine): Promise<Session> {
	const { HOME: home = "", AWS_ENDPOINT_URL, AWS_EC2_METADATA_DISABLED, NODE_COMPILE_CACHE, ...own } = environment;
	const wire = { AWS_ENDPOINT_URL, AWS_EC2_METADATA_DISABLED, NODE_COMPILE_CACHE };
	const isDirenv = way === "direnv" || way === "all of these";
	const startUp = join(home, shell.startUp.path);
	mkdirSync(dirname(startUp), { recursive: true });
	writeFileSync(startUp, isDirenv ? shell.startUp.hook : "");
	const names = Object.keys(own);
	const part = (name: string): Way => {
		if (way !== "all of these") return way;
		const others: Way[] = ["inherited", "exported", "a shell in the shell", "direnv"];
		return others[names.indexOf(name) % others.length] ?? "inherited";
	};
	const lines: Record<Way, string[]> = Object.assign({}, ...ways.map((one) => ({ [one]: [] })));
	const inherited: Record<string, string> = {};
	let envrc = "";
	for (const [name, value] of Object.entries(own)) {
		const by = part(name);
		const line = exportLine(shell, name, value);
		if (by === "direnv" && !value.includes("'")) envrc += `export ${name}='${value}'\n`;
		else if (by === "inherited" || line === undefined || by === "direnv") inherited[name] = value;
		else lines[by].push(line);
	}
	if (isDirenv) writeFileSync(join(cwd, ".envrc"), envrc);
	const clean = { PATH: process.env.PATH, LC_ALL: "C.UTF-8", HOME: home, DIRENV_LOG_FORMAT: "" };
	const terminal = new RealTerminal(shell, cwd, { ...clean, ...wire, ...inherited }, folder);
	if (!Object.keys(own).some((name) => /PROFILE/.test(name)))
		for (const line of idleLines(shell)) await terminal.run(line);
	for (const line of lines.exported) await terminal.run(line);
	const isNested = lines["a shell in the shell"].length > 0;
	if (isNested) {
		await terminal.run(shell.name);
		for (const line of lines["a shell in the shell"]) await terminal.run(line);
	}
	if (isDirenv) await terminal.run("direnv allow");
	return { terminal, depth: isNested ? 2 : 1 };
}

/** Asks the terminal as the extension does; gives the launch's explanation, and whether it goes with the files. */
async function check(shell: Shell, { terminal }: Session, { cwd, environment }: PlacedMachine) {
	const receiver = await ReportReceiver.open();
	try {
		const cli = join(await builtCommandLine(), "cli.cjs");
		const text = posixScript([process.execPath, cli, "--send-report", receiver.request]);
		const line = scriptLine(shell.kind, writeScript(receiver.folder, text));
		assert.ok(line && line.length < 80, line);
		const running = terminal.run(line);
		const received = await receiver.receive(AbortSignal.timeout(60_000));
		await running;
		assert.ok(received, `nothing came:\n${terminal.screen}`);
		const read = readReport(received.report);
		assert.ok(read.ok, read.ok ? "" : read.problem);
		const home = environment.HOME ?? "";
		assert.deepEqual([received.home, received.folder], [home, cwd]);
		const parts = { id: "terminal:1", label: `Terminal: ${shell.name}`, kind: "terminal", cwd, place: "here" } as const;
		const launch = launchOf(read.report, { ...parts, loadsFiles: true });
		const live = explain({
			runtime: launch.runtime,
			cwd,
			home,
			platform: "posix",
			environment: {},
			launch,
			readFile: (path) =>
				statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : undefined,
		});
		const said = explanationIn(read.report, home);
		assert.ok(said);
		const isLive = isSameAnswer(live.active, said.active) && live.region.value === said.region.value;
		return { explanation: isLive ? live : said, isLive, received };
	} finally {
		await receiver.close();
	}
}

/** Runs the real CLI in the terminal. */
async function reality(shell: Shell, { terminal }: Session, machine: PlacedMachine) {
	const output = join(machine.folder, "output");
	const words = [process.execPath, ...remotionCommand].map((word) => quoteFor(shell.kind, word));
	await terminal.run(`${words.join(" ")} > ${output} 2>&1`, 120_000);
	return { signed: machine.signed(), output: textAt(output) };
}

describe("a checked terminal", function () {
	this.timeout(Math.max(600_000, runs * 60_000));
	const cli = new RemotionCli();
	before(async () => {
		await Promise.all([cli.start(), builtCommandLine()]);
		for (const reason of missing) console.log(`      not tried: ${reason}`);
	});
	after(() => cli.close());

	it(`says what the real CLI signs with there, ${runs} terminals, seed ${seed}`, async () => {
		const folders = fc.sample(cliFolder, { seed, numRuns: runs });
		const tried = ways.filter((way) => hasDirenv || (way !== "direnv" && way !== "all of these"));
		const seen: string[] = [];
		let live = 0;
		let next = 0;
		const worker = async () => {
			for (let index = next++; index < folders.length; index = next++) {
				const shell = shells[index % shells.length];
				const way = tried[Math.floor(index / Math.max(1, shells.length)) % tried.length];
				const folder = folders[index];
				if (!shell || !way || !folder) return;
				const machine = cli.put(folder);
				const session = await open(shell, way, machine);
				try {
					const { explanation, isLive } = await check(shell, session, machine);
					const run = await reality(shell, session, machine);
					const what = `terminal ${index}, ${shell.name}, ${way}: ${JSON.stringify(folder)}\n${session.terminal.screen}`;
					assert.equal(difference(explanation as Explanation, run), null, what);
					seen.push(shell.name);
					if (isLive) live++;
				} finally {
					await session.terminal.close(session.depth);
				}
			}
		};
		await Promise.all(Array.from({ length: parallel }, worker));
		if (shells.length === 0) return;
		assert.equal(seen.length, runs);
		assert.deepEqual(
			shells.map(({ name }) => name).filter((name) => !seen.includes(name)),
			[],
		);
		assert.ok(live > runs / 2, `only ${live} of ${runs} launches go with the files`);
	});

	for (const shell of shells)
		it(`leaves nothing secret on the screen, in the history, in arguments or in files: ${shell.name}`, async () => {
			const secret = "canarySecretCanary/FAKE+canarySecretCanary";
			const token = "canaryTokenFAKE".repeat(9);
			const root = mkdtempSync(join(tmpdir(), "rlc-terminal-"));
			const [cwd, home] = [join(root, "work"), join(root, "home")];
			for (const folder of [cwd, dirname(join(home, shell.startUp.path))]) mkdirSync(folder, { recursive: true });
			writeFileSync(join(home, shell.startUp.path), "");
			const environment = {
				HOME: home,
				HISTFILE: join(home, shell.history),
				HISTCONTROL: "ignorespace",
				AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ",
				AWS_SECRET_ACCESS_KEY: secret,
				AWS_SESSION_TOKEN: token,
			};
			const terminal = new RealTerminal(shell, cwd, { ...cleanEnvironment(), ...environment }, root);
			const known = new Set<string>();
			const look = setInterval(() => {
				for (const text of commandLines()) known.add(text);
			}, 5);
			try {
				await terminal.run("echo seen");
				const machine = { folder: root, cwd, environment, signed: () => null };
				const { explanation, received } = await check(shell, { terminal, depth: 1 }, machine);
				assert.equal(explanation.active.kind === "keys" && explanation.active.accessKeyId, "AKIA…Q2WZ");
				assert.match(terminal.screen, /Remotion Lambda: Keys AKIA…Q2WZ/);
				await terminal.close();
				const history = textAt(join(home, shell.history));
				const texts = { report: JSON.stringify(received), screen: terminal.screen, history };
				const everything = { ...texts, arguments: [...known].join("\n"), ...filesBelow(root) };
				for (const [where, text] of Object.entries(everything))
					for (const one of [secret, token, "AKIANOTAREALKEY7Q2WZ", secret.slice(0, 18)])
						assert.ok(!text.includes(one), `in ${where}`);
				assert.match(everything.arguments, /--send-report/);
				if (shell.name === "bash") assert.ok(history.includes("echo seen") && !history.includes("rlc-"), history);
			} finally {
				clearInterval(look);
				await terminal.close();
				remove(root);
			}
		});
});

/** The command lines of all processes. */
function commandLines(): string[] {
	return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? textOrNothing(`/proc/${name}/cmdline`) : []));
}

function textOrNothing(path: string): string[] {
	try {
		return [readFileSync(path, "utf8").replaceAll("\0", " ")];
	} catch {
		return [];
	}
}

function filesBelow(folder: string): Record<string, string> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return Object.fromEntries(
		files.map(({ parentPath, name }) => [join(parentPath, name), textAt(join(parentPath, name))]),
	);
}
