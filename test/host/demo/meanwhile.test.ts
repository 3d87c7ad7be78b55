import assert from "node:assert/strict";
import fs from "node:fs";
import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId, languageModelTool } from "../../../src/contributions.ts";
import { eventually, rulesIn, workspaceFolder } from "../../harness/hostWait.ts";

/** What others do to the files while the extension is at work: nothing gets lost, and nothing stays as it was. */
describe("meanwhile", function () {
	this.timeout(60_000);
	const at = (...path: string[]) => join(workspaceFolder(), ...path);
	const outside = (...path: string[]) => join(workspaceFolder(), "..", ...path);
	const env = () => at("2-prefixed-keys", ".env");
	const credentials = () => join(process.env.HOME ?? "", ".aws", "credentials");
	const told: string[] = [];
	let original: [path: string, text: string][] = [];
	const { showErrorMessage, showWarningMessage, showInformationMessage, showInputBox } = vscode.window;
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		const hear = async (message: string) => {
			told.push(message);
		};
		Object.assign(vscode.window, { showErrorMessage: hear, showWarningMessage: hear, showInformationMessage: hear });
		const paths = [env(), at("1-profile", ".env"), credentials()];
		original = await Promise.all(
			paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, "utf8")]),
		);
	});
	beforeEach(async () => {
		told.length = 0;
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
	});
	after(async () => {
		Object.assign(vscode.window, { showErrorMessage, showWarningMessage, showInformationMessage, showInputBox });
		for (const [path, text] of original) await writeFile(path, text);
		await vscode.commands.executeCommand(commands.refresh);
	});

	const sees = async (path: string, rules: string[]) => {
		const found = await eventually(
			() => rulesIn(vscode.Uri.file(path)),
			(all) => JSON.stringify(all) === JSON.stringify(rules),
			15_000,
		);
		assert.deepEqual(found, rules);
	};
	const unknown = ["unprefixed-variable", "unknown-profile"];
	const report = async (path: string) => {
		await vscode.window.showTextDocument(vscode.Uri.file(path));
		await vscode.commands.executeCommand(commands.copyReport);
		return vscode.env.clipboard.readText();
	};

	const secretOf = (mark: string) => `notARealSecretNotARealSecretNotAReal${mark}`.padEnd(40, mark);
	const pair = (mark: string) =>
		`REMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEY7Q2${mark}\nREMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(mark)}\n`;
	const written = async (text: string) => {
		await writeFile(env(), text);
		const document = await vscode.workspace.openTextDocument(env());
		await eventually(
			() => document.getText(),
			(now) => now === text,
		);
	};

	it("other keys are written while the keys are moved into a profile: nothing is moved, and it is said", async () => {
		await written(pair("AA"));
		const answer = async () => {
			await written(pair("BB"));
			return "moved";
		};
		Object.assign(vscode.window, { showInputBox: answer });
		await vscode.commands.executeCommand(commands.moveToProfile, env());
		assert.deepEqual(told, ["The keys in .env changed in the meantime, so nothing was moved. Try again."]);
		assert.equal(await readFile(env(), "utf8"), pair("BB"));
		assert.ok(!(await readFile(credentials(), "utf8")).includes("moved"));
	});

	it("the keys of the file are moved, not those of Git's side of its diff", async () => {
		await written(pair("DD"));
		const old = { provideTextDocumentContent: () => pair("CC") };
		const provider = vscode.workspace.registerTextDocumentContentProvider("old-side", old);
		const file = vscode.Uri.file(env());
		await vscode.commands.executeCommand("vscode.diff", file.with({ scheme: "old-side" }), file, "diff");
		await eventually(
			() => vscode.window.visibleTextEditors.length,
			(count) => count === 2,
		);
		Object.assign(vscode.window, { showInputBox: async () => "from-diff" });
		await vscode.commands.executeCommand(commands.moveToProfile, env());
		provider.dispose();
		assert.ok((await readFile(credentials(), "utf8")).includes(secretOf("DD")));
		assert.equal(await readFile(env(), "utf8"), "REMOTION_AWS_PROFILE=from-diff\n");
	});

	it("the keys go with their values, and what stands behind them stays", async () => {
		await written(pair("EE").replaceAll("\n", " # rotate in May\n"));
		Object.assign(vscode.window, { showInputBox: async () => "commented" });
		await vscode.commands.executeCommand(commands.moveToProfile, env());
		assert.equal(await readFile(env(), "utf8"), "# rotate in May\n# rotate in May\nREMOTION_AWS_PROFILE=commented\n");
		assert.ok((await readFile(credentials(), "utf8")).includes(secretOf("EE")));
	});

	it("nothing is moved out of what is no file, or no UTF-8: it is said, and nothing is written", async () => {
		const before = await readFile(credentials(), "utf8");
		Object.assign(vscode.window, { showInputBox: async () => "nowhere" });
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: pair("FF") }));
		await vscode.commands.executeCommand(commands.moveToProfile);
		assert.deepEqual(told.splice(0), ["Open the .env file first."]);
		const latin1 = Buffer.from(`# caf\u00e9\n${pair("GG")}`, "latin1");
		await writeFile(env(), latin1);
		await vscode.commands.executeCommand(commands.moveToProfile, env());
		assert.deepEqual(told, [".env is not written in UTF-8. Save it as UTF-8 first; nothing was changed."]);
		assert.deepEqual(await readFile(env()), latin1);
		assert.equal(await readFile(credentials(), "utf8"), before);
	});

	it("a file in UTF-16 says to Remotion what it said before it was opened: nothing", async () => {
		// One that no test has opened yet.
		const file = at("utf16", ".env");
		await mkdir(at("utf16"));
		await writeFile(file, Buffer.from(`\ufeff${pair("HH")}`, "utf16le"));
		await writeFile(at("utf16", "package.json"), '{ "dependencies": { "@remotion/cli": "4.0.527" } }');
		// The watchers search again at any moment: a search that another one overtakes is not over before that one.
		const searched = vscode.commands.executeCommand(commands.refresh);
		void vscode.commands.executeCommand(commands.refresh);
		await searched;
		const closed = await report(at("utf16", "package.json"));
		assert.match(closed, /utf16/);
		assert.doesNotMatch(closed, /Uses: Keys/);
		const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
		assert.equal(document.encoding, "utf16le");
		assert.ok(document.getText().startsWith("REMOTION_AWS_ACCESS_KEY_ID"));
		assert.equal(await report(file), closed);
		await rm(at("utf16"), { recursive: true });
	});

	it("a line that is in .gitignore by now is not added twice, and nothing failed", async () => {
		for (let time = 0; time < 2; time++) await vscode.commands.executeCommand(commands.addToGitignore, env());
		assert.equal(await readFile(at("2-prefixed-keys", ".gitignore"), "utf8"), "/.env\n");
		assert.equal(told.length, 2);
		for (const message of told) assert.match(message, /^\.env is in \.gitignore now/);
		await rm(at("2-prefixed-keys", ".gitignore"));
	});

	it("the target of a link changes", async () => {
		const [link, target] = [at("1-profile", ".env"), outside("target.txt")];
		// The link says what the file said: nothing but what it is has changed.
		for (const path of [link, target]) await writeFile(path, "AWS_PROFILE=remotion\n");
		await sees(link, ["unprefixed-variable"]);
		await symlink(target, outside("link"));
		await rename(outside("link"), link);
		await sees(link, ["unprefixed-variable"]);
		await writeFile(target, "AWS_PROFILE=nobody\n");
		await sees(link, unknown);
		await rm(link);
		await writeFile(link, "AWS_PROFILE=remotion\n");
		await sees(link, ["unprefixed-variable"]);
	});

	it("the code of a launch changes: it is seen without asking the disk all the time", async () => {
		const code = at("7-nextjs-app", "deploy.mjs");
		const text = await readFile(code, "utf8");
		const answer = async () => {
			const input = { project: "7-nextjs-app", launch: "npm run deploy" };
			const { content } = await vscode.lm.invokeTool(languageModelTool, { input, toolInvocationToken: undefined });
			const text = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("\n");
			return /^- npm run deploy \(this report\): (.*)$/m.exec(text)?.[1];
		};
		const uses = async (wanted: string) =>
			assert.equal(await eventually(answer, (said) => said === wanted, 15_000), wanted);
		const polled: string[] = [];
		const { watchFile } = fs;
		Object.assign(fs, {
			watchFile: (path: string, options: fs.WatchFileOptions & { bigint?: false }, listener: fs.StatsListener) => {
				polled.push(path);
				return watchFile(path, options, listener);
			},
		});
		try {
			await uses("Profile default");
			const other = at("7-nextjs-app", "load.mjs");
			await writeFile(other, 'import dotenv from "dotenv";\ndotenv.config({ path: ".env.local" });\n');
			await writeFile(code, text.replace("dotenv.config();", 'import "./load.mjs";'));
			await uses("Keys AKIA…0001");
			await writeFile(other, 'import dotenv from "dotenv";\ndotenv.config({ path: ".env" });\n');
			await uses("Profile default");
			await rm(other);
			const inside = polled.filter((path) => path.startsWith(at("7-nextjs-app")) && !/node_modules/.test(path));
			assert.deepEqual(inside, []);
		} finally {
			Object.assign(fs, { watchFile });
			await writeFile(code, text);
		}
	});

	it("a project is moved in as a whole, away, and back with another .env", async () => {
		const [inside, elsewhere] = [at("moved"), outside("moved")];
		await mkdir(elsewhere);
		await writeFile(join(elsewhere, "package.json"), '{ "dependencies": { "@remotion/cli": "4.0.527" } }');
		await writeFile(join(elsewhere, ".env"), "AWS_PROFILE=nobody\n");
		await rename(elsewhere, inside);
		await sees(join(inside, ".env"), unknown);
		await rename(inside, elsewhere);
		await sees(join(inside, ".env"), []);
		await writeFile(join(elsewhere, ".env"), "AWS_PROFILE=remotion\n");
		await rename(elsewhere, inside);
		await sees(join(inside, ".env"), ["unprefixed-variable"]);
		await rm(inside, { recursive: true });
		await sees(join(inside, ".env"), []);
	});

	it("Remotion is installed", async () => {
		const folder = at("installed");
		await mkdir(folder);
		await writeFile(join(folder, "package.json"), '{ "dependencies": { "@remotion/cli": "^4.0.0" } }');
		await writeFile(join(folder, ".env"), "AWS_PROFILE=nobody\n");
		await sees(join(folder, ".env"), unknown);
		assert.match(await report(join(folder, ".env")), /Remotion: unknown version/);
		const client = join(folder, "node_modules", "@remotion", "cli");
		await mkdir(client, { recursive: true });
		await writeFile(join(client, "package.json"), '{ "name": "@remotion/cli", "version": "4.0.100" }');
		const text = await eventually(
			() => report(join(folder, ".env")),
			(all) => all.includes("4.0.100"),
			15_000,
		);
		assert.match(text, /Remotion: 4\.0\.100/);
		await rm(folder, { recursive: true });
	});
});
