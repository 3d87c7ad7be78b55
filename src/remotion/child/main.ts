/**
 * The child process for test renders and checks; `dist/testRender.cjs`. It loads the project's own client and makes its calls. Credentials are in its
 * environment, everything else comes over IPC. It ends, with all that it has started, when the extension is gone.
 */
import { createRequire } from "node:module";
import { isFields } from "../messages.ts";
import type { CallName, ChildFailure, FromChild, Progress, ToChild } from "../protocol.ts";
import { type Client, clientCalls } from "./clientCalls.ts";

let client: Client | undefined;

process.on("disconnect", () => {
	// A credential_process may be running: it is of the same process group.
	try {
		if (process.platform !== "win32") process.kill(-process.pid, "SIGKILL");
	} catch {}
	process.exit(0);
});

process.on("message", (message: ToChild) => {
	if (message.type === "open") open(message.client);
	else void answer(message);
});

function open(path: string): void {
	try {
		const loaded: unknown = createRequire(path)(path);
		if (!isFields(loaded)) throw new Error(`${path} exports nothing`);
		client = loaded;
		say({ type: "opened" });
	} catch (error) {
		say({ type: "not-opened", failure: failureOf(error) });
	}
}

async function answer(message: Extract<ToChild, { type: "call" }>): Promise<void> {
	const { id } = message;
	const report = (progress: Progress) => say({ type: "progress", id, progress });
	try {
		if (client === undefined) throw new Error("The client is not loaded.");
		say({ type: "reply", id, value: await dispatch(client, message, report) });
	} catch (error) {
		say({ type: "failed", id, failure: failureOf(error) });
	}
}

/** Each call's name with its own input; TypeScript cannot follow a lookup by a union. */
function dispatch(
	client: Client,
	{ name, input }: Extract<ToChild, { type: "call" }>,
	report: (progress: Progress) => void,
): Promise<unknown> {
	const call: (client: Client, input: never, report: (progress: Progress) => void) => Promise<unknown> =
		clientCalls[name satisfies CallName];
	return Reflect.apply(call, undefined, [client, input, report]);
}

/** Name and message, with those of what caused it: `fetch` hides the reason there. */
function failureOf(error: unknown): ChildFailure {
	if (!(error instanceof Error)) return { name: "Error", message: String(error) };
	const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
	return { name: error.name, message: `${error.message}${cause}` };
}

function say(message: FromChild): void {
	if (process.connected) process.send?.(message);
}
