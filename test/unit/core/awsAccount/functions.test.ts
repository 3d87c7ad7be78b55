import assert from "node:assert/strict";
import {
	functionLabel,
	functionWords,
	type RemotionFunction,
	rankFunctions,
	siteProblem,
} from "../../../../src/core/awsAccount/functions.ts";
import { priceWords, roughPrice } from "../../../../src/core/awsAccount/renderPrice.ts";
import { parseFunctionName } from "../../../../src/core/vocabulary/functionNames.ts";

function fn(version: string | null, more: Partial<RemotionFunction> & { named?: string } = {}): RemotionFunction {
	const { named = version ?? "4.0.527", memorySizeInMb = 2048 } = more;
	const functionName = `remotion-render-${named.replaceAll(".", "-")}-mem${memorySizeInMb}mb-disk2048mb-120sec`;
	return { functionName, version, memorySizeInMb, diskSizeInMb: 2048, timeoutInSeconds: 120, ...more };
}

describe("the choice of a function", () => {
	it("reads what a function's name says", () => {
		assert.deepEqual(parseFunctionName("remotion-render-4-0-527-mem2048mb-disk1024mb-120sec"), {
			version: "4.0.527",
			memorySizeInMb: 2048,
			diskSizeInMb: 1024,
			timeoutInSeconds: 120,
		});
		assert.equal(parseFunctionName("remotion-render-4-0-0-alpha2-mem512mb-disk512mb-60sec")?.version, "4.0.0-alpha2");
		assert.equal(parseFunctionName("remotion-render-10-11-12-mem1mb-disk1mb-1sec")?.version, "10.11.12");
		assert.equal(parseFunctionName("remotion-render-next-4-0-1-mem1mb-disk1mb-1sec")?.version, "next-4-0-1");
		// Version 5 gives functions ten gigabytes of disk. Source: Remotion's page "v5.0 migration".
		assert.deepEqual(parseFunctionName("remotion-render-5-0-0-mem2048mb-disk10240mb-120sec"), {
			version: "5.0.0",
			memorySizeInMb: 2048,
			diskSizeInMb: 10240,
			timeoutInSeconds: 120,
		});
		const prefixed = "my-remotion-render-4-0-527-mem2048mb-disk2048mb-120sec";
		for (const other of [
			prefixed,
			"remotion-render-",
			"my-function",
			"remotion-render-4-0-527-mem2048mb-disk2048mb-120sec-old",
		])
			assert.equal(parseFunctionName(other), undefined);
	});

	it("puts those that fit first, then the newest; more memory before less", () => {
		const functions = [
			fn("4.0.99"),
			fn("4.0.500"),
			fn("4.0.527"),
			fn("4.0.528"),
			fn("4.0.527", { memorySizeInMb: 3008 }),
		];
		assert.deepEqual(
			rankFunctions(functions, "4.0.527").map(({ fits, version, fn: { memorySizeInMb } }) => [
				fits,
				version,
				memorySizeInMb,
			]),
			[
				[true, "4.0.527", 3008],
				[true, "4.0.527", 2048],
				[false, "4.0.528", 2048],
				[false, "4.0.500", 2048],
				[false, "4.0.99", 2048],
			],
		);
	});

	it("puts a release before its own pre-releases, where none of them fits", () => {
		assert.deepEqual(
			rankFunctions([fn("4.0.0-alpha"), fn("4.0.0"), fn("4.0.0-alpha.10"), fn("4.0.0-alpha.9")], "4.0.527").map(
				({ version }) => version,
			),
			["4.0.0", "4.0.0-alpha.10", "4.0.0-alpha.9", "4.0.0-alpha"],
		);
	});

	it("puts what says nothing of its version last, whatever order AWS lists them in", () => {
		const own = { ...fn(null), functionName: "own" };
		const functions = [own, fn("4.0.500"), fn("4.0.528"), { ...own, functionName: "another" }, fn("4.0.99")];
		const expected = ["4.0.528", "4.0.500", "4.0.99", undefined, undefined];
		for (let turn = 0; turn < functions.length; turn++) {
			const ranked = rankFunctions([...functions.slice(turn), ...functions.slice(0, turn)], "4.0.527");
			assert.deepEqual(
				ranked.map(({ version }) => version),
				expected,
			);
			assert.equal(ranked[3]?.fn.functionName, "another");
			assert.match(ranked[3]?.problem ?? "", /didn't report its version/);
		}
	});

	it("says first what tells a function from the others of the list", () => {
		const base = fn("4.0.527");
		const table: [all: RemotionFunction[], labels: string[], shared: string[]][] = [
			[[base], ["2048 MB · 120 s · 4.0.527"], ["2048 MB", "120 s"]],
			[
				[base, fn("4.0.500")],
				["2048 MB · 120 s · 4.0.527", "2048 MB · 120 s · 4.0.500"],
				["2048 MB", "120 s"],
			],
			[
				[fn("4.0.527", { memorySizeInMb: 3008 }), base],
				["3008 MB · 120 s · 4.0.527", "2048 MB · 120 s · 4.0.527"],
				["120 s"],
			],
			[
				[base, { ...base, functionName: "z", timeoutInSeconds: 900 }],
				["120 s · 2048 MB · 4.0.527", "900 s · 2048 MB · 4.0.527"],
				["2048 MB"],
			],
			[
				[base, { ...base, functionName: "z", diskSizeInMb: 10240 }],
				["2048 MB disk · 2048 MB · 120 s · 4.0.527", "10240 MB disk · 2048 MB · 120 s · 4.0.527"],
				["2048 MB", "120 s"],
			],
			[[{ ...fn(null), functionName: "own" }], ["2048 MB · 120 s · unknown version"], ["2048 MB", "120 s"]],
		];
		for (const [all, labels, shared] of table) {
			const ranked = rankFunctions(all, "4.0.527");
			assert.deepEqual(
				ranked.map((choice) => functionLabel(choice, all)),
				labels,
			);
			for (const one of all) assert.deepEqual(functionWords(one, all).shared, shared);
		}
	});

	it("explains a mismatch, with the way out", () => {
		const [choice] = rankFunctions([fn("4.0.500")], "4.0.527");
		assert.equal(
			choice?.problem,
			"The function uses Remotion 4.0.500, but this project has 4.0.527. Deploy a matching function: npx remotion lambda functions deploy",
		);
		assert.equal(rankFunctions([fn("4.0.527")], "4.0.527")[0]?.problem, undefined);
	});

	it("trusts what a function says over its name, and its name where it says nothing", () => {
		const lying = fn("4.0.500", { named: "4.0.527" });
		assert.deepEqual([rankFunctions([lying], "4.0.527")[0]?.fits], [false]);
		const silent = rankFunctions([fn(null, { named: "4.0.500" })], "4.0.527")[0];
		assert.match(silent?.problem ?? "", /uses Remotion 4\.0\.500/);
		const mute = rankFunctions([fn(null)], "4.0.527")[0];
		assert.deepEqual([mute?.fits, mute?.version], [false, "4.0.527"]);
		assert.match(mute?.problem ?? "", /didn't report its version.*invoke/);
	});

	it("takes every function that answers where the client's version is not known", () => {
		assert.deepEqual(
			rankFunctions([fn("4.0.1"), fn("4.0.2"), fn(null)], undefined).map(({ fits, version }) => [fits, version]),
			[
				[true, "4.0.2"],
				[true, "4.0.1"],
				[false, "4.0.527"],
			],
		);
	});

	it("tells of a site of another version only", () => {
		assert.match(siteProblem("4.0.500", "4.0.527") ?? "", /4\.0\.500.*4\.0\.527.*sites create/);
		assert.equal(
			siteProblem("4.0.527", "4.0.527") ?? siteProblem(null, "4.0.527") ?? siteProblem("4.0.1", undefined),
			undefined,
		);
	});

	it("says the price as people do, and never that it is nothing", () => {
		assert.equal(priceWords(roughPrice("still", { memorySizeInMb: 2048 })), "usually less than $0.001");
		assert.equal(priceWords(roughPrice("video", { memorySizeInMb: 10240 })), "usually about $0.004");
		assert.equal(priceWords(0.034), "usually about $0.03");
		assert.equal(priceWords(0.001), "usually about $0.001");
		assert.equal(priceWords(0.01), "usually about $0.01");
		assert.equal(priceWords(0), "usually less than $0.001");
	});
});
