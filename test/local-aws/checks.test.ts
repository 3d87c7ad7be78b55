/** Permissions and health, asked for real: the child process that ships, the project's own package, a local AWS. */
import assert from "node:assert/strict";
import { type HealthFacts, healthRows } from "../../src/core/awsAccount/health.ts";
import { judgePermissions, permissionsWords } from "../../src/core/awsAccount/permissions.ts";
import { explainError } from "../../src/core/errorGuide/index.ts";
import { lookAtHealth } from "../../src/remotion/askHealth.ts";
import type { CredentialSource } from "../../src/remotion/childEnvironment.ts";
import { findClient } from "../../src/remotion/findClient.ts";
import type { RenderSession } from "../../src/remotion/session.ts";
import { root } from "../harness/paths.ts";
import { ACCOUNTS, KEYS } from "./accounts.ts";
import { longLivedKey } from "./keys.ts";
import {
	FUNCTION_ROLE,
	OLDER_VERSION,
	REMOTION_USER_ACTIONS,
	REMOTION_VERSION,
	remotionFunction,
} from "./remotionSetup.ts";
import { failureOf, keySource, processesWith, region, type Setup, setUp, until } from "./testRenderSetup.ts";
import type { Account } from "./types.ts";

const carelessKey = longLivedKey("CARELESS");
const carelessBucket = "remotionlambda-useast1-careless01";
const careless: Account = {
	id: "666677778888",
	title: "Careless",
	concurrencyLimit: 10,
	requestedConcurrency: 5000,
	users: [{ name: "render-bot", allow: REMOTION_USER_ACTIONS, keys: [carelessKey] }],
	roles: [FUNCTION_ROLE],
	functions: [remotionFunction(REMOTION_VERSION)],
	buckets: [{ name: carelessBucket, region, sites: [], isListable: true }],
};

