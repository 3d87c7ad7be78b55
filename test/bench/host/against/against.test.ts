import { readFileSync } from "node:fs";
import { Module } from "node:module";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { extensionId } from "../../../../src/contributions.ts";
import { eventually } from "../../../harness/hostWait.ts";
import { processorTime, takeTurns } from "../../measure.ts";
import { asked, report, type Samples } from "../samples.ts";

/** Node's own way to run a module's text, which its types leave out. */
interface Compiling {
	_compile(text: string, file: string): void;
}

let loads = 0;

/** Loads a bundle as VS Code does, but afresh each time: no text that V8 has compiled before is the same. */
function loader(file: string): () => void {
	const text = readFileSync(file, "utf8");
	return () => {
		const module = new Module(file);
		module.filename = file;
		module.paths = [dirname(file)];
		(module as unknown as Compiling)._compile(`${text}\n// ${loads++}`, file);
	};
}

describe("two revisions", () => {
	it("are measured", async function () {
		this.timeout(0);
		// After VS Code has looked for what activates by files: only the call below activates.
		await eventually(
			() => vscode.extensions.getExtension("bench.trivial")?.isActive,
			(active) => active === true,
		);
		const extension = vscode.extensions.getExtension(extensionId);
		if (!extension || extension.isActive) throw new Error("The extension should be there and not active yet");
		const start = processorTime();
		await extension.activate();
		const samples: Samples = { activation: [processorTime() - start] };
		const bundles: Record<string, Record<string, string>> = JSON.parse(asked("RLC_BENCH_BUNDLES"));
		const turns = { ...JSON.parse(asked("RLC_BENCH_TURNS")), clock: processorTime };
		for (const [name, files] of Object.entries(bundles)) {
			const sides = Object.entries(files).map(([side, file]) => [side, loader(file)] as const);
			const taken = await takeTurns(Object.fromEntries(sides), turns);
			for (const [side, times] of Object.entries(taken)) samples[`${name} ${side}`] = times;
		}
		report(samples);
	});
});
