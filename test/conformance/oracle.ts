/** Asks the real `@remotion/lambda-client` what it would sign with, in child processes of their own, many cases a batch. */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "./environments.ts";

/** Who gave the credentials. `static`: no one was asked, they stood in a file or in the environment. */
export type Via = "static" | "role" | "web-identity" | "sso" | "login" | "process" | "container" | "instance";

export type Outcome =
	/** The client resolved credentials. */
	| { kind: "keys"; accessKeyId: string; hasSessionToken: boolean; via: Via }
	/** What stopped it lies outside of what files and environment tell: no SSO token, no token file, … */
	| { kind: "attempted"; via: Via; message: string }
	| {
			kind: "error";
			code: "no-access-key-id" | "no-secret-access-key" | "profile-not-found" | "profile-unusable" | "no-credentials";
			message: string;
	  }
	/** An error the oracle has no name for: always a difference, so that it is looked at. */
	| { kind: "unknown"; message: string };

export type Request = { id: number; cases: Case[] };
export type Reply = { id: number; outcomes: Outcome[] } | { id: number; failure: string };

/** Another version of Remotion than the pinned one: where it is installed. `npm run conformance` sets it. */
export const other =
	process.env.CONFORMANCE_REMOTION && process.env.CONFORMANCE_REMOTION_FOLDER
		? { version: process.env.CONFORMANCE_REMOTION, folder: process.env.CONFORMANCE_REMOTION_FOLDER }
		: undefined;

const WORKERS = 2;
const BATCH = 100;

export class Oracle {
	readonly #root: string;
	readonly #workers: ChildProcess[] = [];
	readonly #waiting = new Map<number, { resolve(outcomes: Outcome[]): void; reject(error: Error): void }>();
	#nextId = 0;

	constructor(workers = WORKERS) {
		// In memory where there is such a folder: a case is a handful of tiny files, made and removed at once.
		this.#root = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "oracle-"));
		for (let index = 0; index < workers; index++) {
			const worker = fork(
				join(import.meta.dirname, "oracleWorker.ts"),
				[join(this.#root, `w${index}`), ...(other ? [other.folder] : [])],
				{
					// Nothing of the person's: not their AWS variables, not their home.
					env: { PATH: process.env.PATH, HOME: this.#root },
					stdio: ["ignore", "inherit", "inherit", "ipc"],
					execArgv: [],
				},
			);
			worker.on("message", (reply: Reply) => {
				const waiting = this.#waiting.get(reply.id);
				this.#waiting.delete(reply.id);
				if ("failure" in reply) waiting?.reject(new Error(reply.failure));
				else waiting?.resolve(reply.outcomes);
			});
			worker.on("exit", (code) => {
				for (const { reject } of this.#waiting.values()) reject(new Error(`the oracle ended with code ${code}`));
			});
			this.#workers.push(worker);
		}
	}

	/** The outcome of each case, in the order of the cases. */
	async ask(cases: readonly Case[]): Promise<Outcome[]> {
		const batches: Case[][] = [];
		for (let start = 0; start < cases.length; start += BATCH) batches.push(cases.slice(start, start + BATCH));
		const outcomes: Outcome[][] = [];
		let next = 0;
		await Promise.all(
			this.#workers.map(async (worker) => {
				for (let index = next++; index < batches.length; index = next++) {
					outcomes[index] = await this.#send(worker, batches[index] ?? []);
				}
			}),
		);
		return outcomes.flat();
	}

	#send(worker: ChildProcess, cases: Case[]): Promise<Outcome[]> {
		const id = this.#nextId++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			worker.send({ id, cases } satisfies Request);
		});
	}

	close(): void {
		for (const worker of this.#workers) {
			worker.removeAllListeners("exit");
			worker.kill();
		}
		rmSync(this.#root, { recursive: true, force: true });
	}
}
