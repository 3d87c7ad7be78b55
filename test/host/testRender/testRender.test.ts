import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";
import type { RenderRecord } from "../../../src/core/awsAccount/renderRecord.ts";
import { cancelling } from "../../harness/hostProgress.ts";
import { eventually } from "../../harness/hostWait.ts";
import { KEYS, SITE_NAME } from "../../local-aws/accounts.ts";
import { decodePng } from "../../local-aws/decodePng.ts";
import type { Fault } from "../../local-aws/faults.ts";
import { poolEnv } from "../../local-aws/profiles.ts";
import { OLDER_VERSION, REMOTION_VERSION, remotionFunction } from "../../local-aws/remotionSetup.ts";
import {
	asked,
	clearFaults,
	home,
	logs,
	order,
	startAws,
	stopAws,
	told,
	write,
	writeAwsFiles,
} from "../identity/situation.ts";
import {
	answers,
	childProcesses,
	forget,
	installClient,
	leaves,
	lists,
	modules,
	picks,
	play,
	render,
	root,
} from "./person.ts";

/** Decodes every frame: in a process of its own, with the project's Node and Remotion's ffmpeg. */
async function countFrames(file: string): Promise<unknown> {
	const node = join(root, "node_modules/node/bin/node");
	const decode = JSON.stringify(join(root, "test/local-aws/decode.ts"));
	const code = `const { countFrames } = await import(${decode}); console.log(JSON.stringify(await countFrames(${JSON.stringify(file)})));`;
	const { stdout } = await promisify(execFile)(node, ["--input-type=module", "-e", code]);
	return JSON.parse(stdout);
}

