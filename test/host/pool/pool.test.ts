import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId, settings } from "../../../src/contributions.ts";
import type { RenderRecord } from "../../../src/core/awsAccount/renderRecord.ts";
import type { VerifiedPool } from "../../../src/vscode/commands/accountPool/verifyAccountPool.ts";
import { eventually } from "../../harness/hostWait.ts";
import { POOL_KEYS } from "../../local-aws/pool.ts";
import { flawedPoolEnv, poolEnv } from "../../local-aws/profiles.ts";
import { REMOTION_VERSION } from "../../local-aws/remotionSetup.ts";
import {
	clearRequests,
	folder,
	logs,
	requests,
	startAws,
	stopAws,
	told,
	write,
	writeAwsFiles,
} from "../identity/situation.ts";

const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";
const modules = join(folder, "node_modules");
const env = join(folder, ".env");
const region = "REMOTION_AWS_REGION=us-east-1\n";

/** What the person picks from lists by a part of the label, types into boxes by a part of the title, and answers to questions. */
let picks: RegExp[] = [];
let typed: [title: RegExp, text: string][] = [];
let answer: string | undefined;
const asked: string[] = [];

/** Stands for the person. */
function play(): void {
	const hear = async (message: string, ...rest: unknown[]) => {
		const [options] = rest;
		if (typeof options !== "object" || options === null) {
			told.push(message);
			return undefined;
		}
		asked.push(`${message}\n${"detail" in options ? options.detail : ""}`);
		return answer;
	};
	Object.assign(vscode.window, {
		showErrorMessage: hear,
		showWarningMessage: hear,
		showInformationMessage: hear,
		showQuickPick: async (items: readonly (vscode.QuickPickItem | string)[]) => {
			const label = (item: vscode.QuickPickItem | string) => (typeof item === "string" ? item : item.label);
			return items.find((item) => picks.some((pick) => pick.test(label(item)))) ?? items[0];
		},
		showInputBox: async ({ title = "" }: vscode.InputBoxOptions) => typed.find(([match]) => match.test(title))?.[1],
	});
}

