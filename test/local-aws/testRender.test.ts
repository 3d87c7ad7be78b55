/**
 * A test render from the extension's side: the child process that ships, the project's own client, Remotion's real function code on a
 * local AWS. Every kind of credentials, real files on the disk, and where the secret may be seen.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rankFunctions } from "../../src/core/awsAccount/functions.ts";
import { Secret } from "../../src/core/index.ts";
import type { CredentialSource } from "../../src/remotion/childEnvironment.ts";
import type { Progress } from "../../src/remotion/protocol.ts";
import { testRender } from "../../src/remotion/testRender.ts";
import { KEYS, SITE_NAME } from "./accounts.ts";
import { countFrames, decodePng } from "./decode.ts";
import { OLDER_VERSION, REMOTION_VERSION } from "./remotionSetup.ts";
import {
	CARD,
	CLIP,
	DECOYS,
	DEMO,
	failureOf,
	functionName,
	keySource,
	processesWith,
	region,
	type Setup,
	setUp,
} from "./testRenderSetup.ts";
import { openTunnel } from "./tunnel.ts";

describe("a test render", function () {
	this.timeout(120_000);
	let setup: Setup;
	before(async () => {
		setup = await setUp();
	});
	after(() => setup.end());
	afterEach(async function () {
		if (this.currentTest?.state === "failed") await setup.endSessions();
		assert.deepEqual([...processesWith(setup.program)], [], "a process was left behind");
	});

	const sources: Record<string, CredentialSource> = {
		"a profile": { kind: "profile", profile: "remotion" },
		"the REMOTION pair": keySource(KEYS.studio),
		"the AWS pair": keySource(KEYS.studio, "AWS_"),
		"a session token": keySource(KEYS.studioSession),
		"an assumed role": { kind: "profile", profile: "render-role" },
	};
	for (const [title, source] of Object.entries(sources)) {
		it(`renders a still and a second of video through ${title}`, async () => {
			const session = setup.open(source);
			const to = join(setup.folder, title.replaceAll(" ", "-"));
			const still = await testRender(session, { ...DEMO, kind: "still", composition: CARD, to });
			const png = readFileSync(still.file);
			const { width, height, pixels } = decodePng(png);
			assert.deepEqual([width, height, png.length], [640, 360, still.sizeInBytes]);
			assert.ok(new Set(pixels).size > 50, "one flat colour is no picture");

			const seen: Progress[] = [];
			const onProgress = (progress: Progress) => void seen.push(progress);
			const video = await testRender(session, { ...DEMO, kind: "video", composition: CLIP, to }, { onProgress });
			assert.equal(statSync(video.file).size, video.sizeInBytes);
			const frames = { codec_name: "h264", width: 640, height: 360, nb_read_frames: "30" };
			assert.deepEqual(await countFrames(video.file), frames);
			assert.equal(video.frames, 30);
			assert.deepEqual(new Set(seen.map(({ step }) => step)), new Set(["rendering", "downloading"]));
			assert.equal(seen.at(-1)?.fraction, 1);
			assert.ok(seen.some(({ place }) => place?.renderId === video.renderId && place.bucketName === video.bucketName));
			for (const { estimatedPrice, durationMs } of [still, video]) {
				assert.ok(estimatedPrice !== null && estimatedPrice > 0 && estimatedPrice < 0.05);
				assert.ok(durationMs > 0);
			}
			await session.end();
		});
	}

	it("lists functions, sites and compositions with what the choice needs; the chain's own environment signs", async () => {
		const { accessKeyId, secretAccessKey } = KEYS.studio;
		const session = setup.open({
			kind: "chain",
			environment: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
		});
		const functions = await session.call("listFunctions", { region });
		const [first, second] = rankFunctions(functions, REMOTION_VERSION);
		assert.deepEqual([first?.fits, first?.fn.functionName], [true, functionName]);
		assert.deepEqual([second?.fits, second?.version], [false, OLDER_VERSION]);
		assert.ok((first?.fn.price.still ?? 0) > 0 && (first?.fn.price.video ?? 0) > (first?.fn.price.still ?? 0));
		const sites = await session.call("listSites", { region });
		assert.deepEqual(
			sites.map(({ id, version }) => [id, version]),
			[[SITE_NAME, REMOTION_VERSION]],
		);
		const serveUrl = sites[0]?.serveUrl ?? "";
		assert.deepEqual(await session.call("listCompositions", { region, functionName, serveUrl }), [
			{ id: "card", width: 640, height: 360, fps: 1, durationInFrames: 1 },
			{ id: "clip", width: 640, height: 360, fps: 30, durationInFrames: 30 },
		]);
		await session.end();
	});

	it("gives a link to a private object, deletes the render, and then says that it is gone", async () => {
		const session = setup.open({ kind: "profile", profile: "remotion" });
		const to = join(setup.folder, "deleted");
		const still = await testRender(session, { ...DEMO, kind: "still", composition: CARD, to });
		const { bucketName, outKey, renderId, sizeInBytes } = still;
		const link = await session.call("presign", { region, bucketName, outKey, expiresInSeconds: 60 });
		assert.equal((await (await fetch(link)).arrayBuffer()).byteLength, sizeInBytes);
		const short = { region, bucketName, outKey, to: join(setup.folder, "short.png"), sizeInBytes: sizeInBytes + 1 };
		assert.match((await failureOf(session.call("download", short))).message, /bytes, but Remotion said/);
		assert.equal(existsSync(short.to) || existsSync(`${short.to}.part`), false);

		assert.ok((await session.call("deleteRender", { region, bucketName, renderId })).freedBytes > 0);
		const gone = await failureOf(session.call("download", { ...short, sizeInBytes }));
		assert.match(gone.message, /isn't in the bucket/);
		await session.end();
	});

	it("shows the secret to nobody: not in arguments, payloads, or words; and the child gets no other credentials", async () => {
		const tunnel = await openTunnel(setup.aws.port);
		const { secretAccessKey, sessionToken = "" } = KEYS.studioSession;
		const session = setup.open(keySource(KEYS.studioSession), { endpointUrl: tunnel.url });
		const progress: Progress[] = [];
		const result = await testRender(
			session,
			{ ...DEMO, kind: "still", composition: CARD, to: join(setup.folder, "canary") },
			{ onProgress: (each) => void progress.push(each) },
		);
		const video = session.call("renderVideo", { ...DEMO, composition: "nothing", fps: 30, durationInFrames: 30 });
		const words = await failureOf(video);
		await session.call("listCompositions", { region, functionName, serveUrl: SITE_NAME });
		const wire = tunnel.sent();
		const line = readFileSync(`/proc/${session.pid}/cmdline`, "latin1");
		const environment = readFileSync(`/proc/${session.pid}/environ`, "latin1");
		await session.end();
		tunnel.close();

		assert.ok(environment.includes(secretAccessKey), "the canary is not where it should be: the test proves nothing");
		for (const decoy of Object.values(DECOYS)) assert.ok(!environment.includes(decoy), `the child got ${decoy}`);
		assert.match(wire, /"type":"still"/);
		assert.match(wire, /"type":"start"/);
		// The token is part of every signed request's headers; it must be in no payload.
		const bodies = wire.split("\r\n\r\n").map((part) => part.replace(/(GET|POST|PUT|HEAD|DELETE) \/[\s\S]*$/, ""));
		for (const secret of [secretAccessKey, sessionToken]) {
			const where = { line, words: `${words.message}${words.original}`, told: JSON.stringify([result, progress]) };
			for (const [name, text] of Object.entries({ ...where, bodies: bodies.join("\n") }))
				assert.ok(!text.includes(secret), `the secret is in ${name}`);
		}
		assert.ok(!wire.includes(secretAccessKey));
		const sentAlong = [...wire.matchAll(/"envVariables":(\{.*?\})/g)].map(([, object]) => object);
		assert.deepEqual(new Set(sentAlong), new Set(["{}"]));
		assert.ok(sentAlong.length >= 3);
	});

	it("takes secrets out of what a failing credential_process prints", async () => {
		const key = new Secret("AbCdEfGhIj0123456789AbCdEfGhIj0123456789");
		const config = join(setup.folder, ".aws", "config");
		const before = readFileSync(config, "utf8");
		const script = `echo 'aws_secret_access_key=${key.reveal()} AKIAFAKEPRINTED00001' >&2; exit 3`;
		writeFileSync(join(setup.folder, "leak.sh"), script);
		writeFileSync(config, `${before}\n[profile leaky]\ncredential_process = sh ${join(setup.folder, "leak.sh")}\n`);
		const session = setup.open({ kind: "profile", profile: "leaky" });
		const failure = await failureOf(session.call("listFunctions", { region }));
		await session.end();
		writeFileSync(config, before);
		assert.match(failure.original, /leak\.sh/);
		assert.ok(!`${failure.message}${failure.original}`.includes(key.reveal()));
		assert.ok(!`${failure.message}${failure.original}`.includes("AKIAFAKEPRINTED00001"));
	});
});
