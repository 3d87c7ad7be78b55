/**
 * The extension's side of the child process: one session is one fresh process with one set of credentials. Whatever ends it early
 * (cancelled, too late, crashed) ends the process first and rejects then, so nothing is left behind when the person reads the reason.
 */
import { type ChildProcess, fork } from "node:child_process";
import { rm } from "node:fs/promises";
import { endProcess, signalGroup } from "../childProcess/endProcess.ts";
import { refusalWords } from "../core/errorGuide/testRender.ts";
import { parseFunctionName } from "../core/vocabulary/functionNames.ts";
import { type ChildEnvironmentInput, childEnvironment, secretsOf } from "./childEnvironment.ts";
import { type FailureKind, type StillRunning, stillRunningWords, TestRenderError } from "./failures.ts";
import { readFromChild, readOutput } from "./messages.ts";
import {
	type CallName,
	type ChildFailure,
	type FromChild,
	type Input,
	type Output,
	type Progress,
	partOf,
	type ToChild,
} from "./protocol.ts";
import { redactOutput } from "./redactOutput.ts";

export interface SessionOptions extends Omit<ChildEnvironmentInput, "electron"> {
	/** The program of the child: `testRender.cjs` beside the extension. */
	readonly program: string;
	/** The project's client or another part of it, from `findClient()`. */
	readonly client: string;
	/** Absolute; where the process works. */
	readonly cwd: string;
}

export interface CallOptions {
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
	/** Default: a minute for questions, ten for a download, the function's own limit and a minute for a render. */
	readonly timeoutMs?: number | undefined;
}

/** A child process with the project's client. */
export interface RenderSession {
	/** Undefined where it did not start. */
	readonly pid: number | undefined;
	/** Makes a call. Rejects with a TestRenderError; after "cancelled", "timeout" and "crashed" the session is over. */
	call<Name extends CallName>(name: Name, input: Input<Name>, options?: CallOptions): Promise<Output<Name>>;
	/** Ends the process, and every call with it as "cancelled"; resolves when it is gone. */
	end(): Promise<void>;
}

interface Waiting {
	readonly name: CallName;
	readonly input: Input<CallName>;
	readonly onProgress: ((progress: Progress) => void) | undefined;
	place: StillRunning | undefined;
	resolve(value: unknown): void;
	reject(error: TestRenderError): void;
}

const minute = 60_000;
/** How much of what the child prints is kept for the log. */
const keptOutput = 8000;