const run = <T>(id: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(id, ...args);
const verify = (...args: unknown[]) => run<VerifiedPool>(commands.verifyAccountPool, ...args);
const text = () => readFileSync(env, "utf8");
const becomes = (wanted: string) => eventually(text, (now) => now === wanted).then((now) => assert.equal(now, wanted));
const pad = (number: number) => String(number).padStart(2, "0");

/** An account in one line. */
function line(name: string, { identity, facts }: VerifiedPool[string]): string {
	if (identity.kind !== "verified")
		return `${name}: ${identity.kind === "failed" ? identity.words.title : identity.kind}`;
	const functions = facts?.functions?.map(({ version }) => version).join() ?? "refused";
	return `${name}: ${identity.account} ${facts?.concurrency ?? "refused"} ${functions}`;
}

const lines = (pool: VerifiedPool | undefined) =>
	Object.entries(pool ?? {}).map(([name, result]) => line(name, result));
const fine = (number: number) =>
	`AWS_KEY_${number}: 9000000000${pad(number)} ${number % 2 === 0 ? 10 : 1000} ${REMOTION_VERSION}`;

describe("the account pool in a real host, against the local AWS", function () {
	this.timeout(400_000);
	before(async () => {
		writeAwsFiles();
		play();
		await startAws();
		await vscode.extensions.getExtension(extensionId)?.activate();
		await run(commands.refresh);
	});
	after(() => {
		stopAws();
		rmSync(modules, { recursive: true, force: true });
	});
	beforeEach(async () => {
		told.length = 0;
		asked.length = 0;
		picks = [];
		typed = [];
		answer = undefined;
		await clearRequests();
	});

	async function pool(more: string): Promise<void> {
		write(".env", region + more);
		await run(commands.refresh);
	}

	/** The same in an editor, so that what a command does to it can be undone. */
	async function openPool(text: string): Promise<void> {
		write(".env", text);
		const document = await vscode.workspace.openTextDocument(env);
		await vscode.window.showTextDocument(document);
		await eventually(
			() => document.getText(),
			(shown) => shown === text,
		);
		await run(commands.refresh);
	}

	it("says that there is no pool, and how to begin one", async () => {
		assert.equal(await verify(), undefined);
		assert.match(told.join(), /This workspace has no account pool\. Add an account first\./);
		assert.deepEqual(await requests(), []);
	});

	it("verifies who they are where the project has no client, and says what is missing", async () => {
		await pool(poolEnv(1));
		assert.deepEqual(lines(await verify()), ["AWS_KEY_1: 900000000001 refused refused"]);
		assert.match(told.join(), /1 account verified\. Functions not checked: .*[Ii]nstall/);
		mkdirSync(join(modules, "@remotion"), { recursive: true });
		symlinkSync(join(root, "node_modules/@remotion/lambda"), join(modules, "@remotion/lambda"), "dir");
	});

	for (const count of [1, 2]) {
		it(`verifies a pool of ${count}, and renders with each account`, async () => {
			await pool(poolEnv(count));
			const numbers = Array.from({ length: count }, (_, index) => index + 1);
			assert.deepEqual(lines(await verify()), numbers.map(fine));
			const sum =
				count === 1 ? "1,000 concurrent executions in 1 AWS account" : "1,010 concurrent executions in 2 AWS accounts";
			assert.ok(told.join().includes(`us-east-1: ${sum}.`), told.join());
			picks = [/^card/];
			answer = "Render";
			for (const number of numbers) {
				const signer = { key: `AWS_KEY_${number}`, secret: `AWS_SECRET_${number}`, token: `AWS_TOKEN_${number}` };
				const record = await run<RenderRecord | undefined>(commands.testRender, { signer });
				assert.ok(record?.outcome.ok, told.join());
				assert.match(record.outcome.bucketName, new RegExp(`pool0000${pad(number)}$`));
			}
		});
	}

	it("verifies a pool of twenty-one with a half, a gap, twins, an expired and a denied one", async () => {
		await pool(flawedPoolEnv());
		const found = lines(await verify());
		assert.deepEqual(found, [
			...Array.from({ length: 16 }, (_, index) => fine(index + 1)),
			"AWS_KEY_19: The session has expired",
			"AWS_KEY_20: 900000000020 refused refused",
			"AWS_KEY_21: 900000000001 1000 4.0.527",
			"AWS_KEY_22: 900000000002 10 4.0.527",
		]);
		// Twins count once; the denied one is an account whose concurrency nobody knows.
		assert.match(
			told.join(),
			/19 accounts verified, 1 failed: AWS_KEY_19\. us-east-1: 8,080 concurrent executions in 16 AWS accounts, unknown in 1\./,
		);
		const all = await requests();
		const asked = new Set(
			all.flatMap(({ operation, accessKeyId }) => (operation === "GetServiceQuota" ? [accessKeyId] : [])),
		);
		assert.equal(asked.size, 18, "each different key was asked once, and the expired one not at all");
	});

	it("asks in another region, too", async () => {
		await pool(poolEnv(1));
		picks = [/^eu-central-1$/];
		const found = await run<VerifiedPool>(commands.verifyAccountPoolInRegion);
		assert.deepEqual(lines(found), ["AWS_KEY_1: 900000000001 1000 "]);
		assert.deepEqual(
			[...new Set((await requests()).filter(({ service }) => service === "lambda").map((one) => one.region))],
			["eu-central-1"],
		);
	});

	it("takes profiles and other names from the settings", async () => {
		const configuration = vscode.workspace.getConfiguration();
		const { accessKeyId, secretAccessKey } = POOL_KEYS[2] ?? { accessKeyId: "", secretAccessKey: "" };
		await pool(`A3_ID=${accessKeyId}\nA3_PASS=${secretAccessKey}\n${poolEnv(1)}`);
		await configuration.update(settings.poolVariables, { accessKeyId: "A{n}_ID", secretAccessKey: "A{n}_PASS" });
		await configuration.update(settings.poolProfiles, ["agency", "nobody"]);
		try {
			assert.deepEqual(lines(await verify()), [
				`A3_ID: 900000000003 1000 ${REMOTION_VERSION}`,
				`agency: 222233334444 1000 ${REMOTION_VERSION}`,
			]);
		} finally {
			await configuration.update(settings.poolVariables, undefined);
			await configuration.update(settings.poolProfiles, undefined);
		}
	});

	it("adds an account into a gap; one undo takes it out again", async () => {
		await openPool("# mine\r\nAWS_KEY_1='a' # one\r\nAWS_SECRET_1=b\r\nAWS_KEY_3=c\r\nAWS_SECRET_3=d\r\n");
		const before = text();
		typed = [
			[/AWS_KEY_2 to \.env \(1\/3\)/, "ASIAFAKENEW000000001"],
			[/\(2\/3\)/, "not-a-real-secret"],
			[/\(3\/3\)/, "token=="],
		];
		await run(commands.addAccount);
		const line = "AWS_KEY_2=ASIAFAKENEW000000001\r\nAWS_SECRET_2=not-a-real-secret\r\nAWS_TOKEN_2=token==\r\n";
		await becomes(before.replace("AWS_SECRET_1=b\r\n", `AWS_SECRET_1=b\r\n${line}`));
		await undo(before);
	});

	it("removes an account after asking, and closes its gap; one undo brings all back", async () => {
		await openPool(
			"AWS_KEY_1=a\nAWS_SECRET_1=b\n# two\nAWS_KEY_2=c\nAWS_SECRET_2=d\nAWS_KEY_3='e'\nAWS_SECRET_3=f # f\n",
		);
		const before = text();
		picks = [/^AWS_KEY_2$/];
		await run(commands.removeAccount);
		assert.match(
			asked.join(),
			/Remove the account AWS_KEY_2\?\nRemoves its variables from \.env\. Later accounts are renumbered\./,
		);
		assert.equal(text(), before, "nobody agreed");
		answer = "Remove";
		await run(commands.removeAccount);
		await becomes(`AWS_KEY_1=a\nAWS_SECRET_1=b\n# two\nAWS_KEY_2='e'\nAWS_SECRET_2=f # f\n`);
		await undo(before);
	});

	it("numbers without a gap, and says when there is none", async () => {
		await openPool("AWS_SECRET_4=b\nAWS_KEY_4=a\nAWS_KEY_2=c # x\nAWS_SECRET_2=d\n");
		await run(commands.renumberAccounts);
		await becomes("AWS_SECRET_2=b\nAWS_KEY_2=a\nAWS_KEY_1=c # x\nAWS_SECRET_1=d\n");
		await run(commands.refresh);
		await run(commands.renumberAccounts);
		assert.match(told.join(), /already numbered in sequence/);
	});

	async function undo(wanted: string): Promise<void> {
		const document = await vscode.workspace.openTextDocument(env);
		await run("undo");
		assert.equal(document.getText(), wanted);
		await document.save();
	}

	const template = readFileSync(join(root, "media/rotateAccounts.ts"), "utf8");
	it("inserts the rotation code into a new file, as it is", async () => {
		await run("workbench.action.closeAllEditors");
		picks = [/^In turn$/];
		await run(commands.insertRotationCode);
		const document = vscode.window.activeTextEditor?.document;
		assert.deepEqual([document?.getText(), document?.languageId, document?.isUntitled], [template, "typescript", true]);
	});

	it("inserts it at the cursor, with the file's line ends and the chosen order", async () => {
		write("render.ts", "// before\r\n\r\n// after\r\n");
		const document = await vscode.workspace.openTextDocument(join(folder, "render.ts"));
		const editor = await vscode.window.showTextDocument(document);
		editor.selection = new vscode.Selection(1, 0, 1, 0);
		picks = [/^At random$/, /^At the cursor in render\.ts$/];
		await run(commands.insertRotationCode);
		const code = template.replace('"random" = "in turn"', '"random" = "random"').replaceAll("\n", "\r\n");
		assert.equal(document.getText(), `// before\r\n${code}\r\n// after\r\n`);
	});

	it("runs nothing in a workspace that is not trusted", async () => {
		await pool(poolEnv(2));
		await clearRequests();
		const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => false, configurable: true });
		try {
			assert.deepEqual(await verify(), {});
			assert.match(told.join(), /not trusted, so nothing was run/);
			assert.deepEqual(await requests(), []);
		} finally {
			if (trust) Object.defineProperty(vscode.workspace, "isTrusted", trust);
		}
	});

	it("has shown and logged no secret", () => {
		const written = `${logs()}${told}${asked}`;
		assert.match(written, /Verified the account AWS_KEY_1/);
		for (const { secretAccessKey, sessionToken } of POOL_KEYS)
			for (const secret of [secretAccessKey, sessionToken ?? "no-token"]) assert.ok(!written.includes(secret));
	});
});
