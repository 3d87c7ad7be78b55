import assert from "node:assert/strict";
import {
	type CheckedAccount,
	countWords,
	deployedVersion,
	sumOf,
	twinsOf,
} from "../../../../src/core/accountPool/totals.ts";

const one = (name: string, account?: string, concurrency?: number | null): CheckedAccount => ({
	name,
	account,
	facts: concurrency === undefined ? undefined : { concurrency, functions: [] },
});

describe("what a pool comes to", () => {
	it("finds twins by their AWS account; whoever comes first is none", () => {
		const twins = twinsOf([one("A", "1"), one("B", "2"), one("C", "1"), one("D"), one("E"), one("F", "1")]);
		assert.deepEqual(
			[...twins],
			[
				["C", "A"],
				["F", "A"],
			],
		);
	});

	const sums: [
		title: string,
		accounts: CheckedAccount[],
		expected: [accounts: number, concurrency: number, unknown: number],
	][] = [
		["nothing", [], [0, 0, 0]],
		["different accounts", [one("A", "1", 1000), one("B", "2", 10)], [2, 1010, 0]],
		["twins once", [one("A", "1", 1000), one("B", "1", 1000)], [1, 1000, 0]],
		["a twin that may ask, beside one that may not", [one("A", "1", 1000), one("B", "1", null)], [1, 1000, 0]],
		["what is not known", [one("A", "1", null), one("B", "2"), one("C"), one("D", "4", 10)], [3, 10, 2]],
	];
	for (const [title, accounts, [different, concurrency, unknown]] of sums)
		it(`adds up ${title}`, () => assert.deepEqual(sumOf(accounts), { accounts: different, concurrency, unknown }));

	it("names the version that renders: the client's, else the newest", () => {
		const fn = (version: string | null, functionName = "f") => ({ version, functionName });
		const named = fn(null, "remotion-render-4-0-400-mem2048mb-disk2048mb-120sec");
		const version = (functions: ReturnType<typeof fn>[], client?: string) =>
			deployedVersion({ concurrency: null, functions }, client);
		assert.equal(version([]), undefined);
		assert.equal(version([fn("4.0.9"), fn("4.0.10")]), "4.0.10");
		assert.equal(version([fn("4.0.10"), fn("4.0.9")], "4.0.9"), "4.0.9");
		assert.equal(version([named], "4.0.527"), "4.0.400");
		assert.equal(countWords(10_010), "10,010");
	});
});
