#!/usr/bin/env node
/** The program `remotion-lambda-credentials`; `dist/cli.cjs`, and a package of its own. */
import { exits } from "./exits.ts";
import { print } from "./output.ts";
import { run } from "./run.ts";

run(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		// A message may repeat what it is about: its kind alone is told.
		const kind = error instanceof Error ? error.name : "Error";
		const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
		print(`remotion-lambda-credentials failed: ${kind}${code}\n`, 2);
		process.exitCode = exits.failed;
	},
);
