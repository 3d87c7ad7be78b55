import assert from "node:assert/strict";
import { commands } from "../../../../src/contributions.ts";
import { summaryOf, worstOf } from "../../../../src/core/awsAccount/checkRow.ts";
import { type HealthFacts, healthRows, mayBeOff } from "../../../../src/core/awsAccount/health.ts";

const version = "4.0.527";
const fn = (of: string | null, memory = 2048) => ({
	functionName: `remotion-render-${(of ?? version).replaceAll(".", "-")}-mem${memory}mb-disk2048mb-120sec`,
	version: of,
	memorySizeInMb: memory,
	diskSizeInMb: 2048,
	timeoutInSeconds: 120,
});
const well: HealthFacts = {
	region: "us-east-1",
	clientVersion: version,
	identity: { ok: true, value: { account: "111122223333" } },
	isRegionOff: false,
	functions: { ok: true, value: [fn(version)] },
	storage: { ok: true, value: { sites: [{ id: "demo", version }], buckets: [{ name: "remotionlambda-useast1-a" }] } },
	concurrency: { ok: true, value: 1000 },
};
const no = (original: string) => ({ ok: false, original }) as const;
const rows = (facts: Partial<HealthFacts> = {}) => healthRows({ ...well, ...facts }, "/w");
const short = (facts: Partial<HealthFacts> = {}) =>
	rows(facts).map(({ state, label, description }) => `${state}: ${label}, ${description}`);
const storage = (sites: { id: string; version: string | null }[], buckets: string[]): HealthFacts["storage"] => ({
	ok: true,
	value: { sites, buckets: buckets.map((name) => ({ name })) },
});

