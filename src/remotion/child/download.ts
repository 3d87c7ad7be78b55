import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { partOf } from "../protocol.ts";

/**
 * Streams what is behind an address into a file; nothing is at `to` before all of it is there.
 * @param size what must arrive, in bytes
 * Rejects where the answer is no 200 (with S3's own code and message), or the size differs. The address is never part of an error.
 */
export async function download(
	url: string,
	to: string,
	size: number,
	onProgress: (fraction: number) => void,
): Promise<void> {
	const response = await fetch(url, { redirect: "error" });
	if (response.status !== 200 || response.body === null) {
		const text = (await response.text()).slice(0, 10_000);
		const said = ["Code", "Message"].flatMap((tag) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1] ?? []);
		throw new Error(`S3 answered ${response.status}${said.length > 0 ? `, ${said.join(": ")}` : ""} for the output.`);
	}
	await mkdir(dirname(to), { recursive: true });
	let arrived = 0;
	const count = new Transform({
		transform(chunk: Uint8Array, _encoding, done) {
			arrived += chunk.length;
			onProgress(size > 0 ? Math.min(1, arrived / size) : 1);
			done(null, chunk);
		},
	});
	const part = partOf(to);
	try {
		await pipeline(Readable.fromWeb(response.body), count, createWriteStream(part, { mode: 0o600 }));
		if (arrived !== size) throw new Error(`The output has ${arrived} bytes, but Remotion said ${size}.`);
		await rename(part, to);
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}
