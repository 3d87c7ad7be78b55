import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { eventually, rulesIn, workspaceFolder } from "../../harness/hostWait.ts";

const os = process.platform === "win32" ? "windows" : process.platform === "darwin" ? "osx" : "linux";
const section = "terminal.integrated";

/** What VS Code's settings set in terminals reaches Remotion, and is read when it changes, not with each key typed. */
describe("settings of terminals", function () {
	this.timeout(60_000);
	const path = join(workspaceFolder(), "1-profile", ".env");
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
	});
	after(async () => {
		await set("env", undefined);
		await set("profiles", undefined);
		await set("defaultProfile", undefined);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	});

	const set = (name: string, value: unknown) =>
		vscode.workspace.getConfiguration(section).update(`${name}.${os}`, value, vscode.ConfigurationTarget.Global);
	const answer = async () => {
		await vscode.window.showTextDocument(vscode.Uri.file(path));
		await vscode.commands.executeCommand(commands.copyReport);
		const report = await vscode.env.clipboard.readText();
		return /Profile [\w-]+/.exec(report)?.[0];
	};
	const answers = async (wanted: string) => assert.equal(await eventually(answer, (text) => text === wanted), wanted);

	it("count as soon as they are set, changed, and gone", async () => {
		await answers("Profile remotion");
		await set("env", { REMOTION_AWS_PROFILE: "staging" });
		await answers("Profile staging");
		await set("env", { REMOTION_AWS_PROFILE: "render-role" });
		await answers("Profile render-role");
		await set("env", undefined);
		await answers("Profile remotion");
	});

	it("are those of the default terminal profile, too", async () => {
		await set("profiles", { Render: { path: "/bin/bash", env: { REMOTION_AWS_PROFILE: "staging" } } });
		await set("defaultProfile", "Render");
		await answers("Profile staging");
		await set("defaultProfile", undefined);
		await set("profiles", undefined);
		await answers("Profile remotion");
	});

	it("are not read for a key that is typed", async () => {
		const { getConfiguration } = vscode.workspace;
		const reads: unknown[] = [];
		const counted = (...args: Parameters<typeof getConfiguration>) => {
			if (args[0] === section) reads.push(args[1]);
			return getConfiguration(...args);
		};
		Object.assign(vscode.workspace, { getConfiguration: counted });
		try {
			vscode.workspace.getConfiguration(section);
			assert.equal(reads.length, 1, "reads are counted");
			const editor = await vscode.window.showTextDocument(vscode.Uri.file(path));
			const line = editor.document.lineAt(
				editor.document
					.getText()
					.split("\n")
					.findIndex((text) => text.startsWith("REMOTION_AWS_PROFILE")),
			);
			await editor.edit((edit) => edit.replace(line.range, "REMOTION_AWS_PROFILE=nobody"));
			const rules = await eventually(
				() => rulesIn(editor.document.uri),
				(all) => all.includes("unknown-profile"),
			);
			assert.ok(rules.includes("unknown-profile"));
			assert.equal(reads.length, 1, "the settings were read again");
		} finally {
			Object.assign(vscode.workspace, { getConfiguration });
		}
	});
});
