import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contract.ts";
import type { RenderRecord } from "../../../src/core/renderRecord.ts";
import { eventually } from "../../harness/hostWait.ts";
import { KEYS, SITE_NAME } from "../../local-aws/accounts.ts";
import { decodePng } from "../../local-aws/decodePng.ts";
import { poolEnv } from "../../local-aws/profiles.ts";
import { OLDER_VERSION, REMOTION_VERSION, remotionFunction } from "../../local-aws/remotionSetup.ts";
import {
	asked,
	clearFaults,
	folder,
	listen,
	logs,
	order,
	startAws,
	stopAws,
	told,
	write,
	writeAwsFiles,
} from "../identity/situation.ts";

const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? "";
const modules = join(folder, "node_modules");

/** What the person picks from lists, by a part of the label; anything else is the first. */
let picks: RegExp[] = [];
/** What the person answers to questions; the first button of it that is there. */
let answers: string[] = [];
const lists: string[][] = [];

/** Stands for the person: everything the extension asks is answered by the test. */
function play(): void {
	listen();
	const hear = async (message: string, ...rest: unknown[]) => {
		const [options, ...buttons] = rest;
		const isModal = typeof options === "object" && options !== null && "modal" in options;
		if (isModal) asked.push(`${message}\n${"detail" in options ? options.detail : ""}`);
		else told.push(message);
		const offered = (isModal ? buttons : rest).filter((button) => typeof button === "string");
		return offered.find((button) => answers.includes(button));
	};
	Object.assign(vscode.window, { showErrorMessage: hear, showWarningMessage: hear, showInformationMessage: hear });
	Object.assign(vscode.window, {
		showQuickPick: async (items: readonly vscode.QuickPickItem[]) => {
			lists.push(items.map(({ label, description = "", detail = "" }) => `${label} ${description} ${detail}`));
			return items.find(({ label }) => picks.some((pick) => pick.test(label))) ?? items[0];
		},
	});
}

const render = (node?: unknown) => vscode.commands.executeCommand<RenderRecord | undefined>(commands.testRender, node);

function childProcesses(): string[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => {
			try {
				return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(join(root, "dist", "testRender.cjs"));
			} catch {
				return false;
			}
		});
}

/** Decodes every frame: in a process of its own, with the project's Node and Remotion's ffmpeg. */
async function countFrames(file: string): Promise<unknown> {
	const node = join(root, "node_modules/node/bin/node");
	const decode = JSON.stringify(join(root, "test/local-aws/decode.ts"));
	const code = `const { countFrames } = await import(${decode}); console.log(JSON.stringify(await countFrames(${JSON.stringify(file)})));`;
	const { stdout } = await promisify(execFile)(node, ["--input-type=module", "-e", code]);
	return JSON.parse(stdout);
}

function installClient(): void {
	mkdirSync(join(modules, "@remotion"), { recursive: true });
	symlinkSync(join(root, "node_modules/@remotion/lambda"), join(modules, "@remotion/lambda"), "dir");
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
		told.length = 0;
		asked.length = 0;
		lists.length = 0;
		picks = [];
		answers = ["Render"];
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
		picks = [/^card/];
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
		assert.match(told.join(), /Beside the last one: .*same size/);
	});

	it("renders one second of video with a profile that is not active", async () => {
		picks = [/^clip/, /One second/];
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
		picks = [/^card/];
		const signer = { key: "AWS_KEY_2", secret: "AWS_SECRET_2" };
		const first = await render({ signer });
		assert.ok(first?.outcome.ok, told.join());
		assert.match(asked.join(), /Credentials: Account AWS_KEY_2 .*Account: 9000-0000-0002/s);
		assert.match(first.outcome.bucketName, /pool000002$/);
		const again = await render({ record: first });
		assert.deepEqual([again?.signer, again?.outcome.ok], [signer, true], told.join());
		write(".env", "REMOTION_AWS_PROFILE=remotion\n");
		assert.equal(await render({ record: first }), undefined);
		assert.match(told.join(), /AWS_KEY_2 and AWS_SECRET_2 are not both set/);
	});

	it("does nothing that costs before the person agrees", async () => {
		answers = [];
		picks = [/^card/];
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
		answers = ["Delete"];
		await vscode.commands.executeCommand(commands.deleteTestRender, node);
		assert.match(asked.join(), new RegExp(`${still.outcome.renderId} in the bucket remotionlambda-`));
		assert.equal((await fetch(link)).status, 404);
		assert.ok(existsSync(still.outcome.file));
		await vscode.commands.executeCommand(commands.forgetTestRender, node);
		assert.ok(!existsSync(still.outcome.file));
	});

	it("says where nothing is to be chosen from, and who may not", async () => {
		assert.equal(await render({ profile: { name: "new-account" } }), undefined);
		assert.match(told.join(), /no site in us-east-1.*sites create/);
		assert.match(
			lists.flat().join(),
			new RegExp(`has version ${OLDER_VERSION.replaceAll(".", "\\.")}, but the project`),
		);
		told.length = 0;
		assert.equal(await render({ profile: { name: "intern" } }), undefined);
		assert.match(told.join(), /lack the permission lambda:ListFunctions/);
		told.length = 0;
		assert.equal(await render({ profile: { name: "wrong-secret" } }), undefined);
		assert.match(told.join(), /[Ww]rong secret access key|does not belong/);
	});

	it("tells a crash of the function with its explanation, and keeps it in the list", async () => {
		picks = [/^card/];
		await order({ kind: "function-crash", operation: "InvokeWithResponseStream" });
		const failed = await render();
		assert.ok(failed && !failed.outcome.ok);
		assert.match(told.join(), /^The function crashed on Lambda/);
		assert.match(failed.outcome.original, /Runtime exited with error/);
	});

	it("is cancelled from its notification, in the middle of a render", async () => {
		picks = [/^card/];
		await order({ kind: "function-hang", operation: "InvokeWithResponseStream" });
		const { withProgress } = vscode.window;
		Object.assign(vscode.window, {
			withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) => {
				const source = new vscode.CancellationTokenSource();
				if (/^Rendering/.test(options.title ?? "")) setTimeout(() => source.cancel(), 50);
				return task({ report: () => {} }, source.token);
			},
		});
		try {
			assert.equal(await render(), undefined);
		} finally {
			Object.assign(vscode.window, { withProgress });
		}
		assert.match(told.join(), /cancelled.*may still run/);
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
		picks = [/^card/];
		const record = await render();
		assert.ok(record?.outcome.ok, told.join());
		const written = `${logs()}${JSON.stringify(record)}${told}${asked}${lists}`;
		assert.match(written, /Test render with @remotion\/lambda/);
		for (const { secretAccessKey, sessionToken } of [KEYS.studioSession, KEYS.studio])
			for (const secret of [secretAccessKey, sessionToken ?? "no-token"]) assert.ok(!written.includes(secret));
		assert.ok(record.serveUrl.includes(SITE_NAME));
	});
});
