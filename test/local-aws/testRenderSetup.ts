/** What the test-render tests share: a home with the demo's profiles, the child program as it ships, sessions on a local AWS. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Secret } from "../../src/core/index.ts";
import type { CredentialSource } from "../../src/remotion/childEnvironment.ts";
import { TestRenderError } from "../../src/remotion/failures.ts";
import { findClient } from "../../src/remotion/findClient.ts";
import { openSession, type RenderSession } from "../../src/remotion/session.ts";
import { buildExtension } from "../harness/build.ts";
import { root } from "../harness/paths.ts";
import { ACCOUNTS, SITE_NAME } from "./accounts.ts";
import { demoAwsFiles } from "./profiles.ts";
import { REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import { siteFiles } from "./siteBundle.ts";
import type { AccessKey } from "./types.ts";

export const region = "us-east-1";
export const functionName = remotionFunction(REMOTION_VERSION).name;
export const CARD = { id: "card", fps: 1, durationInFrames: 1 };
export const CLIP = { id: "clip", fps: 30, durationInFrames: 30 };
/** Where and with what the demo's compositions are rendered. */
export const DEMO = { region, functionName, serveUrl: SITE_NAME } as const;

/** Decoys: what the extension's own environment holds must not reach the child. */
export const DECOYS = {
	AWS_PROFILE: "decoy-profile",
	AWS_ACCESS_KEY_ID: "AKIAFAKEDECOY0000001",
	AWS_SECRET_ACCESS_KEY: "not-a-real-secret-decoy",
	AWS_SESSION_TOKEN: "not-a-real-token-decoy",
	REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEDECOY0000002",
	REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-real-secret-remotion-decoy",
	AWS_ENDPOINT_URL: "http://127.0.0.1:9",
	AWS_SECRET_1: "not-a-real-secret-pool-decoy",
};

export interface Setup {
	readonly folder: string;
	readonly aws: LocalAws;
	readonly program: string;
	readonly client: string;
	/** `client`: a text of a program that stands in for the project's client. */
	open(source: CredentialSource, options?: { client?: string; endpointUrl?: string }): RenderSession;
	/** After a test that failed half-way. */
	endSessions(): Promise<void>;
	end(): Promise<void>;
}

/** A home, a local AWS and the built child, for the tests of renders. */
export async function setUp(accounts = ACCOUNTS): Promise<Setup> {
	const folder = mkdtempSync(join(tmpdir(), "test-render-"));
	for (const [path, text] of Object.entries(demoAwsFiles(folder))) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text, { mode: 0o600 });
	}
	await siteFiles();
	const aws = await startLocalAws({ accounts });
	await buildExtension({ production: true, outdir: join(folder, "dist") });
	const program = join(folder, "dist", "testRender.cjs");
	const found = await findClient(root);
	assert.ok(found.ok);
	const client = found.path;
	const sessions: RenderSession[] = [];
	const endSessions = async () => {
		await Promise.all(sessions.map((session) => session.end()));
	};
	return {
		folder,
		aws,
		program,
		client,
		open(source, options = {}) {
			let path = client;
			if (options.client !== undefined) {
				path = join(folder, `client-${sessions.length}.cjs`);
				writeFileSync(path, options.client);
			}
			const session = openSession({
				program,
				client: path,
				source,
				cwd: folder,
				base: { PATH: process.env.PATH, HOME: folder, ...DECOYS },
				project: { AWS_ENDPOINT_URL: options.endpointUrl ?? aws.url },
			});
			sessions.push(session);
			return session;
		},
		endSessions,
		async end() {
			await endSessions();
			await aws.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** A key of the local AWS as what a session signs with. */
export function keySource(key: AccessKey, prefix: "REMOTION_AWS_" | "AWS_" = "REMOTION_AWS_"): CredentialSource {
	return {
		kind: "keys",
		prefix,
		accessKeyId: key.accessKeyId,
		secretAccessKey: new Secret(key.secretAccessKey),
		...(key.sessionToken !== undefined && { sessionToken: new Secret(key.sessionToken) }),
	};
}

/** The failure of a call; fails where there is none. */
export async function failureOf(running: Promise<unknown>): Promise<TestRenderError> {
	const error = await running.then(
		(value) => assert.fail(`it did not fail but gave ${JSON.stringify(value)}`),
		(reason: unknown) => reason,
	);
	assert.ok(error instanceof TestRenderError, String(error));
	// A person reads this: no stack, no file of ours, no bare code.
	// A sentence, or a command to copy after a colon.
	assert.match(error.message, /^[A-Z].*([.!?]|: npx remotion lambda [a-z -]+)$/s);
	assert.doesNotMatch(error.message, /\n\s+at |testRender\.cjs|undefined|\[object/);
	return error;
}

/** Command lines of all processes that mention a text, by their ids: nothing that has ended. */
export function processesWith(text: string): Map<number, string> {
	const found = new Map<number, string>();
	for (const name of readdirSync("/proc")) {
		if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
		try {
			const line = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
			if (line.includes(text)) found.set(Number(name), line);
		} catch {}
	}
	return found;
}

/** Waits; mocha's own limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
