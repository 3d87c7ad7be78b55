#!/usr/bin/env node
/**
 * Stands in for the VS Code executable that `@vscode/test-electron` starts: takes the desktop's arguments, runs the server
 * build with Chromium as its window instead, and exits as the desktop would, 0 for a suite that passed.
 *
 * The server takes the test's paths from the page's address, and the page reports the suite's exit code. That word alone is
 * not trusted (a killed extension host reports 0, too): without the suite's own result file the exit code is 1.
 */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { launchBrowser, openBlank } from "./browser.ts";
import { ensureCodeServer } from "./codeServer.ts";
import { cleanEnvironment, homeVariables } from "./environment.ts";
import { HarnessError } from "./log.ts";
import { startServer } from "./server.ts";

export interface DesktopArguments {
	extensionDevelopmentPath: string;
	extensionTestsPath: string;
	userDataDir: string;
	extensionsDir: string;
	/** A folder, or a `.code-workspace` file. */
	workspace: string;
}

const named = ["extensionDevelopmentPath", "extensionTestsPath", "user-data-dir", "extensions-dir"] as const;

/** What test-electron always passes and what has no meaning for the server build, or holds there anyway. */
const withoutMeaning = [
	"no-sandbox",
	"disable-gpu-sandbox",
	"disable-updates",
	"skip-welcome",
	"skip-release-notes",
	"no-cached-data",
	"disable-workspace-trust",
	"disable-extensions",
];

const options: ParseArgsOptionsConfig = Object.fromEntries([
	...named.map((name) => [name, { type: "string", multiple: true }]),
	...withoutMeaning.map((name) => [name, { type: "boolean" }]),
]);

/** Reads desktop arguments; throws for one it does not know, and a HarnessError for one given twice, or one missing. */
export function readDesktopArguments(args: readonly string[]): DesktopArguments {
	const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
	const one = (name: string, given: unknown): string => {
		const [value, more]: unknown[] = Array.isArray(given) ? given : [];
		if (typeof value !== "string" || value === "") throw new HarnessError(`The launcher needs ${name}.`);
		if (more !== undefined) throw new HarnessError(`The launcher takes one ${name} only.`);
		return value;
	};
	const option = (name: (typeof named)[number]) => one(name, values[name]);
	return {
		extensionDevelopmentPath: option("extensionDevelopmentPath"),
		extensionTestsPath: option("extensionTestsPath"),
		userDataDir: option("user-data-dir"),
		extensionsDir: option("extensions-dir"),
		workspace: one("workspace", positionals),
	};
}

/** The page's address: what to open, and in `payload` what the desktop takes as arguments. */
function pageAddress(address: string, port: number, desktop: DesktopArguments, environment: string): string {
	const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
	const payload = [
		["extensionDevelopmentPath", remote(desktop.extensionDevelopmentPath)],
		["extensionTestsPath", remote(desktop.extensionTestsPath)],
		["extensionEnvironment", environment],
		["skipWelcome", "true"],
		["skipReleaseNotes", "true"],
	];
	const kind = desktop.workspace.endsWith(".code-workspace") ? "workspace" : "folder";
	return `${address}/?${new URLSearchParams({ [kind]: desktop.workspace, payload: JSON.stringify(payload) })}`;
}

/** Run in the page: nobody looks at a host suite's window, so nothing of it is painted. Layout, focus and sizes are as ever. */
const unseen = `document.addEventListener("DOMContentLoaded", () => {
	const style = document.createElement("style");
	style.textContent = "html { opacity: 0 !important } * { animation: none !important; transition: none !important }";
	document.head.append(style);
});`;

async function main(): Promise<number> {
	const desktop = readDesktopArguments(process.argv.slice(2));
	// The suite's variables: for the extension host alone, not for server and browser (NODE_V8_COVERAGE, say).
	const hostEnvironment = process.env.RLC_HOST_ENVIRONMENT ?? "{}";
	const resultFile: unknown = JSON.parse(hostEnvironment).RLC_RESULT_FILE;
	const env = cleanEnvironment(homeVariables(dirname(desktop.userDataDir)));
	const codeServer = await ensureCodeServer();
	const [server, browser] = await Promise.all([
		startServer(codeServer, {
			folder: dirname(desktop.userDataDir),
			userDataDir: desktop.userDataDir,
			extensionsDir: desktop.extensionsDir,
			env,
			testDriver: true,
		}),
		launchBrowser(env),
	]);
	try {
		const page = await openBlank(browser, { width: 600, height: 400 });
		await page.addInitScript(unseen);
		let report: (code: number) => void = () => {};
		const reported = new Promise<number>((resolve) => {
			report = resolve;
		});
		await page.exposeFunction("codeAutomationExit", (code: number) => report(code));
		await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
			if (type === "error" || process.env.RLC_VERBOSE) process.stdout.write(`[${type}] ${args.join(" ")}\n`);
		});
		const gone = Promise.race([
			server.ended.then(() => "the server ended"),
			new Promise<string>((resolve) => page.once("crash", () => resolve("the page crashed"))),
			new Promise<string>((resolve) => browser.once("disconnected", () => resolve("the browser ended"))),
		]).then((reason) => {
			throw new HarnessError(`Before the suite ended, ${reason}.\n${server.output().slice(-4000)}`);
		});
		// When the race below is over, this end is expected and nobody's business.
		gone.catch(() => {});
		await Promise.race([page.goto(pageAddress(server.address, server.port, desktop, hostEnvironment)), gone]);
		const code = await Promise.race([reported, gone]);
		if (code === 0 && !(typeof resultFile === "string" && existsSync(resultFile))) {
			process.stdout.write("The extension host ended without the suite's result: it was killed or crashed.\n");
			return 1;
		}
		return code;
	} finally {
		await browser.close().catch(() => {});
		await server.stop();
	}
}

if (import.meta.main) {
	let code = 1;
	try {
		code = await main();
	} catch (error) {
		process.stdout.write(
			`✗ ${error instanceof HarnessError ? error.message : error instanceof Error ? error.stack : error}\n`,
		);
	}
	// test-electron stops reading when this process exits: what is written must be through by then.
	await wait(200);
	process.exit(code);
}