/** Starts a session. Nothing is sent to AWS before the first call. Never throws: a process that does not start fails the first call. */
export function openSession(options: SessionOptions): RenderSession {
	const secrets = secretsOf(options.source);
	const clean = (text: string) => redactOutput(text, secrets).trim();
	const waiting = new Map<number, Waiting>();
	let last = 0;
	let printed = "";
	/** Why no further call can be made. */
	let over: TestRenderError | undefined;
	let opened: () => void = () => undefined;
	let notOpened: (error: TestRenderError) => void = () => undefined;
	const ready = new Promise<void>((resolve, reject) => {
		opened = resolve;
		notOpened = reject;
	});
	ready.catch(() => undefined);

	const child = start(options);
	const killNow = () => signalGroup(child, "SIGKILL");
	process.once("exit", killNow);
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		printed = `${printed}${text}`.slice(-keptOutput);
	});
	child.on("error", (error) => {
		process.off("exit", killNow);
		fail("not-started", "The process with the project's Remotion client did not start.", error.message);
	});
	child.on("exit", (code, signal) => {
		process.off("exit", killNow);
		// What it has started, such as a credential_process, goes with it.
		signalGroup(child, "SIGKILL");
		const how = signal ?? `exit code ${code}`;
		const original = printed === "" ? `The process ended with ${how}.` : printed;
		void finish(
			"crashed",
			`The process with the project's Remotion client ended before it answered (${how}).`,
			original,
		);
	});
	child.on("message", (message) => {
		let read: FromChild;
		try {
			read = readFromChild(message);
		} catch (error) {
			void stop("invalid-reply", invalidWords, error instanceof Error ? error.message : "");
			return;
		}
		take(read);
	});
	send({ type: "open", client: options.client });

	function send(message: ToChild): void {
		// A channel that is closed already is told by "exit".
		if (child.connected) child.send(message, () => undefined);
	}

	function take(message: FromChild): void {
		switch (message.type) {
			case "opened":
				opened();
				return;
			case "not-opened": {
				const words = "The project's own Remotion client could not be loaded. Install the project's packages again.";
				void stop("not-started", words, message.failure.message);
				return;
			}
			case "progress": {
				const call = waiting.get(message.id);
				if (call === undefined) return;
				if (message.progress.place) call.place = message.progress.place;
				call.onProgress?.(message.progress);
				return;
			}
			case "failed": {
				const call = waiting.get(message.id);
				waiting.delete(message.id);
				call?.reject(refused(call, message.failure));
				return;
			}
			case "reply": {
				const call = waiting.get(message.id);
				waiting.delete(message.id);
				if (call === undefined) return;
				try {
					call.resolve(readOutput[call.name](message.value));
				} catch (error) {
					call.reject(new TestRenderError("invalid-reply", invalidWords, { original: clean(String(error)) }));
				}
			}
		}
	}

	function refused(call: Waiting, { name, message }: ChildFailure): TestRenderError {
		const original = clean(message.includes(name) || name === "Error" ? message : `${name}: ${message}`);
		if (name === "Unexpected") return new TestRenderError("invalid-reply", invalidWords, { original });
		// A render that Remotion has named goes on when only asking for its progress failed.
		const lost = call.place?.renderId != null && /ECONN|socket|TooMany|Throttl|Expired/i.test(original);
		const stillRunning = lost ? call.place : undefined;
		return new TestRenderError("refused", `${refusalWords(original)}${stillRunningWords(stillRunning)}`, {
			original,
			...(stillRunning && { stillRunning }),
		});
	}

	/** Every call fails, and no further one is made. The first reason stays. */
	function fail(kind: FailureKind, words: string, original = ""): void {
		over ??= new TestRenderError(kind, words, { original: clean(original) });
		notOpened(over);
		for (const [id, call] of waiting) {
			waiting.delete(id);
			const { place } = call;
			call.reject(
				new TestRenderError(over.kind, `${over.message}${stillRunningWords(place)}`, {
					original: over.original,
					...(place && { stillRunning: place }),
				}),
			);
		}
	}

	/** Ends the process, then fails every call with the reason. */
	async function stop(kind: FailureKind, words: string, original = ""): Promise<void> {
		// Before the process ends: that it has ended is then no reason of its own.
		over ??= new TestRenderError(kind, words, { original: clean(original) });
		await endProcess(child);
		await finish(kind, words, original);
	}

	/** After the process has ended: removes what an unfinished download left, then fails every call. */
	async function finish(kind: FailureKind, words: string, original: string): Promise<void> {
		const parts = [...waiting.values()].flatMap(({ name, input }) =>
			name === "download" && "to" in input ? [partOf(input.to)] : [],
		);
		await Promise.all(parts.map((part) => rm(part, { force: true }).catch(() => undefined)));
		fail(kind, words, original);
	}

	return {
		pid: child.pid,
		async call<Name extends CallName>(name: Name, input: Input<Name>, callOptions: CallOptions = {}) {
			const { signal, onProgress } = callOptions;
			if (over !== undefined) throw over;
			const cancel = () => void stop("cancelled", "Canceled.");
			const timeoutMs = callOptions.timeoutMs ?? usualPatience(name, input);
			const late = () => void stop("timeout", `There was no answer within ${Math.round(timeoutMs / 1000)} seconds.`);
			last += 1;
			const id = last;
			const answer = new Promise<unknown>((resolve, reject) => {
				waiting.set(id, { name, input, onProgress, place: placeBefore(name, input), resolve, reject });
			});
			const timer = setTimeout(late, timeoutMs);
			signal?.addEventListener("abort", cancel, { once: true });
			if (signal?.aborted) cancel();
			else
				ready.then(
					() => send({ type: "call", id, name, input }),
					() => undefined,
				);
			try {
				return readOutput[name](await answer);
			} finally {
				clearTimeout(timer);
				signal?.removeEventListener("abort", cancel);
			}
		},
		async end() {
			await stop("cancelled", "Canceled.");
		},
	};
}

const invalidWords = "Unexpected response from this project's @remotion/lambda. Its version might not be supported.";

function start(options: SessionOptions): ChildProcess {
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

/** What may run on Lambda from the moment the call is made. Lists of compositions are rendered by a function too, but end in seconds. */
function placeBefore(name: CallName, input: Input<CallName>): StillRunning | undefined {
	if ((name !== "renderStill" && name !== "renderVideo") || !("functionName" in input)) return undefined;
	return { region: input.region, functionName: input.functionName, renderId: null, bucketName: null };
}

function usualPatience(name: CallName, input: Input<CallName>): number {
	if (name === "download") return 10 * minute;
	if (name !== "renderStill" && name !== "renderVideo") return minute;
	const limit = "functionName" in input ? parseFunctionName(input.functionName)?.timeoutInSeconds : undefined;
	return (limit ?? 240) * 1000 + minute;
}
