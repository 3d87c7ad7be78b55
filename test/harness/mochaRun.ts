/** Runs mocha over files and writes the result. Used by plain suites (mochaMain.ts) and inside the extension host. */
import { format } from "node:util";
import type MochaClass from "mocha";
import { writeResult } from "./results.ts";

export interface MochaRun {
	files: readonly string[];
	resultFile: string;
	/** Gets each line of the spec report. */
	print: (line: string) => void;
	/** Of one test; default 10 s. */
	timeoutMs?: number;
	grep?: string;
}

/**
 * Runs the files; resolves with the number of failures when mocha has ended and the result is written.
 * Skipped tests and `.only` count as failures: a green run means that everything ran.
 */
export async function runMocha(options: MochaRun): Promise<number> {
	const { default: Mocha } = (await import("mocha")) as { default: typeof MochaClass };
	// The spec reporter prints through this. In the extension host `console` goes elsewhere.
	const consoleLog = (...words: unknown[]) => options.print(format(...words));
	Object.assign(Mocha.reporters.Base, { consoleLog });
	// `color: false` does not reach the marks: where CI is set they are coloured when mocha is loaded.
	Object.assign(Mocha.reporters.Base.symbols, { ok: "✔", err: "✖" });
	const mocha = new Mocha({
		ui: "bdd",
		reporter: "spec",
		color: false,
		timeout: options.timeoutMs ?? 10_000,
		forbidOnly: true,
		forbidPending: true,
		...(options.grep === undefined ? {} : { grep: options.grep }),
	});
	for (const file of options.files) mocha.addFile(file);
	await mocha.loadFilesAsync();
	let passed = 0;
	const failures: string[] = [];
	await new Promise<void>((resolve) => {
		const runner = mocha.run(() => resolve());
		runner.on("pass", () => {
			passed++;
		});
		runner.on("fail", (test, error) => {
			failures.push(`${test.fullTitle()}: ${String(error?.message ?? error).split("\n")[0]}`);
		});
	});
	writeResult(options.resultFile, { passed, failed: failures.length, failures });
	return failures.length;
}
