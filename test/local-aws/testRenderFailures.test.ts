/** Every way in which a test render can go wrong: it ends clean, with words that help, and no process stays behind. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import type { FailureKind } from "../../src/remotion/failures.ts";
import type { CallName, Input } from "../../src/remotion/protocol.ts";
import { openSession, type RenderSession } from "../../src/remotion/session.ts";
import { testRender } from "../../src/remotion/testRender.ts";
import { KEYS, SITE_NAME, WRONG_SECRET } from "./accounts.ts";
import type { Fault } from "./faults.ts";
import { OLDER_VERSION, remotionFunction } from "./remotionSetup.ts";
import {
	CARD,
	DEMO,
	failureOf,
	functionName,
	keySource,
	processesWith,
	region,
	type Setup,
	setUp,
	until,
} from "./testRenderSetup.ts";

const STILL: Input<"renderStill"> = { ...DEMO, composition: "card", frame: 0 };
const VIDEO: Input<"renderVideo"> = { ...DEMO, composition: "clip", fps: 30, durationInFrames: 30 };

describe("a test render that fails", function () {
	this.timeout(60_000);
	let setup: Setup;
	before(async () => {
		setup = await setUp();
	});
	after(() => setup.end());
	afterEach(async function () {
		setup.aws.clearFaults();
		if (this.currentTest?.state === "failed") await setup.endSessions();
		assert.deepEqual([...processesWith(setup.folder)], [], "a process was left behind");
	});

	const studio = keySource(KEYS.studio);

	/** Asserts that a call is refused with these words, in a session that goes on. */
	async function refused(running: Promise<unknown>, words: RegExp): Promise<void> {
		const failure = await failureOf(running);
		assert.equal(failure.kind, "refused" satisfies FailureKind);
		assert.match(failure.message, words);
		assert.notEqual(failure.original, "");
	}

	it("has an empty list where there is no function, and none where there is no site", async () => {
		const session = setup.open(keySource(KEYS.fresh));
		assert.deepEqual(await session.call("listFunctions", { region: "us-west-2" }), []);
		assert.deepEqual(await session.call("listSites", { region }), []);
		await session.end();
	});

	it("says what does not fit: function, version, composition, site, region", async () => {
		const session = setup.open(studio);
		const older = remotionFunction(OLDER_VERSION).name;
		for (const call of [
			() => session.call("renderStill", { ...STILL, functionName: older }),
			() => session.call("renderVideo", { ...VIDEO, functionName: older }),
			() => session.call("listCompositions", { ...DEMO, functionName: older }),
		])
			await refused(call(), /different Remotion versions.*functions deploy/s);
		const gone = "remotion-render-4-0-527-mem512mb-disk512mb-60sec";
		await refused(
			session.call("renderStill", { ...STILL, functionName: gone }),
			/Function remotion-render-4-0-527-mem512mb\S* isn.t in this region/,
		);
		await refused(session.call("renderStill", { ...STILL, composition: "nope" }), /no composition "nope"/);
		await refused(session.call("renderVideo", { ...VIDEO, composition: "nope" }), /no composition "nope"/);
		await refused(
			session.call("listCompositions", { ...DEMO, serveUrl: "no-such-site" }),
			/No Remotion site.*sites create/,
		);
		await refused(session.call("listFunctions", { region: "mars-north-1" }), /region isn't enabled/);
		const failing = { ...STILL, inputProps: { fail: true } };
		await refused(session.call("renderStill", failing), /Remotion says: .*The demo composition was asked to fail/);
		await session.end();
	});

	it("says who is not let in", async () => {
		const cases: [source: ReturnType<typeof keySource>, words: RegExp][] = [
			[keySource(KEYS.denied), /permission lambda:ListFunctions is missing.*policy/],
			[keySource(KEYS.unknown), /doesn't recognize these credentials/],
			[keySource(KEYS.expired), /have expired/],
			[keySource(WRONG_SECRET), /secret access key doesn't belong/],
			[{ kind: "profile", profile: "nobody" }, /No credentials found/],
			[{ kind: "profile", profile: "mfa-role" }, /MFA code/],
			[{ kind: "profile", profile: "locked-role" }, /Not allowed to assume .*locked-role.*trust policy/],
		];
		for (const [source, words] of cases) {
			const session = setup.open(source);
			await refused(session.call("listFunctions", { region }), words);
			await session.end();
		}
	});

	it("says what the network or AWS did, and works again afterwards", async () => {
		const session = setup.open(studio);
		const list = () => session.call("listFunctions", { region });
		const still = () => session.call("renderStill", STILL);
		const cases: [fault: Fault, call: () => Promise<unknown>, words: RegExp][] = [
			[{ kind: "reset", operation: "ListFunctions" }, list, /connection to AWS failed/],
			[{ kind: "throttle", operation: "ListFunctions" }, list, /throttling requests|concurrency limit is reached/],
			[{ kind: "server-error", operation: "ListFunctions" }, list, /internal error/],
			[{ kind: "garbage", operation: "ListFunctions" }, list, /didn't come from AWS/],
			[{ kind: "half-answer", operation: "ListFunctions" }, list, /connection to AWS failed|cut off/],
			[{ kind: "throttle", operation: "InvokeWithResponseStream" }, still, /concurrency limit is reached/],
			[{ kind: "function-crash", operation: "InvokeWithResponseStream" }, still, /crashed on Lambda/],
			[{ kind: "reset", operation: "InvokeWithResponseStream" }, still, /connection to AWS failed/],
			[{ kind: "access-denied", operation: "InvokeWithResponseStream" }, still, /The permission \S+ is missing/],
		];
		for (const [fault, call, words] of cases) {
			setup.aws.order(fault);
			await refused(call(), words);
		}
		assert.equal((await list()).length, 2);
		await session.end();
	});

	it("does not call a download finished that was cut off, and says where the output lies", async () => {
		const session = setup.open(studio);
		setup.aws.order({ kind: "half-answer", operation: "GetObject", accessKeyId: KEYS.studio.accessKeyId });
		const to = join(setup.folder, "half");
		const failure = await failureOf(testRender(session, { ...DEMO, kind: "still", composition: CARD, to }));
		assert.match(failure.message, /connection to AWS failed.*render itself is finished: \w+ lies in the bucket/s);
		assert.match(failure.stillRunning?.renderId ?? "", /^\w+$/);
		assert.deepEqual(files("half"), []);
		await session.end();
	});

	it("waits no longer than it may, and says what may still run", async () => {
		for (const [fault, name, input] of [
			[{ kind: "hang", operation: "ListFunctions" }, "listFunctions", { region }],
			[{ kind: "function-hang" }, "renderStill", STILL],
			[{ kind: "function-hang", operation: "Invoke" }, "renderVideo", VIDEO],
		] as const) {
			setup.aws.order(fault);
			const session = setup.open(studio);
			const failure = await failureOf(session.call<CallName>(name, input, { timeoutMs: 2000 }));
			assert.equal(failure.kind, "timeout");
			assert.match(failure.message, /no answer within 2 seconds/);
			if (name !== "listFunctions") assert.ok(failure.message.includes(`may still run in ${functionName}`));
			await failureOf(session.call("listFunctions", { region }));
		}
	});

	it("is over when it is cancelled, at every step", async () => {
		const steps: [operation: string, run: (session: RenderSession, signal: AbortSignal) => Promise<unknown>][] = [
			["ListFunctions", (session, signal) => session.call("listFunctions", { region }, { signal })],
			["ListBuckets", (session, signal) => session.call("listSites", { region }, { signal })],
			["Invoke", (session, signal) => session.call("listCompositions", DEMO, { signal })],
			["InvokeWithResponseStream", (session, signal) => session.call("renderStill", STILL, { signal })],
			["Invoke", (session, signal) => session.call("renderVideo", VIDEO, { signal })],
			[
				"GetObject",
				(session, signal) => {
					const place = {
						region,
						bucketName: "remotionlambda-useast1-studio0001",
						outKey: `sites/${SITE_NAME}/index.html`,
					};
					return session.call("download", { ...place, to: join(setup.folder, "cut"), sizeInBytes: 9 }, { signal });
				},
			],
		];
		for (const [operation, run] of steps) {
			setup.aws.clearFaults();
			setup.aws.clearRequests();
			setup.aws.order({ kind: "hang", operation, accessKeyId: KEYS.studio.accessKeyId });
			const session = setup.open(studio);
			const cancel = new AbortController();
			const failing = failureOf(run(session, cancel.signal));
			await until(() => setup.aws.requests().some(({ fault }) => fault === "hang"));
			assert.equal(processesWith(setup.program).size, 1);
			cancel.abort();
			const failure = await failing;
			assert.equal(failure.kind, "cancelled", operation);
			assert.deepEqual([...processesWith(setup.program)], [], `the process outlived the cancelled ${operation}`);
			assert.deepEqual(files("cut"), []);
		}
		const late = setup.open(studio);
		assert.equal(
			(await failureOf(late.call("listSites", { region }, { signal: AbortSignal.abort() }))).kind,
			"cancelled",
		);
	});

	for (const [when, isEarly] of [
		["in the middle", false],
		["before Remotion has named it", true],
	] as const) {
		it(`ends the render on Lambda, too, when it is cancelled ${when}`, async () => {
			setup.aws.clearFaults();
			const session = setup.open(studio);
			const cancel = new AbortController();
			let renderId = "";
			const failure = await failureOf(
				session.call("renderVideo", VIDEO, {
					signal: cancel.signal,
					onProgress: ({ place }) => {
						renderId = place?.renderId ?? "";
						if (place || isEarly) cancel.abort();
					},
				}),
			);
			assert.equal(failure.kind, "cancelled");
			assert.equal(failure.stillRunning, undefined);
			assert.equal(failure.message, "Canceled.");
			const bucketName = "remotionlambda-useast1-studio0001";
			const other = setup.open(studio);
			const place = { region, bucketName, outKey: `renders/${renderId}/cancel.json`, expiresInSeconds: 60 };
			const url = await other.call("presign", place);
			await other.end();
			assert.equal((await fetch(url)).status, 200);
		});
	}

	it("names the render that goes on when a client that cannot end it is cancelled in the middle", async () => {
		// As clients before 4.0.515 are.
		const client = `exports = module.exports = { ...require(${JSON.stringify(setup.client)}), cancelRenderOnLambda: undefined };`;
		const session = setup.open(studio, { client });
		const cancel = new AbortController();
		const failure = await failureOf(
			session.call("renderVideo", VIDEO, {
				signal: cancel.signal,
				onProgress: ({ place }) => {
					if (place) cancel.abort();
				},
			}),
		);
		assert.equal(failure.kind, "cancelled");
		const { renderId, bucketName } = failure.stillRunning ?? {};
		assert.ok(renderId);
		assert.ok(bucketName);
		assert.ok(failure.message.includes(`The render ${renderId} may still run in ${functionName} (${region})`));
		assert.ok(failure.message.includes(bucketName));
	});

	it("ends with everything the client has started, even what is deaf to being asked", async () => {
		const client = `
			const { spawn } = require("node:child_process");
			process.on("SIGTERM", () => {});
			exports.getFunctions = () => {
				spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)", ${JSON.stringify("deaf ")} + __filename], { stdio: "ignore" });
				return new Promise(() => {});
			};`;
		const session = setup.open(studio, { client });
		const cancel = new AbortController();
		const failing = failureOf(session.call("listFunctions", { region }, { signal: cancel.signal }));
		await until(() => [...processesWith(setup.folder).values()].some((line) => line.includes("deaf")));
		cancel.abort();
		assert.equal((await failing).kind, "cancelled");
		await until(() => processesWith(setup.folder).size === 0);
	});

	it("ends what a client has started that is gone itself", async () => {
		const client = `
			const { spawn } = require("node:child_process");
			exports.getFunctions = () => new Promise(() => {
				const code = "process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1000)";
				const orphan = spawn(process.execPath, ["-e", code, __filename], { stdio: ["ignore", "pipe", "ignore"] });
				orphan.stdout.once("data", () => process.exit(7));
			});`;
		const session = setup.open(studio, { client });
		const failure = await failureOf(session.call("listFunctions", { region }));
		assert.equal(failure.kind, "crashed");
		await until(() => processesWith(setup.folder).size === 0);
	});

	it("removes the half of a download that is cancelled, or that its process leaves behind", async () => {
		const slow = createServer((_request, response) => {
			response.writeHead(200);
			response.write("half");
		}).listen(0, "127.0.0.1");
		await once(slow, "listening");
		const address = slow.address();
		assert.ok(typeof address === "object" && address !== null);
		const client = `exports.presignUrl = () => "http://127.0.0.1:${address.port}/";`;
		const input = { region, bucketName: "b", outKey: "k", to: join(setup.folder, "slow"), sizeInBytes: 8 };
		for (const end of ["cancelled", "crashed"] as const) {
			const session = setup.open(studio, { client });
			const cancel = new AbortController();
			const failing = failureOf(session.call("download", input, { signal: cancel.signal }));
			await until(() => files("slow").length === 1);
			assert.deepEqual(files("slow"), ["slow.part"]);
			if (end === "cancelled") cancel.abort();
			else process.kill(session.pid ?? 0, "SIGKILL");
			assert.equal((await failing).kind, end);
			assert.deepEqual(files("slow"), []);
		}
		slow.closeAllConnections();
		slow.close();
	});

	it("tells a client that is broken, gone, or talks nonsense from one that refuses", async () => {
		const cases: [client: string, kind: FailureKind, words: RegExp, original: RegExp][] = [
			["throw new Error('half installed')", "not-started", /Couldn't load.*Install/, /half installed/],
			["require('no-such-package')", "not-started", /Couldn't load/, /no-such-package/],
			[
				"exports.getFunctions = () => process.exit(7)",
				"crashed",
				/ended before it responded \(exit code 7\)/,
				/code 7/,
			],
			["exports.getFunctions = () => process.kill(process.pid, 'SIGSEGV')", "crashed", /SIGSEGV/, /SIGSEGV/],
			[
				"exports.getFunctions = () => new Promise(() => setTimeout(() => { throw new Error('boom') }))",
				"crashed",
				/exit code 1/,
				/boom/,
			],
			["exports.getFunctions = () => [{ functionName: 1 }]", "invalid-reply", /might not be supported/, /functionName/],
			["exports.nothing = 1", "invalid-reply", /might not be supported/, /no getFunctions/],
			[
				"process.send({ type: 'what' }); exports.getFunctions = () => new Promise(() => {})",
				"invalid-reply",
				/might not be supported/,
				/type/,
			],
			[
				"process.send({ type: 'reply', id: 1, value: 5 }); exports.getFunctions = () => []",
				"invalid-reply",
				/might not be supported/,
				/list/,
			],
		];
		for (const [client, kind, words, original] of cases) {
			const session = setup.open(studio, { client });
			const failure = await failureOf(session.call("listFunctions", { region }));
			await session.end();
			assert.equal(failure.kind, kind, client);
			assert.match(failure.message, words);
			assert.match(failure.original, original);
		}
	});

	it("says so when the process does not start at all", async () => {
		const gone = {
			program: setup.program,
			client: setup.client,
			source: studio,
			base: {},
			cwd: join(setup.folder, "gone"),
		};
		const session = openSession(gone);
		const failure = await failureOf(session.call("listFunctions", { region }));
		assert.equal(failure.kind, "not-started");
		assert.match(failure.message, /didn't start/);
		await session.end();
	});

	it("does not outlive the window: neither when it is closed nor when it is killed", async () => {
		for (const signal of ["SIGTERM", "SIGKILL"] as const) {
			setup.aws.clearRequests();
			setup.aws.order({ kind: "hang", operation: "ListFunctions" });
			const program = join(import.meta.dirname, "testRenderHost.ts");
			const host = spawn(process.execPath, [program, setup.program, setup.client, setup.aws.url, setup.folder], {
				stdio: ["ignore", "pipe", "inherit"],
			});
			await once(host.stdout, "data");
			await until(() => setup.aws.requests().some(({ fault }) => fault === "hang"));
			const children = () => [...processesWith(setup.program)].filter(([pid]) => pid !== host.pid);
			assert.equal(children().length, 1);
			host.kill(signal);
			await once(host, "exit");
			await until(() => children().length === 0);
		}
	});

	function files(name: string): string[] {
		return readdirSync(setup.folder).filter((file) => file.startsWith(name));
	}
});
