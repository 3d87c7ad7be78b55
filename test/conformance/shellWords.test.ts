// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it stands in a shell script.
/** What shells make of words, as each of them does it: the table that the reading of scripts is held against. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../harness/paths.ts";
import { bunProgram } from "./bunProgram.ts";
import { printer, type RowShell, rowEnvironment, shellWordRows } from "./shellWordRows.ts";

const yarn = join(root, "node_modules/@yarnpkg/cli-dist/bin/yarn.js");
const pnpm = join(root, "node_modules/pnpm/bin/pnpm.cjs");

describe("the table of what shells make of words", function () {
	this.timeout(300_000);
	let folder: string;
	let env: Record<string, string>;
	before(() => {
		folder = mkdtempSync(join(tmpdir(), "words-"));
		mkdirSync(join(folder, "bin"));
		mkdirSync(join(folder, "h"));
		writeFileSync(join(folder, "bin", "p"), `#!/bin/sh\n${printer}\n`);
		chmodSync(join(folder, "bin", "p"), 0o755);
		env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, HOME: join(folder, "h"), ...rowEnvironment };
	});
	after(() => rmSync(folder, { recursive: true, force: true }));

	/** What each script prints of `p`. */
	function printed(command: string, args: readonly string[]): string {
		const { stdout } = spawnSync(command, args, { cwd: folder, env, encoding: "utf8" });
		const lines = stdout.replaceAll(env.HOME ?? "", "/h").split("\n");
		return lines.filter((line) => /^(?:\[| A=)/.test(line)).join("~");
	}

	const rowsOf = (shell: RowShell) =>
		shellWordRows.flatMap(([script, words]) => {
			const expected = words[shell] ?? words.all;
			return expected === undefined ? [] : [{ script, expected }];
		});

	const alone: Partial<Record<RowShell, readonly string[]>> = {
		sh: ["sh", "-c"],
		bash: ["bash", "-c"],
		bun: [bunProgram(), "exec"],
	};
	for (const [shell, [command = "", ...args]] of Object.entries(alone))
		it(`is what ${shell} does`, () => {
			const seen = rowsOf(shell as RowShell).map(({ script }) => `${script} → ${printed(command, [...args, script])}`);
			const told = rowsOf(shell as RowShell).map(({ script, expected }) => `${script} → ${expected}`);
			assert.deepEqual(seen, told);
		});

	// A process of theirs takes long, and in brackets no script changes anything for the next. What they cannot read at all is left out.
	const managers: Partial<Record<RowShell, readonly [manager: string, ...args: string[]]>> = {
		yarn: ["yarn@4.18.1", yarn, "run"],
		pnpm: ["pnpm@10.34.9", pnpm, "run", "--silent"],
	};
	for (const [shell, [packageManager = "", ...args]] of Object.entries(managers))
		it(`is what ${packageManager} does with its own shell`, () => {
			const rows = rowsOf(shell as RowShell).filter(({ script }) => !script.includes("${E+d}"));
			const render = rows.map(({ script }) => `p next; (${script})`).join("; ");
			writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "app", packageManager, scripts: { render } }));
			writeFileSync(join(folder, ".npmrc"), "shell-emulator=true\n");
			writeFileSync(
				join(folder, ".yarnrc.yml"),
				"enableNetwork: false\nenableTelemetry: false\nnodeLinker: node-modules\n",
			);
			writeFileSync(join(folder, "yarn.lock"), "");
			if (shell === "yarn") spawnSync(process.execPath, [yarn, "install"], { cwd: folder, env });
			const [, ...seen] = printed(process.execPath, [...args, "render"]).split(/~?\[next\]~?/);
			assert.deepEqual(
				seen.map((words, index) => `${rows[index]?.script} → ${words}`),
				rows.map(({ script, expected }) => `${script} → ${expected}`),
			);
		});
});
