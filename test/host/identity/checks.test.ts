import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { type HealthFacts, healthRows } from "../../../src/core/awsAccount/health.ts";
import type { PermissionReport } from "../../../src/core/awsAccount/permissions.ts";
import { cancelling } from "../../harness/hostProgress.ts";
import { eventually } from "../../harness/hostWait.ts";
import { KEYS } from "../../local-aws/accounts.ts";
import { REMOTION_VERSION } from "../../local-aws/remotionSetup.ts";
import {
	clearFaults,
	clearRequests,
	folder,
	listen,
	logs,
	order,
	requests,
	startAws,
	stopAws,
	told,
	write,
	writeAwsFiles,
} from "./situation.ts";

const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";
const modules = join(folder, "node_modules");

const check = (node?: unknown) =>
	vscode.commands.executeCommand<PermissionReport | undefined>(commands.checkPermissions, node);
const health = (node?: unknown) => vscode.commands.executeCommand<HealthFacts | undefined>(commands.checkHealth, node);
const profile = (name: string) => ({ profile: { name } });

/** The last shown page of permissions, once it holds these words. */
const page = (words: RegExp) =>
	eventually(
		() =>
			vscode.workspace.textDocuments
				.find(({ uri }) => uri.path === "/Permissions.md" && uri.scheme === "remotion-lambda")
				?.getText() ?? "",
		(text) => words.test(text),
	);

/** What notifications offered. */
const offered: string[] = [];
let answer: string | undefined;

function play(): void {
	listen();
	const hear = async (message: string, ...buttons: string[]) => {
		told.push(message);
		offered.push(...buttons);
		return buttons.find((button) => button === answer);
	};
	Object.assign(vscode.window, { showErrorMessage: hear, showWarningMessage: hear, showInformationMessage: hear });
}

