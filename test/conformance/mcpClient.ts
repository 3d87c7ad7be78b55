/** The MCP server of the built command line, with the official client on the other side; every message between them is kept. */
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { builtCommandLine, type Machine } from "./commandLineBuilt.ts";

/** A client that is connected. */
export interface McpClient {
	readonly client: Client;
	/** What the server wrote: its messages, and what it said on stderr. */
	heard(): string;
	/** Calls a tool. */
	call(name: string, given?: Record<string, unknown>): Promise<{ text: string; isError: boolean }>;
	close(): Promise<void>;
}

/** Starts the server in a machine's folder, and connects. */
export async function connectMcp(
	machine: Machine,
	args: readonly string[] = [],
	variables: Readonly<Record<string, string>> = {},
): Promise<McpClient> {
	const env = Object.fromEntries(
		Object.entries(machine.environment(variables)).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, value]],
		),
	);
	const transport = new StdioClientTransport({
		command: process.execPath,
		args: [join(await builtCommandLine(), "cli.cjs"), "mcp", ...args],
		cwd: machine.work,
		env,
		stderr: "pipe",
	});
	let heard = "";
	transport.stderr?.on("data", (data) => {
		heard += data;
	});
	const client = new Client({ name: "test", version: "1.0.0" });
	await client.connect(transport);
	// After `connect()`, which sets it.
	const { onmessage } = transport;
	transport.onmessage = (message) => {
		heard += `${JSON.stringify(message)}\n`;
		onmessage?.(message);
	};
	return {
		client,
		heard: () => heard,
		call: async (name, given = {}) => {
			const { content, isError } = await client.callTool({ name, arguments: given });
			const [first] = content as { type: string; text: string }[];
			return { text: first?.text ?? "", isError: isError === true };
		},
		close: () => client.close(),
	};
}
