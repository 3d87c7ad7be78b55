/** The process that verifies identities, on its own: what it dials, what it is told and how, and how it ends. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createVerifier, type IdentityResult, verifyIdentity } from "../../src/aws/verifyIdentity.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { type Signing, signingOf } from "../../src/core/signing/signingContext.ts";
import { buildExtension } from "../harness/build.ts";
import { KEYS } from "./accounts.ts";
import { DEMO_PROFILES, demoAwsFiles } from "./profiles.ts";
import { type LocalAws, startLocalAws } from "./server.ts";

/** Writes down how the process was started and every address it dials, and lets it reach this machine only. */
const guard = (script: string, file: string) => `
const { appendFileSync } = require("node:fs");
const { Socket } = require("node:net");
const dns = require("node:dns");
const note = (kind, value) => appendFileSync(${JSON.stringify(file)}, JSON.stringify({ kind, value }) + "\\n");
note("start", { argv: process.argv, execArgv: process.execArgv });
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
	const [options] = Array.isArray(args[0]) ? args[0] : args;
	const host = typeof options === "object" ? (options.host ?? options.path) : "unknown";
	note("dial", host);
	if (host !== "127.0.0.1") throw new Error("the guard refuses " + host);
	return connect.apply(this, args);
};
const { lookup } = dns;
dns.lookup = (name, ...rest) => { note("lookup", name); return lookup(name, ...rest); };
require(${JSON.stringify(script)});
`;

