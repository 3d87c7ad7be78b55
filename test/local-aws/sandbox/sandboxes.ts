/** Starts, limits and ends sandboxes: one process for each invocation, none left behind. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endChrome, findChrome, NO_CHROME, signalGroup, writeLauncher } from "./chrome.ts";
import { isReport, type Order, type Report } from "./messages.ts";

export interface Job {
	environment: Record<string, string>;
	order: Omit<Order, "chromePath" | "deadline">;
	timeoutInSeconds: number;
	/** How many functions deep; each depth has a limit of its own, so that callers never starve those they wait for. */
	depth: number;
	onChunk(data: Uint8Array): void;
}

/** How an invocation ended, in Lambda's terms. */
export type Outcome = { ok: true } | { ok: false; errorType: string; message: string; stack: string[] };

/** The owner of all sandboxes. */
export class Sandboxes {
	readonly #limit: number;
	readonly #onLog: (line: string) => void;
	readonly #running = new Map<ChildProcess, string>();
	readonly #jobs = new Set<Promise<Outcome>>();
	readonly #busy = new Map<number, number>();
	#waiting: { depth: number; start: (go: boolean) => void }[] = [];
	#stopped = false;
	readonly #endAll = () => {
		for (const [child, folder] of this.#running) end(child, folder);
	};

	constructor(limit: number, onLog: (line: string) => void) {
		this.#limit = limit;
		this.#onLog = onLog;
		process.on("exit", this.#endAll);
	}

	/** Runs one invocation when there is room. Never rejects. */
	async run(job: Job): Promise<Outcome> {
		if (!(await this.#enter(job.depth)) || this.#stopped)
			return failed("Sandbox.Stopped", "The local AWS was stopped.");
		const running = this.#runNow(job).catch((error: unknown) => failed("Sandbox.Error", String(error)));
		this.#jobs.add(running);
		const outcome = await running;
		this.#jobs.delete(running);
		this.#leave(job.depth);
		return outcome;
	}

	/** Ends everything that runs and waits; nothing runs afterwards. */
	async stop(): Promise<void> {
		this.#stopped = true;
		process.off("exit", this.#endAll);
		for (const { start } of this.#waiting.splice(0)) start(false);
		this.#endAll();
		await Promise.all(this.#jobs);
	}

	async #runNow(job: Job): Promise<Outcome> {
		const chrome = findChrome();
		const isOwn = job.order.ownFile !== undefined;
		if (chrome === undefined && !isOwn) return failed("Sandbox.NoChrome", NO_CHROME);
		const folder = mkdtempSync(join(tmpdir(), `local-aws-${process.pid}-`));
		const child = fork(join(import.meta.dirname, "function.ts"), [], {
			cwd: folder,
			// A group of its own, so that the compositor and ffmpeg end with it.
			detached: true,
			env: { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", HOME: folder, TMPDIR: folder, ...job.environment },
			execArgv: [],
			serialization: "advanced",
			stdio: ["ignore", "pipe", "pipe", "ipc"],
		});
		this.#running.set(child, folder);
		for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", this.#onLog);
		const timeout = job.timeoutInSeconds * 1000;
		const outcome = new Promise<Outcome>((resolve) => {
			const seconds = job.timeoutInSeconds.toFixed(2);
			const timer = setTimeout(
				() => resolve(failed("Sandbox.Timedout", `${id(job)}Error: Task timed out after ${seconds} seconds`)),
				timeout,
			);
			child.on("message", (message) => {
				if (isReport(message)) settle(message, job, resolve);
			});
			child.on("error", (error) => resolve(failed("Runtime.ExitError", `${id(job)}Error: ${error.message}`)));
			child.on("exit", (code, signal) => {
				clearTimeout(timer);
				resolve(
					failed("Runtime.ExitError", `${id(job)}Error: Runtime exited with error: ${signal ?? `exit status ${code}`}`),
				);
			});
		});
		const chromePath = chrome === undefined || isOwn ? "" : writeLauncher(folder, chrome);
		const order: Order = { ...job.order, chromePath, deadline: Date.now() + timeout };
		child.send(order, () => undefined);
		const result = await outcome;
		const closed =
			child.exitCode !== null || child.signalCode !== null
				? undefined
				: new Promise((resolve) => child.once("close", resolve));
		end(child, folder);
		await closed;
		this.#running.delete(child);
		// What was started, or written, in the last moment.
		end(child, folder);
		await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }).catch((error: unknown) =>
			this.#onLog(`${String(error)}\n`),
		);
		return result;
	}

	/** True: there is room now; false: stopped. */
	#enter(depth: number): Promise<boolean> {
		if (this.#stopped) return Promise.resolve(false);
		const busy = this.#busy.get(depth) ?? 0;
		if (busy >= this.#limit) return new Promise((start) => this.#waiting.push({ depth, start }));
		this.#busy.set(depth, busy + 1);
		return Promise.resolve(true);
	}

	#leave(depth: number): void {
		const next = this.#waiting.findIndex((entry) => entry.depth === depth);
		const [entry] = next < 0 ? [] : this.#waiting.splice(next, 1);
		if (entry === undefined) this.#busy.set(depth, (this.#busy.get(depth) ?? 1) - 1);
		else entry.start(true);
	}
}

function settle(report: Report, job: Job, resolve: (outcome: Outcome) => void): void {
	if (report.type === "chunk") job.onChunk(report.data);
	else if (report.type === "done") resolve({ ok: true });
	else resolve({ ok: false, errorType: report.errorType, message: report.message, stack: report.stack });
}

/** Kills a sandbox's processes and removes its folder, as far as that can be done at once. */
function end(child: ChildProcess, folder: string): void {
	if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) signalGroup(child.pid);
	endChrome(folder);
	try {
		rmSync(folder, { recursive: true, force: true });
	} catch {
		// Something dying wrote into it; whoever waits for the end tries again.
	}
}

function failed(errorType: string, message: string): Outcome {
	return { ok: false, errorType, message, stack: [] };
}

function id(job: Job): string {
	return `RequestId: ${job.order.requestId} `;
}
