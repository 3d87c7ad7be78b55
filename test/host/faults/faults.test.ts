import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { extensionId } from "../../../src/contract.ts";
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
		await rm(path());
		execFileSync("mkfifo", [path()]);
		await sees(["unreadable-file"]);
	});

	it("ten megabytes, and back", async () => {
		await writeFile(path(), `${"# a comment line that is quite long indeed\n".repeat(240_000)}AWS_PROFILE=nobody\n`);
		await sees(["unprefixed-variable", "unknown-profile"]);
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
