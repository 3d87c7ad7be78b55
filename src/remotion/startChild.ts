import { type ChildProcess, fork } from "node:child_process";
import { type ChildEnvironmentInput, childEnvironment } from "./childEnvironment.ts";

export interface SessionOptions extends Omit<ChildEnvironmentInput, "electron"> {
	/** The program of the child: `testRender.cjs` beside the extension. */
	readonly program: string;
	/** The project's client or another part of it, from `findClient()`. */
	readonly client: string;
	/** Absolute; where the process works. */
	readonly cwd: string;
}

/** Starts the process; that it could not be started is an "error" event of it. */
export function startChild(options: SessionOptions): ChildProcess {
	const electron = process.versions.electron !== undefined;
	return fork(options.program, [], {
		cwd: options.cwd,
		env: childEnvironment({ ...options, electron }),
		// The extension host's own flags, such as a debugger's port, are not for the child.
		execArgv: [],
		// A group of its own, so that what it starts ends with it.
		detached: process.platform !== "win32",
		stdio: ["ignore", "ignore", "pipe", "ipc"],
		windowsHide: true,
	});
}
