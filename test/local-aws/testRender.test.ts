/**
 * A test render from the extension's side: the child process that ships, the project's own client, Remotion's real function code on a
 * local AWS. Every way to succeed and to fail, and that no process is left behind.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Secret } from "../../src/core/index.ts";
import type { CredentialSource } from "../../src/remotion/childEnvironment.ts";
import { findClient } from "../../src/remotion/findClient.ts";
import { openSession, type RenderSession } from "../../src/remotion/session.ts";
import { testRender } from "../../src/remotion/testRender.ts";
import { buildExtension } from "../harness/build.ts";
import { root } from "../harness/paths.ts";
import { KEYS, SITE_NAME } from "./accounts.ts";
import { countFrames, decodePng } from "./decode.ts";
import { demoAwsFiles } from "./profiles.ts";
import { REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import { siteFiles } from "./siteBundle.ts";
import type { AccessKey } from "./types.ts";

const region = "us-east-1";
const functionName = remotionFunction(REMOTION_VERSION).name;
const CARD = { id: "card", fps: 1, durationInFrames: 1 };
const CLIP = { id: "clip", fps: 30, durationInFrames: 30 };

function keys(key: AccessKey, prefix: "REMOTION_AWS_" | "AWS_" = "REMOTION_AWS_"): CredentialSource {
	return {
		kind: "keys",
		prefix,
		accessKeyId: key.accessKeyId,
		secretAccessKey: new Secret(key.secretAccessKey),
		...(key.sessionToken !== undefined && { sessionToken: new Secret(key.sessionToken) }),
	};
}

describe("a test render", function () {
	this.timeout(60_000);
	let folder: string;
	let aws: LocalAws;
	let program: string;
	let client: string;

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "test-render-"));
		for (const [path, text] of Object.entries(demoAwsFiles(folder))) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text, { mode: 0o600 });
		}
		await siteFiles();
		aws = await startLocalAws();
		await buildExtension({ production: true, outdir: join(folder, "dist") });
		program = join(folder, "dist", "testRender.cjs");
		const found = await findClient(root);
		assert.ok(found.ok);
		client = found.path;
	});
	after(async () => {
		await aws.close();
		rmSync(folder, { recursive: true, force: true });
	});

	function open(source: CredentialSource): RenderSession {
		return openSession({
			program,
			client,
			source,
			cwd: folder,
			base: { PATH: process.env.PATH, HOME: folder, AWS_PROFILE: "somebody-else", AWS_EC2_METADATA_DISABLED: "false" },
			endpointUrl: aws.url,
		});
	}

	const sources: Record<string, CredentialSource> = {
		"a profile": { kind: "profile", profile: "remotion" },
		"the REMOTION pair": keys(KEYS.studio),
		"the AWS pair": keys(KEYS.studio, "AWS_"),
		"a session token": keys(KEYS.studioSession),
		"an assumed role": { kind: "profile", profile: "render-role" },
	};
	for (const [title, source] of Object.entries(sources)) {
		it(`renders a still and a second of video through ${title}`, async () => {
			const session = open(source);
			const request = { region, functionName, serveUrl: SITE_NAME } as const;
			const still = await testRender(session, {
				...request,
				kind: "still",
				composition: CARD,
				to: join(folder, "still"),
			});
			const png = decodePng(readFileSync(still.file));
			assert.deepEqual([png.width, png.height], [640, 360]);
			const video = await testRender(session, {
				...request,
				kind: "video",
				composition: CLIP,
				to: join(folder, "video"),
			});
			assert.deepEqual(await countFrames(video.file), {
				codec_name: "h264",
				width: 640,
				height: 360,
				nb_read_frames: "30",
			});
			await session.end();
		});
	}
});
