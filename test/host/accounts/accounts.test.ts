import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId, settings } from "../../../src/contributions.ts";
import type { RenderRecord } from "../../../src/core/awsAccount/renderRecord.ts";
import { eventually, rulesIn } from "../../harness/hostWait.ts";
import {
	asked,
	clearRequests,
	folder,
	requests,
	startAws,
	stopAws,
	told,
	verify,
	write,
	writeAwsFiles,
} from "../identity/situation.ts";
import { answers, forget, installClient, leaves, lists, modules, play, render } from "../testRender/person.ts";

const studio = "111122223333";
const env = vscode.Uri.file(join(folder, ".env"));

const set = (name: string, value: unknown) =>
	vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Workspace);
const name = (production: boolean) => set(settings.accounts, { [studio]: { name: "studio", production } });

/** A render that is said to be in S3. */
const stored: RenderRecord = {
	id: "one",
	when: 0,
	folder,
	signer: null,
	kind: "still",
	region: "us-east-1",
	functionName: "remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
	serveUrl: "https://example.com",
	composition: { id: "card", fps: 30, durationInFrames: 30 },
	outcome: {
		ok: true,
		renderId: "abc123",
		bucketName: "remotionlambda-useast1-example",
		outKey: "renders/abc123/out.png",
		file: join(folder, "out.png"),
		sizeInBytes: 1,
		frames: 1,
		durationMs: 1,
		estimatedPrice: null,
	} as unknown as RenderRecord["outcome"],
};

describe("the right account in a real host, against the local AWS", function () {
	this.timeout(60_000);
	before(async () => {
		writeAwsFiles();
		play();
		installClient();
		await startAws();
		await vscode.extensions.getExtension(extensionId)?.activate();
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
		await vscode.commands.executeCommand(commands.refresh);
	});
	after(async () => {
		stopAws();
		rmSync(modules, { recursive: true, force: true });
		await set(settings.accounts, undefined);
		await set(settings.expectedAccount, undefined);
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
	});
	beforeEach(async () => {
		forget();
		await set(settings.accounts, undefined);
		await set(settings.expectedAccount, undefined);
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
		await vscode.commands.executeCommand(commands.refresh);
		await clearRequests();
	});

	it("has its name beside its number once a person is asked or told", async () => {
		await name(false);
		assert.equal((await verify())?.kind, "verified");
		await eventually(
			() => told.length,
			(count) => count > 0,
		);
		assert.match(told.join(), /^Account studio \(1111-2222-3333\), user render-bot/);
		assert.doesNotMatch(told.join(), /expects/);
	});

	it("is another one than expected: said after verifying, where only AWS knows it", async () => {
		await set(settings.expectedAccount, "4444-5555-6666");
		await verify();
		await eventually(
			() => told.length,
			(count) => count > 0,
		);
		// First: the end of a notification is cut.
		assert.match(told.join(), /^This project expects account 4444-5555-6666\. Account 1111-2222-3333, user render-bot/);
		await vscode.window.showTextDocument(env);
		assert.ok(!rulesIn(env).includes("unexpected-account"), "of access keys no file tells the account");
	});

	it("is another one than expected: a problem without a request, where the profile's role tells it", async () => {
		write(".env", "REMOTION_AWS_PROFILE=render-role\n");
		await vscode.window.showTextDocument(env);
		await set(settings.expectedAccount, "444455556666");
		const found = await eventually(
			() => rulesIn(env),
			(rules) => rules.includes("unexpected-account"),
		);
		assert.ok(found.includes("unexpected-account"), found.join());
		await set(settings.expectedAccount, studio);
		const left = await eventually(
			() => rulesIn(env),
			(rules) => !rules.includes("unexpected-account"),
		);
		assert.ok(!left.includes("unexpected-account"), "gone with the setting");
		assert.deepEqual(await requests(), []);
	});

	it("has its name in the list of profiles before anybody asks AWS, where the AWS files tell it", async () => {
		const shown = async () => {
			forget();
			leaves.at = 0;
			await vscode.commands.executeCommand(commands.switchProfile);
			return lists[0]?.find((row) => row.startsWith("render-role ")) ?? "";
		};
		assert.match(await shown(), /^render-role assumes role · from remotion/);
		await name(false);
		assert.match(await shown(), /^render-role studio · assumes role · from remotion/);
		assert.ok(!lists[0]?.some((row) => /^remotion .*studio/.test(row)), "of access keys no file tells the account");
		assert.deepEqual(await requests(), []);
	});

	it("is not guessed from settings that make no sense: each mistake is told once", async () => {
		await set(settings.accounts, { 12345: { name: "studio" } });
		await eventually(
			() => told.length,
			(count) => count > 0,
		);
		await set(settings.expectedAccount, "nobody");
		await eventually(
			() => told.length,
			(count) => count > 1,
		);
		assert.deepEqual(told, [
			'"12345" in remotionLambda.accounts is ignored: an account ID has 12 digits.',
			'"nobody" in remotionLambda.expectedAccount is ignored: it is no account ID (12 digits), and remotionLambda.accounts has no such name.',
		]);
	});

	it("asks once more before a render in production, before any function is invoked", async () => {
		await name(true);
		assert.equal(await render(), undefined);
		assert.equal(asked.length, 1, asked.join("\n"));
		assert.match(asked[0] ?? "", /^Render in the production account "studio"\?\nAccount: studio \(1111-2222-3333\)/);
		assert.deepEqual(lists, [], "nothing was listed");
		const services = (await requests()).map((request) => JSON.stringify(request));
		assert.ok(!services.some((text) => /2015-03-31|lambda/i.test(text)), services.join("\n"));
	});

	it("goes on after a yes, and asks nothing of the kind elsewhere", async () => {
		await name(true);
		answers.push("Render in production");
		leaves.at = 0;
		assert.equal(await render(), undefined);
		assert.equal(lists.length, 1, "the first choice is offered");
		forget();
		leaves.at = 0;
		await name(false);
		assert.equal(await render(), undefined);
		assert.deepEqual(asked, []);
	});

	it("asks once more before files are deleted in production", async () => {
		await name(true);
		answers.push("Delete");
		await vscode.commands.executeCommand(commands.deleteTestRender, { record: stored });
		assert.equal(asked.length, 2, [...asked, ...told].join("\n"));
		assert.match(asked[1] ?? "", /^Delete in the production account "studio"\?/);
		const sent = (await requests()).map((request) => JSON.stringify(request));
		assert.ok(!sent.some((text) => text.includes("abc123")), sent.join("\n"));
	});
});
