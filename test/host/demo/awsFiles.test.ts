import assert from "node:assert/strict";
import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { ruleIn } from "../../../src/vscode/languageFeatures/ruleLink.ts";
import { codeActions, eventually, openAnew, wordsOf, workspaceFolder } from "../../harness/hostWait.ts";
import { skip } from "../../harness/skip.ts";

const aws = (name: string) => vscode.Uri.file(join(process.env.HOME ?? "", ".aws", name));
const inProject = (name: string) => vscode.Uri.file(join(workspaceFolder(), name));

/** What is said in a file: line (from 1) and rule, sorted. */
function said(uri: vscode.Uri): string[] {
	return vscode.languages
		.getDiagnostics(uri)
		.map((one) => `${one.range.start.line + 1} ${ruleIn(one)}`)
		.sort();
}

async function says(uri: vscode.Uri, wanted: string[]): Promise<void> {
	const found = await eventually(
		() => said(uri),
		(all) => JSON.stringify(all) === JSON.stringify(wanted),
	);
	assert.deepEqual(found, wanted);
}

async function actionsAt(uri: vscode.Uri, line: number, character = 3): Promise<vscode.CodeAction[]> {
	const range = new vscode.Range(line - 1, character, line - 1, character);
	return codeActions(uri, range);
}

async function hoverAt(uri: vscode.Uri, line: number): Promise<string> {
	const position = new vscode.Position(line - 1, 3);
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
	return wordsOf(hovers);
}

