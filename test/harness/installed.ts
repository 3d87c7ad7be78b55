/** VS Code's server build with the packaged extension installed, as a person has it: for `npm start` and the UI driver. */
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { ensureCodeServer } from "./codeServer.ts";
import { HarnessError } from "./log.ts";
import { vsixFile } from "./paths.ts";
import { run } from "./processes.ts";
import { type Server, startServer, writeSettings } from "./server.ts";

export interface InstalledOptions {
	/** A fresh folder for user data, extensions and configuration. */
	folder: string;
	/** The whole environment of server and extension host. */
	env: NodeJS.ProcessEnv;
	settings?: Readonly<Record<string, unknown>>;
	port?: number | undefined;
	/** Restricted mode: the workspace is not trusted. */
	restricted?: boolean | undefined;
	/** Default: the packaged extension in `dist`. */
	vsix?: string;
	/** Folders of further extensions to install. */
	others?: readonly string[];
}

/** Installs the `.vsix` into empty folders and starts the server on them. */
export async function startInstalled(options: InstalledOptions): Promise<Server> {
	const vsix = options.vsix ?? vsixFile;
	if (!existsSync(vsix)) throw new HarnessError(`There is no ${vsix}: run "npm run package" first.`);
	const codeServer = await ensureCodeServer();
	const userDataDir = join(options.folder, "user");
	const extensionsDir = join(options.folder, "extensions");
	mkdirSync(extensionsDir, { recursive: true });
	for (const other of options.others ?? []) cpSync(other, join(extensionsDir, basename(other)), { recursive: true });
	writeSettings(userDataDir, options.settings);
	const folders = ["--extensions-dir", extensionsDir, "--user-data-dir", userDataDir];
	const install = await run(codeServer.node, [codeServer.entry, "--install-extension", vsix, ...folders], {
		cwd: options.folder,
		env: { ...options.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
		timeoutMs: 60_000,
	});
	if (install.code !== 0 || !/successfully installed/.test(install.output))
		throw new HarnessError(`Installing ${vsix} failed:\n${install.output}`);
	return startServer(codeServer, {
		folder: options.folder,
		userDataDir,
		extensionsDir,
		env: options.env,
		port: options.port,
		restricted: options.restricted,
	});
}

/** The address that opens a folder, or a `.code-workspace` file. */
export function folderAddress(server: Server, path: string): string {
	const kind = path.endsWith(".code-workspace") ? "workspace" : "folder";
	// Slashes stay as they are: the line is for people, too.
	return `${server.address}/?${kind}=${encodeURIComponent(path).replaceAll("%2F", "/")}`;
}
