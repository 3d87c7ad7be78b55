import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { getRolePolicy, getUserPolicy } from "@remotion/lambda/policies";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { folder, listen, told, write } from "./situation.ts";

const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";
const modules = join(folder, "node_modules");

const open = (id: string, ...args: unknown[]) => vscode.commands.executeCommand<string | undefined>(id, ...args);

describe("the policies of the project's own Remotion version", function () {
	this.timeout(60_000);
	before(async () => {
		listen();
		// No credentials are needed: the command line wants some even to print a policy.
		write(".env", "");
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
	});
	beforeEach(() => {
		told.length = 0;
	});
	after(async () => {
		rmSync(modules, { recursive: true, force: true });
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
	});

	it("need the project's own package", async () => {
		assert.equal(await open(commands.openUserPolicy), undefined);
		assert.match(told.join(), /install/i);
		mkdirSync(join(modules, "@remotion"), { recursive: true });
		symlinkSync(join(root, "node_modules/@remotion/lambda"), join(modules, "@remotion/lambda"), "dir");
	});

	const rows = [
		[commands.openUserPolicy, undefined, "/remotion-user-policy.json", getUserPolicy()],
		[commands.openRolePolicy, undefined, "/remotion-lambda-policy.json", getRolePolicy()],
		[commands.openUserPolicy, "remotion-executionrole-policy", "/remotion-executionrole-policy.json", getUserPolicy()],
	] as const;
	for (const [id, name, path, policy] of rows) {
		it(`open as ${path}`, async () => {
			assert.equal(await open(id, undefined, name), policy, told.join());
			const document = vscode.window.activeTextEditor?.document;
			assert.equal(document?.uri.path, path);
			assert.equal(document?.languageId, "json");
			assert.equal(document?.getText(), `${policy}\n`);
			assert.equal(document?.isDirty, false);
		});
	}

	it("run nothing in a workspace that is not trusted", async () => {
		const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => false, configurable: true });
		try {
			assert.equal(await open(commands.openUserPolicy), undefined);
			assert.match(told.join(), /not trusted, so nothing was run/);
		} finally {
			if (trust) Object.defineProperty(vscode.workspace, "isTrusted", trust);
		}
	});
});
