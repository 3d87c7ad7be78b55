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
		const isFolderGone = error instanceof Error && "syscall" in error && error.syscall === "uv_cwd";
		const why = isFolderGone ? "the current folder no longer exists" : `${kind}${code}`;
		print(`remotion-lambda-credentials failed: ${why}\n`, 2);
		process.exitCode = exits.failed;
	},
);
