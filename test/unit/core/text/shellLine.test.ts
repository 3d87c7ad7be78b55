import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
	batchScript,
	posixScript,
	quoteFor,
	type ShellKind,
	scriptLine,
	shellKindOf,
} from "../../../../src/core/text/shellLine.ts";

describe("a line for a shell", () => {
	const kinds: [name: string, kind: ShellKind | undefined][] = [
		["bash", "posix"],
		["/bin/zsh", "posix"],
		["gitbash", "posix"],
		["/usr/bin/fish", "fish"],
		["pwsh", "powershell"],
		["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe", "powershell"],
		["C:\\Windows\\System32\\cmd.exe", "cmd"],
		["CMD.EXE", "cmd"],
		["python", undefined],
		["wsl", undefined],
		["constructor", undefined],
		["", undefined],
	];
	for (const [name, kind] of kinds) it(`knows ${name || "nothing"}`, () => assert.equal(shellKindOf(name), kind));

	const lines: [shell: ShellKind, script: string, line: string | undefined][] = [
		["posix", "/tmp/rlc-a1B2c3/check", " sh /tmp/rlc-a1B2c3/check"],
		["posix", "/tmp/it's mine/check", " sh '/tmp/it'\\''s mine/check'"],
		["posix", "C:\\Users\\A B\\rlc-1\\check", " sh 'C:/Users/A B/rlc-1/check'"],
		["fish", "/tmp/rlc-a1B2c3/check", " sh /tmp/rlc-a1B2c3/check"],
		["fish", "/tmp/it's \\ mine/check", " sh '/tmp/it\\'s \\\\ mine/check'"],
		["powershell", "/tmp/$HOME/check", " sh '/tmp/$HOME/check'"],
		["powershell", "C:\\Users\\O'Neil\\rlc-1\\check.cmd", " & 'C:\\Users\\O''Neil\\rlc-1\\check.cmd'"],
		["powershell", "C:\\Users\\O\u2019Neil\\check.cmd", " & 'C:\\Users\\O\u2019\u2019Neil\\check.cmd'"],
		["cmd", "C:\\Users\\me\\rlc-1\\check.cmd", ' "C:\\Users\\me\\rlc-1\\check.cmd"'],
		["cmd", "C:\\A & B\\check.cmd", ' "C:\\A & B\\check.cmd"'],
		["cmd", "C:\\%USERNAME%\\check.cmd", undefined],
		["cmd", "/tmp/check", undefined],
		["posix", "C:\\check.cmd", undefined],
		["posix", "/tmp/a\nb", undefined],
		["fish", "/tmp/a\u001bb", undefined],
		["powershell", "/tmp/a\u2028b", undefined],
		["posix", "", undefined],
	];
	for (const [shell, script, line] of lines)
		it(`${shell}: ${JSON.stringify(script)}`, () => assert.equal(scriptLine(shell, script), line));

	it("of a script for sh and for cmd: each word arrives as it is", () => {
		const words = ["/opt/VS Code/code", "/home/it's me/cli.cjs", "--send-report", '$HOME `id` "x"'];
		assert.equal(
			posixScript(words),
			"ELECTRON_RUN_AS_NODE=1 exec '/opt/VS Code/code' '/home/it'\\''s me/cli.cjs' '--send-report' '$HOME `id` \"x\"'\n",
		);
		assert.equal(
			batchScript(["C:\\Users\\Zo\u00eb\\Code.exe", "C:\\100%\\cli.cjs"], "c:\\users\\Zo\u00eb"),
			'@echo off\r\nsetlocal\r\nset "ELECTRON_RUN_AS_NODE=1"\r\n"%USERPROFILE%\\Code.exe" "C:\\100%%\\cli.cjs"\r\n',
		);
	});

	const words = [
		"plain",
		"two words",
		"it's",
		"\\",
		"\\'",
		"$HOME",
		"`id`",
		'"',
		"!!",
		"*",
		"~",
		"a;b",
		"%PATH%",
		"é…",
		"-n",
		"#x",
	];
	for (const [program, shell] of [
		["sh", "posix"],
		["bash", "posix"],
		["zsh", "posix"],
		["fish", "fish"],
		["pwsh", "powershell"],
	] as const)
		it(`in ${program}: words arrive as they are`, () => {
			const quoted = words.map((word) => quoteFor(shell, word));
			const flag = shell === "powershell" ? "-Command" : "-c";
			const found = spawnSync(program, [flag, `/usr/bin/printf '%s\\n' ${quoted.join(" ")}`], {
				encoding: "utf8",
				env: { PATH: process.env.PATH, HOME: "/nonexistent", LC_ALL: "C.UTF-8" },
			});
			// A test that is passed over fails the run, and a shell is nothing that everybody has.
			if (found.error) return console.log(`      not tried: ${program} isn't installed`);
			assert.deepEqual(found.stdout.split("\n").slice(0, -1), words, found.stderr);
		});
});
