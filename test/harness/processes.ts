/**
 * Child processes that never outlive the harness: each runs in a process group of its own, and is killed with all its
 * descendants on a timeout, and when this process exits or is told to stop.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";

export interface Outcome {
	code: number | null;
	signal: NodeJS.Signals | null;
	timedOut: boolean;
	/** Standard output and error, as they came. */
	output: string;
}

export interface RunOptions {
	cwd: string;
	/** The whole environment; default: this process's. */
	env?: NodeJS.ProcessEnv;
	/** Default: none. */
	timeoutMs?: number;
	/** Called with each piece of output as it comes. */
	onOutput?: (text: string) => void;
}

const windows = process.platform === "win32";
const alive = new Map<number, ChildProcess>();
let watching = false;

/** Ids of the process and all its descendants. Reads `ps` once; empty list where there is no `ps`. */
function tree(pid: number): number[] {
	let rows: string[];
	try {
		rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n");
	} catch {
		return [];
	}
	const children = new Map<number, number[]>();
	for (const row of rows) {
		const [child, parent] = row.trim().split(/\s+/).map(Number);
		if (child === undefined || parent === undefined) continue;
		children.set(parent, [...(children.get(parent) ?? []), child]);
	}
	const found = [pid];
	for (const id of found) found.push(...(children.get(id) ?? []));
	return found;
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// Gone already: that is what was wanted.
	}
}

/** Kills a process, its group and every descendant, those in groups of their own included. */
export function killTree(pid: number): void {
	if (windows) {
		try {
			execFileSync("taskkill", ["/T", "/F", "/PID", String(pid)], { stdio: "ignore" });
		} catch {
			// Gone already.
		}
		return;
	}
	const members = tree(pid);
	signalOne(-pid, "SIGKILL");
	for (const member of members) signalOne(member, "SIGKILL");
}

function killAll(): void {
	for (const pid of alive.keys()) killTree(pid);
	alive.clear();
}

/** Starts a child that is killed, with its descendants, when this process ends in any way it can notice. */
export function startChild(
	command: string,
	args: readonly string[],
	options: { cwd: string; env?: NodeJS.ProcessEnv; input?: "ignore" | "inherit" },
): ChildProcess {
	if (!watching) {
		watching = true;
		process.on("exit", killAll);
		for (const [signal, code] of [
			["SIGINT", 130],
			["SIGTERM", 143],
			["SIGHUP", 129],
		] as const) {
			process.on(signal, () => {
				// A command with a way of its own to stop (npm start) has listeners beside this one.
				if (process.listenerCount(signal) === 1) process.exit(code);
			});
		}
	}
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: [options.input ?? "ignore", "pipe", "pipe"],
		detached: !windows,
	});
	const pid = child.pid;
	if (pid !== undefined) {
		alive.set(pid, child);
		child.once("exit", () => alive.delete(pid));
	}
	return child;
}

/** Runs a command to its end. Never throws for a command that fails: the outcome tells. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
	return new Promise((resolve) => {
		const child = startChild(command, args, options);
		let output = "";
		let timedOut = false;
		let exited: { code: number | null; signal: NodeJS.Signals | null } | undefined;
		let finished = false;
		const take = (data: Buffer) => {
			const text = data.toString("utf8");
			output += text;
			options.onOutput?.(text);
		};
		const finish = () => {
			if (finished) return;
			finished = true;
			clearTimeout(timer);
			resolve({ code: exited?.code ?? null, signal: exited?.signal ?? null, timedOut, output });
		};
		const timer = setTimeout(() => {
			timedOut = true;
			if (child.pid !== undefined) killTree(child.pid);
		}, options.timeoutMs ?? 0x7fffffff);
		child.stdout?.on("data", take);
		child.stderr?.on("data", take);
		child.on("error", (error) => {
			output += `${command} does not start: ${error.message}\n`;
			if (child.pid === undefined) finish();
		});
		child.on("exit", (code, signal) => {
			exited = { code, signal };
			// A descendant may hold the pipes open: what is left of the group goes, and the end is not waited for for ever.
			if (child.pid !== undefined && !windows) signalOne(-child.pid, "SIGKILL");
			setTimeout(finish, 2000).unref();
		});
		child.on("close", finish);
	});
}
