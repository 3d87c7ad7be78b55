/** One running VS Code server: started on a free port of the loopback, stopped with everything it started. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeServer } from "./codeServer.ts";
import { HarnessError } from "./log.ts";
import { killTree, startChild } from "./processes.ts";

export interface ServerOptions {
	/** Working folder of this server: its configuration and user data go here. */
	folder: string;
	userDataDir: string;
	extensionsDir: string;
	env: NodeJS.ProcessEnv;
	/** For extension-host tests: takes test paths from the page's address, and suppresses toasts and dialogs. */
	testDriver?: boolean;
	port?: number | undefined;
	/** Restricted mode: the workspace is not trusted. Default: trust is not asked for. */
	restricted?: boolean | undefined;
}

export interface Server {
	port: number;
	/** Such as http://127.0.0.1:4567, no slash at the end. */
	address: string;
	/** Everything it has printed. */
	output: () => string;
	/** Resolves when the process has ended, however it ended. */
	ended: Promise<void>;
	stop: () => Promise<void>;
}

/** Settings that keep VS Code quiet: no telemetry, no updates, nothing on the screen but the work. */
const calmSettings = {
	"telemetry.telemetryLevel": "off",
	"update.mode": "none",
	"extensions.autoUpdate": false,
	"extensions.autoCheckUpdates": false,
	"extensions.ignoreRecommendations": true,
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"workbench.enableExperiments": false,
	"chat.disableAIFeatures": true,
	"remote.autoForwardPorts": false,
	// As on the desktop; in a browser VS Code saves by itself otherwise.
	"files.autoSave": "off",
	"security.workspace.trust.enabled": false,
} as const;

/** Writes the user settings, the calm ones and the given, as desktop and server both read them. */
export function writeSettings(userDataDir: string, settings: Readonly<Record<string, unknown>> = {}): void {
	mkdirSync(join(userDataDir, "User"), { recursive: true });
	const text = JSON.stringify({ ...calmSettings, ...settings }, null, "\t");
	writeFileSync(join(userDataDir, "User", "settings.json"), text);
}

/** Arguments and environment that every start of code-server gets. */
const quietArguments = [
	"--auth",
	"none",
	"--disable-telemetry",
	"--disable-update-check",
	"--disable-getting-started-override",
];
/** No marketplace: nothing is looked up there. */
const noGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

/** Starts the server and resolves when it listens. Throws a HarnessError with its output when it does not within a minute. */
export async function startServer(codeServer: CodeServer, options: ServerOptions): Promise<Server> {
	const config = join(options.folder, "code-server.yaml");
	writeFileSync(config, "");
	mkdirSync(options.extensionsDir, { recursive: true });
	const driver = ["enable-smoke-test-driver", "force-disable-user-env", "disable-experiments"];
	const child = startChild(
		codeServer.node,
		[
			codeServer.entry,
			...["--bind-addr", `127.0.0.1:${options.port ?? 0}`],
			...["--config", config],
			...["--user-data-dir", options.userDataDir],
			...["--extensions-dir", options.extensionsDir],
			...quietArguments,
			...(options.restricted ? [] : ["--disable-workspace-trust"]),
			...(options.testDriver ? driver.flatMap((name) => ["--vscode-option", name]) : []),
		],
		{ cwd: options.folder, env: { ...options.env, ...noGallery } },
	);
	let output = "";
	const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const stop = async () => {
		if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
			killTree(child.pid);
			await ended;
		}
	};
	const port = await new Promise<number>((resolve, reject) => {
		const timer = setTimeout(() => reject(new HarnessError(`The server did not listen in time:\n${output}`)), 60_000);
		const look = (data: Buffer) => {
			output += data.toString("utf8");
			const found = /listening on https?:\/\/127\.0\.0\.1:(\d+)/i.exec(output);
			if (found?.[1] === undefined) return;
			clearTimeout(timer);
			resolve(Number(found[1]));
		};
		child.stdout?.on("data", look);
		child.stderr?.on("data", look);
		child.once("error", reject);
		child.once("exit", (code) => {
			clearTimeout(timer);
			reject(new HarnessError(`The server ended while it started (exit code ${code}):\n${output}`));
		});
	}).catch(async (error: unknown) => {
		await stop();
		throw error;
	});
	return { port, address: `http://127.0.0.1:${port}`, output: () => output, ended, stop };
}
