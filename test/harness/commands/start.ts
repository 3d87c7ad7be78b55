/**
 * `npm start`: VS Code with the packaged extension on a copy of the demo workspace, with AWS files of the demo's own and a local AWS.
 * `npm start -- --folder DIR`: on your own folder, with your own home, AWS files and environment.
 * `--port N` chooses the port; `--once` checks that the page answers, prints the address and ends.
 *
 * It is always VS Code's server build, seen in your browser: one way that is the same on every machine, and that touches no
 * VS Code you have installed.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { addDemoClient, addDemoProfiles, DEMO_ACCOUNTS } from "../../local-aws/demoWorkspace.ts";
import { type LocalAws, startLocalAws } from "../../local-aws/server.ts";
import { siteFiles } from "../../local-aws/siteBundle.ts";
import { ensureCodeServer } from "../codeServer.ts";
import { cleanEnvironment, homeVariables, ownEnvironment } from "../environment.ts";
import { folderAddress, startInstalled } from "../installed.ts";
import { HarnessError, runMain, say } from "../log.ts";
import { packageExtension } from "../package.ts";
import { ensureSystem } from "../system.ts";
import { copyWorkspace } from "../workspace.ts";

/** The folder the person named, absolute; npm runs scripts in the package's folder and says where it was called. */
function ownFolder(named: string): string {
	const path = resolve(process.env.INIT_CWD ?? process.cwd(), named);
	if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new HarnessError(`There is no folder ${path}.`);
	return path;
}

function readPort(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new HarnessError(`--port ${text}: not a port.`);
	return port;
}

/** Opens the address in the person's browser, where there is a screen to show it on. */
function openBrowser(address: string): void {
	if (process.env.CI) return;
	const screen = process.platform === "darwin" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
	if (!screen) return;
	const child = spawn(process.platform === "darwin" ? "open" : "xdg-open", [address], {
		stdio: "ignore",
		detached: true,
	});
	child.on("error", () => {});
	child.unref();
}

/** What a test render in the demo needs: a headless Chrome, and the demo's site, bundled once. */
async function prepareRenders(): Promise<void> {
	await ensureSystem("renderer").catch((error) => say(`The demo will not render: ${error.message}`));
	say("Bundling the demo's Remotion site (the first time only) …");
	await siteFiles();
}

await runMain(async () => {
	const { values } = parseArgs({
		options: { folder: { type: "string" }, port: { type: "string" }, once: { type: "boolean", default: false } },
	});
	const port = readPort(values.port);
	const own = values.folder === undefined ? undefined : ownFolder(values.folder);
	await ensureCodeServer();
	say("Building and packaging the extension …");
	const vsix = await packageExtension();
	const temp = realpathSync(mkdtempSync(join(tmpdir(), "rlc-start-")));
	// A signal may come at any time from here on: the folder goes in any case, once the processes are gone.
	process.on("exit", () => rmSync(temp, { recursive: true, force: true, maxRetries: 3 }));
	let folder = own;
	let env = ownEnvironment();
	let aws: LocalAws | undefined;
	if (folder === undefined) {
		const demo = copyWorkspace("demo", "demo-home", temp);
		folder = demo.folder;
		addDemoProfiles(demo.home);
		addDemoClient(demo.folder);
		await prepareRenders();
		aws = await startLocalAws({ accounts: DEMO_ACCOUNTS });
		env = cleanEnvironment({
			...homeVariables(demo.home),
			AWS_ENDPOINT_URL: aws.url,
			AWS_EC2_METADATA_DISABLED: "true",
		});
	}
	say("Starting VS Code with the extension installed …");
	const server = await startInstalled({ folder: temp, env, vsix, port });
	const stopAsked = new Promise<"asked">((resolveStop) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolveStop("asked"));
	});
	try {
		const address = folderAddress(server, folder);
		const answer = await fetch(address);
		if (!answer.ok) throw new HarnessError(`VS Code answers ${answer.status} at ${address}:\n${server.output()}`);
		process.stdout.write(
			[
				"",
				`VS Code (server build) with Remotion Lambda Credentials, on ${own ?? "a copy of the demo workspace"}:`,
				"",
				`    ${address}`,
				"",
				"Open the address in a browser on this machine, then click the Remotion Lambda icon in the activity bar, at the left.",
				own === undefined
					? `Edit as you like: it is a copy, with AWS files of its own, and nothing reads yours. A local AWS answers at ${aws?.url}.`
					: "This is your own folder, with your own AWS files: what you edit there is edited.",
				"Ctrl+C ends it.",
				"",
				"",
			].join("\n"),
		);
		if (values.once) return;
		openBrowser(address);
		const reason = await Promise.race([stopAsked, server.ended.then(() => "ended" as const)]);
		if (reason === "ended") throw new HarnessError(`VS Code ended by itself:\n${server.output().slice(-4000)}`);
		say("Stopping");
	} finally {
		await server.stop();
		await aws?.close();
	}
});
process.exit();
