import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a program in a terminal tells of itself. Nothing of it was looked at yet. */
export interface Received {
	/** The JSON of a report. */
	readonly report: string;
	/** Absolute; its home folder and the one it stands in. */
	readonly home: string;
	readonly folder: string;
}

/** So many bytes a message has at most: a report may have a million characters. */
const largest = 4_000_000;

/** A path of a socket may have so many bytes at most. Source: `sun_path` of macOS; Linux has four more. */
const longestSocket = 103;

/**
 * Waits for one report, over a socket in a folder of its own that only this person can enter, on Windows over a named pipe. Both have names that
 * are used once; who reports shows a token that stands in a file of the folder.
 */
export class ReportReceiver {
	/** Absolute; for scripts that are to be gone with this. */
	readonly folder: string;
	/** Absolute; the file that tells a program where the report goes. */
	readonly request: string;
	readonly #token: Buffer;
	readonly #server: Server;
	readonly #connections = new Set<Socket>();
	readonly #received: Promise<Received>;

	private constructor(folder: string, request: string, token: string) {
		this.folder = folder;
		this.request = request;
		this.#token = Buffer.from(token);
		this.#server = createServer();
		this.#server.maxConnections = 4;
		this.#received = new Promise((resolve) => {
			this.#server.on("connection", (socket) => this.#read(socket, resolve));
		});
	}

	/** Makes the folder and listens. @throws the system's error where either can't be */
	static async open(): Promise<ReportReceiver> {
		const made = (parent: string) => mkdtemp(join(parent, "rlc-"));
		let folder = await made(tmpdir());
		const isPipe = process.platform === "win32";
		if (!isPipe && Buffer.byteLength(join(folder, "s")) > longestSocket) {
			await rm(folder, { recursive: true, force: true });
			folder = await made("/tmp");
		}
		const token = randomBytes(32).toString("hex");
		const socket = isPipe ? `\\\\.\\pipe\\rlc-${randomBytes(16).toString("hex")}` : join(folder, "s");
		const receiver = new ReportReceiver(folder, join(folder, "request.json"), token);
		try {
			receiver.#server.listen(socket);
			await once(receiver.#server, "listening");
			await writeFile(receiver.request, JSON.stringify({ socket, token }), { mode: 0o600, flag: "wx" });
		} catch (error) {
			await receiver.close();
			throw error;
		}
		return receiver;
	}

	/** Resolves with the report that came; undefined: the signal came before. */
	async receive(signal: AbortSignal): Promise<Received | undefined> {
		if (signal.aborted) return undefined;
		const called = new AbortController();
		const stopped = once(signal, "abort", { signal: called.signal }).then(
			() => undefined,
			() => undefined,
		);
		try {
			return await Promise.race([this.#received, stopped]);
		} finally {
			called.abort();
		}
	}

	#read(socket: Socket, done: (received: Received) => void): void {
		this.#connections.add(socket);
		socket.on("close", () => this.#connections.delete(socket));
		// Who leaves in the middle is no concern of anybody here.
		socket.on("error", () => socket.destroy());
		const parts: Buffer[] = [];
		let size = 0;
		socket.on("data", (part: Buffer) => {
			size += part.length;
			if (size > largest) return void socket.destroy();
			parts.push(part);
			if (part.at(-1) !== 0x0a) return undefined;
			const received = this.#message(Buffer.concat(parts).toString("utf8"));
			if (received) socket.end("ok\n", () => done(received));
			else socket.destroy();
			return undefined;
		});
	}

	/** What a message says; undefined: it is not the one that was asked for. */
	#message(text: string): Received | undefined {
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch {
			return undefined;
		}
		if (typeof json !== "object" || json === null) return undefined;
		const { token, report, home, folder } = json as Readonly<Record<string, unknown>>;
		const given = Buffer.from(typeof token === "string" ? token : "");
		if (given.length !== this.#token.length || !timingSafeEqual(given, this.#token)) return undefined;
		if (typeof home !== "string" || typeof folder !== "string") return undefined;
		return { report: JSON.stringify(report ?? null), home, folder };
	}

	/** Stops waiting, and takes the folder away. */
	async close(): Promise<void> {
		for (const socket of this.#connections) socket.destroy();
		if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}
}
