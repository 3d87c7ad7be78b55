import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import type { Identity } from "../../../src/vscode/awsRequests/identities.ts";
import { wordsOf } from "../../harness/hostWait.ts";
import { KEYS, WRONG_SECRET } from "../../local-aws/accounts.ts";
import type { FaultKind } from "../../local-aws/faults.ts";
import type { AccessKey } from "../../local-aws/types.ts";
import {
	asked,
	clearFaults,
	clearRequests,
	folder,
	home,
	listen,
	logs,
	order,
	requests,
	startAws,
	stopAws,
	told,
	verify,
	write,
	writeAwsFiles,
} from "./situation.ts";

const profileNode = (name: string) => ({ profile: { name } });

/** `.env` lines of a pair, and of its token where it has one. */
function pair(prefix: string, key: AccessKey): string {
	const token = key.sessionToken === undefined ? "" : `${prefix}SESSION_TOKEN=${key.sessionToken}\n`;
	return `${prefix}ACCESS_KEY_ID=${key.accessKeyId}\n${prefix}SECRET_ACCESS_KEY=${key.secretAccessKey}\n${token}`;
}

function account(identity: Identity | undefined): string {
	assert.equal(identity?.kind, "verified", JSON.stringify(identity));
	return identity?.kind === "verified"
		? `${identity.account} ${identity.arn.replace(/^.*:/, "").replace(/\/aws-sdk-js-.*/, "")}`
		: "";
}

function title(identity: Identity | undefined): string {
	assert.equal(identity?.kind, "failed", JSON.stringify(identity));
	return identity?.kind === "failed" ? identity.words.title : "";
}