describe("checks of permissions and health in a real host, against the local AWS", function () {
	this.timeout(60_000);
	before(async () => {
		writeAwsFiles();
		play();
		mkdirSync(join(modules, "@remotion"), { recursive: true });
		symlinkSync(join(root, "node_modules/@remotion/lambda"), join(modules, "@remotion/lambda"), "dir");
		await startAws();
		await vscode.extensions.getExtension(extensionId)?.activate();
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
		await vscode.commands.executeCommand(commands.refresh);
	});
	after(async () => {
		stopAws();
		rmSync(modules, { recursive: true, force: true });
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
	});
	beforeEach(async () => {
		told.length = 0;
		offered.length = 0;
		answer = undefined;
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
		await clearFaults();
		await clearRequests();
	});

	it("asks nobody before a click", async () => {
		assert.deepEqual(await requests(), []);
	});

	it("finds that all is allowed, and shows every action", async () => {
		const report = await check();
		assert.equal(report?.permissions.length, 32, told.join());
		assert.ok(report.permissions.every(({ decision }) => decision === "allowed"));
		const text = await page(/all 32 allowed/);
		assert.match(text, /render\\-bot, account 1111\\-2222\\-3333/);
		assert.match(text, /\| ✓ \| `lambda:InvokeFunction` \| allowed \| rendering \|/);
		assert.ok(text.includes(report.policy), "the policy is on the page");
		assert.deepEqual(told, ["Permissions: all 32 allowed (Profile remotion in identity)."]);
		assert.deepEqual(offered, []);
	});

	it("shows denials as denials, of a profile that is not active too, and opens the policy to attach", async () => {
		answer = "Open user policy";
		const report = await check(profile("checker"));
		assert.equal(report?.permissions.filter(({ decision }) => decision === "denied").length, 2, told.join());
		const text = await page(/2 of 32 missing/);
		assert.match(text, /\| ✗ \| `lambda:InvokeFunction` \| denied \| rendering \|/);
		assert.match(text, /## What to do\n\nAttach the user policy of this Remotion version/);
		assert.match(told.join(), /^Permissions: 2 of 32 missing \(Profile checker\)\. Attach the user policy/);
		const document = await eventually(
			() => vscode.window.activeTextEditor?.document,
			(found) => found?.uri.path === "/remotion-user-policy.json",
		);
		assert.deepEqual(JSON.parse(document?.getText() ?? ""), JSON.parse(report.policy));
	});

	it("says so where the check itself is denied: nothing is known, and what mends it", async () => {
		assert.equal(await check(profile("intern")), undefined);
		assert.match(told.join(), /Not allowed to check permissions.*Renders might still work/);
		assert.deepEqual(offered, ["Explain", "Show log"]);
	});

	it("is cancelled, and leaves no process and no word", async () => {
		await order({ kind: "hang", service: "iam", times: "always" });
		assert.equal(await cancelling(/^Checking permissions/, () => check()), undefined);
		assert.deepEqual(told, []);
	});

	it("drops a result that the files have overtaken", async () => {
		await order({ kind: "delay", service: "servicequotas", milliseconds: 1500 });
		const running = health();
		await eventually(requests, (all) => all.some(({ service }) => service === "servicequotas"));
		write(".env", "REMOTION_AWS_PROFILE=agency\n");
		await vscode.commands.executeCommand(commands.refresh);
		assert.equal(await running, undefined);
		assert.deepEqual(told, []);
	});

	const rows = (facts: HealthFacts | undefined) =>
		(facts ? healthRows(facts, folder) : []).map(({ state, label }) => `${state}: ${label}`);

	it("finds a healthy account so, and writes it to the log", async () => {
		assert.deepEqual(
			rows(await health()),
			[
				"good: Region us-east-1",
				`good: Function ${REMOTION_VERSION}`,
				"note: Function 4.0.500",
				"good: Bucket",
				"good: Site local-demo",
				"good: 1,000 concurrent executions",
			],
			told.join(),
		);
		assert.deepEqual(told, ["Health: no problems (Profile remotion in identity, us-east-1)."]);
		assert.match(logs(), /Health of Profile remotion in identity, us-east-1: no problems\n {2}good: Region us-east-1/);
	});

	it("finds what a new account lacks", async () => {
		write(".env", "REMOTION_AWS_PROFILE=new-account\n");
		assert.deepEqual(
			rows(await health()),
			[
				"good: Region us-east-1",
				`problem: Function ${REMOTION_VERSION}`,
				"warning: Function 4.0.500",
				"warning: Bucket",
				"warning: Sites",
				"warning: 10 concurrent executions",
			],
			told.join(),
		);
		assert.match(
			told.join(),
			/Health: 1 problem, 4 warnings \(.*\)\. Function 4\.0\.527: no function for this Remotion version\./,
		);
	});

	it("types a remedy's command into a terminal, and does not run it", async () => {
		const before = vscode.window.terminals.length;
		await vscode.commands.executeCommand(commands.typeCommand, folder, "npx remotion lambda functions deploy");
		assert.equal(vscode.window.terminals.length, before + 1);
		vscode.window.terminals.at(-1)?.dispose();
	});

	it("runs nothing in a workspace that is not trusted", async () => {
		const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => false, configurable: true });
		try {
			assert.equal(await check(), undefined);
			assert.equal(await health(), undefined);
			assert.deepEqual(await requests(), []);
			assert.match(told.join(), /not trusted, so nothing was run/);
		} finally {
			if (trust) Object.defineProperty(vscode.workspace, "isTrusted", trust);
		}
	});

	it("shows and logs no secret", async () => {
		const { accessKeyId, secretAccessKey } = KEYS.checker;
		write(".env", `REMOTION_AWS_ACCESS_KEY_ID=${accessKeyId}\nREMOTION_AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`);
		const report = await check();
		assert.equal(report?.permissions.length, 32, told.join());
		const facts = await health();
		assert.ok(facts, told.join());
		const written = `${logs()}${await page(/2 of 32/)}${JSON.stringify([report, facts])}${told}`;
		for (const secret of [secretAccessKey, accessKeyId]) assert.ok(!written.includes(secret));
	});
});