describe("a test render in a real host, against the local AWS", function () {
	this.timeout(120_000);
	before(async () => {
		writeAwsFiles();
		play();
		await startAws();
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.commands.executeCommand(commands.refresh);
	});
	after(() => {
		stopAws();
		rmSync(modules, { recursive: true, force: true });
	});
	beforeEach(async () => {
		forget();
		await clearFaults();
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
	});
	afterEach(() => assert.deepEqual(childProcesses(), [], "a process was left behind"));

	it("says what to install where the project has no client", async () => {
		assert.equal(await render(), undefined);
		assert.match(told.join(), /install/i);
		assert.deepEqual(asked, []);
		installClient();
	});

	let still: RenderRecord | undefined;
	it("renders one frame: asks what must be asked, confirms account, function, region and cost, opens the picture", async () => {
		picks.push(/^card/);
		still = await render();
		assert.ok(still?.outcome.ok, told.join());
		const question = asked.join();
		const { name } = remotionFunction(REMOTION_VERSION);
		for (const part of ["1111-2222-3333", "us-east-1", name, "Profile remotion", "less than $0.001", "not to AWS"])
			assert.ok(question.includes(part), `${part} in ${question}`);
		const png = decodePng(readFileSync(still.outcome.file));
		assert.deepEqual([png.width, png.height], [640, 360]);
		const { file } = still.outcome;
		const tabs = () =>
			vscode.window.tabGroups.all
				.flatMap((group) => group.tabs)
				.map(({ input }) => (typeof input === "object" && input !== null && "uri" in input ? String(input.uri) : ""));
		const isOpen = (uris: string[]) => uris.includes(String(vscode.Uri.file(file)));
		assert.ok(isOpen(await eventually(tabs, isOpen)), "the picture is not open");
		assert.match(told.join(), /Rendered card: 1 frame · .* s · .*B · /);
		assert.ok(
			!lists.flat().some((item) => item.includes(OLDER_VERSION)),
			"the one function that fits needs no question",
		);
	});

	it("remembers what was chosen, and compares a repetition with the last one", async () => {
		await render();
		assert.ok(
			lists.some(([first]) => /^card .*last time/.test(first ?? "")),
			JSON.stringify(lists),
		);
		lists.length = 0;
		const again = await render({ record: still });
		assert.ok(again?.outcome.ok, told.join());
		assert.deepEqual(lists, [], "a repetition asks nothing but the confirmation");
		assert.match(told.join(), /Compared with the last render: .*same size/);
	});

	it("renders one second of video with a profile that is not active", async () => {
		picks.push(/^clip/, /One second/);
		const video = await render({ profile: { name: "render-role" } });
		assert.ok(video?.outcome.ok, told.join());
		assert.deepEqual([video.kind, video.signer, video.outcome.frames], ["video", "render-role", 30]);
		assert.deepEqual(await countFrames(video.outcome.file), {
			codec_name: "h264",
			width: 640,
			height: 360,
			nb_read_frames: "30",
		});
	});

	it("renders with an account of a rotation that is not active, and once more from its row", async () => {
		write(".env", `REMOTION_AWS_PROFILE=remotion\n${poolEnv(2)}`);
		picks.push(/^card/);
		const signer = { key: "AWS_KEY_2", secret: "AWS_SECRET_2" };
		const first = await render({ signer });
		assert.ok(first?.outcome.ok, told.join());
		assert.match(asked.join(), /Credentials: Account AWS_KEY_2\b.*Account: 9000-0000-0002/s);
		assert.match(first.outcome.bucketName, /pool000002$/);
		const again = await render({ record: first });
		assert.deepEqual([again?.signer, again?.outcome.ok], [signer, true], told.join());
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
		assert.equal(await render({ record: first }), undefined);
		assert.match(told.join(), /AWS_KEY_2 and AWS_SECRET_2 aren't both set/);
	});

	it("does nothing that costs before the person agrees", async () => {
		answers.length = 0;
		picks.push(/^card/);
		assert.equal(await render(), undefined);
		assert.equal(asked.length, 1);
		assert.deepEqual(told, []);
	});

	it("gives a link, and deletes what lies on S3 after asking; the file here stays", async () => {
		const node = { record: still };
		assert.ok(still?.outcome.ok);
		await vscode.commands.executeCommand(commands.copyTestRenderLink, node);
		const link = await vscode.env.clipboard.readText();
		assert.match(link, /X-Amz-Signature=/);
		assert.equal((await fetch(link)).status, 200);
		answers.push("Delete");
		await vscode.commands.executeCommand(commands.deleteTestRender, node);
		assert.match(asked.join(), new RegExp(`${still.outcome.renderId} in the bucket remotionlambda-`));
		assert.equal((await fetch(link)).status, 404);
		assert.ok(existsSync(still.outcome.file));
		asked.length = 0;
		answers.length = 0;
		await vscode.commands.executeCommand(commands.forgetTestRender, node);
		assert.ok(existsSync(still.outcome.file), "nobody agreed");
		assert.match(asked.join(), /^Delete the test render of card from this computer\?/);
		answers.push("Delete");
		await vscode.commands.executeCommand(commands.forgetTestRender, node);
		assert.ok(!existsSync(still.outcome.file));
	});

	it("says where nothing is to be chosen from, and who may not", async () => {
		assert.equal(await render({ profile: { name: "new-account" } }), undefined);
		assert.match(told.join(), /no site in us-east-1.*sites create/);
		assert.match(
			lists.flat().join(),
			new RegExp(`uses Remotion ${OLDER_VERSION.replaceAll(".", "\\.")}, but this project`),
		);
		told.length = 0;
		assert.equal(await render({ profile: { name: "intern" } }), undefined);
		assert.match(told.join(), /permission lambda:ListFunctions is missing/);
		told.length = 0;
		assert.equal(await render({ profile: { name: "wrong-secret" } }), undefined);
		assert.match(told.join(), /[Ww]rong secret access key|doesn't belong/);
	});

	it("tells a crash of the function with its explanation, and keeps it in the list", async () => {
		picks.push(/^card/);
		await order({ kind: "function-crash", operation: "InvokeWithResponseStream" });
		const failed = await render();
		assert.ok(failed && !failed.outcome.ok);
		assert.match(told.join(), /^The function crashed on Lambda/);
		assert.match(failed.outcome.original, /Runtime exited with error/);
	});

	it("is cancelled from its notification, in the middle of a render", async () => {
		picks.push(/^card/);
		await order({ kind: "function-hang", operation: "InvokeWithResponseStream" });
		assert.equal(await cancelling(/^Rendering/, () => render()), undefined);
		assert.match(told.join(), /Canceled.*may still run/);
	});

	it("ends clean wherever the person leaves or cancels", async () => {
		write(".env", "REMOTION_AWS_PROFILE=secrets\n");
		const silent = async (what: string, run: () => Thenable<unknown>) => {
			told.length = 0;
			assert.equal(await run(), undefined, what);
			assert.deepEqual(told, [], what);
			assert.deepEqual(childProcesses(), [], what);
		};
		const steps: [title: RegExp, fault: Fault][] = [
			[/^Verifying identity/, { kind: "hang", operation: "GetCallerIdentity" }],
			[/^Listing the functions/, { kind: "hang", operation: "ListFunctions" }],
			[/^Listing the sites/, { kind: "hang", operation: "ListBuckets" }],
			// Functions are asked for their versions first, in the same way.
			[/^Listing the compositions/, { kind: "delay", milliseconds: 2000, service: "lambda", times: "always" }],
		];
		for (const [title, fault] of steps) {
			await clearFaults();
			await order(fault);
			await silent(String(title), () => cancelling(title, () => render()));
		}
		await clearFaults();
		assert.deepEqual(asked, [], "nobody was asked to confirm");
		// A composition of more than one frame: there is a second list.
		picks.push(/^clip/);
		for (const at of [0, 1]) {
			lists.length = 0;
			leaves.at = at;
			await silent(`list ${at}`, () => render());
			assert.equal(lists.length, at + 1);
		}
		leaves.at = undefined;
		answers.length = 0;
		await silent("the confirmation", () => render());
	});

	it("says that there is no function, and what is gone since the last time", async () => {
		write(".env", "REMOTION_AWS_PROFILE=remotion\nREMOTION_AWS_REGION=us-west-2\n");
		assert.equal(await render(), undefined);
		assert.match(told.join(), /no Remotion function in us-west-2.*functions deploy/);
		assert.ok(still);
		const gone = await render({ record: { ...still, composition: { ...still.composition, id: "gone" } } });
		assert.ok(gone && !gone.outcome.ok);
		assert.match(gone.outcome.message, /no composition "gone"\. Deploy the site again/);
	});

	it("takes a role's keys from where its credential_source says, and the AWS files from the disk", async () => {
		const role =
			"[profile from-env]\nrole_arn = arn:aws:iam::111122223333:role/render-role\ncredential_source = Environment\n";
		const { accessKeyId, secretAccessKey } = KEYS.studio;
		write(
			".env",
			`REMOTION_AWS_PROFILE=from-env\nAWS_ACCESS_KEY_ID=${accessKeyId}\nAWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`,
		);
		const document = await vscode.workspace.openTextDocument(join(home, ".aws", "config"));
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, `\n${role}`);
		await vscode.workspace.applyEdit(edit);
		assert.equal(await render(), undefined);
		assert.match(asked.join(), /^Save the AWS config file first\?\nRemotion reads the saved file/);
		assert.ok(document.isDirty, "nothing is saved unasked");
		answers.push("Save");
		picks.push(/^card/);
		const record = await render();
		assert.ok(record?.outcome.ok, told.join());
		assert.ok(!document.isDirty);
		writeAwsFiles();
	});

	it("runs nothing in a workspace that is not trusted", async () => {
		const trust = Object.getOwnPropertyDescriptor(vscode.workspace, "isTrusted");
		Object.defineProperty(vscode.workspace, "isTrusted", { get: () => false, configurable: true });
		try {
			assert.equal(await render(), undefined);
			assert.match(told.join(), /not trusted, so nothing was run/);
			assert.deepEqual(asked, []);
		} finally {
			if (trust) Object.defineProperty(vscode.workspace, "isTrusted", trust);
		}
	});

	it("shows and logs no secret", async () => {
		write(
			".env",
			`AWS_ACCESS_KEY_ID=${KEYS.studioSession.accessKeyId}\nAWS_SECRET_ACCESS_KEY=${KEYS.studioSession.secretAccessKey}\nAWS_SESSION_TOKEN=${KEYS.studioSession.sessionToken}\n`,
		);
		picks.push(/^card/);
		const record = await render();
		assert.ok(record?.outcome.ok, told.join());
		const written = `${logs()}${JSON.stringify(record)}${told}${asked}${lists}`;
		assert.match(written, /Using @remotion\/lambda/);
		for (const { secretAccessKey, sessionToken } of [KEYS.studioSession, KEYS.studio])
			for (const secret of [secretAccessKey, sessionToken ?? "no-token"]) assert.ok(!written.includes(secret));
		assert.ok(record.serveUrl.includes(SITE_NAME));
	});
});
