import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { eventually, workspaceFolder } from "../../harness/hostWait.ts";

const run = <T>(id: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(id, ...args);
const file = join(workspaceFolder(), "report-of-vercel.json");

/** What a Next.js route on Vercel says whose settings have no keys of the project. */
const report = {
	format: "remotion-lambda-credentials",
	version: 1,
	createdAt: "2026-11-29T17:04:00.000Z",
	createdBy: { name: "reportEnvironment.ts", version: "1" },
	place: { name: "Vercel", runtime: "vercel", folder: "/var/task", platform: "posix", nodeVersion: "22.1.0" },
	variables: [
		{ name: "REMOTION_AWS_ACCESS_KEY_ID", state: "set", value: "AKIA…OTHR" },
		{ name: "REMOTION_AWS_SECRET_ACCESS_KEY", state: "set" },
	],
	identity: { ok: true, account: "111122223333", arn: "arn:aws:iam::111122223333:user/render-bot" },
};
const text = JSON.stringify(report, null, "\t");

/** Presses Enter in the list that is open, until the command is done. */
async function accepted<T>(command: Thenable<T>): Promise<T> {
	let isDone = false;
	const done = Promise.resolve(command).finally(() => {
		isDone = true;
	});
	while (!isDone) {
		await run("workbench.action.acceptSelectedQuickOpenItem");
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return done;
}

describe("opening a report of a deployed app", function () {
	this.timeout(60_000);
	const told: string[] = [];
	const { showErrorMessage, showWarningMessage, showInformationMessage, showOpenDialog, showQuickPick } = vscode.window;
	const opened: string[] = [];

	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.window.showTextDocument(vscode.Uri.file(join(workspaceFolder(), "3-unprefixed-keys/.env")));
		const hear = async (message: string) => {
			told.push(message);
			return undefined;
		};
		Object.assign(vscode.window, { showErrorMessage: hear, showWarningMessage: hear, showInformationMessage: hear });
	});
	after(async () => {
		Object.assign(vscode.window, { showErrorMessage, showWarningMessage, showInformationMessage });
		Object.assign(vscode.window, { showOpenDialog, showQuickPick });
		await run("workbench.action.closeAllEditors");
		await rm(file, { force: true });
	});
	beforeEach(() => {
		told.length = 0;
	});
	afterEach(async () => {
		for (const launchId of opened.splice(0)) await run(commands.removeReport, { launchId });
	});

	const copied = async (row?: unknown) => {
		await run(commands.copyReport, row);
		return vscode.env.clipboard.readText();
	};
	const open = async (given: string) => {
		const id = await run<string | undefined>(commands.openReport, undefined, given);
		if (id !== undefined) opened.push(id);
		return id;
	};

	it("makes a launch of it, with what Remotion uses there, and says where the files say something else", async () => {
		const launchId = await open(text);
		assert.match(told.join(), /According to the project's files, Remotion uses access keys AKIA…0001/);
		const there = await copied({ launchId });
		assert.match(there, /Launch: Reported from Vercel, /);
		assert.match(there, /\*\*Active credentials: Keys AKIA…OTHR\*\*/);
		const here = await copied();
		assert.match(here, /\*\*Active credentials: Keys AKIA…0001\*\*/);
		assert.match(here, /- Reported from Vercel, .*: Keys AKIA…OTHR\. According to the project's files, /);
	});

	it("is compared with the files where it is the launch that is shown, until it is removed", async () => {
		const launchId = await open(text);
		await run(commands.selectRuntime, undefined, `launch:${launchId}`);
		const shown = await copied();
		assert.match(shown, /Launch: Reported from Vercel, /);
		assert.match(shown, /- Reported from Vercel, .* \(this report\): Keys AKIA…OTHR\. According to/);
		await run(commands.removeReport, { launchId });
		assert.match(await copied(), /Launch: npx remotion lambda ·/);
	});

	it("keeps several, and forgets the one that is removed", async () => {
		const first = await open(text);
		await open(text.replace("Vercel", "Staging"));
		assert.match(await copied(), /Reported from Vercel[\s\S]*Reported from Staging/);
		await run(commands.removeReport, { launchId: first });
		const left = await copied();
		assert.match(left, /Reported from Staging/);
		assert.doesNotMatch(left, /Reported from Vercel/);
	});

	it("takes it from the clipboard, and from a file", async () => {
		await vscode.env.clipboard.writeText(text);
		opened.push((await accepted(run<string>(commands.openReport))) ?? "");
		assert.match(await copied(), /Reported from Vercel/);
		await writeFile(file, text.replace("Vercel", "File"));
		await vscode.env.clipboard.writeText("");
		Object.assign(vscode.window, { showOpenDialog: async () => [vscode.Uri.file(file)] });
		const fromFile = run<string>(commands.openReport);
		await run("workbench.action.quickOpenNavigateNext");
		await new Promise((resolve) => setTimeout(resolve, 300));
		await run("workbench.action.quickOpenSelectNext");
		opened.push((await accepted(fromFile)) ?? "");
		assert.match(await copied(), /Reported from File/);
	});

	const refused: readonly [name: string, given: string, message: RegExp][] = [
		["is cut off", text.slice(0, -20), /The report is cut off or changed\./],
		["is too large", `${text}${" ".repeat(1_000_000)}`, /This is too large to be a report\./],
		["is another text", "NoSuchBucket", /This isn't a report/],
		["has a changed field", text.replace('"set"', '"sett"'), /The report is damaged at "variables\[0\]\.state"/],
		["has a time that is none", text.replace("2026-11-29T17", "2026-99-29T17"), /The report is damaged at "createdAt"/],
	];
	for (const [name, given, message] of refused)
		it(`says what is wrong with a text that ${name}`, async () => {
			assert.equal(await open(given), undefined);
			await eventually(
				() => told.join(),
				(said) => said !== "",
			);
			assert.match(told.join(), message);
			assert.doesNotMatch(await copied(), /Reported from/);
		});

	it("inserts the check for each place, with AWS and without", async () => {
		const files: readonly [place: string, wanted: RegExp][] = [
			["Next.js route", /^export async function GET\(/m],
			["AWS Lambda handler", /^export async function handler\(/m],
			["Express route", /^export async function reportCredentials\(/m],
		];
		for (const [place, wanted] of files)
			for (const asks of [false, true]) {
				Object.assign(vscode.window, {
					showQuickPick: async (items: readonly vscode.QuickPickItem[]) =>
						items.find(({ label }) => label === place) ?? items[asks ? 1 : 0],
				});
				const code = await run<string>(commands.insertDeployedCheck);
				const shown = await eventually(
					() => vscode.window.activeTextEditor?.document,
					(document) => document?.getText() === code,
				);
				assert.deepEqual([shown?.languageId, shown?.getText()], ["typescript", code]);
				assert.match(code, wanted);
				assert.equal(code.includes("@aws-sdk/client-sts"), asks);
				await run("workbench.action.revertAndCloseActiveEditor");
			}
	});
});
