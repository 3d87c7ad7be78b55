/**
 * Host suites: `test/host/<suite>/*.test.ts`, run inside VS Code's extension host on a copy of a workspace. An optional
 * `suite.json` beside them says on what:
 *
 * - `workspace`: path under `test/workspaces`, a folder or a `.code-workspace` file; default: the suite's name where there
 *   is such a folder, else `demo`
 * - `home`: folder under `test/workspaces` that becomes the home; default: `<workspace>-home` where there is one, else empty
 * - `env`: variables of the extension host; `${workspace}` and `${home}` stand for the copies' paths
 * - `settings`: user settings
 * - `timeoutSeconds`: of the whole suite; default 120
 */
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostBuild } from "./build.ts";
import { cleanEnvironment, homeVariables } from "./environment.ts";
import { HarnessError } from "./log.ts";
import { root, workspaces } from "./paths.ts";
import { run } from "./processes.ts";
import { judge, readResult, type SuiteResult } from "./results.ts";
import { writeSettings } from "./server.ts";
import type { VSCode } from "./vscode.ts";
import { copyWorkspace } from "./workspace.ts";

export interface HostSuite {
	name: string;
	workspace: string;
	home: string | undefined;
	env: Record<string, string>;
	settings: Record<string, unknown>;
	timeoutSeconds: number;
}

/** Every suite in the folder, by name. Throws a HarnessError for a `suite.json` that says something else than above. */
export function readHostSuites(folder: string = join(root, "test", "host")): HostSuite[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => readHostSuite(folder, entry.name))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** Reads one suite's declaration. */
export function readHostSuite(folder: string, name: string): HostSuite {
	const file = join(folder, name, "suite.json");
	const said: Record<string, unknown> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
	const known = ["workspace", "home", "env", "settings", "timeoutSeconds"];
	const unknown = Object.keys(said).filter((key) => !known.includes(key));
	if (unknown.length > 0)
		throw new HarnessError(`${file}: unknown ${unknown.join(", ")}; known are ${known.join(", ")}.`);
	const own = existsSync(join(workspaces, name)) ? name : "demo";
	const env = Object.entries(isRecord(said.env) ? said.env : {}).map(([key, value]) => [key, String(value)]);
	return {
		name,
		workspace: typeof said.workspace === "string" ? said.workspace : own,
		home: typeof said.home === "string" ? said.home : undefined,
		env: Object.fromEntries(env),
		settings: isRecord(said.settings) ? said.settings : {},
		timeoutSeconds: typeof said.timeoutSeconds === "number" ? said.timeoutSeconds : 120,
	};
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export interface HostRun {
	vscode: VSCode;
	build: HostBuild;
	/** Folder of the extension under test. */
	extension?: string;
	grep?: string;
	/** Fills the copies before VS Code starts; what lies in `extensions` is installed. */
	prepare?: (folders: { workspace: string; home: string; extensions: string }) => void;
	/** Variables of the process that starts VS Code, for tests of the harness. */
	launcherEnv?: Record<string, string>;
}

/** Runs one suite in a fresh home, user-data folder and workspace copy. In `log`: all it has printed. */
export async function runHostSuite(suite: HostSuite, options: HostRun): Promise<{ result: SuiteResult; log: string }> {
	const compiled = join(options.build.suites, suite.name);
	if (!existsSync(compiled) || globSync("**/*.test.cjs", { cwd: compiled }).length === 0)
		return { result: { passed: 0, failed: 1, failures: ["the suite has no test files"] }, log: "" };
	// A short path: VS Code opens sockets in it, whose names may have about a hundred characters.
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "rlc-host-")));
	try {
		const copies = copyWorkspace(suite.workspace, suite.home, folder);
		const userDataDir = join(folder, "user");
		const extensionsDir = join(folder, "extensions");
		writeSettings(userDataDir, suite.settings);
		mkdirSync(extensionsDir);
		options.prepare?.({ workspace: copies.folder, home: copies.home, extensions: extensionsDir });
		const resultFile = join(folder, "result.json");
		const outputFile = join(folder, "output.txt");
		const hostEnv: Record<string, string> = {
			...homeVariables(copies.home),
			...Object.fromEntries(Object.entries(suite.env).map(([key, value]) => [key, copies.fill(value)])),
			RLC_RESULT_FILE: resultFile,
			RLC_OUTPUT_FILE: outputFile,
			RLC_SUITE_FOLDER: compiled,
			...(options.grep === undefined ? {} : { RLC_GREP: options.grep }),
		};
		const request = {
			vscodeExecutablePath: options.vscode.executable,
			extensionDevelopmentPath: options.extension ?? root,
			extensionTestsPath: options.build.entry,
			launchArgs: [copies.opened, `--user-data-dir=${userDataDir}`, `--extensions-dir=${extensionsDir}`],
			// The desktop's host inherits its environment; the launcher hands it on to the host alone.
			extensionTestsEnv:
				options.vscode.kind === "desktop" ? hostEnv : { RLC_HOST_ENVIRONMENT: JSON.stringify(hostEnv) },
		};
		const outcome = await run(process.execPath, [join(import.meta.dirname, "hostMain.ts"), JSON.stringify(request)], {
			cwd: folder,
			env: cleanEnvironment(options.launcherEnv),
			timeoutMs: suite.timeoutSeconds * 1000,
		});
		const printed = existsSync(outputFile) ? readFileSync(outputFile, "utf8") : "";
		return { result: judge(outcome, readResult(resultFile)), log: `${printed}\n${outcome.output}` };
	} finally {
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}
