/**
 * The extension's side of the child process: one session is one fresh process with one set of credentials. Whatever ends it early
 * (cancelled, too late, crashed) ends the process first and rejects then, so nothing is left behind when the person reads the reason.
 */
import type { ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { endProcess, signalGroup } from "../childProcess/endProcess.ts";
import { refusalWords } from "../core/errorGuide/testRender.ts";
import { secretsOf } from "./childEnvironment.ts";
import { type FailureKind, type StillRunning, stillRunningWords, TestRenderError } from "./failures.ts";
import { readFromChild, readOutput } from "./messages.ts";
import { placeBefore, usualPatience } from "./patience.ts";
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
import { type SessionOptions, startChild } from "./startChild.ts";

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

/** How long a render on Lambda has to be told to end, before its process ends without that. */
const cancelPatience = 4000;
/** How much of what the child prints is kept for the log. */
const keptOutput = 8000;

/** Starts a session. Nothing is sent to AWS before the first call. Never throws: a process that does not start fails the first call. */
export function openSession(options: SessionOptions): RenderSession {
	return new ChildSession(options);
}

class ChildSession implements RenderSession {
	readonly #child: ChildProcess;
	readonly #secrets: readonly string[];
	readonly #waiting = new Map<number, Waiting>();
	/** Resolves when the client is loaded; rejects with why it never will be. */
	readonly #ready: Promise<void>;
	#opened: () => void = () => undefined;
	#notOpened: (error: TestRenderError) => void = () => undefined;
	#last = 0;
	#printed = "";
	/** Why no further call can be made. */
	#over: TestRenderError | undefined;

	constructor(options: SessionOptions) {
		this.#secrets = secretsOf(options.source);
		this.#ready = new Promise((resolve, reject) => {
			this.#opened = resolve;
			this.#notOpened = reject;
		});
		this.#ready.catch(() => undefined);
		this.#child = startChild(options);
		this.#listen();
		this.#send({ type: "open", client: options.client });
	}

	get pid(): number | undefined {
		return this.#child.pid;
	}

	async call<Name extends CallName>(
		name: Name,
		input: Input<Name>,
		{ signal, onProgress, timeoutMs = usualPatience(name, input) }: CallOptions = {},
	): Promise<Output<Name>> {
		if (this.#over !== undefined) throw this.#over;
		const cancel = () => void this.end();
		const late = () =>
			void this.#stop("timeout", `There was no answer within ${Math.round(timeoutMs / 1000)} seconds.`);
		this.#last += 1;
		const id = this.#last;
		const answer = new Promise<unknown>((resolve, reject) => {
			this.#waiting.set(id, { name, input, onProgress, place: placeBefore(name, input), resolve, reject });
		});
		const timer = setTimeout(late, timeoutMs);
		signal?.addEventListener("abort", cancel, { once: true });
		if (signal?.aborted) cancel();
		else
			this.#ready.then(
				() => this.#send({ type: "call", id, name, input }),
				() => undefined,
			);
		try {
			return readOutput[name](await answer);
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener("abort", cancel);
		}
	}

	async end(): Promise<void> {
		await this.#stop("cancelled", "Canceled.");
	}

	/** Tells renders to end, once Remotion has named them and where its version can; each that does runs on no longer. */
	async #cancelOnLambda(): Promise<void> {
		const rendering = [...this.#waiting].filter(([, { name }]) => name === "renderVideo");
		const end = Date.now() + cancelPatience;
		await Promise.all(
			rendering.map(async ([id, call]) => {
				while (!call.place?.renderId && this.#waiting.has(id) && this.#child.connected && Date.now() < end)
					await new Promise((resolve) => setTimeout(resolve, 100));
				if (!this.#waiting.has(id)) return;
				const { region, renderId, bucketName } = call.place ?? {};
				if (region === undefined || !renderId || !bucketName || !this.#child.connected) return;
				const answer = this.#ask("cancelRender", { region, renderId, bucketName });
				const late = new Promise<undefined>((resolve) => setTimeout(resolve, cancelPatience, undefined).unref());
				const value = await Promise.race([answer.catch(() => undefined), late]);
				if (value !== undefined && readOutput.cancelRender(value).isCanceled) call.place = undefined;
			}),
		);
	}

	/** Sends a call to the child, whatever else it does; resolves with what came back. */
	#ask(name: CallName, input: Input<CallName>): Promise<unknown> {
		this.#last += 1;
		const id = this.#last;
		const answer = new Promise<unknown>((resolve, reject) => {
			this.#waiting.set(id, { name, input, onProgress: undefined, place: undefined, resolve, reject });
		});
		this.#send({ type: "call", id, name, input });
		return answer;
	}

	#clean(text: string): string {
		return redactOutput(text, this.#secrets).trim();
	}

	#listen(): void {
		const child = this.#child;
		const killNow = () => signalGroup(child, "SIGKILL");
		process.once("exit", killNow);
		child.stderr?.setEncoding("utf8").on("data", (text: string) => {
			this.#printed = `${this.#printed}${text}`.slice(-keptOutput);
		});
		child.on("error", (error) => {
			process.off("exit", killNow);
			this.#fail("not-started", "The process that loads this project's @remotion/lambda didn't start.", error.message);
		});
		child.on("exit", (code, signal) => {
			process.off("exit", killNow);
			// What it has started, such as a credential_process, goes with it.
			killNow();
			this.#ended(signal ?? `exit code ${code}`);
		});
		child.on("message", (message) => this.#receive(message));
	}

	#ended(how: string): void {
		const original = this.#printed === "" ? `The process ended with ${how}.` : this.#printed;
		const words = `The process that loads this project's @remotion/lambda ended before it responded (${how}).`;
		void this.#finish("crashed", words, original);
	}

	#send(message: ToChild): void {
		// A channel that is closed already is told by "exit".
		if (this.#child.connected) this.#child.send(message, () => undefined);
	}

	#receive(message: unknown): void {
		let read: FromChild;
		try {
			read = readFromChild(message);
		} catch (error) {
			void this.#stop("invalid-reply", invalidWords, error instanceof Error ? error.message : "");
			return;
		}
		this.#take(read);
	}

	#take(message: FromChild): void {
		switch (message.type) {
			case "opened":
				this.#opened();
				return;
			case "not-opened":
				void this.#stop("not-started", notLoadedWords, message.failure.message);
				return;
			case "progress":
				this.#progress(message.id, message.progress);
				return;
			case "failed": {
				const call = this.#takeOut(message.id);
				call?.reject(this.#refused(call, message.failure));
				return;
			}
			case "reply":
				this.#reply(message.id, message.value);
		}
	}

	/** The call with this number, which waits no more. */
	#takeOut(id: number): Waiting | undefined {
		const call = this.#waiting.get(id);
		this.#waiting.delete(id);
		return call;
	}

	#progress(id: number, progress: Progress): void {
		const call = this.#waiting.get(id);
		if (call === undefined) return;
		if (progress.place) call.place = progress.place;
		call.onProgress?.(progress);
	}

	#reply(id: number, value: unknown): void {
		const call = this.#takeOut(id);
		if (call === undefined) return;
		try {
			call.resolve(readOutput[call.name](value));
		} catch (error) {
			call.reject(new TestRenderError("invalid-reply", invalidWords, { original: this.#clean(String(error)) }));
		}
	}

	#refused(call: Waiting, { name, message }: ChildFailure): TestRenderError {
		const original = this.#clean(message.includes(name) || name === "Error" ? message : `${name}: ${message}`);
		if (name === "Unexpected") return new TestRenderError("invalid-reply", invalidWords, { original });
		// A render that Remotion has named goes on when only asking for its progress failed.
		const lost = call.place?.renderId != null && /ECONN|socket|TooMany|Throttl|Expired/i.test(original);
		return failure("refused", refusalWords(original), original, lost ? call.place : undefined);
	}

	/** Every call fails, and no further one is made. The first reason stays. */
	#fail(kind: FailureKind, words: string, original = ""): void {
		this.#over ??= new TestRenderError(kind, words, { original: this.#clean(original) });
		const over = this.#over;
		this.#notOpened(over);
		for (const [id, call] of this.#waiting) {
			this.#waiting.delete(id);
			call.reject(failure(over.kind, over.message, over.original, call.place));
		}
	}

	/** Ends the process, then fails every call with the reason. */
	async #stop(kind: FailureKind, words: string, original = ""): Promise<void> {
		// Before the process ends: that it has ended is then no reason of its own.
		const isFirst = this.#over === undefined;
		this.#over ??= new TestRenderError(kind, words, { original: this.#clean(original) });
		if (isFirst && (kind === "cancelled" || kind === "timeout")) await this.#cancelOnLambda();
		await endProcess(this.#child);
		await this.#finish(kind, words, original);
	}

	/** After the process has ended: removes what an unfinished download left, then fails every call. */
	async #finish(kind: FailureKind, words: string, original: string): Promise<void> {
		const parts = [...this.#waiting.values()].flatMap(({ name, input }) =>
			name === "download" && "to" in input ? [partOf(input.to)] : [],
		);
		await Promise.all(parts.map((part) => rm(part, { force: true }).catch(() => undefined)));
		this.#fail(kind, words, original);
	}
}

/** A failure of one call, with what may go on without us. */
function failure(
	kind: FailureKind,
	words: string,
	original: string,
	stillRunning: StillRunning | undefined,
): TestRenderError {
	return new TestRenderError(kind, `${words}${stillRunningWords(stillRunning)}`, {
		original,
		...(stillRunning && { stillRunning }),
	});
}

const invalidWords = "Unexpected response from this project's @remotion/lambda. Its version might not be supported.";
const notLoadedWords = "Couldn't load this project's @remotion/lambda. Install the project's packages again.";
