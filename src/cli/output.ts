import { fstatSync, writeSync } from "node:fs";

/** Where a text goes. */
type Stream = 1 | 2;

/**
 * Prints a text. Not by `process.stdout`, which loads a tenth of Node.js before it says the first word.
 * @param stream 1: the output; 2: what is told beside it
 */
export function print(text: string, stream: Stream = 1): void {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; ) {
		try {
			at += writeSync(stream, bytes, at);
		} catch (error) {
			const code = error instanceof Error && "code" in error ? error.code : "";
			// Nobody reads any more, as behind `| head`.
			if (code === "EPIPE") return;
			if (code !== "EAGAIN") throw error;
			// A pipe that is full and waits for nobody: Node.js does, once it is loaded.
			(stream === 1 ? process.stdout : process.stderr).write(bytes.subarray(at));
			return;
		}
	}
}

/** Returns whether the output goes to a terminal; `process.stdout.isTTY` says so, too, and loads as much as its `write()`. The null device counts as one. */
export function isTerminal(): boolean {
	try {
		return fstatSync(1).isCharacterDevice();
	} catch {
		return false;
	}
}
