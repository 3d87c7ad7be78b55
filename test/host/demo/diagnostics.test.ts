import assert from "node:assert/strict";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { codeActions, eventually, openAnew, rulesIn, wordsOf, workspaceFolder } from "../../harness/hostWait.ts";

const file = (name: string) => vscode.Uri.file(join(workspaceFolder(), name));

/** The rules that found something in a file, once they satisfy `wanted`; after the time, whatever they are. */
const diagnostics = (uri: vscode.Uri, wanted: (codes: string[]) => boolean) => eventually(() => rulesIn(uri), wanted);

describe("the extension in a real host", () => {
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
	});

	it("registers every command of its contract", async () => {
		const known = new Set(await vscode.commands.getCommands(true));
		assert.deepEqual(
			Object.values(commands).filter((id) => !known.has(id)),
			[],
		);
	});

	it("warns of unprefixed keys and renames the pair, touching nothing else", async () => {
		const uri = file("3-unprefixed-keys/.env");
		const codes = await diagnostics(uri, (found) => found.length === 2);
		assert.deepEqual(codes, ["unprefixed-variable", "unprefixed-variable"]);
		const document = await vscode.workspace.openTextDocument(uri);
		const before = document.getText();
		const actions = await codeActions(uri, new vscode.Range(1, 0, 1, 3));
		const preferred = actions.find(({ isPreferred }) => isPreferred);
		assert.ok(preferred?.edit, `no preferred fix among ${actions.map(({ title }) => title)}`);
		assert.ok(await vscode.workspace.applyEdit(preferred.edit));
		assert.equal(document.getText(), before.replaceAll(/^AWS_/gm, "REMOTION_AWS_"));
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 0), []);
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand("undo");
		assert.equal(document.getText(), before);
		assert.equal((await diagnostics(uri, (found) => found.length === 2)).length, 2);
	});

	it("fixes all at once on asking, and leaves the rest of the file", async () => {
		const uri = file("4-mixed-keys/.env");
		await diagnostics(uri, (found) => found.includes("mixed-key-pair"));
		const document = await vscode.workspace.openTextDocument(uri);
		const before = document.getText();
		const [action] = await codeActions(uri, new vscode.Range(0, 0, 3, 0), "source.fixAll.remotionLambda");
		assert.ok(action?.edit);
		await vscode.workspace.applyEdit(action.edit);
		assert.equal(document.getText(), before.replace(/^AWS_/m, "REMOTION_AWS_"));
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand("workbench.action.files.revert");
	});

	it("copies a pair that Python may read, on fixing all, too, while its package file is there", async () => {
		const uri = file("3-unprefixed-keys/.env");
		const document = await vscode.workspace.openTextDocument(uri);
		const before = document.getText();
		const python = file("3-unprefixed-keys/worker/requirements.txt");
		const messages = () => vscode.languages.getDiagnostics(uri).map(({ message }) => message);
		await vscode.workspace.fs.writeFile(python, Buffer.from("boto3\n"));
		try {
			const told = await eventually(messages, (all) => all.some((text) => text.startsWith("Copy ")));
			assert.match(told.join(), /and leave AWS_ACCESS_KEY_ID to Python \(requirements\.txt\)\./);
			const [action] = await codeActions(uri, new vscode.Range(0, 0, 3, 0), "source.fixAll.remotionLambda");
			assert.ok(action?.edit);
			await vscode.workspace.applyEdit(action.edit);
			const pair = before.slice(before.indexOf("AWS_"));
			assert.equal(document.getText(), before + pair.replaceAll(/^AWS_/gm, "REMOTION_AWS_"));
			const unused = () => messages().filter((text) => text.includes("is unused by Remotion"));
			assert.equal((await eventually(unused, (all) => all.length === 2)).length, 2, messages().join("\n"));
			const tags = vscode.languages.getDiagnostics(uri).flatMap((one) => one.tags ?? []);
			assert.deepEqual(tags, [], "what Python reads is greyed out");
		} finally {
			await vscode.window.showTextDocument(document);
			await vscode.commands.executeCommand("workbench.action.files.revert");
			await vscode.workspace.fs.delete(file("3-unprefixed-keys/worker"), { recursive: true });
		}
		await eventually(messages, (all) => all.some((text) => text.startsWith("Rename ")));
	});

	it("takes a folder for a project while its package file names Remotion's Python SDK", async () => {
		const env = file("8-python/.env");
		const requirements = file("8-python/requirements.txt");
		const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
		const pair = ["ACCESS_KEY_ID=AKIAFAKE000000000001", "SECRET_ACCESS_KEY=not-a-real-secret-0123456789012345678901"];
		const rule = "remotion-name-not-read";
		await write(env, pair.map((line) => `REMOTION_AWS_${line}\n`).join(""));
		await write(requirements, "boto3\n");
		try {
			await write(requirements, "remotion-lambda\npython-dotenv\n");
			const codes = await diagnostics(env, (found) => found.includes(rule));
			assert.equal(codes.filter((code) => code === rule).length, 2, codes.join());
			await write(requirements, "boto3\n");
			await diagnostics(env, (found) => !found.includes(rule));
		} finally {
			await vscode.workspace.fs.delete(file("8-python"), { recursive: true });
		}
	});

	it("says in a hover what a variable does, whether it is used, and why", async () => {
		const uri = file("2-prefixed-keys/.env");
		await vscode.workspace.openTextDocument(uri);
		const hoverAt = async (line: number) => {
			const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
				"vscode.executeHoverProvider",
				uri,
				new vscode.Position(line, 2),
			);
			return wordsOf(hovers);
		};
		assert.match(await hoverAt(1), /\*\*Active:\*\*/);
		assert.match(await hoverAt(3), /\*\*Not active:\*\*[\s\S]*REMOTION/);
		assert.equal(await hoverAt(0), "");
	});

	it("completes names, profiles and regions, what is missing first", async () => {
		const uri = file("1-profile/.env");
		const document = await vscode.workspace.openTextDocument(uri);
		const editor = await vscode.window.showTextDocument(document);
		await editor.edit((edit) => edit.insert(new vscode.Position(document.lineCount, 0), "REMOTION_"));
		const at = async (line: number, character: number) => {
			const list = await vscode.commands.executeCommand<vscode.CompletionList>(
				"vscode.executeCompletionItemProvider",
				uri,
				new vscode.Position(line, character),
			);
			return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
		};
		const names = await at(3, 9);
		assert.ok(names.includes("REMOTION_AWS_ACCESS_KEY_ID"), names.join());
		assert.ok(names.indexOf("REMOTION_AWS_ACCESS_KEY_ID") < names.indexOf("REMOTION_AWS_PROFILE"));
		const profiles = await at(1, 21);
		assert.ok(profiles.includes("staging"), profiles.join());
		assert.ok((await at(2, 20)).includes("eu-central-1"));
		await vscode.commands.executeCommand("workbench.action.files.revert");
	});

	it("is as loud as the settings say", async () => {
		const uri = file("3-unprefixed-keys/.env");
		const rules = () =>
			vscode.workspace.getConfiguration().update("remotionLambda.rules", { "unprefixed-variable": "off" });
		await rules();
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 0), []);
		await vscode.workspace.getConfiguration().update("remotionLambda.rules", undefined);
		assert.equal((await diagnostics(uri, (found) => found.length === 2)).length, 2);
	});

	it("sees what another program writes, replaces, removes and brings back", async () => {
		const uri = file("1-profile/.env");
		const before = await readFile(uri.fsPath, "utf8");
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 0), []);
		await writeFile(uri.fsPath, "REMOTION_AWS_PROFILE=nobody\n");
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 1), ["unknown-profile"]);
		await rm(uri.fsPath);
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 0), []);
		await writeFile(`${uri.fsPath}.new`, "AWS_PROFILE=remotion\n");
		await rename(`${uri.fsPath}.new`, uri.fsPath);
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 1), ["unprefixed-variable"]);
		await writeFile(uri.fsPath, before);
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 0), []);
	});

	it("knows the places in a file with a byte order mark and every kind of line end", async () => {
		const uri = file("1-profile/.env");
		const before = await readFile(uri.fsPath, "utf8");
		const places = () =>
			vscode.languages
				.getDiagnostics(uri)
				.map(({ range: { start, end } }) => [start.line, start.character, end.line])
				.sort();
		const found = () => eventually(places, (all) => JSON.stringify(all) === JSON.stringify(wanted));
		// The same on the disk and in the editor, which keeps the mark for itself.
		const wanted = [
			[0, 0, 0],
			[3, 22, 3],
		];
		await writeFile(uri.fsPath, "\uFEFFAWS_PROFILE=remotion\r\n# one\r# two 🎬\n  REMOTION_AWS_REGION=nowhere-1\r\n");
		assert.deepEqual(await found(), wanted);
		const document = await openAnew(uri);
		assert.deepEqual(await found(), wanted);
		const [action] = await codeActions(uri, new vscode.Range(0, 0, 0, 3));
		assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
		assert.match(document.getText(), /^REMOTION_AWS_PROFILE=remotion/);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		await writeFile(uri.fsPath, before);
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 0), []);
	});

	it("sees a change of the AWS files outside the workspace", async () => {
		const uri = file("5-unknown-profile/.env");
		const credentials = join(process.env.HOME ?? "", ".aws", "credentials");
		const before = await readFile(credentials, "utf8");
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 1), ["unknown-profile"]);
		await writeFile(credentials, before.replace("[remotion]", "[remotoin]"));
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 0), []);
		await writeFile(credentials, before);
		assert.deepEqual(await diagnostics(uri, (found) => found.length === 1), ["unknown-profile"]);
	});
});