describe("the health of an account", () => {
	it("is all well", () => {
		assert.deepEqual(short(), [
			"good: Region us-east-1, enabled in account 1111-2222-3333",
			"good: Function 4.0.527, version matches · 2048 MB · 120 s",
			"good: Bucket, remotionlambda-useast1-a",
			"good: Site demo, 4.0.527",
			"good: 1,000 concurrent executions, limit in this region",
		]);
		assert.equal(summaryOf(rows()), "no problems");
		assert.equal(worstOf(rows()), "good");
	});

	const cases: [title: string, facts: Partial<HealthFacts>, expected: string, remedy: RegExp, command?: string][] = [
		[
			"no function",
			{ functions: { ok: true, value: [] } },
			"problem: Function 4.0.527, not deployed",
			/functions deploy/,
			"npx remotion lambda functions deploy --region=us-east-1",
		],
		[
			"no function of the client's version",
			{ functions: { ok: true, value: [fn("4.0.500")] } },
			"problem: Function 4.0.527, no function for this Remotion version",
			/the same Remotion version as the project \(4\.0\.527\)/,
			"npx remotion lambda functions deploy --region=us-east-1",
		],
		[
			"another function beside the one that fits",
			{ functions: { ok: true, value: [fn("4.0.500"), fn(version)] } },
			"note: Function 4.0.500, other version · 2048 MB · 120 s",
			/remotion-render-4-0-500-.*uses Remotion 4\.0\.500/s,
		],
		[
			"a function that does not answer",
			{ functions: { ok: true, value: [fn(null)] } },
			"warning: Function 4.0.527, no response · 2048 MB · 120 s",
			/aren't allowed to invoke it/,
		],
		[
			"two that fit",
			{ functions: { ok: true, value: [fn(version), fn(version, 3008)] } },
			"note: Several matching functions, pass --function-name",
			/doesn't choose/,
		],
		[
			"no bucket",
			{ storage: storage([], []) },
			"warning: Bucket, none yet",
			/^Created when/,
			"npx remotion lambda sites create --region=us-east-1",
		],
		[
			"a bucket that everybody can list",
			{ listable: ["remotionlambda-useast1-a"] },
			"warning: Bucket that everyone can list, remotionlambda-useast1-a",
			/without credentials.*bucket security/s,
			"vscode.open",
		],
		[
			"a limit whose increase was requested",
			{ concurrency: { ok: true, value: 10 }, pending: { desired: 5000, requested: Date.UTC(2026, 0, 2) } },
			"warning: 10 concurrent executions, increase to 5,000 requested",
			/requested on 2026-01-02 and is pending/,
		],
		[
			"no site",
			{ storage: storage([], ["remotionlambda-useast1-a"]) },
			"warning: Sites, not deployed",
			/sites create/,
			"npx remotion lambda sites create --region=us-east-1",
		],
		[
			"two buckets",
			{ storage: storage([{ id: "demo", version }], ["remotionlambda-a", "remotionlambda-b"]) },
			"problem: 2 buckets, Remotion expects one per region",
			/keep one bucket/,
			"https://www.remotion.dev/docs/lambda/multiple-buckets",
		],
		[
			"a site of another version",
			{ storage: storage([{ id: "demo", version: "4.0.500" }], ["remotionlambda-a"]) },
			"warning: Site demo, 4.0.500 · other version",
			/Redeploy it/,
			"npx remotion lambda sites create --site-name=demo --region=us-east-1",
		],
		[
			"a site whose name a shell would read",
			{ storage: storage([{ id: "a'(b)!", version: "4.0.500" }], ["remotionlambda-a"]) },
			"warning: Site a'(b)!, 4.0.500 · other version",
			/Redeploy it/,
			"npx remotion lambda sites create --region=us-east-1",
		],
		[
			"a new account",
			{ concurrency: { ok: true, value: 10 } },
			"warning: 10 concurrent executions, limit of a new account, too low for most renders",
			/new account can run 10 functions at a time.*Rate Exceeded/,
			"npx remotion lambda quotas increase --region=us-east-1",
		],
		[
			"a low limit",
			{ concurrency: { ok: true, value: 400 } },
			"warning: 400 concurrent executions, limit below AWS's usual 1,000",
			/Several renders/,
			"npx remotion lambda quotas increase --region=us-east-1",
		],
		[
			"a permission that is missing",
			{
				concurrency: no(
					"AccessDeniedException: User: arn:aws:iam::111122223333:user/intern is not authorized to perform: servicequotas:GetServiceQuota on resource: x",
				),
			},
			"problem: Concurrency limit, A permission is missing",
			/does not allow servicequotas:GetServiceQuota/,
			commands.checkPermissions,
		],
		[
			"no answer from anybody, in words that any program has",
			{ functions: no("connect ECONNREFUSED 127.0.0.1:1") },
			"problem: Functions, AWS couldn't be reached",
			/didn't reach AWS/,
			commands.explainError,
		],
		[
			"something nobody knows",
			{ functions: no("a strange new error") },
			"problem: Functions, no response",
			/a strange new error/,
			commands.explainError,
		],
	];
	for (const [title, facts, expected, remedy, command] of cases) {
		it(`tells ${title}`, () => {
			const index = short(facts).indexOf(expected);
			assert.ok(index >= 0, short(facts).join("\n"));
			const row = rows(facts)[index];
			assert.match(row?.remedy ?? "", remedy);
			const { action } = row ?? {};
			assert.equal(
				command === undefined ? action : [action?.command, ...(action?.args ?? [])].includes(command),
				command && true,
			);
			assert.notEqual(worstOf(rows(facts)), "good");
		});
	}

	it("has a page in the console for whatever has one", () => {
		assert.deepEqual(
			rows({ listable: ["remotionlambda-useast1-a"] }).map(({ page = "" }) => page.replace(/^https:\/\/|\?.*/g, "")),
			[
				"",
				"us-east-1.console.aws.amazon.com/lambda/home",
				"s3.console.aws.amazon.com/s3/buckets/remotionlambda-useast1-a",
				"",
				"us-east-1.console.aws.amazon.com/servicequotas/home/services/lambda/quotas/L-B99A9384",
			],
		);
		assert.match(rows({ listable: ["remotionlambda-useast1-a"] })[2]?.page ?? "", /tab=permissions$/);
	});

	it("asks for nothing else where nobody signs, and blames the region only where another one knows them", () => {
		const identity = no("InvalidClientTokenId: The security token included in the request is invalid.");
		const region = "ap-east-1";
		assert.deepEqual(short({ identity, region }), ["problem: Credentials, AWS doesn't recognize the access key"]);
		assert.deepEqual(short({ identity, region, isRegionOff: true }), [
			"problem: Region ap-east-1, not enabled in this account",
		]);
		// No account outside of China can enable it.
		const [china] = rows({ identity, region: "cn-north-1", isRegionOff: true });
		assert.equal(china?.description, "needs an AWS China account");
		assert.doesNotMatch(china?.remedy ?? "", /Enable the region/);
	});

	it("says nothing of a version that is not known, and marks as good only what is alone in its place", () => {
		const functions = { ok: true, value: [] } as const;
		const two = ["remotionlambda-a", "remotionlambda-b"];
		const mute = rows({ clientVersion: undefined, functions, storage: storage([{ id: "s", version: null }], two) });
		assert.deepEqual(
			mute.map(({ state, label, description }) => `${state}: ${label}, ${description}`),
			[
				"good: Region us-east-1, enabled in account 1111-2222-3333",
				"problem: Function, not deployed",
				"problem: 2 buckets, Remotion expects one per region",
				"good: Site s, of unknown version",
				"good: 1,000 concurrent executions, limit in this region",
			],
		);
		assert.match(mute[1]?.remedy ?? "", /as the project\. Deploy a function/);
		assert.deepEqual(
			mute[2]?.children?.map(({ state, label, description }) => `${state}: ${label}, ${description}`),
			["problem: Bucket, remotionlambda-a", "problem: Bucket, remotionlambda-b"],
		);
		assert.equal(
			short({ functions: { ok: true, value: [{ ...fn(null), functionName: "own" }] } })[2]?.split(",")[0],
			"warning: Function of unknown version",
		);
	});

	it("names functions of one version by what differs", () => {
		const labels = (functions: Parameters<typeof fn>[]) =>
			rows({ functions: { ok: true, value: functions.map((args) => fn(...args)) } })
				.filter(({ id }) => id.startsWith("function "))
				.map(({ label, description }) => `${label}, ${description}`);
		assert.deepEqual(labels([[version], [version, 3008]]), [
			"Function 3008 MB · 4.0.527, version matches · 120 s",
			"Function 2048 MB · 4.0.527, version matches · 120 s",
		]);
		const own = { ...fn(null, 3008), functionName: "own" };
		assert.deepEqual(
			rows({ functions: { ok: true, value: [fn(version), own] } }).find(({ id }) => id === "function own")?.label,
			"Function 3008 MB · unknown version",
		);
	});

	it("asks for something only where something is to be done", () => {
		const isIdle = ({ remedy, action }: (typeof all)[number]) => remedy === "" && action === undefined;
		const all = rows();
		assert.deepEqual(
			all.filter((row) => !isIdle(row)).map(({ id, remedy, action }) => [id, remedy, action]),
			[[`function ${fn(version).functionName}`, fn(version).functionName, undefined]],
		);
	});

	it("leads from each row to what mends it", () => {
		const off = rows({ isRegionOff: true, region: "ap-east-1" });
		const access = no(
			"AccessDenied: User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:ListBuckets",
		);
		const strange = no("a strange new error");
		const open = "https://www.remotion.dev/docs/lambda/region-selection";
		const typed = (title: string, command: string) => [title, "remotionLambda.typeCommand", "/w", command];
		const actions = (facts: Partial<HealthFacts>) =>
			rows(facts).flatMap(({ label, action }) =>
				action ? [[label, action.title, action.command, ...action.args]] : [],
			);
		assert.deepEqual(
			off.map(({ action }) => [action?.title, action?.command, ...(action?.args ?? [])]),
			[["Open documentation", "vscode.open", open]],
		);
		assert.match(off[0]?.remedy ?? "", /in other regions, but not in ap-east-1\. Enable the region/);
		assert.deepEqual(actions({ functions: strange, storage: access, concurrency: strange }), [
			["Functions", "Explain", commands.explainError, "a strange new error"],
			["Bucket and sites", "Check permissions", commands.checkPermissions],
			["Concurrency limit", "Explain", commands.explainError, "a strange new error"],
		]);
		const create = "npx remotion lambda sites create --region=us-east-1";
		assert.deepEqual(actions({ storage: storage([], []), concurrency: { ok: true, value: 999 } }), [
			["Bucket", ...typed("Insert command in terminal", create)],
			["Sites", ...typed("Insert command in terminal", create)],
			[
				"999 concurrent executions",
				...typed("Insert command in terminal", "npx remotion lambda quotas increase --region=us-east-1"),
			],
		]);
		for (const [id, name] of [
			["a.b-c_1", " --site-name=a.b-c_1"],
			["$(x).b", ""],
			["b c", ""],
		] as const) {
			const [[, , , , command] = []] = actions({ storage: storage([{ id, version: "4.0.1" }], ["remotionlambda-a"]) });
			assert.equal(command, `npx remotion lambda sites create${name} --region=us-east-1`);
		}
	});

	it("asks another region only where this one may be off", () => {
		assert.deepEqual(["us-east-1", "ap-east-1"].map(mayBeOff), [false, true]);
	});

	it("has rows of different ids, and commands there are", () => {
		const known = new Set<string>([...Object.values(commands), "vscode.open"]);
		for (const [title, facts] of cases) {
			const all = rows(facts);
			assert.equal(new Set(all.map(({ id }) => id)).size, all.length, title);
			for (const { action } of all) if (action) assert.ok(known.has(action.command), title);
		}
		assert.equal(
			summaryOf(rows({ functions: { ok: true, value: [fn("4.0.500")] }, concurrency: { ok: true, value: 10 } })),
			"1 problem, 2 warnings",
		);
	});
});
