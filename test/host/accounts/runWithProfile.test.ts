import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId, settings } from "../../../src/contributions.ts";
import { eventually } from "../../harness/hostWait.ts";
import { KEYS } from "../../local-aws/accounts.ts";
import { folder, logs, told, write, writeAwsFiles } from "../identity/situation.ts";
import { forget, lists, picks, play } from "../testRender/person.ts";

/** What VS Code fills in before a provider sees it. */
const inFolder = ["$", "{workspaceFolder}"].join("");
const out = join(folder, "seen.txt");
/** A program that says which profile reaches it. */
const probe = `require("node:fs").writeFileSync(process.argv[2], process.env.REMOTION_AWS_PROFILE ?? "(none)");\n`;
const program = {
	type: "node",
	request: "launch",
	program: `${inFolder}/probe.cjs`,
	args: [out],
	runtimeExecutable: process.execPath,
};
const remarks: string[] = [];
/** Every debug session's configuration, as VS Code and js-debug got it. */
const sessions: string[] = [];

/** What the program saw, once it has run. */
async function seen(start: () => Thenable<unknown>): Promise<string> {
	rmSync(out, { force: true });
	await start();
	const read = () => (existsSync(out) ? readFileSync(out, "utf8") : "");
	return eventually(read, (text) => text !== "", 40_000);
}

const workspaceFolder = () => vscode.workspace.workspaceFolders?.[0];
const debug =
	(more: object = {}) =>
	() =>
		vscode.debug.startDebugging(workspaceFolder(), { ...program, name: "probe", ...more });
const apply = (value: boolean | undefined) =>
	vscode.workspace
		.getConfiguration()
		.update(settings.applyProfileToDebugger, value, vscode.ConfigurationTarget.Workspace);
const row = (profile: string) => ({ profile: { name: profile } });

describe("a profile in debug sessions and tasks, which really run", function () {
	this.timeout(90_000);
	before(async () => {
		writeAwsFiles();
		play();
		forget();
		write("probe.cjs", probe);
		write(".env", "REMOTION_AWS_PROFILE=agency\n");
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
		picks.push(/^New terminals$/);
		await vscode.commands.executeCommand(commands.switchProfile, row("remotion"));
		vscode.debug.onDidStartDebugSession(({ configuration }) => sessions.push(JSON.stringify(configuration)));
		const { setStatusBarMessage } = vscode.window;
		const hear = (text: string, ms: number) => {
			remarks.push(text);
			return setStatusBarMessage(text, ms);
		};
		Object.assign(vscode.window, { setStatusBarMessage: hear });
	});
	after(async () => {
		await apply(undefined);
		await vscode.commands.executeCommand(commands.clearProfile);
		for (const name of [".vscode/launch.json", ".vscode/tasks.json", "probe.cjs", "seen.txt"])
			rmSync(join(folder, name), { force: true });
	});

	it("is not handed to the debugger where nobody asked for it", async () => {
		assert.equal(await seen(debug()), "(none)");
		assert.deepEqual(remarks, []);
	});

	it("is that of new terminals where the setting says so, which is said once", async () => {
		await apply(true);
		assert.equal(await seen(debug()), "remotion");
		assert.equal(await seen(debug()), "remotion");
		assert.deepEqual(remarks, ['Debugging "probe" with profile remotion, as in new terminals']);
	});

	it("leaves a configuration alone that sets the name, itself or in its file", async () => {
		await apply(true);
		assert.equal(await seen(debug({ env: { REMOTION_AWS_PROFILE: "own" } })), "own");
		assert.equal(await seen(debug({ envFile: `${inFolder}/.env` })), "agency");
	});

	it("is not asked for where there is nothing to debug", async () => {
		lists.length = 0;
		told.length = 0;
		assert.equal(await vscode.commands.executeCommand(commands.debugWithProfile), undefined);
		assert.deepEqual(lists, []);
		assert.match(told.join(), /^This folder has no debug configuration that starts a program for Remotion\./);
	});

	it("is the row's, over the configuration's, when a person debugs with it", async () => {
		await apply(false);
		const configuration = { ...program, name: "own", env: { REMOTION_AWS_PROFILE: "own" } };
		write(".vscode/launch.json", JSON.stringify({ version: "0.2.0", configurations: [configuration] }));
		await eventually(
			() => vscode.workspace.getConfiguration("launch", workspaceFolder()).get<unknown[]>("configurations")?.length,
			(count) => count === 1,
		);
		const run = () => vscode.commands.executeCommand(commands.debugWithProfile, row("agency"));
		assert.equal(await seen(run), "agency");
		assert.match(readFileSync(join(folder, ".vscode/launch.json"), "utf8"), /"own"/, "the file is as it was");
	});

	it("is the row's in a task, over that of new terminals", async () => {
		const task = { label: "probe", type: "process", command: process.execPath, args: [join(folder, "probe.cjs"), out] };
		write(".vscode/tasks.json", JSON.stringify({ version: "2.0.0", tasks: [task] }));
		await eventually(
			async () => (await vscode.tasks.fetchTasks()).some(({ name }) => name === "probe"),
			(found) => found,
		);
		picks.push(/^probe$/);
		const run = () => vscode.commands.executeCommand(commands.runTaskWithProfile, row("agency"));
		assert.equal(await seen(run), "agency");
		const original = async () => {
			const found = (await vscode.tasks.fetchTasks()).find(({ name }) => name === "probe");
			if (found) await vscode.tasks.executeTask(found);
		};
		assert.equal(await seen(original), "remotion", "what VS Code gives to every task");
	});

	it("is a name, and nothing secret goes along", () => {
		assert.ok(
			sessions.some((text) => text.includes('"REMOTION_AWS_PROFILE":"agency"')),
			sessions.join("\n"),
		);
		const secrets = Object.values(KEYS).flatMap(({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey]);
		const all = `${sessions.join("\n")}\n${remarks.join("\n")}\n${logs()}`;
		assert.deepEqual(
			secrets.filter((secret) => all.includes(secret)),
			[],
		);
		assert.ok(!all.includes("remotionLambdaProfile"), "the mark is gone");
	});
});