async function suggested(uri: vscode.Uri, line: number, character: number): Promise<string[]> {
	const list = await vscode.commands.executeCommand<vscode.CompletionList>(
		"vscode.executeCompletionItemProvider",
		uri,
		new vscode.Position(line - 1, character),
	);
	return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

describe("the AWS files in a real host", () => {
	const credentials = aws("credentials");
	const config = aws("config");
	/** What the demo's own files give cause to say: a user's key beside an SSO profile, a profile with half a pair. */
	const own = ["16 incomplete-profile", "3 long-lived-keys"];
	let original = { credentials: "", config: "" };
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		original = {
			credentials: await readFile(credentials.fsPath, "utf8"),
			config: await readFile(config.fsPath, "utf8"),
		};
	});
	afterEach(async () => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await writeFile(credentials.fsPath, original.credentials);
		await writeFile(config.fsPath, original.config);
		await chmod(credentials.fsPath, 0o600);
		await says(credentials, own);
		await says(config, []);
	});

	it("say each finding once, however many projects read them", async () => {
		await says(credentials, own);
		await says(config, []);
	});

	it("follow what another program writes, and what is typed and not saved", async () => {
		await writeFile(config.fsPath, original.config.replace("[profile remotion]", "[remotion]"));
		await says(config, ["4 profile-heading"]);
		await writeFile(config.fsPath, original.config);
		await says(config, []);
		await openAnew(config);
		const editor = await vscode.window.showTextDocument(config);
		await editor.edit((edit) => edit.replace(new vscode.Range(3, 1, 3, 9), ""));
		assert.equal(editor.document.lineAt(3).text, "[remotion]");
		await says(config, ["4 profile-heading"]);
		const fix = (await actionsAt(config, 4)).find(({ title }) => title === "Change to [profile remotion]");
		assert.ok(fix?.isPreferred && fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
		assert.equal(editor.document.getText(), original.config);
		await says(config, []);
		await vscode.commands.executeCommand("workbench.action.files.revert");
	});

	it("fix all at once on asking", async () => {
		const broken = original.config
			.replace("[profile remotion]", "[remotion]")
			.replace("source_profile = remotion", "source_profile = remotoin")
			.replace("sso_session = company", "sso_session = compnay");
		await writeFile(config.fsPath, broken);
		await says(config, ["13 missing-sso-session", "4 profile-heading", "9 missing-source-profile"]);
		const document = await openAnew(config);
		assert.equal(document.getText(), broken);
		const [action] = await codeActions(config, new vscode.Range(0, 0, 1, 0), "source.fixAll.remotionLambda");
		assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
		assert.equal(document.getText(), original.config);
		await vscode.commands.executeCommand("workbench.action.files.revert");
	});

	it("tell when others can read them, and take that right away on a click", async function () {
		if (process.platform === "win32") return skip(this, "Windows keeps no such rights");
		await openAnew(credentials);
		await chmod(credentials.fsPath, 0o644);
		await says(credentials, [...own, "4 readable-by-others"]);
		const [fix] = (await actionsAt(credentials, 4)).filter(({ command }) => command?.command === commands.protectFile);
		assert.ok(fix?.command);
		await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
		assert.equal((await stat(credentials.fsPath)).mode & 0o777, 0o600);
		await says(credentials, own);
		const elsewhere = inProject("1-profile/.env").fsPath;
		const mode = (await stat(elsewhere)).mode;
		await vscode.commands.executeCommand(commands.protectFile, elsewhere);
		assert.equal((await stat(elsewhere)).mode, mode, "no other file is touched");
	});

	it("say in hovers what a profile and a key are, and never a secret", async () => {
		await openAnew(config);
		const document = await openAnew(credentials);
		const remotion = await hoverAt(credentials, 6);
		assert.match(remotion, /\*\*Active:\*\*/);
		assert.match(remotion, /access keys/);
		assert.match(remotion, /Used by: 1-profile/);
		assert.match(await hoverAt(credentials, 15), /\*\*Can.t be used:\*\*/);
		assert.match(await hoverAt(config, 8), /The role to assume/);
		assert.match(await hoverAt(config, 18), /Used by: company-sso/);
		for (let line = 1; line <= document.lineCount; line++)
			assert.doesNotMatch(await hoverAt(credentials, line), /notAReal|FAKE/);
	});

	it("complete keys, profiles, sessions and regions, whatever language they are opened in", async () => {
		const text = `${original.config}\n[profile new]\nr\nsource_profile = \nsso_session = \nregion = eu\n`;
		await writeFile(config.fsPath, text);
		const document = await openAnew(config);
		assert.equal(document.getText(), text);
		const start = original.config.split("\n").length + 1;
		for (const language of ["plaintext", "ini"]) {
			await vscode.languages.setTextDocumentLanguage(document, language);
			const keys = await suggested(config, start + 1, 1);
			assert.ok(keys.indexOf("role_arn") < keys.indexOf("region"), `${language}: ${keys}`);
			assert.ok((await suggested(config, start + 2, 17)).includes("staging"));
			assert.ok((await suggested(config, start + 3, 14)).includes("company"));
			assert.ok((await suggested(config, start + 4, 11)).includes("eu-central-1"));
		}
	});

	it("offer to switch to and to verify a profile on its heading, and nothing on a broken one", async () => {
		await openAnew(credentials);
		const ids = async (line: number) =>
			(await actionsAt(credentials, line)).flatMap(({ command }) => command?.title ?? []).sort();
		assert.deepEqual(await ids(6), ["Switch to this profile…", "Verify identity"]);
		assert.deepEqual(await ids(15), []);
		assert.deepEqual(await ids(5), []);
	});

	it("say of a shared file only what is so for all who read it", async () => {
		const env = inProject("1-profile/.env");
		const before = await readFile(env.fsPath, "utf8");
		const other = inProject("aws-config");
		await writeFile(
			other.fsPath,
			"[profile base]\nregion = us-east-1\ncredential_process = none\n[other]\nregion = us-east-1\n",
		);
		const role = "\n[on-base]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = base\n";
		await writeFile(credentials.fsPath, original.credentials + role);
		await says(credentials, [...own, "20 missing-source-profile"].sort());
		await writeFile(env.fsPath, `${before}AWS_CONFIG_FILE=${other.fsPath}\n`);
		await says(other, ["4 profile-heading"]);
		await says(credentials, ["16 incomplete-profile"]);
		await writeFile(env.fsPath, before);
		await says(other, []);
		await says(credentials, [...own, "20 missing-source-profile"].sort());
	});

	it("are left alone where no project uses Remotion", async () => {
		const folders = await readdir(workspaceFolder());
		const packages = folders
			.filter((name) => /^\d-/.test(name))
			.map((name) => inProject(`${name}/package.json`).fsPath);
		const texts = await Promise.all(packages.map((path) => readFile(path, "utf8")));
		await Promise.all(packages.map((path) => writeFile(path, "{}")));
		await says(credentials, []);
		await Promise.all(packages.map((path, index) => writeFile(path, texts[index] ?? "")));
		await says(credentials, own);
	});
});