describe("verifying identities in a real host, against the local AWS", () => {
	before(async function () {
		this.timeout(60_000);
		writeAwsFiles();
		listen();
		await startAws();
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
	});
	after(stopAws);
	beforeEach(async () => {
		told.length = 0;
		asked.length = 0;
		await clearFaults();
		await clearRequests();
	});
	afterEach(() => assert.deepEqual(asked, [], "nothing here is the workspace's"));

	const sources: [title: string, env: string, expected: string][] = [
		["a profile", "REMOTION_AWS_PROFILE=agency", "222233334444 user/render-bot"],
		[
			"the REMOTION pair, above AWS_PROFILE",
			`AWS_PROFILE=agency\n${pair("REMOTION_AWS_", KEYS.studio)}`,
			"111122223333 user/render-bot",
		],
		["the AWS pair", pair("AWS_", KEYS.denied), "111122223333 user/intern"],
		[
			"a pair with its token",
			pair("REMOTION_AWS_", KEYS.studioSession),
			"111122223333 assumed-role/render-role/local-aws-session",
		],
		["a role with its source profile", "AWS_PROFILE=render-role", "111122223333 assumed-role/render-role"],
		["web identity", "AWS_PROFILE=web-identity", "111122223333 assumed-role/web-role"],
		["a credential_process of the person's own", "AWS_PROFILE=process", "111122223333 user/render-bot"],
		[
			"the chain, where the check is skipped",
			`REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n${pair("AWS_", KEYS.agency)}`,
			"222233334444 user/render-bot",
		],
	];
	for (const [what, env, expected] of sources) {
		it(`verifies ${what}`, async () => {
			write(".env", env);
			assert.equal(account(await verify()), expected);
			const [id = "", name = ""] = expected.split(" ");
			assert.match(
				told.join(),
				new RegExp(`Account ${id.replace(/(\d{4})(?=\d)/g, "$1-")}, (user|role) ${name.split("/")[1]}`),
			);
			assert.equal((await requests()).filter(({ operation }) => operation === "GetCallerIdentity").length, 1);
		});
	}

	const failures: [title: string, env: string, expected: string][] = [
		["a wrong secret", pair("REMOTION_AWS_", WRONG_SECRET), "Wrong secret access key"],
		["an unknown key", pair("AWS_", KEYS.unknown), "Unknown access key ID"],
		["an expired token", "AWS_PROFILE=remotion-expired", "The session has expired"],
		[
			"a token that belongs to other keys",
			pair("AWS_", { ...KEYS.studioSession, sessionToken: "stale" }),
			"Unknown temporary credentials",
		],
		["a role that does not trust its source", "AWS_PROFILE=locked-role", "Not allowed to assume the role"],
	];
	for (const [what, env, expected] of failures) {
		it(`says what is wrong with ${what}`, async () => {
			write(".env", env);
			const identity = await verify();
			assert.equal(title(identity), expected);
			assert.ok(identity?.kind === "failed" && told.join().includes(identity.words.remedy), told.join());
		});
	}

	it("says that the region may not be enabled", async () => {
		write(".env", "AWS_PROFILE=remotion\nAWS_REGION=ap-east-1");
		await order({ kind: "region-disabled", service: "sts" });
		assert.equal(title(await verify()), "Unknown access key, or region not enabled");
		assert.equal((await requests())[0]?.region, "ap-east-1");
	});

	const faults: [FaultKind, string][] = [
		["reset", "The connection was interrupted"],
		["half-answer", "The connection was interrupted"],
		["garbage", "The response didn't come from AWS"],
		["hang", "No response within 10 seconds"],
	];
	for (const [kind, expected] of faults) {
		it(`says what it means when the endpoint answers with ${kind}`, async function () {
			this.timeout(30_000);
			write(".env", "AWS_PROFILE=remotion");
			await order({ kind, service: "sts", times: "always" });
			assert.equal(title(await verify()), expected);
		});
	}

	it("says that Remotion fails before there is anything to verify", async () => {
		write(".env", "REMOTION_AWS_PROFILE=nobody");
		assert.equal(await verify(), undefined);
		assert.match(told.join(), /No credentials found.*\[nobody\]/);
		assert.deepEqual(await requests(), []);
	});

	it("is cancelled at once and in silence", async () => {
		write(".env", "AWS_PROFILE=remotion");
		await order({ kind: "hang", service: "sts", times: "always" });
		const { withProgress } = vscode.window;
		let began = 0;
		Object.assign(vscode.window, {
			withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) => {
				assert.equal(options.cancellable, true);
				const source = new vscode.CancellationTokenSource();
				const result = task({ report: () => {} }, source.token);
				began = Date.now();
				source.cancel();
				return result;
			},
		});
		try {
			assert.equal(await verify(), undefined);
			assert.ok(began > 0 && Date.now() - began < 5000, "long before the limit of ten seconds");
			assert.deepEqual(told, []);
		} finally {
			Object.assign(vscode.window, { withProgress });
		}
		await clearFaults();
		assert.equal(account(await verify()), "111122223333 user/render-bot");
	});

	it("succeeds at the next click after the file was corrected", async () => {
		write(".env", "AWS_PROFILE=remotion");
		writeAwsFiles((text) => text.replaceAll(KEYS.studio.secretAccessKey, WRONG_SECRET.secretAccessKey));
		assert.equal(title(await verify()), "Wrong secret access key");
		writeAwsFiles();
		assert.equal(account(await verify()), "111122223333 user/render-bot");
		write(".env", "AWS_PROFILE=agency");
		assert.equal(account(await verify()), "222233334444 user/render-bot");
	});

	it("drops an answer about credentials that have changed meanwhile", async () => {
		write(".env", "AWS_PROFILE=remotion");
		await order({ kind: "delay", service: "sts", milliseconds: 1500 });
		const running = verify();
		for (const end = Date.now() + 5000; (await requests()).length === 0 && Date.now() < end; ) await wait(20);
		write(".env", "AWS_PROFILE=agency");
		assert.equal(await running, undefined);
		assert.deepEqual(told, []);
	});

	it("verifies a profile by its row, whatever is active", async () => {
		write(".env", "AWS_PROFILE=agency");
		assert.equal(account(await verify(profileNode("invoker"))), "111122223333 user/invoker");
	});

	it("verifies all profiles, four at once, without those that cannot work", async function () {
		this.timeout(30_000);
		const all = await vscode.commands.executeCommand<Record<string, Identity>>(commands.verifyAllProfiles);
		const lines = Object.entries(all).map(
			([name, one]) => `${name}: ${one.kind === "failed" ? one.words.title : one.kind}`,
		);
		assert.deepEqual(lines.sort(), [
			"agency: verified",
			"checker: verified",
			"hosting-platform: verified",
			"intern: verified",
			"invoker: verified",
			"locked-role: Not allowed to assume the role",
			"new-account: verified",
			"process: verified",
			"remotion-expired: The session has expired",
			"remotion-session: verified",
			"remotion: verified",
			"render-role: verified",
			"secrets: verified",
			"unknown-key: Unknown access key ID",
			"web-identity: verified",
			"wrong-secret: Wrong secret access key",
		]);
		assert.match(told.join(), /^12 profiles verified, 1 not tried, 4 failed: /);
	});

	it("shows and logs no secret", async () => {
		write(".env", `${pair("REMOTION_AWS_", WRONG_SECRET)}REMOTION_AWS_SESSION_TOKEN=canary-token-not-real`);
		const identity = await verify();
		const written = logs();
		assert.match(written, /Verifying the active credentials of .* failed: /);
		const secrets = [...Object.values(KEYS), WRONG_SECRET].flatMap((key: AccessKey) => [
			key.secretAccessKey,
			key.sessionToken ?? [],
		]);
		for (const secret of [...secrets.flat(), "canary-token-not-real", "local-aws-web-identity-token-not-real"])
			assert.ok(!`${JSON.stringify(identity)}${told}${written}`.includes(secret), secret);
		assert.ok(home.length > 0);
	});

	it("verifies what an unsaved buffer says, as the tree shows it", async () => {
		write(".env", "AWS_PROFILE=agency");
		const document = await vscode.workspace.openTextDocument(
			join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", ".env"),
		);
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), "AWS_PROFILE=remotion");
		await vscode.workspace.applyEdit(edit);
		assert.equal(account(await verify()), "111122223333 user/render-bot");
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	});

	it("says the verified identity in the hover of what is active", async () => {
		write(".env", "REMOTION_AWS_PROFILE=agency");
		assert.equal(account(await verify()), "222233334444 user/render-bot");
		const uri = vscode.Uri.file(join(folder, ".env"));
		await vscode.workspace.openTextDocument(uri);
		const position = new vscode.Position(0, 3);
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
		assert.match(wordsOf(hovers), /Verified identity: 2222-3333-4444 · render-bot/);
	});
});
