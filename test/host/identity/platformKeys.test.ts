import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { codeActions, eventually } from "../../harness/hostWait.ts";
import { KEYS, SITE_NAME } from "../../local-aws/accounts.ts";
import { REMOTION_VERSION, remotionFunction } from "../../local-aws/remotionSetup.ts";
import { folder, home, startAws, stopAws, write } from "./situation.ts";

const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";
const modules = join(folder, "node_modules");

/** What Vercel and the like set for every function: a role of their own. */
const { accessKeyId, secretAccessKey, sessionToken } = KEYS.platformUnknown;
const platform = {
	AWS_ACCESS_KEY_ID: accessKeyId,
	AWS_SECRET_ACCESS_KEY: secretAccessKey,
	AWS_SESSION_TOKEN: sessionToken,
};

/** `npx remotion lambda still` in the project, in the environment of this very host: the platform's. */
async function renderByCli(): Promise<{ ok: boolean; printed: string }> {
	const windows = process.platform === "win32";
	const node = join(root, "node_modules/node/bin", windows ? "node.exe" : "node");
	const cli = join(root, "node_modules/@remotion/cli/remotion-cli.js");
	const site = `https://remotionlambda-useast1-studio0001.s3.us-east-1.amazonaws.com/sites/${SITE_NAME}/index.html`;
	const { name } = remotionFunction(REMOTION_VERSION);
	const args = [cli, "lambda", "still", site, "card", `--function-name=${name}`, "--privacy=private"];
	const { PATH, AWS_ENDPOINT_URL } = process.env;
	const env = { PATH, HOME: home, AWS_ENDPOINT_URL, AWS_EC2_METADATA_DISABLED: "true", ...platform };
	return new Promise((resolve) => {
		execFile(node, args, { cwd: folder, env }, (error, stdout, stderr) =>
			resolve({ ok: error === null, printed: `${stdout}\n${stderr}` }),
		);
	});
}

describe("platform keys mixed into a project, as on Vercel", function () {
	this.timeout(120_000);
	const offered: string[][] = [];
	before(async () => {
		mkdirSync(join(modules, "@remotion"), { recursive: true });
		symlinkSync(join(root, "node_modules/@remotion/lambda"), join(modules, "@remotion/lambda"), "dir");
		await startAws();
		Object.assign(process.env, platform);
		// The person takes what mends it.
		Object.assign(vscode.window, {
			showInformationMessage: async (_: string, ...buttons: string[]) => {
				offered.push(buttons);
				return buttons.find((button) => button === "Open .env");
			},
		});
		const { accessKeyId, secretAccessKey } = KEYS.studio;
		write(".env", `# mine\nAWS_ACCESS_KEY_ID=${accessKeyId}\nAWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`);
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
	});
	after(async () => {
		for (const name of Object.keys(platform)) delete process.env[name];
		stopAws();
		rmSync(modules, { recursive: true, force: true });
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await vscode.commands.executeCommand(commands.refresh);
	});

	it("fail with UnrecognizedClientException, are recognised as such, and mended by the offered fix: then the render succeeds", async () => {
		const failed = await renderByCli();
		assert.equal(failed.ok, false);
		assert.match(failed.printed, /UnrecognizedClientException/);

		await vscode.commands.executeCommand(commands.explainError, failed.printed);
		const page = vscode.workspace.textDocuments.find(({ uri }) => uri.path === "/Error explained.md")?.getText() ?? "";
		const text = page.replaceAll("\\", "");
		assert.match(text, /^# AWS doesn't recognize these credentials/);
		// Whose keys sign, where they come from, and what is set in vain.
		assert.match(
			text,
			/uses AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY \(ASIA…\w{4}\) and a session token from the shell/,
		);
		assert.match(text, /hosting platform \(Vercel/);
		const fix = /Quick Fix: "([^"]+)"/.exec(text)?.[1] ?? "";
		assert.match(fix, /REMOTION_/, text);
		assert.ok(!page.includes(secretAccessKey) && !page.includes(sessionToken ?? "no-token"));

		// Its first button leads to the line that has the fix.
		assert.equal(offered.at(-1)?.[0], "Open .env");
		const editor = await eventually(
			() => vscode.window.activeTextEditor,
			(found) => found?.document.uri.fsPath === join(folder, ".env"),
		);
		assert.ok(editor);
		const actions = await eventually(
			() => codeActions(editor.document.uri, editor.selection),
			(all) => all.some(({ title }) => title === fix),
		);
		const edit = actions.find(({ title }) => title === fix)?.edit;
		assert.ok(edit, `${fix} is not among ${actions.map(({ title }) => title)}`);
		assert.ok(await vscode.workspace.applyEdit(edit));
		assert.ok(await editor.document.save());

		const rendered = await renderByCli();
		assert.ok(rendered.ok, rendered.printed);
		assert.match(rendered.printed, /renders\/\w+\/out\.png/);
	});
});
