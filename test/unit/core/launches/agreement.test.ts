import assert from "node:assert/strict";
import { type Explanation, explainLaunches, findLaunches, type Launch } from "../../../../src/core/index.ts";
import { agreement } from "../../../../src/core/launches/agreement.ts";
import { cwd, situation } from "../../situation.ts";

type Answer = Pick<Explanation, "active" | "region">;

const launch = (id: string, more: Partial<Launch> = {}): Launch => ({
	id,
	label: id,
	kind: "script",
	runtime: "node",
	cwd,
	place: "here",
	layers: [],
	callsLambda: "yes",
	...more,
});
const answer = (profile: string, region: string | null = "us-east-1", line = 1): Answer => ({
	active: { kind: "profile", profile, variable: "REMOTION_AWS_PROFILE", type: "static" },
	region: { value: region, origin: { layer: "file", path: `/${line}` } },
});

describe("whether launches agree", () => {
	const shown = { launch: launch("a"), explanation: answer("one") };
	const cases: [what: string, other: { launch: Launch; explanation: Answer }, compared: number, differs: boolean][] = [
		["the same from elsewhere", { launch: launch("b"), explanation: answer("one", "us-east-1", 7) }, 2, false],
		["another profile", { launch: launch("b"), explanation: answer("two") }, 2, true],
		["another region", { launch: launch("b"), explanation: answer("one", "eu-west-1") }, 2, true],
		["no region", { launch: launch("b"), explanation: answer("one", null) }, 2, false],
		["likely", { launch: launch("b", { callsLambda: "likely" }), explanation: answer("two") }, 2, true],
		["unknown", { launch: launch("b", { callsLambda: "unknown" }), explanation: answer("two") }, 1, false],
		["elsewhere", { launch: launch("b", { place: "elsewhere" }), explanation: answer("two") }, 1, false],
	];
	for (const [what, other, compared, differs] of cases)
		it(what, () => {
			const found = agreement([shown, other], shown);
			assert.deepEqual(found, differs ? { compared, differing: new Set(["b"]) } : undefined);
		});

	it("counts the keys' variables, not where they stand", () => {
		const keys = (variables: string[], path: string): Answer => ({
			...answer(""),
			active: {
				kind: "keys",
				accessKeyId: "AKIAFAKE",
				hasSessionToken: false,
				variables,
				origins: [{ layer: "file", path }],
			},
		});
		const one = { launch: launch("a"), explanation: keys(["AWS_ACCESS_KEY_ID"], "/x") };
		const same = { launch: launch("b"), explanation: keys(["AWS_ACCESS_KEY_ID"], "/y") };
		const prefixed = { launch: launch("c"), explanation: keys(["REMOTION_AWS_ACCESS_KEY_ID"], "/y") };
		assert.deepEqual([...(agreement([one, same, prefixed], one)?.differing ?? [])], ["c"]);
	});

	it("compares what a report shows of an access key ID", () => {
		const keys = (accessKeyId: string): Answer => ({
			...answer(""),
			active: { kind: "keys", accessKeyId, hasSessionToken: false, variables: ["AWS_ACCESS_KEY_ID"], origins: [] },
		});
		const own = { launch: launch("a"), explanation: keys("AKIANOTAREALKEY7Q2WZ") };
		const same = { launch: launch("b"), explanation: keys("AKIA…Q2WZ") };
		const other = { launch: launch("c"), explanation: keys("AKIA…0001") };
		const short = { launch: launch("e"), explanation: keys("AKIAFAKESHORT") };
		const dots = { launch: launch("f"), explanation: keys("••••") };
		assert.equal(agreement([short, dots], short), undefined);
		const empty = { launch: launch("d"), explanation: keys("") };
		for (const shown of [own, same])
			assert.deepEqual([...(agreement([own, same, other, empty], shown)?.differing ?? [])], ["c", "d"]);
	});

	it("of a Next.js project with a script of its own: the dev server and the script differ", () => {
		const files = {
			"package.json": JSON.stringify({
				dependencies: { next: "15.0.0", "@remotion/lambda": "4.0.527", "@remotion/cli": "4.0.527" },
				scripts: { dev: "next dev", deploy: "node deploy.mjs" },
			}),
			"deploy.mjs": 'import { deploySite } from "@remotion/lambda";\nawait deploySite({});\n',
			".env.local":
				"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKE000000000001\nREMOTION_AWS_SECRET_ACCESS_KEY=not-a-real-secret-00000000000000000000001\n",
		};
		const input = situation({ files });
		const launches = findLaunches({ ...input, readCode: input.readFile });
		const { launches: answers } = explainLaunches(input, launches);
		const [main] = answers;
		assert.equal(main?.launch.label, "npm run dev");
		assert.ok(main);
		const found = agreement(answers, main);
		assert.deepEqual([...(found?.differing ?? [])], ["script:deploy"]);
	});
});
