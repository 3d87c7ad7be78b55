import { connect } from "node:net";
import { homedir } from "node:os";
import { projectAnswer } from "../core/precedence/answer.ts";
import { visible } from "../core/text/plainText.ts";
import { readNow } from "../files/readNow.ts";
import { type Exit, exits } from "./exits.ts";
import { explainHere, reportOf } from "./here.ts";
import { print } from "./output.ts";

/** Where a report goes: written by who asks for it, into a folder that only the same person can read. */
interface Request {
	/** A socket, or on Windows a named pipe. */
	readonly socket: string;
	/** Shows that the report is the one that was asked for. */
	readonly token: string;
}

/**
 * Sends the report of this environment to the extension that asked for it, and nothing else of it: `--json` prints the same. Prints the answer.
 * @param path the file that holds the request
 */
export async function sendReport(path: string): Promise<Exit> {
	// The one who started this set it, for this process alone.
	delete process.env.ELECTRON_RUN_AS_NODE;
	const request = readRequest(path);
	const here = await explainHere({});
	const message = { token: request?.token, home: homedir(), folder: process.cwd(), report: reportOf(here) };
	if (!request || !(await deliver(request.socket, JSON.stringify(message)))) {
		print("VS Code no longer waits for this. Run Check this terminal again.\n", 2);
		return exits.failed;
	}
	print(`Remotion Lambda: ${visible(projectAnswer(here.explanation))}\n`);
	return exits.done;
}

function readRequest(path: string): Request | undefined {
	try {
		const { socket, token } = JSON.parse(readNow(path).bytes.toString("utf8")) as Partial<Request>;
		return typeof socket === "string" && typeof token === "string" ? { socket, token } : undefined;
	} catch {
		return undefined;
	}
}

/** Whether the other side took all of it: it answers with one line. */
function deliver(socket: string, text: string): Promise<boolean> {
	return new Promise((resolve) => {
		let answer = "";
		const connection = connect(socket, () => connection.write(`${text}\n`));
		connection.setEncoding("utf8");
		connection.on("data", (part: string) => {
			answer += part;
		});
		connection.on("error", () => resolve(false));
		connection.on("close", () => resolve(answer === "ok\n"));
	});
}
