import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { getUserPolicy } from "@remotion/lambda/policies";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contract.ts";
import type { RenderRecord } from "../../../src/core/renderRecord.ts";
import type { PairInSecret } from "../../../src/core/signer.ts";
import type { Identity } from "../../../src/vscode/identities.ts";
import { eventually } from "../../harness/hostWait.ts";
import { KEYS } from "../../local-aws/accounts.ts";
import {
	asked,
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
} from "../identity/situation.ts";

const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";
const modules = join(folder, "node_modules");

/** What the person types, picks by a part of the label, and answers. */
let typed = "";
let picks: RegExp[] = [];
let answer = "";
const lists: string[] = [];

function play(): void {
	listen();
	const { showWarningMessage, showErrorMessage, showInformationMessage } = vscode.window;
	const hear =
		(before: typeof showWarningMessage) =>
		async (message: string, ...rest: unknown[]) => {
			await Reflect.apply(before, vscode.window, [message, ...rest]);
			const isModal = typeof rest[0] === "object" && rest[0] !== null && "modal" in rest[0];
			return isModal && rest.includes(answer) ? answer : undefined;
		};
	Object.assign(vscode.window, {
		showWarningMessage: hear(showWarningMessage),
		showErrorMessage: hear(showErrorMessage),
		showInformationMessage: hear(showInformationMessage),
		showInputBox: async ({ validateInput }: vscode.InputBoxOptions) => {
			const problem = await validateInput?.(typed);
			if (problem) told.push(String(problem));
			return problem ? undefined : typed;
		},
		showQuickPick: async (items: readonly (vscode.QuickPickItem | string)[]) => {
			const label = (item: vscode.QuickPickItem | string) => (typeof item === "string" ? item : item.label);
			for (const item of items) lists.push(JSON.stringify(item));
			return items.find((item) => picks.some((pick) => pick.test(label(item)))) ?? items[0];
		},
	});
}

type Used = { signer: PairInSecret; identity: Identity } | undefined;
const use = (name: string) => {
	typed = name;
	return vscode.commands.executeCommand<Used>(commands.useSecret);
};
const store = (name: string, file = ".env") => {
	typed = name;
	return vscode.commands.executeCommand<PairInSecret | undefined>(commands.storeSecret, join(folder, file));
};
const text = (file = ".env") => readFileSync(join(folder, file), "utf8");

const { accessKeyId, secretAccessKey } = KEYS.studio;
const env = `# before\nREMOTION_AWS_ACCESS_KEY_ID=${accessKeyId}\nREMOTION_AWS_SECRET_ACCESS_KEY=${secretAccessKey}\nB=2\n`;