describe("permissions and health on the local AWS", function () {
	this.timeout(60_000);
	let setup: Setup;
	let full: string;
	before(async () => {
		setup = await setUp([...ACCOUNTS, careless]);
		const found = await findClient(root, "full");
		assert.ok(found.ok);
		full = found.path;
	});
	after(() => setup.end());
	afterEach(async function () {
		setup.aws.clearFaults();
		if (this.currentTest?.state === "failed") await setup.endSessions();
		assert.deepEqual([...processesWith(setup.folder)], [], "a process was left behind");
	});

	/** A session with the full package: a program that hands it on, since `open` takes programs as texts. */
	const openFull = (source: CredentialSource) =>
		setup.open(source, { client: `module.exports = require(${JSON.stringify(full)});` });

	async function permissionsOf(session: RenderSession, fractions: (number | null)[] = []) {
		const onProgress = ({ fraction }: { fraction: number | null }) => fractions.push(fraction);
		const simulated = await session.call("simulatePermissions", { region }, { onProgress });
		const { user } = await session.call("policies", { region });
		return judgePermissions(user, simulated);
	}

	it("knows that all is allowed, and tells how far it is", async () => {
		const session = openFull(keySource(KEYS.studio));
		const fractions: (number | null)[] = [];
		assert.equal(permissionsWords(await permissionsOf(session, fractions)), "all 32 allowed");
		assert.equal(fractions.length, 32);
		assert.deepEqual([fractions[0], fractions.at(-1)], [1 / 32, 1]);
		await session.end();
	});

	it("judges a role by its name", async () => {
		const session = openFull({ kind: "profile", profile: "render-role" });
		assert.equal(permissionsWords(await permissionsOf(session)), "all 32 allowed");
		const { arn } = await session.call("whoSigns", { region });
		assert.match(arn, /:assumed-role\/render-role\//);
		await session.end();
	});

	it("says what is denied, where the command line only prints a cross and goes on", async () => {
		const session = openFull(keySource(KEYS.checker));
		const permissions = await permissionsOf(session);
		const denied = permissions.filter(({ decision }) => decision !== "allowed").map(({ name }) => name);
		assert.deepEqual(denied, ["lambda:InvokeAsync", "lambda:InvokeFunction"]);
		assert.equal(permissionsWords(permissions), "2 of 32 missing");
		await session.end();
	});

	it("says so where checking itself is not allowed", async () => {
		const session = openFull(keySource(KEYS.denied));
		const failure = await failureOf(session.call("simulatePermissions", { region }));
		const told = explainError(failure.original, undefined, { fromAws: true });
		assert.equal(told?.id, "simulation-denied", failure.original);
		assert.match(told.cause, /iam:SimulatePrincipalPolicy.*Renders might still work.*user\/intern/);
		assert.match(failure.message, /Not allowed to check permissions/);
		await session.end();
	});

	it("is cancelled in the middle", async () => {
		const session = openFull(keySource(KEYS.studio));
		setup.aws.clearRequests();
		setup.aws.order({ kind: "hang", service: "iam", times: "always" });
		const controller = new AbortController();
		const running = session.call("simulatePermissions", { region }, { signal: controller.signal });
		await Promise.race([until(() => setup.aws.requests().some(({ service }) => service === "iam")), running]);
		controller.abort();
		assert.equal((await failureOf(running)).kind, "cancelled");
	});

	it("needs the full package for permissions", async () => {
		const session = setup.open(keySource(KEYS.studio));
		const failure = await failureOf(session.call("simulatePermissions", { region }));
		assert.equal(failure.kind, "invalid-reply");
		await session.end();
	});

	async function health(source: CredentialSource, at = region): Promise<string[]> {
		const session = setup.open(source);
		const facts: HealthFacts = await lookAtHealth(session, { region: at, clientVersion: REMOTION_VERSION });
		await session.end();
		return healthRows(facts, "/w").map(({ state, label, description }) => `${state}: ${label}, ${description}`);
	}

	it("finds a healthy account so", async () => {
		assert.deepEqual(await health(keySource(KEYS.agency)), [
			"good: Region us-east-1, enabled in account 2222-3333-4444",
			`good: Function ${REMOTION_VERSION}, version matches · 2048 MB · 120 s`,
			"good: Bucket, remotionlambda-useast1-agency0001",
			`good: Site local-demo, ${REMOTION_VERSION}`,
			"good: 1,000 concurrent executions, limit in this region",
		]);
	});

	it("finds what a new account lacks: a function of this version, bucket, site, concurrency", async () => {
		assert.deepEqual(await health(keySource(KEYS.fresh)), [
			"good: Region us-east-1, enabled in account 3333-4444-5555",
			`problem: Function ${REMOTION_VERSION}, no function for this Remotion version`,
			`warning: Function ${OLDER_VERSION}, other version · 2048 MB · 120 s`,
			"warning: Bucket, none yet",
			"warning: Sites, not deployed",
			"warning: 10 concurrent executions, limit of a new account, too low for most renders",
		]);
	});

	it("finds a bucket that everybody can list by one unsigned request, and an increase that was requested", async () => {
		setup.aws.clearRequests();
		assert.deepEqual((await health(keySource(carelessKey))).slice(2), [
			`warning: Bucket that everyone can list, ${carelessBucket}`,
			"warning: Sites, not deployed",
			"warning: 10 concurrent executions, increase to 5,000 requested",
		]);
		const unsigned = setup.aws.requests().filter(({ accessKeyId }) => accessKeyId === null);
		assert.deepEqual(
			unsigned.map(({ operation, status }) => `${operation} ${status}`),
			["ListObjectsV2 200"],
		);
		setup.aws.clearRequests();
		await health(keySource(KEYS.agency));
		const refused = setup.aws.requests().filter(({ accessKeyId }) => accessKeyId === null);
		assert.deepEqual(
			refused.map(({ operation, code }) => `${operation} ${code}`),
			["ListObjectsV2 AccessDenied"],
		);
	});

	it("tells a region that is off from credentials nobody knows", async () => {
		assert.deepEqual(await health(keySource(KEYS.studio), "ap-east-1"), [
			"problem: Region ap-east-1, not enabled in this account",
		]);
		assert.deepEqual(await health(keySource(KEYS.unknown), "ap-east-1"), [
			"problem: Credentials, AWS doesn't recognize the access key",
		]);
		assert.deepEqual(await health(keySource(KEYS.studio), "eu-south-1"), [
			"good: Region eu-south-1, enabled in account 1111-2222-3333",
			`problem: Function ${REMOTION_VERSION}, not deployed`,
			"warning: Bucket, none yet",
			"warning: Sites, not deployed",
			"good: 1,000 concurrent executions, limit in this region",
		]);
	});

	it("tells what may not be asked, each by itself", async () => {
		assert.deepEqual(await health(keySource(KEYS.denied)), [
			"good: Region us-east-1, enabled in account 1111-2222-3333",
			"problem: Functions, A permission is missing",
			"problem: Bucket and sites, A permission is missing",
			"problem: Concurrency limit, A permission is missing",
		]);
	});

	it("tells expired credentials once", async () => {
		assert.deepEqual(await health(keySource(KEYS.expired)), [
			"problem: Credentials, The temporary credentials have expired",
		]);
	});
});
