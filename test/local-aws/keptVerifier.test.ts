/** Which processes are started, and end, when identities are verified one after the other. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { KeptVerifier } from "../../src/aws/keptVerifier.ts";
import type { Signing } from "../../src/core/signing/signingContext.ts";
import { Secret } from "../../src/core/text/secret.ts";
import { buildExtension } from "../harness/build.ts";
import { cleanEnvironment, homeVariables } from "../harness/environment.ts";
import { KEYS } from "./accounts.ts";
import { type LocalAws, startLocalAws } from "./server.ts";

describe("the kept process of a verification", function () {
	this.timeout(60_000);
	const folder = mkdtempSync(join(tmpdir(), "rlc-kept-"));
	const home = join(folder, "home");
	const starts = join(folder, "starts.txt");
	const script = join(folder, "noted.cjs");
	const config = join(home, ".aws", "config");
	let aws: LocalAws;
	let kept: KeptVerifier;

	before(async () => {
		await buildExtension({ production: true, outdir: join(folder, "dist") });
		const identity = JSON.stringify(join(folder, "dist", "identity.cjs"));
		writeFileSync(
			script,
			`require("node:fs").appendFileSync(${JSON.stringify(starts)}, process.pid + "\\n");require(${identity});`,
		);
		mkdirSync(home);
		aws = await startLocalAws();
	});
	after(async () => {
		await aws.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	});
	beforeEach(() => {
		rmSync(starts, { force: true });
		kept = new KeptVerifier();
	});
	afterEach(() => kept.dispose());

	const world = (variables: Record<string, string> = {}, files: Record<string, string> = {}) => {
		const all = cleanEnvironment({
			...homeVariables(home),
			AWS_ENDPOINT_URL: aws.url,
			AWS_EC2_METADATA_DISABLED: "true",
			...variables,
		});
		const hidden = (record: Record<string, string | undefined>) =>
			Object.fromEntries(Object.entries(record).map(([name, value]) => [name, new Secret(value ?? "")]));
		return { environment: hidden(all), files: hidden(files), region: "us-east-1" };
	};
	const keysOf = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
		({ kind: "keys", accessKeyId, secretAccessKey: new Secret(secretAccessKey) }) as const;
	/** Verifies, keeps the process, and tells who it is. */
	const who = async (one: ReturnType<typeof world>, source: Signing["source"] = keysOf(KEYS.studio)) => {
		const options = { script, cwd: folder };
		const verifier = kept.take(one, options);
		const result = await verifier.verify(source, {});
		kept.keep(verifier, one, options);
		return result?.ok ? result.account : result?.code;
	};
	const pids = () => (existsSync(starts) ? readFileSync(starts, "utf8").trim().split("\n").map(Number) : []);
	const isAlive = (pid: number | undefined) => {
		try {
			return process.kill(pid ?? 0, 0);
		} catch {
			return false;
		}
	};
	const ends = async (pid: number | undefined) => {
		for (const end = Date.now() + 10_000; isAlive(pid) && Date.now() < end; ) await wait(10);
		return !isAlive(pid);
	};

	it("answers for other keys, a profile and the chain without another start", async () => {
		const text = `[profile agency]\naws_access_key_id = ${KEYS.agency.accessKeyId}\naws_secret_access_key = ${KEYS.agency.secretAccessKey}\n`;
		const { accessKeyId, secretAccessKey } = KEYS.fresh;
		const one = () =>
			world({ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }, { [config]: text });
		const profile = { kind: "profile", profile: "agency" } as const;
		assert.deepEqual(
			[
				await who(one(), keysOf(KEYS.studio)),
				await who(one(), profile),
				await who(one(), { kind: "chain" }),
				await who(one(), keysOf(KEYS.agency)),
				await who(one(), keysOf(KEYS.studio)),
			],
			["111122223333", "222233334444", "333344445555", "222233334444", "111122223333"],
		);
		assert.equal(pids().length, 1);
	});

	for (const [what, other] of [
		["another variable", () => world({ AWS_CA_BUNDLE: "none.pem" })],
		["one variable less", () => world({ AWS_EC2_METADATA_DISABLED: "" })],
		["another text of a file", () => world({}, { [config]: "[default]\n" })],
		["another region", () => ({ ...world(), region: "eu-west-1" })],
	] as const) {
		it(`starts anew for ${what}, and ends the earlier process`, async () => {
			await who(world());
			await who(other());
			const [first, second, ...more] = pids();
			assert.ok(second !== undefined && more.length === 0, String(pids()));
			assert.ok(await ends(first));
			assert.ok(isAlive(second));
		});
	}

	it("ends it when nobody asks for a while, and with its owner", async () => {
		kept = new KeptVerifier(100);
		await who(world());
		assert.ok(await ends(pids()[0]));
		kept = new KeptVerifier();
		await who(world());
		assert.ok(isAlive(pids()[1]));
		kept.dispose();
		assert.ok(await ends(pids()[1]));
	});

	it("starts another where the kept one was ended by somebody else", async () => {
		await who(world());
		const [first] = pids();
		process.kill(first ?? Number.NaN, "SIGKILL");
		assert.ok(await ends(first));
		assert.equal(await who(world()), "111122223333");
		assert.equal(pids().length, 2);
	});
});
