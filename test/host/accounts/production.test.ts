/** The second question in an account that the settings mark as production: before a render is repeated, and before keys are stored. */
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId, settings } from "../../../src/contributions.ts";
import type { RenderRecord } from "../../../src/core/awsAccount/renderRecord.ts";
import type { PairInSecret } from "../../../src/core/types.ts";
import { KEYS } from "../../local-aws/accounts.ts";
import {
	asked,
	clearRequests,
	folder,
	requests,
	startAws,
	stopAws,
	told,
	write,
	writeAwsFiles,
} from "../identity/situation.ts";
import { answers, forget, installClient, lists, modules, play } from "../testRender/person.ts";

const studio = "111122223333";
const mark = (production: boolean) =>
	vscode.workspace
		.getConfiguration()
		.update(settings.accounts, { [studio]: { name: "studio", production } }, vscode.ConfigurationTarget.Workspace);

/** A render of some time ago, as the view "Test renders" has it. */
const earlier: RenderRecord = {
	id: "earlier",
	when: 0,
	folder,
	signer: null,
	kind: "still",
	region: "us-east-1",
	functionName: "remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
	serveUrl: "https://example.com",
	composition: { id: "card", fps: 30, durationInFrames: 30 },
	outcome: { ok: false, message: "It failed.", original: "" },
};

const pair = `REMOTION_AWS_ACCESS_KEY_ID=${KEYS.secrets.accessKeyId}\nREMOTION_AWS_SECRET_ACCESS_KEY=${KEYS.secrets.secretAccessKey}\n`;

describe("a production account in a real host, against the local AWS", function () {
	this.timeout(60_000);
	let name = "";
	const { showInputBox } = vscode.window;
	before(async () => {
		writeAwsFiles();
		play();
		Object.assign(vscode.window, { showInputBox: async () => name });
		installClient();
		await startAws();
		await vscode.extensions.getExtension(extensionId)?.activate();
	});
	after(async () => {
		stopAws();
		Object.assign(vscode.window, { showInputBox });
		rmSync(modules, { recursive: true, force: true });
		await vscode.workspace
			.getConfiguration()
			.update(settings.accounts, undefined, vscode.ConfigurationTarget.Workspace);
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
	});
	const begin = async (text: string, ...yes: string[]) => {
		write(".env", text);
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await vscode.commands.executeCommand(commands.refresh);
		forget();
		answers.length = 0;
		answers.push(...yes);
		await clearRequests();
	};
	const operations = async () => (await requests()).map(({ service, operation }) => `${service} ${operation}`);

	describe("a render that is repeated", () => {
		const repeat = () =>
			vscode.commands.executeCommand<RenderRecord | undefined>(commands.repeatTestRender, { record: earlier });

		it("is asked about twice, the account first, and is not started after a no", async () => {
			await mark(true);
			await begin("REMOTION_AWS_PROFILE=remotion\n", "Render");
			assert.equal(await repeat(), undefined);
			assert.equal(asked.length, 1, [...asked, ...told].join("\n"));
			assert.match(asked[0] ?? "", /^Render in the production account "studio"\?\nAccount: studio \(1111-2222-3333\)/);
			assert.deepEqual(await operations(), ["sts GetCallerIdentity"]);
		});

		it("is confirmed as any other after a yes", async () => {
			await mark(true);
			await begin("REMOTION_AWS_PROFILE=remotion\n", "Render in production");
			assert.equal(await repeat(), undefined);
			assert.equal(asked.length, 2, [...asked, ...told].join("\n"));
			assert.match(asked[1] ?? "", /^Render one frame on Lambda\?\n[\s\S]*Account: studio \(1111-2222-3333\)/);
			assert.ok(!(await operations()).some((one) => one.startsWith("lambda")));
		});

		it("is asked about once in an account that only has a name", async () => {
			await mark(false);
			await begin("REMOTION_AWS_PROFILE=remotion\n");
			assert.equal(await repeat(), undefined);
			assert.deepEqual(
				asked.map((question) => question.split("\n")[0]),
				["Render one frame on Lambda?"],
			);
		});
	});

	describe("keys that are stored as a secret", () => {
		const env = join(folder, ".env");
		const store = (secret: string) => {
			name = secret;
			return vscode.commands.executeCommand<PairInSecret | undefined>(commands.storeSecret, env);
		};
		const isCreated = async () => (await operations()).includes("secretsmanager CreateSecret");

		it("are asked about twice, and stay where they are after a no", async () => {
			await mark(true);
			await begin(pair, "Store");
			assert.equal(await store("remotion/refused"), undefined);
			assert.deepEqual(
				asked.map((question) => question.split("\n")[0]?.replace(/keys \S+/, "keys K")),
				["Move the keys K into AWS Secrets Manager?", 'Store in the production account "studio"?'],
				[...told, ...lists.flat()].join("\n"),
			);
			assert.equal(await isCreated(), false);
			assert.equal(readFileSync(env, "utf8"), pair);
		});

		it("are stored after a second yes", async () => {
			await mark(true);
			await begin(pair, "Store", "Store in production");
			assert.equal((await store("remotion/agreed"))?.secretName, "remotion/agreed", told.join("\n"));
			assert.equal(asked.length, 2);
			assert.equal(await isCreated(), true);
		});

		it("are asked about once in an account that only has a name", async () => {
			await mark(false);
			await begin(pair, "Store");
			assert.equal((await store("remotion/named"))?.secretName, "remotion/named", told.join("\n"));
			assert.equal(asked.length, 1, asked.join("\n"));
		});
	});
});
