import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import { eventually } from "../../harness/hostWait.ts";
import { MFA_CODE } from "../../local-aws/accounts.ts";
import {
	clearRequests,
	folder,
	home,
	listen,
	logs,
	requests,
	startAws,
	stopAws,
	told,
	write,
	writeAwsFiles,
} from "./situation.ts";

const names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

describe("a terminal that is signed in with an MFA code", () => {
	const { showInputBox } = vscode.window;
	const boxes: vscode.InputBoxOptions[] = [];
	let codes: (string | undefined)[] = [];
	before(async function () {
		this.timeout(60_000);
		writeAwsFiles();
		listen();
		await startAws();
		Object.assign(vscode.window, {
			showInputBox: async (options: vscode.InputBoxOptions) => {
				boxes.push(options);
				return codes.shift();
			},
		});
		write(".env", "REMOTION_AWS_PROFILE=agency\n");
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
	});
	after(() => {
		Object.assign(vscode.window, { showInputBox });
		for (const terminal of vscode.window.terminals) terminal.dispose();
		stopAws();
	});
	beforeEach(async () => {
		boxes.length = told.length = 0;
		await clearRequests();
	});

	const open = (profile: string) =>
		vscode.commands.executeCommand(commands.openTerminalAs, { profile: { name: profile } });
	const sts = async () => (await requests()).map(({ operation, code }) => `${operation} ${code ?? "OK"}`);
	const optionsOf = (terminal: vscode.Terminal | undefined) =>
		terminal?.creationOptions as vscode.TerminalOptions | undefined;

	it("asks again after a wrong code, and gives the session to that terminal alone", async function () {
		this.timeout(60_000);
		codes = ["000000", MFA_CODE];
		await open("mfa-role");
		assert.deepEqual(await sts(), ["AssumeRole AccessDenied", "AssumeRole OK"]);
		assert.equal(boxes.length, 2);
		assert.match(boxes[1]?.prompt ?? "", /AWS rejected the MFA code/);
		assert.equal(boxes[0]?.password, false);
		const terminal = vscode.window.terminals.find(({ name }) => name.startsWith("mfa-role until "));
		assert.match(terminal?.name ?? "", /until .*\d\d?:\d\d/);
		const { env = {}, isTransient } = optionsOf(terminal) ?? {};
		assert.equal(isTransient, true);
		assert.equal(env.REMOTION_AWS_PROFILE, "");
		// What the process in it has.
		const out = join(folder, "seen.json");
		const names = JSON.stringify([
			"REMOTION_AWS_PROFILE",
			"AWS_PROFILE",
			"REMOTION_AWS_ACCESS_KEY_ID",
			"AWS_SESSION_TOKEN",
		]);
		const code = `require('fs').writeFileSync('seen.json',JSON.stringify(${names.replaceAll('"', "'")}.map(n=>process.env[n]??null)))`;
		terminal?.sendText(`"${process.execPath}" -e "${code}"`.replace(/^/, "ELECTRON_RUN_AS_NODE=1 "));
		await eventually(() => existsSync(out), Boolean);
		const seen = JSON.parse(
			await eventually(
				() => readFileSync(out, "utf8"),
				(text) => text !== "",
			),
		);
		assert.deepEqual(seen, ["", null, env.AWS_ACCESS_KEY_ID, env.AWS_SESSION_TOKEN]);
		assert.match(String(env.AWS_ACCESS_KEY_ID), /^ASIA/);
	});

	it("takes a session of access keys with a device", async () => {
		writeAwsFiles((text) =>
			text.replace(
				"[profile remotion]\n",
				"[profile remotion]\nmfa_serial = arn:aws:iam::111122223333:mfa/render-bot\n",
			),
		);
		await vscode.commands.executeCommand(commands.refresh);
		codes = [MFA_CODE];
		await open("remotion");
		assert.deepEqual(await sts(), ["GetSessionToken OK"]);
	});

	it("leaves no word of it anywhere else", async () => {
		const secrets = vscode.window.terminals.flatMap((terminal) =>
			names.slice(1).flatMap((name) => optionsOf(terminal)?.env?.[name] ?? []),
		);
		assert.equal(secrets.length, 4);
		const user = join(dirname(home), "user");
		const files = readdirSync(user, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		assert.ok(files.length > 10);
		const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
		const log = logs();
		assert.match(log, /Got a session for the profile mfa-role until/);
		for (const secret of secrets) {
			assert.ok(!told.join().includes(secret) && !log.includes(secret));
			assert.ok(!texts.some((text) => text.includes(secret)), "it is in a file that VS Code keeps");
		}
		const next = vscode.window.createTerminal({ name: "next", cwd: folder });
		assert.equal(await next.processId.then((id) => id !== undefined), true);
		const env = existsSync("/proc") ? readFileSync(`/proc/${await next.processId}/environ`, "utf8") : "";
		for (const secret of secrets) assert.ok(!env.includes(secret));
	});

	it("says that a profile has no device", async () => {
		codes = [MFA_CODE];
		await open("agency");
		assert.match(told.join(), /Profile agency has no MFA device \(mfa_serial\)/);
		assert.deepEqual(await sts(), []);
		codes = [];
	});
});
