import assert from "node:assert/strict";
import { explain } from "../../src/core/index.ts";
import { awsFiles, envFile, random } from "../bench/corpora.ts";
import { exponent, ratios, spread, takeTurns } from "../bench/measure.ts";
import { heapRows, sizeRows } from "../bench/parts/sizes.ts";
import { inputOf, textRows } from "../bench/parts/texts.ts";
import { absolute, compare, missing, type Row, readRows, table, verdict } from "../bench/rows.ts";
import { tiny } from "../bench/scale.ts";

/** That the bench measures what it says. What it measures decides nothing here. */

describe("the bench's corpora", () => {
	it("are the same every time", () => {
		assert.deepEqual(awsFiles(30), awsFiles(30));
		assert.equal(envFile(30), envFile(30));
		assert.notEqual(random(1)(), random(2)());
	});

	it("hold as many profiles as asked, of every kind, and a source that signs", () => {
		const { credentials, config } = awsFiles(200);
		const files = { "/home/.aws/credentials": credentials, "/home/.aws/config": config };
		const { profiles, active } = explain(inputOf(files));
		assert.equal(profiles.length, 200);
		assert.deepEqual([...new Set(profiles.map(({ type }) => type))].sort(), ["none", "role", "sso", "static"]);
		assert.deepEqual(
			profiles.filter(({ problem, type }) => problem !== undefined && type !== "none"),
			[],
		);
		assert.equal(active.kind, "profile");
	});

	it("hold as many lines as asked, and a source that signs", () => {
		assert.equal(envFile(200).split("\n").length, 201);
		assert.equal(explain(inputOf({ "/work/project/.env": envFile(200) })).active.kind, "keys");
	});
});

describe("the bench's figures", () => {
	it("are medians with quartiles", () => {
		assert.deepEqual(spread([5, 1, 3, 2, 4]), { median: 3, low: 2, high: 4 });
		assert.deepEqual(spread([1, 2]), { median: 1.5, low: 1.25, high: 1.75 });
	});

	it("compare round by round", () => {
		assert.equal(ratios([2, 20, 200], [1, 10, 100]).median, 2);
		assert.equal(ratios([3, 3, 3], [0, 1, 1]).median, 4.5);
		const without = compare("what", "yard", { ours: [3], theirs: [0] }, 1);
		assert.equal(verdict(JSON.parse(JSON.stringify(without))), "not measured");
	});

	it("tell linear from quadratic growth", () => {
		const points = (power: number) => [1, 10, 100].map((size) => ({ size, time: size ** power }));
		assert.equal(exponent(points(1)).toFixed(6), "1.000000");
		assert.equal(exponent(points(2)).toFixed(6), "2.000000");
	});

	it("come from turns, without the rounds that warm up", async () => {
		const calls: string[] = [];
		const { a, b } = await takeTurns(
			{ a: () => calls.push("a"), b: { measured: () => calls.push("b") } },
			{ rounds: 3, warmUp: 2 },
		);
		assert.deepEqual([a.length, b.length], [3, 3]);
		assert.deepEqual(calls.join(""), "abbaabbaab");
	});
});

describe("the bench's rows", () => {
	const row = (ours: number, atMost: number) => compare("what", "yard", { ours: [ours], theirs: [10] }, atMost);

	it("have a verdict", () => {
		assert.equal(verdict(row(4.3, 0.5)), "met");
		assert.equal(verdict(row(4.4, 0.5)), "at the goal");
		assert.equal(verdict(row(5.6, 0.5)), "at the goal");
		assert.equal(verdict(row(5.7, 0.5)), "not met");
		assert.equal(verdict(absolute("what", "", [60], 60, "kB")), "met");
		assert.equal(verdict(missing("what", "yard", { of: "ratio", atMost: 1 }, "no such program")), "not measured");
		assert.equal(verdict(compare("what", "yard", { ours: [], theirs: [] }, 1)), "not measured");
	});

	it("are a table for people", () => {
		const lines = table([row(0.2, 1 / 30), absolute("size", "|", [2.5], 60, "kB")]).split("\n");
		assert.equal(lines[2], "| what | 0.20 ms | yard: 10.0 ms | 50.0× faster | ≥ 30.0× faster | met |");
		assert.equal(lines[3], "| size | 2.50 kB | \\| |  | ≤ 60.0 kB | met |");
	});

	it("are read as far as a part came", () => {
		const line = JSON.stringify(row(1, 1));
		assert.deepEqual(readRows(`${line}\n${line}\n${line.slice(0, 9)}`), [row(1, 1), row(1, 1)]);
	});

	it("say it where the rest of a part is missing", () => {
		const lines = table([missing("what else it measures", "", undefined, "stopped")]).split("\n");
		assert.equal(lines[2], "| what else it measures |  |  |  |  | not measured: stopped |");
	});

	const all = async (rows: AsyncIterable<Row>) => {
		const made: Row[] = [];
		for await (const one of rows) made.push(one);
		return made;
	};
	const measuredAll = (rows: readonly Row[]) => {
		assert.ok(rows.length > 0);
		for (const one of rows) assert.notEqual(verdict(one), "not measured", one.what);
	};

	it("are measured: texts", async () => measuredAll(await all(textRows(tiny))));
	it("are measured: heap", () => measuredAll(heapRows(tiny)));
	it("are measured: sizes, of which the main bundle's goal holds", async function () {
		// It packages the extension.
		this.timeout(120_000);
		const rows = await all(sizeRows());
		measuredAll(rows);
		assert.equal(rows[0] && verdict(rows[0]), "met");
	});
});
