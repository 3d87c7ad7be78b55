import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { ruleIn } from "../../../src/vscode/languageFeatures/ruleLink.ts";
import { eventually, rulesIn, workspaceFolder } from "../../harness/hostWait.ts";

describe("faults of files", () => {
	const path = () => join(workspaceFolder(), "1-profile", ".env");
	const uri = () => vscode.Uri.file(path());
	const sees = async (rules: string[]) => {
		const wanted = JSON.stringify(rules);
		assert.deepEqual(
			await eventually(
				() => rulesIn(uri()),
				(found) => JSON.stringify(found) === wanted,
			),
			rules,
		);
	};
	/** Programs may well read it: that it is not read here is no warning. */
	const seesUnread = async () => {
		const told = () =>
			vscode.languages.getDiagnostics(uri()).map((one) => `${ruleIn(one)}: ${vscode.DiagnosticSeverity[one.severity]}`);
		const wanted = "unreadable-file: Information";
		assert.deepEqual(await eventually(told, (found) => found.join() === wanted), [wanted]);
	};
	let original: string;
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		original = await readFile(path(), "utf8");
	});
	beforeEach(async () => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await rm(path(), { recursive: true, force: true });
		await writeFile(path(), "AWS_PROFILE=remotion\n");
		await sees(["unprefixed-variable"]);
	});
	after(async () => {
		await rm(path(), { recursive: true, force: true });
		await writeFile(path(), original);
	});

	it("a file that is removed", async () => {
		await rm(path());
		await sees([]);
	});

	it("a directory in its place", async () => {
		await rm(path());
		await mkdir(path());
		await sees(["unreadable-file"]);
	});

	it("a link that goes in a circle", async () => {
		await rm(path());
		await symlink(path(), path());
		await sees(["unreadable-file"]);
	});

	it("a pipe, which is never waited for", async () => {
		await vscode.window.showTextDocument(vscode.Uri.file(join(workspaceFolder(), "1-profile", "package.json")));
		await rm(path());
		execFileSync("mkfifo", [path()]);
		await seesUnread();
		// The answer is what the pipe supplies, not that there is nothing.
		await vscode.commands.executeCommand(commands.copyReport);
		assert.match(await vscode.env.clipboard.readText(), /: Supplied by \.env \(a pipe\)/);
	});

	it("a pipe in the place of what a command changes or opens: it is said, and not waited for", async () => {
		const told: string[] = [];
		const { showErrorMessage, showWarningMessage } = vscode.window;
		const hear = async (message: string) => {
			told.push(message);
		};
		Object.assign(vscode.window, { showErrorMessage: hear, showWarningMessage: hear });
		try {
			await rm(path());
			execFileSync("mkfifo", [path()]);
			await vscode.commands.executeCommand(commands.moveToProfile, path());
			await vscode.commands.executeCommand(commands.openOrigin, { layer: "file", path: path() });
		} finally {
			Object.assign(vscode.window, { showErrorMessage, showWarningMessage });
		}
		assert.equal(told.length, 2, told.join("\n"));
		assert.match(told[0] ?? "", /^\.env cannot be edited: it is a pipe/);
		assert.match(told[1] ?? "", /^\.env can't be opened: it is a pipe/);
	});

	it("another file renamed over it", async () => {
		await writeFile(`${path()}.new`, "AWS_PROFILE=nobody\n");
		await rename(`${path()}.new`, path());
		await sees(["unprefixed-variable", "unknown-profile"]);
	});

	it("a file that is cut while it is read, and whole again", async () => {
		for (let round = 0; round < 20; round++) {
			await writeFile(path(), `${"# long\n".repeat(50_000)}AWS_PROFILE=nobody\n`);
			await truncate(path(), 1000);
		}
		await sees([]);
		await writeFile(path(), "AWS_PROFILE=remotion\n");
		await sees(["unprefixed-variable"]);
	});

	it("a file that may be seen and not be read", async () => {
		// Nothing is denied to root; the memory of a process is a file that even root cannot read from its start.
		if (process.getuid?.() === 0) {
			await rm(path());
			await symlink("/proc/self/mem", path());
		} else await chmod(path(), 0);
		await sees(["unreadable-file"]);
	});

	it("a clock that is set back by a year, and forward by two", async () => {
		const { now } = Date;
		try {
			for (const years of [-1, 1]) {
				Date.now = () => now() + years * 365 * 86_400_000;
				await writeFile(path(), "AWS_PROFILE=nobody\n");
				await sees(["unprefixed-variable", "unknown-profile"]);
				const then = new Date(Date.now());
				await writeFile(path(), "AWS_PROFILE=remotion\n");
				await utimes(path(), then, then);
				await sees(["unprefixed-variable"]);
			}
		} finally {
			Date.now = now;
		}
	});

	it("two hundred projects, all of them told of, and gone again", async () => {
		const many = join(workspaceFolder(), "many");
		for (let index = 0; index < 200; index++) {
			await mkdir(join(many, `p${index}`), { recursive: true });
			await writeFile(
				join(many, `p${index}`, "package.json"),
				'{"dependencies":{"@remotion/lambda":"4.0.527","@remotion/cli":"4.0.527"}}',
			);
			await writeFile(join(many, `p${index}`, ".env"), "AWS_PROFILE=nobody\n");
		}
		const told = () =>
			vscode.languages.getDiagnostics().filter(([{ fsPath }, list]) => fsPath.startsWith(many) && list.length > 0)
				.length;
		assert.equal(await eventually(told, (count) => count === 200, 60_000), 200);
		// Of a folder that goes as a whole VS Code tells one deletion, and none of what was in it.
		const elsewhere = `${workspaceFolder()}-elsewhere`;
		await rename(many, elsewhere);
		assert.equal(await eventually(told, (count) => count === 0, 60_000), 0);
		await rm(elsewhere, { recursive: true });
	});

	it("ten megabytes, which nobody reads here and everybody is told of, and back", async () => {
		await writeFile(path(), `${"# a comment line that is quite long indeed\n".repeat(240_000)}AWS_PROFILE=nobody\n`);
		await seesUnread();
		await writeFile(path(), "AWS_PROFILE=remotion\n");
		await sees(["unprefixed-variable"]);
	});

	it("binary content", async () => {
		await writeFile(path(), Buffer.from([0, 1, 2, 255, 254, 10, 65, 61, 66, 10]));
		await eventually(
			() => rulesIn(uri()),
			(found) => found.includes("malformed-line"),
		);
		assert.ok(rulesIn(uri()).includes("malformed-line"));
	});

	it("a file that another program changes below an unsaved buffer: the buffer stays, and nothing is lost", async () => {
		const document = await vscode.workspace.openTextDocument(uri());
		const editor = await vscode.window.showTextDocument(document);
		await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# mine\n"));
		await writeFile(path(), "AWS_PROFILE=nobody\n");
		await new Promise((resolve) => setTimeout(resolve, 1000));
		assert.equal(document.getText(), "# mine\nAWS_PROFILE=remotion\n");
		await sees(["unprefixed-variable"]);
		assert.equal(await readFile(path(), "utf8"), "AWS_PROFILE=nobody\n");
		await vscode.commands.executeCommand("workbench.action.files.revert");
		await sees(["unprefixed-variable", "unknown-profile"]);
	});
});
