import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contract.ts";
import { eventually, rulesIn, workspaceFolder } from "../../harness/hostWait.ts";

/** Every secret of the demo, of its AWS files and of this suite's shell contains this. */
const canary = "notAReal";
const encoded = [canary, Buffer.from(canary).toString("base64").slice(0, -2), encodeURIComponent(canary)];

function assertClean(what: string, value: unknown): void {
	const text = typeof value === "string" ? value : JSON.stringify(value);
	for (const form of encoded) assert.ok(!text.includes(form), `${what} holds a secret`);
}

describe("secrets", () => {
	const files = [
		"1-profile",
		"2-prefixed-keys",
		"3-unprefixed-keys",
		"4-mixed-keys",
		"5-unknown-profile",
		"6-check-skipped",
	];
	const uris = () => files.map((name) => vscode.Uri.file(join(workspaceFolder(), name, ".env")));

	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		const [, , unprefixed] = uris();
		assert.ok(unprefixed);
		assert.notEqual(
			(
				await eventually(
					() => rulesIn(unprefixed),
					(rules) => rules.length > 0,
				)
			).length,
			0,
		);
	});

	it("are planted where they should be", async () => {
		const texts = await Promise.all(uris().map(({ fsPath }) => readFile(fsPath, "utf8")));
		const credentials = await readFile(join(process.env.HOME ?? "", ".aws", "credentials"), "utf8");
		assert.ok([...texts, credentials].join().split(canary).length > 8);
		assert.ok(process.env.AWS_SESSION_TOKEN?.includes(canary));
	});

	it("are in no diagnostic, fix or hover", async () => {
		for (const uri of uris()) {
			assertClean("a diagnostic", vscode.languages.getDiagnostics(uri));
			const document = await vscode.workspace.openTextDocument(uri);
			const whole = new vscode.Range(0, 0, document.lineCount, 0);
			const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
				"vscode.executeCodeActionProvider",
				uri,
				whole,
			);
			assertClean(
				"a fix",
				fixes.map(({ title, edit, command }) => ({ title, command, edits: edit?.entries() })),
			);
			for (let line = 0; line < document.lineCount; line++) {
				const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
					"vscode.executeHoverProvider",
					uri,
					new vscode.Position(line, 3),
				);
				assertClean("a hover", hovers);
			}
		}
	});

	it("are not copied with the variable names", async () => {
		await vscode.commands.executeCommand(commands.copyVariableNames);
		const copied = await vscode.env.clipboard.readText();
		assert.match(copied, /^REMOTION_AWS_ACCESS_KEY_ID\nREMOTION_AWS_SECRET_ACCESS_KEY\n/);
		assertClean("the clipboard", copied);
	});

	it("are in nothing that is kept on disk: logs, settings, states", async () => {
		await vscode.commands.executeCommand(commands.refresh);
		const user = join(dirname(process.env.RLC_RESULT_FILE ?? ""), "user");
		const names = await readdir(user, { recursive: true, withFileTypes: true });
		const kept = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
		assert.ok(
			kept.some((path) => path.includes("logs")),
			"no logs were found",
		);
		// coder.json is the test server's own: it keeps the address, in which the harness hands over this suite's environment.
		for (const path of kept.filter((name) => !name.endsWith("coder.json")))
			assertClean(path, await readFile(path, "latin1"));
	});
});
