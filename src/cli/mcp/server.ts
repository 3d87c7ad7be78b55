import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
	CallToolRequestSchema,
	type CallToolResult,
	ErrorCode,
	ListToolsRequestSchema,
	McpError,
} from "@modelcontextprotocol/sdk/types.js";
import { type Exit, exits } from "../exits.ts";
import { program, version } from "../here.ts";
import type { Options } from "../options.ts";
import { print } from "../output.ts";
import { servedFolder } from "./servedFolder.ts";
import { readArguments, schemaOf, type Tool, WrongCall } from "./tool.ts";
import { tools } from "./tools.ts";

/**
 * Serves the tools by the Model Context Protocol over stdin and stdout, until the client closes stdin. The folder is the one that the program
 * stands in.
 * @param options whether AWS may be asked: without it, that tool isn't there
 */
export async function serveMcp({ allowAws }: Pick<Options, "allowAws">): Promise<Exit> {
	const served = process.cwd();
	const offered = tools.filter(({ asksAws }) => allowAws || !asksAws);
	const server = new Server(
		{ name: program, title: "Remotion Lambda credentials", version },
		{
			capabilities: { tools: {} },
			instructions: `Explains the AWS credentials of Remotion Lambda in ${allowAws ? "a project" : "a project, from local files alone"}. Never ask for keys in the chat, and never write them into files: the person adds them.`,
		},
	);
	server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offered.map(listed) }));
	server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) => {
		const tool = offered.find(({ name }) => name === params.name);
		if (tool) return running.add((ended) => answered(tool, served, params.arguments, either(signal, ended)));
		const isForAws = tools.some(({ name }) => name === params.name);
		const names = offered.map(({ name }) => name).join(", ");
		throw new McpError(
			ErrorCode.InvalidParams,
			isForAws ? "This server was started without --allow-aws." : `Unknown tool. Tools: ${names}.`,
		);
	});
	const running = new Running();
	let exit: Exit = exits.done;
	server.onerror = (error) => {
		// What is no message of the protocol is passed over; after one that is too long the SDK closes the connection.
		if (!/maximum size/.test(error.message)) return;
		print("A message was too long. The connection is closed.\n", 2);
		exit = exits.failed;
	};
	await new Promise<void>((resolve) => {
		server.onclose = resolve;
		// The SDK doesn't watch for the end of stdin, and stays for as long as anything else does: modelcontextprotocol/typescript-sdk#2002.
		const close = () => void running.end().then(() => server.close());
		process.stdin.once("end", close).once("close", close);
		// Nobody reads any more.
		process.stdout.once("error", close);
		void server.connect(new StdioServerTransport());
	});
	process.stdin.destroy();
	return exit;
}

/** The calls that are being answered. */
class Running {
	readonly #answers = new Set<Promise<unknown>>();
	readonly #ended = new AbortController();

	add<Answer>(start: (ended: AbortSignal) => Promise<Answer>): Promise<Answer> {
		const answer = start(this.#ended.signal);
		this.#answers.add(answer);
		const forget = () => this.#answers.delete(answer);
		answer.then(forget, forget);
		return answer;
	}

	/** Nothing more is asked: what reads files is answered still, what waits for AWS is not waited for. */
	async end(): Promise<void> {
		this.#ended.abort();
		await Promise.allSettled(this.#answers);
	}
}

/** As `AbortSignal.any()`, which Node.js 20.0 lacks. */
function either(...signals: readonly AbortSignal[]): AbortSignal {
	const one = new AbortController();
	for (const signal of signals) signal.addEventListener("abort", () => one.abort(), { once: true });
	if (signals.some(({ aborted }) => aborted)) one.abort();
	return one.signal;
}

function listed(tool: Tool) {
	const { name, title, description, asksAws } = tool;
	return {
		name,
		title,
		description,
		inputSchema: schemaOf(tool),
		annotations: {
			title,
			readOnlyHint: true,
			destructiveHint: false,
			idempotentHint: true,
			openWorldHint: asksAws,
		},
	};
}

async function answered(tool: Tool, served: string, given: unknown, signal: AbortSignal): Promise<CallToolResult> {
	try {
		const { folder: asked, ...others } = readArguments(tool, given);
		const place = servedFolder(served, asked);
		if ("problem" in place) return failed(place.problem);
		return { content: [{ type: "text", text: await tool.answer({ folder: place.folder, given: others, signal }) }] };
	} catch (error) {
		if (error instanceof WrongCall) return failed(error.message);
		// A message may repeat what it is about: its kind alone is told.
		return failed(`It failed: ${error instanceof Error ? error.name : "Error"}.`);
	}
}

function failed(text: string): CallToolResult {
	return { isError: true, content: [{ type: "text", text }] };
}
