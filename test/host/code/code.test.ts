import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import type { Finding } from "../../../src/core/index.ts";
import { lintRules } from "../../../src/core/rules/code/index.ts";
import { ruleIn } from "../../../src/vscode/languageFeatures/ruleLink.ts";
import { codeActions, eventually, wordsOf, workspaceFolder } from "../../harness/hostWait.ts";
import { applyEdits, cwd, findAll, readFixture } from "../../unit/fixture.ts";

const ownIds = new Set<unknown>(lintRules.map(({ id }) => id));

describe("code, vercel.json and workflows in a real host", () => {
	let fixtures = "";
	before(async () => {
		const extension = vscode.extensions.getExtension(extensionId);
		await extension?.activate();
		fixtures = join(extension?.extensionPath ?? "", "test", "fixtures");
	});

	const uriOf = (name: string) => vscode.Uri.file(join(workspaceFolder(), name));
	const shown = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).filter((one) => ownIds.has(ruleIn(one)));
	const rules = (uri: vscode.Uri) => shown(uri).map(ruleIn);
	const text = (document: vscode.TextDocument, range: vscode.Range) => document.getText(range);

	it("shows what is wrong in code, mends it, and follows every change", async () => {
		const uri = uriOf("render.ts");
		const document = await vscode.workspace.openTextDocument(uri);
		await vscode.window.showTextDocument(document);
		const expected = ["access-key-in-code", "unprefixed-in-code", "unprefixed-in-code", "env-not-loaded"];
		assert.deepEqual(
			await eventually(
				() => rules(uri),
				(found) => found.length === expected.length,
			),
			expected,
		);
		assert.deepEqual(
			shown(uri).map(({ range }) => text(document, range)),
			["AKIANOTAREALKEY7Q2WZ", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "renderMediaOnLambda"],
		);
		const [, unprefixed] = shown(uri);
		assert.ok(unprefixed);
		const actions = await codeActions(uri, unprefixed.range);
		const rename = actions.find(({ isPreferred, edit }) => isPreferred && edit);
		assert.ok(rename?.edit, `no preferred fix among ${actions.map(({ title }) => title)}`);
		const before = document.getText();
		assert.ok(await vscode.workspace.applyEdit(rename.edit));
		assert.equal(document.getText(), before.replaceAll("env.AWS_", "env.REMOTION_AWS_"));
		assert.deepEqual(
			await eventually(
				() => rules(uri),
				(found) => found.length === 2,
			),
			["access-key-in-code", "env-not-loaded"],
		);
		await vscode.commands.executeCommand("workbench.action.files.revert");
		assert.equal(
			(
				await eventually(
					() => rules(uri),
					(found) => found.length === 4,
				)
			).length,
			4,
		);
	});

	it("is as loud as the settings say", async () => {
		const uri = uriOf("render.ts");
		const set = (value: unknown) => vscode.workspace.getConfiguration().update("remotionLambda.rules", value);
		await set({ "access-key-in-code": "off", "unprefixed-in-code": "hint" });
		assert.equal(
			(
				await eventually(
					() => rules(uri),
					(found) => found.length === 3,
				)
			).length,
			3,
		);
		assert.ok(shown(uri).some(({ severity }) => severity === vscode.DiagnosticSeverity.Hint));
		await set(undefined);
		assert.equal(
			(
				await eventually(
					() => rules(uri),
					(found) => found.length === 4,
				)
			).length,
			4,
		);
	});

	it("keeps what was found when the other side of a diff is closed", async () => {
		const uri = uriOf("render.ts");
		await vscode.window.showTextDocument(uri, { preview: false });
		const fixes = async () =>
			(await codeActions(uri, shown(uri)[1]?.range ?? assert.fail())).filter(({ edit }) => edit);
		const before = await eventually(fixes, (all) => all.length > 0);
		const provider = vscode.workspace.registerTextDocumentContentProvider("old-side", {
			provideTextDocumentContent: () => "// old\n",
		});
		const closed = new Promise<void>((resolve) => {
			const subscription = vscode.workspace.onDidCloseTextDocument((document) => {
				if (document.uri.scheme !== "old-side") return;
				subscription.dispose();
				resolve();
			});
		});
		const other = await vscode.workspace.openTextDocument(uri.with({ scheme: "old-side" }));
		await vscode.languages.setTextDocumentLanguage(other, "plaintext");
		await closed;
		provider.dispose();
		assert.equal((await fixes()).length, before.length);
	});

	it("says in a hover what a variable is to Remotion, without its value", async () => {
		const uri = uriOf("check.ts");
		const document = await vscode.workspace.openTextDocument(uri);
		const at = document.positionAt(document.getText().indexOf("REMOTION_AWS_ACCESS_KEY_ID") + 3);
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, at);
		const said = wordsOf(hovers);
		assert.match(said, /\*\*Not active:\*\*[\s\S]*Node\.js/);
		assert.doesNotMatch(said, /AKIAFAKECODE00000001|notAReal/);
	});

	it("shows in every fixture what the core finds, and each fix does what it did there", async function () {
		this.timeout(200_000);
		const manifest = await readFile(uriOf("package.json").fsPath, "utf8");
		for (const { id } of lintRules) {
			for (const name of (await readdir(join(fixtures, id))).sort()) {
				const source = await readFile(join(fixtures, id, name), "utf8");
				// The host's shell has no credentials, and what a known launch says is told of that launch.
				if (source.startsWith("=== input")) continue;
				await tryCase(`${id}/${name}`, id, source, manifest);
			}
		}
	});

	/** Each case has a project folder of its own: VS Code may hold a file that a case before had under the same name. */
	const tryCase = async (title: string, rule: string, source: string, manifest: string) => {
		const fixture = readFixture(source);
		const project = join(workspaceFolder(), "cases", title.replaceAll(/\W+/g, "-"));
		const realPath = (path: string) => path.replace(cwd, project);
		const files = new Map([[join(cwd, "package.json"), manifest], ...fixture.files]);
		for (const [path, body] of files) {
			await mkdir(dirname(realPath(path)), { recursive: true });
			// A package that the fixture leaves without Remotion is none of the extension's business.
			await writeFile(realPath(path), path.endsWith("/package.json") ? withRemotion(body) : body);
		}
		await vscode.commands.executeCommand(commands.refresh);
		// The extension reads the workflows of the workspace's root: those of a case below it are no launches.
		const known = { ...fixture, input: { ...fixture.input, launches: [] } };
		const found = findAll(known, fixture.files).filter((finding) => finding.rule === rule);
		for (const [path, body] of fixture.files) {
			const uri = vscode.Uri.file(realPath(path));
			const expected = found.filter(({ origin }) => origin.path === path);
			const document = await vscode.workspace.openTextDocument(uri);
			if (!path.endsWith("/package.json")) assert.equal(document.getText(), body, title);
			const codes = () => rules(uri).filter((code) => code === rule);
			assert.equal(
				await eventually(
					() => codes().length,
					(count) => count === expected.length,
				),
				expected.length,
				title,
			);
			for (const finding of expected.slice(0, 1)) await tryFixes(title, document, finding, fixture.files);
		}
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await rm(project, { recursive: true });
	};

	/** Rule and title of each fix that was applied: once is enough here, every case of it runs in test/unit/core/rules/fixtures.test.ts. */
	const tried = new Set<string>();
	const tryFixes = async (
		title: string,
		document: vscode.TextDocument,
		{ rule, origin, fixes }: Finding,
		files: ReadonlyMap<string, string>,
	) => {
		for (const fix of fixes) {
			if (!("edits" in fix) || !origin.range || tried.has(`${rule} ${fix.title}`)) continue;
			tried.add(`${rule} ${fix.title}`);
			const range = new vscode.Range(document.positionAt(origin.range.start), document.positionAt(origin.range.end));
			const actions = await codeActions(document.uri, range);
			const action = actions.find((other) => other.title === fix.title);
			assert.ok(action?.edit, `${title}: no fix "${fix.title}" among ${actions.map((other) => other.title)}`);
			assert.ok(await vscode.workspace.applyEdit(action.edit));
			assert.equal(document.getText(), applyEdits(files, fix.edits).get(origin.path ?? ""), `${title}: ${fix.title}`);
			await vscode.window.showTextDocument(document);
			await vscode.commands.executeCommand("workbench.action.files.revert");
		}
	};
});

function withRemotion(manifest: string): string {
	const json = JSON.parse(manifest);
	return JSON.stringify({ ...json, dependencies: { "@remotion/lambda": "4.0.527", ...json.dependencies } });
}
