/** Our reading of token caches against the AWS SDK's own providers, Remotion's copy and the installed ones: what they would send, and to whom. */

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import fc from "fast-check";
import { readLoginToken, readSsoToken, signInState } from "../../src/core/credentialProviders/tokenCache.ts";
import { sha1, sha256 } from "../../src/core/text/digest.ts";
import { loadBundledSdk } from "./bundledSdk.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 600);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);
const timeout = 60_000 + numRuns * 100;

const minute = 60_000;
const hour = 60 * minute;

/** By its profile: the cache's file, and how it is read. */
const profiles = {
	session: { file: `.aws/sso/cache/${sha1("corp")}.json`, read: (text: string) => readSsoToken(text, true) },
	legacy: {
		file: `.aws/sso/cache/${sha1("https://corp.invalid/start")}.json`,
		read: (text: string) => readSsoToken(text, false),
	},
	login: { file: `.aws/login/cache/${sha256("arn:aws:iam::111122223333:user/a")}.json`, read: readLoginToken },
} as const;
type Kind = keyof typeof profiles;

const config = `[profile session]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = r
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.invalid/start
[profile legacy]
sso_region = eu-west-1
sso_start_url = https://corp.invalid/start
sso_account_id = 111122223333
sso_role_name = r
[profile login]
login_session = arn:aws:iam::111122223333:user/a
region = eu-west-1
`;

/** How a date is written: as the AWS CLI does today and did once, as other tools do, and as nobody should. */
const dates: readonly ((time: number) => unknown)[] = [
	(time) => new Date(time).toISOString(),
	(time) => new Date(time).toISOString().replace(/\.\d+Z$/, "Z"),
	(time) => new Date(time).toISOString().replace(/\.\d+Z$/, "UTC"),
	(time) => new Date(time + 10 * hour).toISOString().replace("Z", "+10:00"),
	(time) => time,
	(time) => Math.floor(time / 1000),
	(time) => new Date(time).toUTCString(),
	(time) => [new Date(time).toISOString()],
	() => null,
	() => undefined,
	() => "",
	() => "soon",
	() => true,
	() => ({}),
];
/** From now on: around the five minutes in which a token is renewed, around the end, and around the twelve hours of `aws login`. */
const offsets = [
	-40 * 24 * hour,
	-13 * hour,
	-11 * hour,
	-hour,
	-minute,
	minute,
	4 * minute,
	6 * minute,
	hour,
	9 * hour,
];
const date = fc.record({ write: fc.constantFrom(...dates), offset: fc.constantFrom(...offsets) });
const usualDate = fc.record({ write: fc.constantFrom(...dates.slice(0, 2)), offset: fc.constantFrom(...offsets) });
const field = (value: string) =>
	fc.oneof(
		{ weight: 12, arbitrary: fc.constant<unknown>(value) },
		{ weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, "", null) },
	);
const optional = (value: string) => fc.oneof(fc.constant<unknown>(value), fc.constant<unknown>(undefined));
const oneDate = fc.oneof({ weight: 2, arbitrary: usualDate }, { weight: 1, arbitrary: date });

const dpopKey = generateKeyPairSync("ec", {
	namedCurve: "P-256",
	publicKeyEncoding: { type: "spki", format: "pem" },
	privateKeyEncoding: { type: "sec1", format: "pem" },
}).privateKey;

const roleCredentials = {
	accessKeyId: "ASIAFAKE000000000002",
	secretAccessKey: "not-a-secret",
	sessionToken: "not-a-session-token",
	expiration: 4_000_000_000_000,
};

const token = fc.record({
	accessToken: field("not-a-token"),
	expiresAt: oneDate,
	clientId: optional("c"),
	clientSecret: optional("not-a-secret"),
	refreshToken: optional("not-a-refresh-token"),
	registrationExpiresAt: oneDate,
	keys: fc.record({
		accessKeyId: field("ASIAFAKE000000000001"),
		secretAccessKey: field("not-a-secret"),
		sessionToken: field("not-a-session-token"),
		accountId: field("111122223333"),
	}),
	dpopKey: field(dpopKey),
	loginClient: field("arn:aws:signin:::devtools/same-device"),
	loginRefresh: field("not-a-refresh-token"),
});
type Token = typeof token extends fc.Arbitrary<infer T> ? T : never;

/** The file's text; undefined: there is no file. */
function textOf(kind: Kind, given: Token, now: number): string | undefined {
	const dated = ({ write, offset }: Token["expiresAt"]) => write(now + offset);
	const { keys, dpopKey, loginClient, loginRefresh, ...sso } = given;
	if (kind !== "login")
		return JSON.stringify({
			...sso,
			expiresAt: dated(sso.expiresAt),
			registrationExpiresAt: dated(sso.registrationExpiresAt),
		});
	const accessToken = { ...keys, expiresAt: dated(sso.expiresAt) };
	return JSON.stringify({ accessToken, clientId: loginClient, refreshToken: loginRefresh, dpopKey });
}

const brokenTexts = [undefined, "", "{", "null", "[]", "5", '"a"', "{}", '{"accessToken":null}'];

/** What a provider did: which of AWS's paths it asked, and whether it came to credentials. */
interface Outcome {
	readonly asked: readonly string[];
	readonly uses: boolean;
}

