/** Real shells in a real terminal (a pty made by `script` of util-linux), typed into line by line, as a person would. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ShellKind } from "../../src/core/text/shellLine.ts";

export interface Shell {
	readonly name: string;
	readonly kind: ShellKind;
	/** Its start-up file in the home folder, with direnv's hook where that is wanted. */
	readonly startUp: { readonly path: string; readonly hook: string };
	/** Where it keeps what was typed, in the home folder. */
	readonly history: string;
}

const all: readonly Shell[] = [
	{
		name: "bash",
		kind: "posix",
		startUp: { path: ".bashrc", hook: 'eval "$(direnv hook bash)"\n' },
		history: ".bash_history",
	},
	{
		name: "zsh",
		kind: "posix",
		startUp: { path: ".zshrc", hook: 'eval "$(direnv hook zsh)"\n' },
		history: ".zsh_history",
	},
	{
		name: "fish",
		kind: "fish",
		startUp: { path: ".config/fish/config.fish", hook: "direnv hook fish | source\n" },
		history: ".local/share/fish/fish_history",
	},
];

const isThere = (program: string, ...args: readonly string[]) => spawnSync(program, args).status === 0;

/** Whether a pty can be made here. */
const hasTerminals = process.platform === "linux" && isThere("script", "--version");
export const hasDirenv = isThere("direnv", "version");
/** The shells of this machine. */
export const shells: readonly Shell[] = hasTerminals ? all.filter(({ name }) => isThere(name, "--version")) : [];

/** What is not tried here, and why; printed by the tests. */
export const missing: readonly string[] = [
	...(hasTerminals
		? all.filter((one) => !shells.includes(one)).map(({ name }) => `${name} isn't installed`)
		: ["no program script of util-linux"]),
	...(hasDirenv ? [] : ["direnv isn't installed"]),
	"PowerShell and cmd: their quoting is held by test/unit/core/text/shellLine.test.ts",
];

/** A shell that runs in a terminal. */
export class RealTerminal {
	readonly #child: ChildProcess;
	readonly #ended: Promise<void>;
	readonly #folder: string;
	readonly #cwd: string;
	#screen = "";
	#lines = 0;

	/** @param folder for files that tell when a line is done */
	constructor(shell: Shell, cwd: string, environment: NodeJS.ProcessEnv, folder: string) {
		this.#folder = folder;
		this.#cwd = cwd;
		// Without it, the first fish in a new home reads all manual pages in the background, for minutes.
		const completions = join(environment.HOME ?? folder, ".local", "share", "fish", "generated_completions");
		if (shell.kind === "fish") mkdirSync(completions, { recursive: true });
		this.#child = spawn("script", ["-q", "-e", "-f", "-c", `${shell.name} -i`, "/dev/null"], {
			cwd,
			env: { ...environment, TERM: "dumb", SHELL: "/bin/sh" },
			stdio: ["pipe", "pipe", "pipe"],
		});
		const seen = (chunk: Buffer) => {
			this.#screen += chunk.toString("utf8");
		};
		this.#child.stdout?.on("data", seen);
		this.#child.stderr?.on("data", seen);
		this.#ended = new Promise((resolve) => this.#child.on("close", () => resolve()));
	}

	/** All that was on the screen. */
	get screen(): string {
		return this.#screen;
	}

	/** Types a line; with a line break at the end it runs. */
	type(text: string): void {
		this.#child.stdin?.write(text);
	}

	/** Runs a line, and waits until the shell takes another one, whichever shell that is by then. */
	async run(line: string, timeoutMs = 60_000): Promise<void> {
		const marker = join(this.#folder, `line-${++this.#lines}`);
		this.type(`${line}\n`);
		const end = Date.now() + timeoutMs;
		for (let next = 0; !existsSync(marker); ) {
			if (Date.now() > end) throw new Error(`the shell in ${this.#cwd} doesn't go on after ${line}:\n${this.#screen}`);
			// A shell that starts may throw away what was typed before.
			if (Date.now() > next) {
				this.type(` touch ${marker}\n`);
				next = Date.now() + 5_000;
			}
			await sleep(20);
		}
	}

	/** Ends the shell and those in it as a person would. */
	async close(depth = 1): Promise<void> {
		for (let level = 0; level < depth; level++) this.type(" exit\n");
		await Promise.race([this.#ended, sleep(5_000).then(() => this.#child.kill("SIGKILL"))]);
		await this.#ended;
	}
}

/** Writes a request's script as the extension does, by this Node.js. */
export function writeScript(folder: string, text: string): string {
	const path = join(folder, "check");
	writeFileSync(path, text, { mode: 0o600 });
	return path;
}

/** The text of a file; "" where there is none. */
export function textAt(path: string): string {
	return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Takes a folder away. */
export function remove(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
