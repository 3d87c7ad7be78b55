/** The built command line, as its npm package has it, and folders to run it in. Built once for all tests that run it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cleanEnvironment, homeVariables } from "../harness/environment.ts";
import { stageCommandLine } from "../harness/package.ts";

let staged: Promise<string> | undefined;

/** Returns the folder of the npm package. */
export function builtCommandLine(): Promise<string> {
	staged ??= (async () => {
		const folder = mkdtempSync(join(tmpdir(), "rlc-cli-"));
		process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
		await stageCommandLine(folder);
		return folder;
	})();
	return staged;
}

/** A folder with these files, and a home of its own beside it. `~/…` is in the home. */
export class Machine {
	readonly folder = mkdtempSync(join(tmpdir(), "rlc-cli-machine-"));
	readonly home = join(this.folder, "home");
	readonly work = join(this.folder, "work");

	constructor(files: Readonly<Record<string, string>> = {}) {
		for (const folder of [this.home, this.work]) mkdirSync(folder);
		this.write(files);
	}

	write(files: Readonly<Record<string, string>>): void {
		for (const [name, text] of Object.entries(files)) {
			const path = name.startsWith("~/") ? join(this.home, name.slice(2)) : join(this.work, name);
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text);
		}
	}

	/** The whole environment of a program here. */
	environment(variables: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
		const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, GITHUB_ACTIONS: ____, ...clean } = cleanEnvironment();
		return { ...clean, ...homeVariables(this.home), GIT_CONFIG_NOSYSTEM: "1", ...variables };
	}

	/** Runs a program here. */
	spawn(command: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
		const { status, stdout, stderr } = spawnSync(command, args, {
			cwd: this.work,
			env: this.environment(variables),
			encoding: "utf8",
			maxBuffer: 64 * 1024 * 1024,
			timeout: 60_000,
		});
		return { status, stdout, stderr };
	}

	/** Runs the built command line here. */
	async run(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
		return this.spawn(process.execPath, [join(await builtCommandLine(), "cli.cjs"), ...args], variables);
	}

	dispose(): void {
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}
}
