import { type ChildProcess, fork } from "node:child_process";
import { endAtOnce } from "../childProcess/endProcess.ts";
import type { Signing, SigningSource } from "../core/signing/signingContext.ts";
import type { Failed, FromChild, PlainSource, ToChild } from "./protocol.ts";

export interface ProcessOptions {
	/** The built program, such as `identity.cjs`. */
	readonly script: string;
	/** The project's folder: relative paths in variables and commands start there. */
	readonly cwd: string;
}

export interface AskOptions {
	/** Ends the process at once; the answer is then undefined. */
	readonly signal?: AbortSignal;
	/** How long AWS may take; default 10 s. */
	readonly timeoutMs?: number;
}

/** Puts one question after the other to a process of its own: a start costs more than a question. */
export interface ChildClient<Question, Answer> {
	/** The answer, or why there is none; undefined: cancelled. Never rejects. */
	ask(question: Question, options: AskOptions): Promise<Answer | Failed | undefined>;
	dispose(): void;
}

/** How long a busy machine may take to start the process. */
const startTimeoutMs = 30_000;

/** @param world environment, files and region; the same for every question. The process starts with the first one. */
export function createChildClient<Question, Answer>(
	world: Pick<Signing, "environment" | "files" | "region">,
	{ script, cwd }: ProcessOptions,
): ChildClient<Question, Answer> {
	let child: ChildProcess | undefined;
	const stop = () => {
		if (child) endAtOnce(child);
		child = undefined;
	};
	const tell = (to: ChildProcess, message: ToChild<Question>) => {
		// An error comes as an event, too.
		to.send(message, () => {});
	};
	const start = (): ChildProcess => {
		const started = fork(script, [], {
			cwd,
			// A group of its own, so that what a credential_process started ends with it.
			detached: process.platform !== "win32",
			env: { ...process.env, ...(process.versions.electron !== undefined && { ELECTRON_RUN_AS_NODE: "1" }) },
			execArgv: [],
			stdio: ["ignore", "ignore", "ignore", "ipc"],
		});
		const { environment, files, region } = world;
		tell(started, { type: "setup", setup: { environment: reveal(environment), files: reveal(files), region } });
		return started;
	};
	return {
		ask: (question, { signal, timeoutMs = 10_000 }) =>
			new Promise((resolve) => {
				if (signal?.aborted) return resolve(undefined);
				const isNew = child === undefined;
				child ??= start();
				const asked = child;
				let timer: NodeJS.Timeout;
				const settle = (answer: Answer | Failed | undefined, isOver: boolean) => {
					clearTimeout(timer);
					signal?.removeEventListener("abort", cancel);
					asked.removeAllListeners();
					// A killed process may still report an error of its channel.
					asked.on("error", () => {});
					// Nobody waits, but the next question needs another process.
					asked.on("exit", () => {
						if (child === asked) child = undefined;
					});
					if (isOver) stop();
					resolve(answer);
				};
				const cancel = () => settle(undefined, true);
				const limit = (ms: number, code: string, message: string) => {
					clearTimeout(timer);
					timer = setTimeout(() => settle({ ok: false, code, message }, true), ms);
				};
				signal?.addEventListener("abort", cancel);
				asked.on("message", (message: FromChild<Answer>) => {
					if (message.type === "ready") limit(timeoutMs, "Timeout", "");
					else settle(message.answer, false);
				});
				asked.on("error", ({ message }) => settle({ ok: false, code: "NotStarted", message }, true));
				asked.on("exit", (code, by) =>
					settle({ ok: false, code: "NotStarted", message: `The process ended with ${by ?? code}.` }, true),
				);
				if (isNew) limit(startTimeoutMs, "NotStarted", "The process did not start in 30 seconds.");
				else limit(timeoutMs, "Timeout", "");
				tell(asked, { type: "ask", question });
			}),
		dispose: stop,
	};
}

/** A source without its wrapping, for the process alone. */
export function plain(source: SigningSource): PlainSource {
	if (source.kind !== "keys") return source;
	const { kind, accessKeyId, secretAccessKey, sessionToken } = source;
	return {
		kind,
		accessKeyId,
		secretAccessKey: secretAccessKey.reveal(),
		...(sessionToken && { sessionToken: sessionToken.reveal() }),
	};
}

function reveal(record: Signing["environment"]): Record<string, string> {
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value.reveal()]));
}
