import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** How long a process may take to end when it is asked to, in milliseconds. */
const grace = 2000;

/** Whether a process that was started has not ended yet. */
function isRunning(child: ChildProcess): boolean {
	return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/**
 * Ends a process that leads a group of its own, and all that it has started: asks first, then insists. Resolves when it is gone; never
 * rejects.
 */
export async function endProcess(child: ChildProcess): Promise<void> {
	// Its number may be somebody else's by now.
	if (!isRunning(child)) return;
	const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	signalGroup(child, "SIGTERM");
	const timer = setTimeout(() => signalGroup(child, "SIGKILL"), grace);
	await gone;
	clearTimeout(timer);
	// What it has started may be deaf to the first signal.
	signalGroup(child, "SIGKILL");
}

/** Ends a process that leads a group of its own, and all that it has started, at once. Nothing happens where it has ended already. */
export function endAtOnce(child: ChildProcess): void {
	// Its number may be somebody else's by now.
	if (isRunning(child)) signalGroup(child, "SIGKILL");
}

/** Sends a signal to a process's whole group; on Windows there is only the end. Nothing happens where it is gone. */
export function signalGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
	const { pid } = child;
	if (pid === undefined) return;
	if (process.platform === "win32") {
		if (!isRunning(child)) return;
		// By its whole path: a bare name is looked for in the working folder first.
		const taskkill = spawn(
			join(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe"),
			["/T", "/F", "/PID", String(pid)],
			{ stdio: "ignore", windowsHide: true },
		);
		taskkill.on("error", () => child.kill("SIGKILL"));
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch {
		// The group is empty: that is what was wanted.
	}
}