describe("secrets in a real host, against the local AWS", function () {
	this.timeout(100_000);
	before(async () => {
		writeAwsFiles();
		play();
		await startAws();
		mkdirSync(join(modules, "@remotion"), { recursive: true });
		symlinkSync(join(root, "node_modules/@remotion/lambda"), join(modules, "@remotion/lambda"), "dir");
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
	});
	after(async () => {
		stopAws();
		rmSync(modules, { recursive: true, force: true });
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
	});
	beforeEach(async () => {
		told.length = 0;
		asked.length = 0;
		lists.length = 0;
		picks = [/^secrets$/, /^us-east-1$/];
		answer = "";
		await clearFaults();
		await clearRequests();
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
	});

	it("are used: read by name, mapped, verified", async () => {
		const used = await use("remotion/agency");
		assert.ok(used?.identity.kind === "verified", told.join());
		assert.equal(used.identity.arn, "arn:aws:iam::222233334444:user/render-bot");
		assert.deepEqual(used.signer, {
			secretName: "remotion/agency",
			region: "us-east-1",
			fields: { id: "remotion_aws_client_id", secret: "remotion_aws_client_secret" },
			reader: "secrets",
		});
		assert.match(told.join(), /^Secret remotion\/agency: Account 2222-3333-4444, user render-bot/);
		assert.ok(!lists.join().includes(KEYS.agency.secretAccessKey));
	});

	it("ask for the fields where their names say nothing, and show no value", async () => {
		picks.push(/^user$/, /^key$/);
		const used = await use("remotion/other-names");
		assert.deepEqual(used?.signer.fields, { id: "user", secret: "key" });
		assert.ok(used.identity.kind === "verified");
		assert.ok(lists.some((item) => /looks like an access key ID/.test(item)));
		assert.ok(!lists.join().includes(KEYS.agency.secretAccessKey));
	});

	it("render: the pair is read anew and signs", async () => {
		const used = await use("remotion/agency");
		assert.ok(used, told.join());
		answer = "Render";
		picks = [/^card/];
		const record = await vscode.commands.executeCommand<RenderRecord | undefined>(commands.testRender, {
			signer: used.signer,
		});
		assert.ok(record?.outcome.ok, told.join());
		assert.match(asked.join(), /Credentials: Secret remotion\/agency.*Account: 2222-3333-4444/s);
		assert.deepEqual(record.signer, used.signer);
		assert.ok(!JSON.stringify(record).includes(KEYS.agency.secretAccessKey));
	});

	const failures: [name: string, reader: RegExp, words: RegExp][] = [
		["remotion/nobody", /^secrets$/, /There is no such secret: .*"remotion\/nobody" in us-east-1/],
		["remotion/agency", /^remotion$/, /Not allowed: AWS refuses: the profile remotion may not read/],
		["remotion/not-json", /^secrets$/, /The secret is not JSON/],
		["remotion/empty", /^secrets$/, /Fields are missing/],
		["remotion/wrong-fields", /^secrets$/, /Secret remotion\/wrong-fields: Unknown access key ID/],
		["remotion/agency", /^wrong-secret$/, /Wrong secret access key/],
	];
	for (const [name, reader, words] of failures) {
		it(`have words: ${words.source}`, async () => {
			picks = [reader, /^us-east-1$/, /^username$/, /^password$/];
			const used = await use(name);
			assert.ok(used === undefined || used.identity.kind === "failed");
			assert.match(told.join("\n"), words);
		});
	}

	it("are stored: confirmed, then the pair leaves .env, and one undo brings it back", async () => {
		write(".env", env);
		answer = "Store";
		const stored = await store("remotion/new");
		assert.ok(stored, told.join());
		assert.match(
			asked.join(),
			/Move the keys AKIA….*Secret: remotion\/new \(new\).*Account: 1111-2222-3333.*delete-secret/s,
		);
		assert.equal(
			text(),
			"# before\nB=2\n# Remotion's key pair is in the secret remotion/new of AWS Secrets Manager (us-east-1).\n",
		);
		const used = await use("remotion/new");
		assert.ok(used?.identity.kind === "verified", told.join());
		assert.equal(used.identity.arn, "arn:aws:iam::111122223333:user/render-bot");
		await vscode.window.showTextDocument(vscode.Uri.file(join(folder, ".env")));
		await vscode.commands.executeCommand("undo");
		assert.equal(vscode.window.activeTextEditor?.document.getText(), env);
		await vscode.commands.executeCommand("workbench.action.files.revert");
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
	});

	it("change nothing where the name is taken, the permission is missing, or the person says no", async () => {
		for (const [name, reader, yes, words] of [
			["remotion/agency", /^secrets$/, "Store", /The name is taken.*left as it is/],
			["remotion/other", /^remotion$/, "Store", /Not allowed.*secretsmanager:CreateSecret/],
			["remotion/other", /^secrets$/, "", /^$/],
			["no name", /^secrets$/, "Store", /Letters, digits/],
		] as const) {
			write(".env", env);
			picks = [reader, /^us-east-1$/];
			answer = yes;
			told.length = 0;
			assert.equal(await store(name), undefined);
			assert.match(told.join(), words);
			assert.equal(text(), env);
		}
		assert.ok(!(await requests()).some(({ operation, code }) => operation === "CreateSecret" && code === null));
	});

	it("leave .env alone where nobody knows whether the secret was stored", async () => {
		write(".env", env);
		answer = "Store";
		await order({ kind: "reset", service: "secretsmanager", times: "always" });
		assert.equal(await store("remotion/cut"), undefined);
		assert.match(told.join(), /may have been made all the same.*describe-secret --secret-id remotion\/cut/s);
		assert.equal(text(), env);
	});

	it("refuse temporary credentials, which would expire in there", async () => {
		const { accessKeyId: id, secretAccessKey: secret } = KEYS.studioSession;
		write(".env", `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`);
		assert.equal(await store("remotion/temporary"), undefined);
		assert.match(told.join(), /they would expire in the secret/);
	});

	it("ask before the workspace's own endpoint gets a secret", async () => {
		write(".env", `${env}AWS_ENDPOINT_URL_SECRETS_MANAGER=http://127.0.0.1:9\n`);
		assert.equal(await store("remotion/stolen"), undefined);
		assert.match(asked.join(), /AWS_ENDPOINT_URL_SECRETS_MANAGER sends requests to http:\/\/127\.0\.0\.1:9/);
		assert.deepEqual(await requests(), []);
	});

	it("do nothing in a workspace that is not trusted", async () => {
		write(".env", env);
		const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => false, configurable: true });
		try {
			assert.equal(await use("remotion/agency"), undefined);
			assert.equal(await store("remotion/untrusted"), undefined);
			assert.match(told.join(), /not trusted, so nothing was run/);
			assert.deepEqual(await requests(), []);
		} finally {
			if (trust) Object.defineProperty(vscode.workspace, "isTrusted", trust);
		}
	});

	it("are loaded by code that is inserted, for the secret that was used last", async () => {
		await use("remotion/agency");
		const code = await vscode.commands.executeCommand<string>(commands.insertLoadingCode);
		const document = vscode.window.activeTextEditor?.document;
		assert.equal(document?.languageId, "typescript");
		assert.equal(document?.getText(), code);
		assert.match(code, /const secretName = "remotion\/agency";\nconst region = "us-east-1";/);
		assert.match(told.join(), /Await loadRemotionCredentials\(\).*npm install @aws-sdk\/client-secrets-manager/s);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	});

	it("can be left for a role: its policy opens under the documented name, with the steps beside it", async () => {
		assert.equal(await vscode.commands.executeCommand(commands.createRolePolicy), getUserPolicy(), told.join());
		const open = vscode.workspace.textDocuments.find(({ uri }) =>
			uri.path.endsWith("/remotion-executionrole-policy.json"),
		);
		assert.equal(open?.getText(), `${getUserPolicy()}\n`);
		const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
		const hasSteps = (labels: string[]) => labels.some((label) => label.includes("role-for-remotion-lambda"));
		const labels = await eventually(tabs, hasSteps);
		assert.ok(hasSteps(labels), labels.join());
	});

	it("show and log no secret", () => {
		const written = `${logs()}${told}${asked}${lists}`;
		assert.match(written, /Read the secret remotion\/agency/);
		for (const key of [KEYS.studio, KEYS.agency, KEYS.secrets]) assert.ok(!written.includes(key.secretAccessKey));
	});
});