describe("the process that verifies identities", function () {
	this.timeout(60_000);
	const folder = mkdtempSync(join(tmpdir(), "rlc-identity-"));
	const home = join(folder, "home");
	const notes = join(folder, "notes.jsonl");
	const script = join(folder, "guarded.cjs");
	const files = demoAwsFiles(home);
	let aws: LocalAws;

	before(async () => {
		await buildExtension({ production: true, outdir: join(folder, "dist") });
		writeFileSync(script, guard(join(folder, "dist", "identity.cjs"), notes));
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text);
		}
		aws = await startLocalAws();
	});
	after(async () => {
		await aws.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	});
	beforeEach(() => {
		rmSync(notes, { force: true });
		aws.clearFaults();
		aws.clearRequests();
	});

	interface Parts {
		environment?: Record<string, string>;
		env?: string;
		profile?: string;
		config?: string;
	}

	function signing({ environment = {}, env, profile, config }: Parts): Signing {
		const situation = resolveProject({
			runtime: "remotion-cli",
			cwd: folder,
			home,
			platform: process.platform === "win32" ? "win32" : "posix",
			environment: {
				PATH: process.env.PATH,
				HOME: home,
				AWS_ENDPOINT_URL: aws.url,
				AWS_EC2_METADATA_DISABLED: "true",
				...environment,
			},
			readFile: (path) =>
				path === join(folder, ".env") ? env : path.endsWith("config") && config !== undefined ? config : files[path],
		});
		const found = signingOf(situation, profile);
		assert.ok(found);
		return found;
	}

	const verify = (parts: Parts, options: { signal?: AbortSignal; timeoutMs?: number } = {}) =>
		verifyIdentity(signing(parts), { script, cwd: folder, ...options });
	const noted = (): { kind: string; value: unknown }[] =>
		readFileSync(notes, "utf8")
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
	const failure = (result: IdentityResult | undefined) => (result?.ok === false ? result.code : JSON.stringify(result));

	it("dials this machine only, with nothing in its arguments, whichever way a profile goes", async () => {
		const verifier = createVerifier(signing({ profile: "remotion" }), { script, cwd: folder });
		const outcomes: Record<string, string> = {};
		try {
			for (const profile of DEMO_PROFILES) {
				const result = await verifier.verify({ kind: "profile", profile }, {});
				outcomes[profile] = result?.ok ? result.account : failure(result);
			}
		} finally {
			verifier.dispose();
		}
		const studio = "111122223333";
		assert.deepEqual(outcomes, {
			remotion: studio,
			"remotion-session": studio,
			"remotion-expired": "ExpiredToken",
			agency: "222233334444",
			"new-account": "333344445555",
			intern: studio,
			invoker: studio,
			checker: studio,
			secrets: studio,
			"hosting-platform": "444455556666",
			"wrong-secret": "SignatureDoesNotMatch",
			"unknown-key": "InvalidClientTokenId",
			"render-role": studio,
			"locked-role": "AccessDenied",
			"mfa-role": "CredentialsProviderError",
			"web-identity": studio,
			process: studio,
		});
		const all = noted();
		assert.deepEqual(
			all.filter(({ kind }) => kind === "start").map(({ value }) => value),
			[{ argv: [process.execPath, script], execArgv: [] }],
			"one process, started with its script and nothing else",
		);
		const dials = all.filter(({ kind }) => kind === "dial");
		assert.ok(dials.length > 0, "no dial was seen");
		assert.deepEqual([...new Set(dials.map(({ value }) => value))], ["127.0.0.1"]);
		assert.deepEqual(new Set(all.filter(({ kind }) => kind === "lookup").map(({ value }) => value)), new Set());
	});

	it("asks AWS itself, in Remotion's region, where no endpoint is set: the guard sees it and refuses", async () => {
		const result = await verify({
			profile: "remotion",
			environment: { AWS_ENDPOINT_URL: "", AWS_REGION: "eu-west-1" },
		});
		assert.equal(result?.ok, false);
		assert.ok(
			noted().some(({ kind, value }) => kind === "dial" && value === "sts.eu-west-1.amazonaws.com"),
			JSON.stringify(noted()),
		);
	});

	it("has the shell's endpoint, keys, and nothing of this process's own", async () => {
		Object.assign(process.env, { AWS_PROFILE: "agency", AWS_SESSION_TOKEN: "stale", AWS_REGION: "eu-west-3" });
		try {
			const env = `AWS_ACCESS_KEY_ID=${KEYS.denied.accessKeyId}\nAWS_SECRET_ACCESS_KEY=${KEYS.denied.secretAccessKey}\nREMOTION_SKIP_AWS_CREDENTIALS_CHECK=1`;
			const result = await verify({ env });
			assert.ok(result?.ok && result.arn.endsWith("user/intern"), JSON.stringify(result));
			assert.equal(aws.requests()[0]?.region, "us-east-1");
		} finally {
			for (const name of ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION"]) delete process.env[name];
		}
	});

	it("reads the AWS files as they were explained, not as they are by now", async () => {
		const config = `[profile typed]\naws_access_key_id = ${KEYS.agency.accessKeyId}\naws_secret_access_key = ${KEYS.agency.secretAccessKey}\n`;
		const result = await verify({ profile: "typed", config });
		assert.ok(result?.ok && result.account === "222233334444", JSON.stringify(result));
		const moved = await verify({ profile: "typed", config, environment: { AWS_CONFIG_FILE: "some/./config" } });
		assert.ok(moved?.ok, JSON.stringify(moved));
	});

	it("gives a credential_process nothing of .env but what the SDK reads", async () => {
		const out = join(folder, "seen.json");
		const dump = `require('fs').writeFileSync('${out.replaceAll("\\", "/")}',JSON.stringify(process.env));process.exit(3)`;
		const config = `[profile p]\ncredential_process = node -e "${dump}"\n`;
		const result = await verify({
			profile: "p",
			config,
			env: "BASH_ENV=./evil\nNODE_OPTIONS=--title=evil\nAWS_REGION=eu-west-1\n",
		});
		assert.equal(failure(result), "CredentialProcess");
		const seen: Record<string, string> = JSON.parse(readFileSync(out, "utf8"));
		assert.deepEqual(
			[seen.BASH_ENV, seen.NODE_OPTIONS, seen.AWS_REGION, seen.ELECTRON_RUN_AS_NODE],
			[undefined, undefined, "eu-west-1", undefined],
		);
	});

	it("says nothing of what a failing credential_process printed", async () => {
		const config = `[profile p]\ncredential_process = node -e "console.error('canary-printed');console.log('canary-printed');process.exit(1)" canary-argument\n[profile q]\ncredential_process = echo canary-printed\n`;
		for (const profile of ["p", "q"]) {
			const result = await verify({ profile, config });
			assert.equal(failure(result), "CredentialProcess");
			assert.ok(!JSON.stringify(result).includes("canary"), JSON.stringify(result));
		}
	});

	for (const [kind, code] of [
		["reset", "ECONNRESET"],
		["garbage", "Error"],
		["half-answer", "ECONNRESET"],
	] as const) {
		it(`tells ${kind} by its code`, async () => {
			aws.order({ kind, service: "sts", times: "always" });
			assert.equal(failure(await verify({ profile: "remotion" })), code);
		});
	}

	it("outlives one hiccup", async () => {
		aws.order({ kind: "reset", service: "sts" });
		assert.equal((await verify({ profile: "remotion" }))?.ok, true);
	});

	it("ends at the limit and at once when cancelled, with all that a credential_process started", async () => {
		const pidFile = join(folder, "pid");
		const sleeper = `require('fs').writeFileSync('${pidFile.replaceAll("\\", "/")}',''+process.pid);setInterval(()=>{},1000)`;
		const config = `[profile p]\ncredential_process = node -e "${sleeper}"\n`;
		assert.equal(failure(await verify({ profile: "p", config }, { timeoutMs: 4000 })), "Timeout");
		await gone(pidFile);
		const controller = new AbortController();
		const running = verify({ profile: "p", config }, { signal: controller.signal });
		const wrote = () => existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "";
		for (const end = Date.now() + 10_000; !wrote() && Date.now() < end; ) await wait(20);
		const cancelled = Date.now();
		controller.abort();
		assert.equal(await running, undefined);
		assert.ok(Date.now() - cancelled < 3000);
		await gone(pidFile);
		assert.equal(await verify({ profile: "remotion" }, { signal: AbortSignal.abort() }), undefined);
	});

	/** The process whose number is in the file has ended. */
	async function gone(pidFile: string): Promise<void> {
		const pid = Number(readFileSync(pidFile, "utf8"));
		assert.ok(pid > 0, "it ran");
		rmSync(pidFile);
		for (const end = Date.now() + 10_000; Date.now() < end; await wait(20)) {
			try {
				process.kill(pid, 0);
			} catch {
				return;
			}
		}
		assert.fail(`process ${pid} still runs`);
	}

	it("says that it did not start, and that nobody answers", async () => {
		const broken = await verifyIdentity(signing({ profile: "remotion" }), {
			script: join(folder, "none.cjs"),
			cwd: folder,
		});
		assert.equal(failure(broken), "NotStarted");
		const nowhere = await verifyIdentity(signing({ profile: "remotion" }), { script, cwd: join(folder, "none") });
		assert.equal(failure(nowhere), "NotStarted");
		const port = await freePort();
		const dead = await verify({ profile: "remotion", environment: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` } });
		assert.equal(failure(dead), "ECONNREFUSED");
	});

	it("goes on after one that hung", async () => {
		const verifier = createVerifier(signing({ profile: "remotion" }), { script, cwd: folder });
		try {
			aws.order({ kind: "hang", service: "sts", times: "always", accessKeyId: KEYS.agency.accessKeyId });
			const timeoutMs = 2000;
			assert.equal(failure(await verifier.verify({ kind: "profile", profile: "agency" }, { timeoutMs })), "Timeout");
			assert.equal((await verifier.verify({ kind: "profile", profile: "remotion" }, {}))?.ok, true);
		} finally {
			verifier.dispose();
		}
	});
});

async function freePort(): Promise<number> {
	const server: Server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === "object" && address !== null ? address.port : 0;
}
