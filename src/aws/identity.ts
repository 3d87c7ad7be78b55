import { type ChildProcess, fork, spawn } from "node:child_process";
import type { Signing, SigningSource } from "../core/signing.ts";
import type { FromChild, IdentityResult, PlainSource, ToChild } from "./protocol.ts";

export type { IdentityResult } from "./protocol.ts";

export interface VerifyOptions {
	/** The built `identity.cjs`. */
	readonly script: string;
	/** The project's folder: relative paths in variables and commands start there. */
	readonly cwd: string;
	/** Ends the process at once; the result is then undefined. */
	readonly signal?: AbortSignal;
	/** How long AWS may take; default 10 s. */
	readonly timeoutMs?: number;
}

/** How long a busy machine may take to start the process. */
const startTimeoutMs = 30_000;

/**
 * Asks AWS who these credentials are (`sts:GetCallerIdentity`, which needs no permission).
 *
 * @returns account, ARN and user ID, or why not; undefined: cancelled. Never rejects. Nothing in it is secret.
 */
export async function verifyIdentity(signing: Signing, options: VerifyOptions): Promise<IdentityResult | undefined> {
	const verifier = createVerifier(signing, options);
	try {
		return await verifier.verify(signing.source, options);
	} finally {
		verifier.dispose();
	}
}

/** Verifies one source after the other of one environment, in one process: a start costs more than a question. */
export interface Verifier {
	verify(
		source: SigningSource,
		options: Pick<VerifyOptions, "signal" | "timeoutMs">,
	): Promise<IdentityResult | undefined>;
	dispose(): void;
}

/** @param world environment, files and region; the same for every source. The process starts with the first question. */
export function createVerifier(
	world: Pick<Signing, "environment" | "files" | "region">,
	{ script, cwd }: Pick<VerifyOptions, "script" | "cwd">,
): Verifier {
	let child: ChildProcess | undefined;
	const stop = () => {
		if (child) end(child);
		child = undefined;
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
		verify: (source, { signal, timeoutMs = 10_000 }) =>
			new Promise((resolve) => {
				if (signal?.aborted) return resolve(undefined);
				const isNew = child === undefined;
				child ??= start();
				const asked = child;
				let timer: NodeJS.Timeout;
				const settle = (result: IdentityResult | undefined, isOver: boolean) => {
					clearTimeout(timer);
					signal?.removeEventListener("abort", cancel);
					asked.removeAllListeners();
					// A killed process may still report an error of its channel.
					asked.on("error", () => {});
					if (isOver) stop();
					resolve(result);
				};
				const cancel = () => settle(undefined, true);
				const limit = (ms: number, code: string, message: string) => {
					clearTimeout(timer);
					timer = setTimeout(() => settle({ ok: false, code, message }, true), ms);
				};
				signal?.addEventListener("abort", cancel);
				asked.on("message", (message: FromChild) => {
					if (message.type === "ready") limit(timeoutMs, "Timeout", "");
					else settle(message.result, false);
				});
				asked.on("error", ({ message }) => settle({ ok: false, code: "NotStarted", message }, true));
				asked.on("exit", (code, by) =>
					settle({ ok: false, code: "NotStarted", message: `The process ended with ${by ?? code}.` }, true),
				);
				if (isNew) limit(startTimeoutMs, "NotStarted", "The process did not start in 30 seconds.");
				else limit(timeoutMs, "Timeout", "");
				tell(asked, { type: "verify", source: plain(source) });
			}),
		dispose: stop,
	};
}

function tell(child: ChildProcess, message: ToChild): void {
	// An error comes as an event, too.
	child.send(message, () => {});
}

/** Ends the process and all that it has started. */
function end(child: ChildProcess): void {
	const { pid } = child;
	if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	try {
		if (process.platform === "win32")
			spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true, stdio: "ignore" });
		else process.kill(-pid, "SIGKILL");
	} catch {
		child.kill("SIGKILL");
	}
}

function reveal(record: Signing["environment"]): Record<string, string> {
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value.reveal()]));
}

function plain(source: SigningSource): PlainSource {
	if (source.kind !== "keys") return source;
	const { kind, accessKeyId, secretAccessKey, sessionToken } = source;
	return {
		kind,
		accessKeyId,
		secretAccessKey: secretAccessKey.reveal(),
		...(sessionToken && { sessionToken: sessionToken.reveal() }),
	};
}
