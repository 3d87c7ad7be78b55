/**
 * Remotion's real function code on a local AWS, called by the real `@remotion/lambda-client`: real PNGs and MP4s.
 * Needs a headless Chrome (see sandbox/chrome.ts); the site is bundled once into `.cache/`.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ACCOUNTS, KEYS, SITE_NAME } from "./accounts.ts";
import { countFrames, decodePng } from "./decode.ts";
import { type RemotionClient, startRemotionClient } from "./remotionClient.ts";
import { OLDER_VERSION, REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import { siteFiles } from "./siteBundle.ts";
import type { AccessKey } from "./types.ts";

const region = "us-east-1";
const functionName = remotionFunction(REMOTION_VERSION).name;
/** What the folders of this process's sandboxes start with. */
const FOLDERS = `local-aws-${process.pid}-`;
const STILL = {
	region,
	functionName,
	serveUrl: SITE_NAME,
	composition: "card",
	inputProps: {},
	envVariables: {},
	imageFormat: "png",
	privacy: "private",
} as const;

describe("Remotion's real function code on a local AWS", function () {
	this.timeout(120_000);
	let aws: LocalAws;
	let home: string;
	let remotion: RemotionClient;
	const clients: RemotionClient[] = [];

	before(async () => {
		await siteFiles();
		aws = await startLocalAws();
		home = mkdtempSync(join(tmpdir(), "render-test-"));
		writeFileSync(join(home, "not-yours"), "");
		remotion = client(KEYS.studio);
	});
	after(async () => {
		for (const each of clients) each.end();
		await aws.close();
		rmSync(home, { recursive: true, force: true });
	});

	function client(key: AccessKey): RemotionClient {
		const started = startRemotionClient({
			HOME: home,
			AWS_ENDPOINT_URL: aws.url,
			REMOTION_AWS_ACCESS_KEY_ID: key.accessKeyId,
			REMOTION_AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
			...(key.sessionToken === undefined ? {} : { REMOTION_AWS_SESSION_TOKEN: key.sessionToken }),
		});
		clients.push(started);
		return started;
	}

	async function download(by: RemotionClient, bucketName: string, objectKey: string): Promise<Buffer> {
		const url = await by.call("presignUrl", { region, bucketName, objectKey, expiresInSeconds: 60 });
		assert.ok(typeof url === "string" && url.startsWith(aws.url));
		return Buffer.from(await (await fetch(url)).arrayBuffer());
	}

	it("finds functions with the versions their code has, sites and compositions", async () => {
		const functions = await remotion.call("getFunctions", { region, compatibleOnly: false });
		assert.deepEqual(
			functions.map(({ version, memorySizeInMb }) => [version, memorySizeInMb]),
			[
				[REMOTION_VERSION, 2048],
				[OLDER_VERSION, 2048],
			],
		);
		const { sites, buckets } = await remotion.call("getSites", { region });
		assert.deepEqual(
			sites.map(({ id, version }) => [id, version]),
			[[SITE_NAME, REMOTION_VERSION]],
		);
		assert.equal(buckets.length, 1);
		const compositions = await remotion.call("getCompositionsOnLambda", {
			region,
			functionName,
			serveUrl: sites[0]?.serveUrl ?? "",
			inputProps: {},
			envVariables: {},
		});
		assert.deepEqual(
			compositions.map(({ id, durationInFrames, fps }) => [id, durationInFrames, fps]),
			[
				["card", 1, 1],
				["clip", 30, 30],
			],
		);
	});

	it("renders a still with a session's token: a real PNG, read through a presigned URL", async () => {
		const session = client(KEYS.studioSession);
		const still = await session.call("renderStillOnLambda", STILL);
		const png = await download(session, still.bucketName, still.outKey);
		assert.equal(png.length, still.sizeInBytes);
		const { width, height, pixels } = decodePng(png);
		assert.deepEqual([width, height], [640, 360]);
		assert.ok(new Set(pixels).size > 50, "one flat colour is no picture");
		assert.ok(still.url.startsWith(aws.url));
	});

	it("renders a second of video in two chunks: 30 frames of h264, then deletes it", async () => {
		const { bucketName, renderId } = await remotion.call("renderMediaOnLambda", {
			...STILL,
			composition: "clip",
			imageFormat: "jpeg",
			codec: "h264",
			framesPerLambda: 15,
		});
		const progress = () => remotion.call("getRenderProgress", { region, functionName, bucketName, renderId });
		let state = await progress();
		while (!state.done && !state.fatalErrorEncountered) {
			await new Promise((resolve) => setTimeout(resolve, 200));
			state = await progress();
		}
		assert.deepEqual([state.done, state.errors], [true, []]);
		assert.equal(state.overallProgress, 1);
		const file = join(home, "out.mp4");
		writeFileSync(file, await download(remotion, bucketName, state.outKey ?? ""));
		assert.deepEqual(await countFrames(file), { codec_name: "h264", width: 640, height: 360, nb_read_frames: "30" });

		const { freedBytes } = await remotion.call("deleteRender", { region, bucketName, renderId });
		assert.ok(freedBytes > 0);
		assert.match((await download(remotion, bucketName, state.outKey ?? "")).toString(), /<Code>NoSuchKey<\/Code>/);
	});

	it("says what Remotion says when something does not fit", async () => {
		const older = remotionFunction(OLDER_VERSION).name;
		await assert.rejects(
			remotion.call("renderStillOnLambda", { ...STILL, functionName: older }),
			new RegExp(`Version mismatch: .* has the version ${OLDER_VERSION}, but .* has version ${REMOTION_VERSION}`, "s"),
		);
		await assert.rejects(
			remotion.call("renderStillOnLambda", { ...STILL, inputProps: { fail: true } }),
			/The demo composition was asked to fail/,
		);
		await assert.rejects(
			remotion.call("renderStillOnLambda", { ...STILL, composition: "nothing" }),
			/Could not find composition with ID nothing/,
		);
		await assert.rejects(
			remotion.call("renderStillOnLambda", { ...STILL, functionName: "remotion-render-nope" }),
			/Function not found/,
		);
		aws.order({ kind: "throttle", operation: "InvokeWithResponseStream" });
		await assert.rejects(remotion.call("renderStillOnLambda", STILL), /AWS Concurrency limit reached/);
		aws.order({ kind: "function-crash", operation: "InvokeWithResponseStream" });
		await assert.rejects(remotion.call("renderStillOnLambda", STILL), /Runtime exited with error: exit status 1/);
		await assert.rejects(
			client(KEYS.platformUnknown).call("renderStillOnLambda", STILL),
			/UnrecognizedClientException: The AWS credentials provided were probably mixed up/,
		);
		await assert.rejects(
			client(KEYS.denied).call("getFunctions", { region, compatibleOnly: false }),
			/is not authorized to perform: lambda:ListFunctions/,
		);
	});

	it("reaches this machine only, whatever address it is given", async () => {
		for (const serveUrl of ["https://remotion.example/site/index.html", "http://198.51.100.1/index.html"])
			await assert.rejects(remotion.call("renderStillOnLambda", { ...STILL, serveUrl }), /net::ERR_NAME_NOT_RESOLVED/);
		const bucketName = "remotionlambda-useast1-studio0001";
		// Without a bucket named, Remotion's code looks at the bucket's public address first; that must not matter.
		const still = await remotion.call("renderStillOnLambda", { ...STILL, forceBucketName: bucketName });
		assert.equal(still.bucketName, bucketName);
	});

	it("calls a webhook on this machine's loopback address, and on no other", async () => {
		const called: string[] = [];
		const hooks = ["127.0.0.1", "127.0.0.2"].map((host) =>
			createServer((_request, response) => {
				called.push(host);
				response.end();
			}).listen(0, host),
		);
		for (const hook of hooks) {
			if (!hook.listening) await once(hook, "listening");
			const address = hook.address();
			assert.ok(typeof address === "object" && address !== null);
			// It fails at once, and that is told to the webhook as well.
			const failing = { ...STILL, composition: "nothing", imageFormat: "jpeg", codec: "h264" } as const;
			const webhook = { url: `http://${address.address}:${address.port}/`, secret: null };
			const { bucketName, renderId } = await remotion.call("renderMediaOnLambda", { ...failing, webhook });
			const progress = () => remotion.call("getRenderProgress", { region, functionName, bucketName, renderId });
			while (!(await progress()).fatalErrorEncountered);
			await until(() => sandboxProcesses(FOLDERS).length === 0);
		}
		for (const hook of hooks) hook.close();
		assert.deepEqual(called, ["127.0.0.1"]);
	});

	it("runs no more at once than the account's concurrency allows", async () => {
		const own = await startLocalAws({ accounts: ACCOUNTS.map((account) => ({ ...account, concurrencyLimit: 1 })) });
		const lambda = new LambdaClient({ region, endpoint: own.url, credentials: KEYS.studio, maxAttempts: 1 });
		const invoke = () =>
			lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: '{"type":"info","logLevel":"error"}' }));
		const results = await Promise.allSettled([invoke(), invoke(), invoke()]);
		assert.deepEqual(results.map((result) => (result.status === "fulfilled" ? "ran" : result.reason.name)).sort(), [
			"TooManyRequestsException",
			"TooManyRequestsException",
			"ran",
		]);
		assert.equal(JSON.parse((await invoke()).Payload?.transformToString() ?? "").version, REMOTION_VERSION);
		await own.close();
	});

	it("leaves no process behind when the server itself is killed", async () => {
		const server = spawn(process.execPath, [join(import.meta.dirname, "cli.ts")], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		const prefix = `local-aws-${server.pid}-`;
		const [url = ""] = await new Promise<string[]>((resolve) =>
			server.stdout.once("data", (data) => resolve(String(data).split("\n"))),
		);
		const lambda = new LambdaClient({ region, endpoint: url, credentials: KEYS.studio, maxAttempts: 1 });
		const running = lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: compositionsPayload() }));
		running.catch(() => undefined);
		await until(() => sandboxProcesses(prefix).some((line) => line.includes("chromium")));
		server.kill("SIGKILL");
		await assert.rejects(running);
		await until(() => sandboxProcesses(prefix).length === 0);
		await until(() => !readdirSync(tmpdir()).some((name) => name.startsWith(prefix)));
	});

	it("leaves no process and no file behind, finished or cut off in the middle", async () => {
		const own = await startLocalAws();
		const lambda = new LambdaClient({ region, endpoint: own.url, credentials: KEYS.studio, maxAttempts: 1 });
		const running = lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: compositionsPayload() }));
		running.catch(() => undefined);
		await until(() => sandboxProcesses(FOLDERS).some((line) => line.includes("chromium")));
		await own.close();
		await assert.rejects(running);
		await until(() => sandboxProcesses(FOLDERS).length === 0);
		assert.deepEqual(
			readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDERS)),
			[],
		);
		assert.ok(existsSync(join(home, "not-yours")), "Remotion's handler has emptied the system's temporary folder");
	});
});

/** What `getCompositionsOnLambda` sends. */
function compositionsPayload(): string {
	return JSON.stringify({
		type: "compositions",
		version: REMOTION_VERSION,
		serveUrl: SITE_NAME,
		inputProps: { type: "payload", payload: "{}" },
		envVariables: {},
		chromiumOptions: {},
		logLevel: "info",
		timeoutInMilliseconds: 30_000,
		bucketName: null,
		forcePathStyle: false,
	});
}

/** Waits; mocha's own limit ends it. */
async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Command lines of processes that work in a sandbox's folder, by what its name starts with. */
function sandboxProcesses(prefix: string): string[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.map((pid) => {
			try {
				const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
				return environment.includes(join(tmpdir(), prefix)) ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : "";
			} catch {
				return "";
			}
		})
		.filter((line) => line !== "");
}
