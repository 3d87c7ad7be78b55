import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { eventually, workspaceFolder } from "../../harness/hostWait.ts";
import { canaries, plantAll, typed } from "./canaries.ts";
import { rows, useEverything } from "./everything.ts";
import { canaryIn, leaks, record, recorded, started } from "./recorder.ts";

const home = process.env.HOME ?? process.env.USERPROFILE ?? "";

/** Answers as STS does; in its bad mood with everything that it was sent. */
const sent: string[] = [];
let isAngry = false;
const server = createServer(async (request: IncomingMessage, response) => {
	let body = "";
	for await (const chunk of request) body += chunk;
	const { "x-amz-security-token": token, ...headers } = request.headers;
	// Storing a pair in Secrets Manager is what the person asked for, here with yes to everything.
	if (request.headers["x-amz-target"] !== "secretsmanager.CreateSecret")
		sent.push(`${request.url} ${JSON.stringify(headers)} ${body}`);
	response.setHeader("content-type", "text/xml");
	if (isAngry)
		response
			.writeHead(403)
			.end(
				`<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>${token} ${body}</Message></Error></ErrorResponse>`,
			);
	else
		response.end(
			`<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/x</Arn><UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
		);
});

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("secrets", function () {
	this.timeout(300_000);
	let folders: string[] = [];

	before(async () => {
		const extension = vscode.extensions.getExtension(extensionId);
		assert.equal(extension?.isActive, false, "it must not have spoken before it is listened to");
		folders = plantAll(workspaceFolder(), home);
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		record({
			clipboard: typed.clipboard,
			input: ({ title = "" }) =>
				/secret access key/.test(title)
					? typed.secret
					: /session token/.test(title)
						? typed.token
						: /key ID/.test(title)
							? "ASIAFAKETYPED0000001"
							: "typed",
		});
		await extension.activate();
		await vscode.commands.executeCommand(commands.refresh);
		const first = vscode.Uri.file(join(folders[0] ?? "", ".env"));
		await eventually(
			() => vscode.languages.getDiagnostics(first).length,
			(count) => count > 0,
		);
		await useEverything(folders, typed.pasted);
		isAngry = true;
		for (const id of [commands.verifyIdentity, commands.verifyAllProfiles]) await vscode.commands.executeCommand(id);
		await rows();
	});
	after(() => server.close());

	it("are found in whatever way they are written, so that what follows can fail", () => {
		const canary = canaries.prefixed ?? "";
		for (const shift of ["", "x", "xy"]) {
			const base64 = Buffer.from(`${shift}${canary}yz`).toString("base64");
			assert.equal(canaryIn(`a ${base64} b`, canaries), "prefixed");
			assert.equal(canaryIn(encodeURIComponent(base64), canaries), "prefixed");
		}
		assert.equal(canaryIn(encodeURIComponent(canary), canaries), "prefixed");
		assert.equal(canaryIn(canary.replaceAll(/\W/g, "\\$&"), canaries), "prefixed");
		assert.equal(canaryIn("AKIAFAKE", canaries), undefined);
		const before = recorded.length;
		vscode.window.setStatusBarMessage(`hidden ${canary}`, 1);
		assert.equal(
			recorded.splice(before).some(({ text }) => canaryIn(text, canaries) === "prefixed"),
			true,
		);
	});

	it("are in nothing that VS Code is handed", () => {
		// What a person types as a new account of the pool is meant for the .env file.
		const meant = ["workspace.applyEdit: the one of typedsecret"];
		assert.deepEqual(
			leaks(canaries).filter((leak) => !meant.includes(leak)),
			[],
		);
		const seen = new Set(recorded.map(({ channel }) => channel));
		for (const channel of [
			"window.createTreeView getTreeItem",
			"window.createTreeView resolveTreeItem",
			"window.createStatusBarItem text",
			"window.createOutputChannel info",
			"languages.registerHoverProvider provideHover",
			"languages.registerCompletionItemProvider provideCompletionItems",
			"languages.registerCodeActionsProvider provideCodeActions",
			"languages.createDiagnosticCollection set",
			"window.showInformationMessage",
			"window.showErrorMessage",
			"window.showQuickPick",
			"window.showInputBox",
			"window.createTerminal",
			"window.createWebviewPanel webview html",
			"lm.registerTool invoke",
			"lm.registerTool prepareInvocation",
			"env.clipboard.writeText",
			"commands.executeCommand",
			"commands.registerCommand",
			"workspace.applyEdit",
			"workspace.registerTextDocumentContentProvider",
		])
			assert.ok(seen.has(channel), `${channel} was never used; used were ${[...seen].sort().join(", ")}`);
	});

	it("are in no process's arguments and in no terminal", () => {
		assert.ok(started.some(({ program }) => basename(program) === "identity.cjs"));
		assert.ok(started.some(({ program }) => basename(program) === "testRender.cjs"));
		assert.ok(started.some(({ program }) => basename(program) === "sessions.cjs"));
		for (const { program, args, env } of started) {
			assert.equal(canaryIn(args, canaries), undefined, program);
			assert.ok(
				["identity.cjs", "secrets.cjs", "sessions.cjs", "testRender.cjs"].includes(basename(program)),
				`${program} is no program of the extension`,
			);
			// What a process is given beyond the shell's own goes to the one that renders, which must sign with it.
			if (basename(program) === "identity.cjs")
				for (const [place, canary] of Object.entries(canaries))
					assert.ok(place.startsWith("the shell's") || !env.includes(canary), `${program} has the one of ${place}`);
		}
	});

	it("are in nothing that is sent", () => {
		assert.ok(sent.length > 10, `only ${sent.length} requests`);
		// A secret written in the place of the key ID is sent as one, as Remotion would.
		const others = Object.fromEntries(Object.entries(canaries).filter(([place]) => !place.endsWith("swapped")));
		for (const request of sent) assert.equal(canaryIn(request, others), undefined, request.slice(0, 200));
	});

	it("are in nothing that is kept on disk: logs, settings, states", async () => {
		const user = join(dirname(process.env.RLC_RESULT_FILE ?? ""), "user");
		const kept = await filesBelow(user);
		assert.ok(
			kept.some((path) => path.includes("logs")),
			"no logs were found",
		);
		// coder.json is the test server's own: it keeps the address, in which the harness hands over this suite's environment.
		// History is VS Code's own: its copies of the files that were saved.
		for (const path of kept.filter((name) => !name.endsWith("coder.json") && !/[\\/]History[\\/]/.test(name)))
			assert.equal(canaryIn(await readFile(path, "latin1"), canaries), undefined, path);
	});
});
