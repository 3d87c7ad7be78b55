import assert from "node:assert/strict";
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId, languageModelTool } from "../../../src/contributions.ts";
import { codeActions, eventually, rulesIn, workspaceFolder } from "../../harness/hostWait.ts";
import { asked, told } from "../identity/situation.ts";
import { installClient, lists } from "../testRender/person.ts";
import { type Witnessed, witnessRender } from "./witness.ts";

/** Every secret of the demo, of its AWS files and of this suite's shell contains this. */
const canary = "notAReal";
const encoded = [canary, Buffer.from(canary).toString("base64").slice(0, -2), encodeURIComponent(canary)];

function assertClean(what: string, value: unknown): void {
	const text = typeof value === "string" ? value : JSON.stringify(value);
	for (const form of encoded) assert.ok(!text.includes(form), `${what} holds a secret`);
}

describe("secrets", () => {
	const files = [
		"1-profile/.env",
		"2-prefixed-keys/.env",
		"3-unprefixed-keys/.env",
		"4-mixed-keys/.env",
		"5-unknown-profile/.env",
		"6-check-skipped/.env",
		"7-nextjs-app/.env.local",
	];
	const uris = () => files.map((name) => vscode.Uri.file(join(workspaceFolder(), name)));

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
			const fixes = await codeActions(uri, whole);
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

	describe("of a test render", function () {
		this.timeout(120_000);
		const pair = { key: "AWS_ACCESS_KEY_ID", secret: "AWS_SECRET_ACCESS_KEY" };
		const seen: Witnessed[] = [];
		before(async () => {
			installClient();
			// A profile, whose secret nobody needs to hand on; and keys, which the child must be given.
			seen.push(await witnessRender("1-profile", undefined), await witnessRender("3-unprefixed-keys", pair));
		});

		it("are in no process's arguments", () => {
			for (const { commandLines } of seen) {
				assert.ok(commandLines.some((line) => line.includes("testRender.cjs")));
				for (const line of commandLines) assertClean("a command line", line);
			}
		});

		it("are in the child's environment where it must sign with them, once and in no other way", () => {
			const [profile, keys] = seen.map(({ environment }) => environment);
			assert.equal(profile?.REMOTION_AWS_PROFILE, "remotion");
			assertClean("a child that is given a profile", profile);
			const { REMOTION_AWS_ACCESS_KEY_ID, REMOTION_AWS_SECRET_ACCESS_KEY, ...rest } = keys ?? {};
			assert.equal(REMOTION_AWS_ACCESS_KEY_ID, "AKIAFAKEUNPREFIX0001");
			assert.equal(REMOTION_AWS_SECRET_ACCESS_KEY, "notARealSecret/unprefixed/00000000000001");
			assertClean("the rest of a child's environment", rest);
			const given = [
				"AWS_CONFIG_FILE",
				"AWS_ENDPOINT_URL",
				"AWS_SHARED_CREDENTIALS_FILE",
				"REMOTION_AWS_ACCESS_KEY_ID",
				"REMOTION_AWS_SECRET_ACCESS_KEY",
			];
			assert.deepEqual(
				Object.keys(keys ?? {})
					.filter((name) => /AWS|REMOTION|__RESERVED/.test(name))
					.sort(),
				given,
			);
			// What belongs to the system, and not to VS Code or to whoever started it.
			for (const name of Object.keys(keys ?? {})) assert.doesNotMatch(name, /^(VSCODE_|ELECTRON_|NODE_OPTIONS)/);
		});

		it("are in no request: neither in what a function is called with, nor in headers", () => {
			for (const { wire } of seen) {
				assert.match(wire, /"type":"still"/);
				assertClean("a request", wire);
				const sentAlong = [...wire.matchAll(/"envVariables":(\{.*?\})/g)].map(([, object]) => object);
				assert.ok(sentAlong.length >= 2);
				assert.deepEqual(new Set(sentAlong), new Set(["{}"]));
			}
		});

		it("are in nothing that is told, asked, listed or kept of it", () => {
			for (const { record } of seen) {
				assert.ok(record.outcome.ok);
				assertClean("a record", record);
			}
			assertClean("a word", [told, asked, lists]);
		});
	});

	it("are in no report, copied or handed to an assistant", async () => {
		await vscode.commands.executeCommand(commands.copyReport);
		const copied = await vscode.env.clipboard.readText();
		assert.match(copied, /^# Remotion Lambda credentials: /);
		assertClean("the report", copied);
		assert.doesNotMatch(copied, /A[KS]IA[A-Z0-9]{16}/);
		const ask = async (input: object) => {
			const result = await vscode.lm.invokeTool(languageModelTool, { input, toolInvocationToken: undefined });
			return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("\n");
		};
		const told = await ask({});
		for (const name of files.map(dirname))
			assert.match(told, new RegExp(`^# Remotion Lambda credentials: ${name}$`, "m"));
		assertClean("the tool's answer", told);
		assert.doesNotMatch(told, /A[KS]IA[A-Z0-9]{16}/);
		assert.equal((await ask({ project: "2-prefixed-keys" })).match(/^# /gm)?.length, 1);
		assert.match(await ask({ project: "nowhere" }), /Project not found.*1-profile/);
	});

	it("are in no picture of a launch: neither its page nor its file", async () => {
		const file = join(workspaceFolder(), "saved.svg");
		const pages: { html: string; receive: (message: object) => void }[] = [];
		const { createWebviewPanel, showSaveDialog } = vscode.window;
		Object.assign(vscode.window, {
			createWebviewPanel: () => {
				const page = { html: "", receive: (_: object) => {} };
				pages.push(page);
				const webview = {
					cspSource: "here:",
					asWebviewUri: (uri: vscode.Uri) => uri,
					onDidReceiveMessage: (listener: (message: object) => void) => {
						page.receive = listener;
					},
					set html(text: string) {
						page.html = text;
					},
				};
				return { webview, visible: false, onDidDispose() {}, reveal() {}, dispose() {} };
			},
			showSaveDialog: async () => vscode.Uri.file(file),
		});
		try {
			for (const uri of uris()) {
				const before = pages.length;
				await vscode.window.showTextDocument(uri);
				await vscode.commands.executeCommand(commands.showJourney);
				const page = pages[before];
				assert.match(page?.html ?? "", /<ol class="journey">(<li .*<\/li>){7}<\/ol>/);
				await rm(file, { force: true });
				page?.receive({ kind: "open", place: 7, revision: 0 });
				const svg = await eventually(
					() => readFile(file, "utf8").catch(() => ""),
					(text) => text.endsWith("</svg>\n"),
				);
				for (const text of [page?.html, svg]) {
					assertClean("a picture", text);
					assert.doesNotMatch(text ?? "", /A[KS]IA[A-Z0-9]{16}/);
				}
			}
		} finally {
			Object.assign(vscode.window, { createWebviewPanel, showSaveDialog });
			await rm(file, { force: true });
		}
	});

	it("are in no picture of launches, drawn or copied", async () => {
		const panels = new Set<vscode.WebviewPanel>();
		const { createWebviewPanel } = vscode.window;
		Object.assign(vscode.window, {
			createWebviewPanel: (...args: Parameters<typeof createWebviewPanel>) => {
				const panel = createWebviewPanel(...args);
				panels.add(panel);
				return panel;
			},
		});
		try {
			for (const uri of uris()) {
				await vscode.window.showTextDocument(uri);
				await vscode.commands.executeCommand(commands.compareLaunches);
			}
			assert.equal(panels.size, files.length, "each project has a panel of its own");
			for (const { title, webview } of panels) {
				assert.match(webview.html, /<table /);
				assert.match(webview.html, /content="default-src 'none'; style-src [^;"]+; script-src 'nonce-[0-9a-f]{32}'"/);
				assertClean("a picture", [title, webview.html]);
				assert.doesNotMatch(webview.html, /A[KS]IA[A-Z0-9]{16}/);
			}
			const [first] = panels;
			await vscode.window.showTextDocument(uris()[0] as vscode.Uri);
			await vscode.commands.executeCommand(commands.compareLaunches);
			assert.equal(panels.size, files.length, "a project's panel is used again");
			// VS Code tells that a panel is on show a moment later.
			assert.ok(
				await eventually(
					async () => first?.visible === true,
					(isShown) => isShown,
				),
			);
		} finally {
			Object.assign(vscode.window, { createWebviewPanel });
			for (const panel of panels) panel.dispose();
		}
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
