/** A way to the local AWS on which every byte is noted: what is sent to AWS can then be searched. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer } from "node:net";

export interface Tunnel {
	/** The address to hand out instead of the local AWS's own. */
	readonly url: string;
	/** All that was sent so far, byte by byte as Latin-1. */
	sent(): string;
	/** Takes no further connections; those that are open go on. */
	close(): void;
}

/** Opens a tunnel to a port of this machine. */
export async function openTunnel(port: number): Promise<Tunnel> {
	const sent: Buffer[] = [];
	const server = createServer((socket) => {
		const onward = connect(port, "127.0.0.1");
		socket.on("data", (data) => sent.push(data));
		socket.pipe(onward).pipe(socket);
		for (const end of [socket, onward]) end.on("error", () => undefined);
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	assert.ok(typeof address === "object" && address !== null);
	return {
		url: `http://127.0.0.1:${address.port}`,
		sent: () => Buffer.concat(sent).toString("latin1"),
		close: () => void server.close(),
	};
}
