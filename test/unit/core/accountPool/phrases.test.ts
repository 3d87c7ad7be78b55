import assert from "node:assert/strict";
import {
	completeWords,
	factsProblem,
	factsWords,
	loopWords,
	sumWords,
	unreachedWords,
} from "../../../../src/core/accountPool/phrases.ts";
import type { AccountFacts } from "../../../../src/core/accountPool/totals.ts";
import { explain } from "../../../../src/core/index.ts";
import { projectAnswer, wouldFail } from "../../../../src/core/precedence/answer.ts";
import { situation } from "../../situation.ts";

const pair = (number: number) => `AWS_KEY_${number}=AKIAFAKEPOOL000000${number}\nAWS_SECRET_${number}=s\n`;

function pool(env: string) {
	const found = explain(situation({ files: { ".env": env } })).pool;
	assert.ok(found);
	return found;
}

describe("the answer of a project with a pool", () => {
	const answers: [env: string, answer: string][] = [
		[pair(1) + pair(2), "Pool of 2 accounts"],
		[`${pair(1)}AWS_KEY_2=AKIAFAKEPOOL00000002\n`, "Pool of 1 account"],
		["AWS_KEY_1=AKIAFAKEPOOL00000001\n", "No credentials: no access key ID"],
		["", "No credentials: no access key ID"],
		[`${pair(1)}REMOTION_AWS_PROFILE=gone\n`, "Profile not found"],
		[`${pair(1)}REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEHALF00000001\n`, "No credentials: no secret access key"],
		[`${pair(1)}REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEOWN000000001\nREMOTION_AWS_SECRET_ACCESS_KEY=s\n`, "Keys AKIA…0001"],
	];
	for (const [env, answer] of answers)
		it(`${JSON.stringify(env)}: ${answer}`, () =>
			assert.equal(projectAnswer(explain(situation({ files: { ".env": env } }))), answer));

	it("is a failure without accounts to choose from, and at a wrong region", () => {
		const fails = (env: string) => wouldFail(explain(situation({ files: { ".env": env } })));
		const own = "REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEOWN000000001\nREMOTION_AWS_SECRET_ACCESS_KEY=s\n";
		assert.deepEqual(["", pair(1), own, `${own}AWS_REGION=mars-1\n`, `${pair(1)}AWS_REGION=mars-1\n`].map(fails), [
			true,
			false,
			false,
			true,
			true,
		]);
	});
});

const fn = (version: string) => [{ functionName: "f", version }];

describe("what is said of a pool", () => {
	const pools: [env: string, complete: string, loop: string][] = [
		[pair(1), "1 account", ""],
		[pair(1) + pair(2), "2 accounts", ""],
		[pair(1) + pair(3), "2 accounts", "1 found by sample code"],
		["AWS_KEY_1=AKIAFAKEPOOL00000001\n", "0 of 1 complete", "0 found by sample code"],
		[`${pair(1)}AWS_KEY_2=AKIAFAKEPOOL00000002\n`, "1 of 2 complete", "1 found by sample code"],
	];
	for (const [env, complete, loop] of pools)
		it(`${complete}; ${loop || "the documented loop finds all"}`, () => {
			const found = pool(env);
			assert.deepEqual([completeWords(found), loopWords(found)], [complete, loop]);
		});

	it("says why the documented loop never gets there, once", () => {
		const found = pool(pair(1) + pair(3) + pair(4));
		assert.deepEqual(
			found.accounts.map((account) => unreachedWords(account, found)),
			["", "", "Remotion's sample code stops after account 1, so it never uses this one."],
		);
	});

	it("says it of those behind the first that is missing or half, and of no profile", () => {
		const words = (env: string) => {
			const found = pool(env);
			return found.accounts.map((account) => unreachedWords(account, found));
		};
		const never = "Remotion's sample code finds no account, so it never uses this one.";
		assert.deepEqual(words(pair(2) + pair(3)), ["", never]);
		assert.deepEqual(words(`AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_KEY_=x\n${pair(2)}`), ["", never, ""]);
	});

	it("counts what has no number among the accounts, and not where the loop is told", () => {
		const found = pool(`AWS_KEY_=x\n${pair(1)}`);
		assert.deepEqual([completeWords(found), loopWords(found)], ["1 of 2 complete", ""]);
	});

	it("says what AWS did not", () => {
		const messages = [
			factsProblem({ concurrency: 1, functions: null }, "r", undefined),
			factsProblem({ concurrency: null, functions: fn("4.0.2") }, "r", "4.0.2"),
			factsProblem({ concurrency: 1, functions: [] }, "r", undefined),
			factsProblem({ concurrency: 1, functions: fn("4.0.1") }, "r", "4.0.2"),
		].map((problem) => problem?.message);
		assert.deepEqual(messages, [
			"AWS did not list the functions.",
			"AWS did not tell the concurrency.",
			"No Remotion function found in r. Deploy a function: npx remotion lambda functions deploy",
			"The function uses Remotion 4.0.1, but this project has 4.0.2. Deploy a matching function: npx remotion lambda functions deploy",
		]);
	});

	it("adds up", () => {
		assert.equal(sumWords({ accounts: 1, concurrency: 10, unknown: 0 }), "10 concurrent executions in 1 AWS account");
		assert.equal(
			sumWords({ accounts: 3, concurrency: 2000, unknown: 1 }),
			"2,000 concurrent executions in 2 AWS accounts, unknown in 1",
		);
	});

	const facts: [
		title: string,
		facts: AccountFacts,
		client: string | undefined,
		problem: string | undefined,
		words: string,
	][] = [
		["all is well", { concurrency: 1000, functions: fn("4.0.2") }, "4.0.2", undefined, "1,000 concurrent · 4.0.2"],
		[
			"no client to compare with",
			{ concurrency: 10, functions: fn("4.0.2") },
			undefined,
			undefined,
			"10 concurrent · 4.0.2",
		],
		["no function", { concurrency: 10, functions: [] }, "4.0.2", "no function in r", "10 concurrent"],
		[
			"another version",
			{ concurrency: 10, functions: fn("4.0.1") },
			"4.0.2",
			"function 4.0.1, project 4.0.2",
			"10 concurrent",
		],
		[
			"functions refused",
			{ concurrency: 10, functions: null, problem: "No." },
			"4.0.2",
			"functions unknown",
			"10 concurrent",
		],
		[
			"concurrency refused",
			{ concurrency: null, functions: fn("4.0.2"), problem: "No." },
			"4.0.2",
			"concurrency unknown",
			"4.0.2",
		],
	];
	for (const [title, known, client, problem, words] of facts)
		it(`says it where there is ${title}`, () => {
			assert.equal(factsProblem(known, "r", client)?.short, problem);
			assert.equal(factsWords(known, client), words);
			if (known.problem !== undefined) assert.equal(factsProblem(known, "r", client)?.message, "No.");
		});
});
