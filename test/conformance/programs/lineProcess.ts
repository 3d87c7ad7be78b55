import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * A process that answers each line with a line of JSON: for programs that take seconds to load. Its first line comes unasked.
 */
export class LineProcess {
	readonly #process: ChildProcess;
	readonly #lines: AsyncIterator<string>;

	constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
		this.#process = spawn(command, args, { env, stdio: ["pipe", "pipe", "ignore"] });
		const { stdout } = this.#process;
		if (!stdout) throw new Error("no output");
		this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
	}

	async next<Answer>(): Promise<Answer> {
		const { value, done } = await this.#lines.next();
		if (done) throw new Error("the process has ended");
		return JSON.parse(value);
	}

	ask<Answer>(line: string): Promise<Answer> {
		this.#process.stdin?.write(`${line}\n`);
		return this.next();
	}

	close(): void {
		this.#process.stdin?.end();
		this.#process.kill();
	}
}