type FromIni = (
	init: object,
) => () => Promise<{ accessKeyId?: string; secretAccessKey?: string; sessionToken?: string }>;

describe("agreement with the AWS SDK on token caches", () => {
	const home = mkdtempSync(join(tmpdir(), "sign-in-"));
	let asked: string[] = [];
	/** AWS: it gives a role's credentials for any token, and another token to nobody. */
	const server = createServer(({ url = "", headers }, response) => {
		const path = url.replace(/\?.*/, "");
		asked.push(path);
		const isGiven = path === "/federation/credentials" && headers["x-amz-sso_bearer_token"];
		response.writeHead(isGiven ? 200 : 400, { "content-type": "application/json" });
		response.end(JSON.stringify(isGiven ? { roleCredentials } : { error: "invalid_grant" }));
	});
	let environment: NodeJS.ProcessEnv;
	const { now: realNow } = Date;
	/** The SDK asks for another token once in thirty seconds at most: each case is later than the one before. */
	let now = Date.parse("2026-06-01T12:00:00Z");
	const providers: [name: string, fromIni: FromIni][] = [["installed", fromIni as FromIni]];
	before(async function () {
		this.timeout(timeout);
		providers.push(["Remotion's", (await loadBundledSdk()).fromIni as unknown as FromIni]);
		environment = { ...process.env };
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		const { port } = server.address() as AddressInfo;
		// Each by itself: `homedir()` asks the process's real environment, and no object in its place.
		for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
		Object.assign(process.env, { HOME: home, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_MAX_ATTEMPTS: "1" });
		mkdirSync(join(home, ".aws"), { recursive: true });
		writeFileSync(join(home, ".aws", "config"), config);
		for (const { file } of Object.values(profiles)) mkdirSync(dirname(join(home, file)), { recursive: true });
		Date.now = () => now;
	});
	after(() => {
		Date.now = realNow;
		server.closeAllConnections();
		server.close();
		for (const name of Object.keys(process.env)) delete process.env[name];
		Object.assign(process.env, environment);
		rmSync(home, { recursive: true });
	});

	async function run(provider: FromIni, profile: Kind): Promise<Outcome> {
		asked = [];
		const found = await provider({ profile, ignoreCache: true })().catch(() => undefined);
		const hasAll = found?.accessKeyId && found.secretAccessKey && found.sessionToken;
		return { asked, uses: Boolean(hasAll) };
	}

	/** Holds what a file comes to against what both providers do with it. */
	async function agree(kind: Kind, text: string | undefined): Promise<string> {
		now += minute;
		const path = join(home, profiles[kind].file);
		if (text === undefined) rmSync(path, { force: true });
		else writeFileSync(path, text);
		const facts = text === undefined ? undefined : profiles[kind].read(text);
		const state = signInState(facts, now);
		const renewsAt = kind === "session" ? "/token" : kind === "login" ? "/v1/token" : undefined;
		const isEnding = facts !== undefined && "expires" in facts && !(facts.expires - now > 5 * minute);
		for (const [name, provider] of providers) {
			now += minute / 1000;
			const { asked, uses } = await run(provider, kind);
			const what = `${name} ${kind} ${text}: ${JSON.stringify({ state, asked, uses })}`;
			const asks = renewsAt !== undefined && asked.includes(renewsAt);
			if (state.fails) {
				assert.ok(!uses, what);
				// AWS alone knows that a client's registration, or a login's twelve hours, are over.
				if (asks)
					assert.ok(
						facts && "renewsUntil" in facts && facts.renewsUntil !== undefined && facts.renewsUntil <= now,
						what,
					);
				else
					assert.ok(
						asked.every((path) => path === "/federation/credentials"),
						what,
					);
			} else if (state.state === "expired" || (state.state === "undated" && state.renews)) {
				assert.ok(state.renews && asks && !uses, what);
			} else {
				// Remotion's copy stops where a login is not renewed in its last minutes.
				assert.ok(uses || (asks && isEnding && (kind === "login" || "lacking" in facts)), what);
				if (!state.renews && kind !== "session") assert.ok(!asks, what);
				if (state.renews && isEnding) assert.ok(asks, what);
			}
		}
		return `${kind} ${state.state}${state.renews ? " renews" : ""}${state.fails ? " fails" : ""}`;
	}

	it("on files that are missing or broken", async () => {
		for (const kind of Object.keys(profiles) as Kind[])
			for (const text of brokenTexts) {
				const said = await agree(kind, text);
				if (text === undefined) assert.equal(said, `${kind} missing fails`);
				else assert.equal(said, `${kind} unusable fails`, text);
			}
	});

	it("on random tokens of all states", async () => {
		const seen = new Map<string, number>();
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...(Object.keys(profiles) as Kind[])), token, async (kind, given) => {
				const said = await agree(kind, textOf(kind, given, now + minute));
				seen.set(said, (seen.get(said) ?? 0) + 1);
			}),
			{ numRuns, seed },
		);
		const states = [
			...["session expired fails", "session expired renews", "session undated fails", "session undated renews"],
			...["session unusable fails", "session valid", "session valid renews"],
			...["legacy expired fails", "legacy undated", "legacy unusable fails", "legacy valid"],
			...["login expired fails", "login expired renews", "login undated", "login unusable fails", "login valid renews"],
		];
		assert.deepEqual([...seen.keys()].sort(), states.sort());
	}).timeout(timeout);
});
