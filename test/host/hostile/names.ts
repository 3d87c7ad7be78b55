import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands } from "../../../src/contributions.ts";
import { eventually, workspaceFolder } from "../../harness/hostWait.ts";
import { hostileNames, linkPattern, linksIn } from "../../hostileNames.ts";
import { rows } from "../secrets/everything.ts";
import { asPerson, recorded } from "../secrets/recorder.ts";
import { installedLinkPattern } from "./installedVSCode.ts";
import { person } from "./person.ts";

/** Told apart by a word of their own at the end, by which it is seen that each was shown. */
const names = hostileNames.map((name, index) => ({ name: `${name} tag${index}end`, tag: `tag${index}end` }));
const root = () => join(workspaceFolder(), "names");

/** A project in a folder of that name, as far as a folder can have it, whose files say it wherever they can. */
function plant({ name, tag }: { name: string; tag: string }): string {
	const part = name.replace(/[/\0\r\n]/g, "").slice(-200);
	const folder = join(root(), `${tag} ${part}`);
	mkdirSync(join(folder, "node_modules/remotion"), { recursive: true });
	const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
	const value = JSON.stringify(name).slice(1, -1);
	write(
		".env",
		`REMOTION_AWS_PROFILE="${value}"\nAWS_REGION="${value}"\nAWS_ENDPOINT_URL="http://127.0.0.1:1/${value}"\n`,
	);
	write(`.env.${part}`.slice(0, 200), "A=b\n");
	write("package.json", JSON.stringify({ name, scripts: { [name]: name }, dependencies: { "@remotion/cli": name } }));
	write("node_modules/remotion/package.json", JSON.stringify({ name: "remotion", version: `4.0.8${name}\nreboot\n` }));
	return folder;
}

/** The suite's part about names; it shares the recorder with the rest, which is why it is no test file of its own. */
export function namesAreText(this: Mocha.Suite): void {
	this.timeout(600_000);
	const folders: string[] = [];
	const perName = new Map<string, number>();
	let isTrusted = false;
	const messages = /^window\.show\w+Message$/;

	before(async () => {
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => isTrusted, configurable: true });
		folders.push(...names.map(plant));
		await vscode.commands.executeCommand(commands.refresh);
		type Row = { state?: { project: { folder: string } } };
		const rowsOf = async (folder: string) =>
			(await rows()).filter((row) => (row as Row).state?.project.folder === folder);
		await eventually(
			() => rowsOf(folders.at(-1) ?? ""),
			(found) => found.length > 0,
		);
		const all = (await rows()) as Row[];
		for (const [index, { name, tag }] of names.entries()) {
			const before = recorded.length;
			person.input = () => name;
			person.clipboard = name;
			const state = all.find((row) => row.state?.project.folder === folders[index])?.state;
			assert.ok(
				state,
				`the project ${tag} is not found, but ${all.map((row) => row.state?.project.folder.slice(-60)).join("\n")}`,
			);
			isTrusted = false;
			await asPerson(commands.verifyIdentity, { state });
			isTrusted = true;
			const rowsOfIt = all.filter((row) => row.state === state);
			const profile = { name, type: "sso", origins: [], problem: undefined };
			for (const row of [
				...rowsOfIt.slice(0, index < 5 ? 3 : 1),
				{ state, profile },
				{ state, profile: { ...profile, problem: name } },
			])
				for (const id of [
					commands.switchProfile,
					commands.selectRuntime,
					commands.verifyIdentity,
					commands.testRender,
					commands.checkPermissions,
					commands.addAccount,
					commands.clearProfile,
					commands.ssoLogin,
					commands.useSecret,
				])
					await asPerson(id, row);
			await asPerson(commands.addProfile, name);
			await asPerson(commands.explainError, `Could not resolve credentials using profile: [${name}] aws-lambda`);
			await asPerson(commands.typeCommand, folders[index], `echo ${name}`);
			perName.set(
				tag,
				recorded.slice(before).filter(({ channel, text }) => messages.test(channel) && text.includes(tag)).length,
			);
		}
	});

	it("are each told in notifications, so that what follows can fail", () => {
		assert.deepEqual(
			[...perName].filter(([, count]) => count < 3),
			[],
		);
		const bare = names.filter(({ name }) => linksIn(name).length > 0);
		assert.ok(bare.length > 15);
	});

	it("are no links by the grammar of the VS Code that runs here", () => {
		const pattern = installedLinkPattern();
		const sourceOf = ({ source }: RegExp) => source.replaceAll("\\)", ")");
		assert.equal(sourceOf(pattern), sourceOf(linkPattern), "test/hostileNames.ts says it otherwise");
		const ways =
			/^window\.(show(\w+Message|QuickPick|InputBox( \w+)?)|withProgress.*|createTerminal(?! sendText).*|createQuickPick.*)$/;
		const seen = new Set<string>();
		for (const { channel, text } of recorded) {
			if (!ways.test(channel)) continue;
			// Where a terminal starts is a folder, and what its program is given are words: both are shown nowhere.
			const isGiven = text.startsWith(root()) || names.some(({ name }) => name === text);
			if (channel === "window.createTerminal" && isGiven) continue;
			seen.add(channel);
			assert.deepEqual(linksIn(text, pattern), [], `${channel}: ${text}`);
			assert.doesNotMatch(
				text.replaceAll("\n", ""),
				/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
				`${channel}: ${JSON.stringify(text)}`,
			);
		}
		for (const channel of [
			"window.showErrorMessage",
			"window.showWarningMessage",
			"window.showInformationMessage",
			"window.showQuickPick",
			"window.showInputBox",
			"window.showInputBox validateInput",
			"window.createTerminal",
		])
			assert.ok(seen.has(channel), `${channel} was never used; used were ${[...seen].sort().join(", ")}`);
	});

	it("are in no command that is typed, unless nothing but text is in them; and no line break ever is", () => {
		const typed = recorded
			.filter(({ channel }) => channel === "window.createTerminal sendText")
			.map(({ text }) => text);
		assert.ok(typed.length > 20, `only ${typed.length} commands`);
		for (const text of typed) assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
	});

	it("make one line each of a question", () => {
		const asked = recorded.filter(
			({ channel, text }) => channel === "window.showWarningMessage" && text.startsWith("• "),
		);
		assert.ok(asked.length > 20, `only ${asked.length} questions`);
		for (const { text } of asked) for (const line of text.split("\n")) assert.match(line, /^• /);
	});
}
