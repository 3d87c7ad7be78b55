import assert from "node:assert/strict";
import { explain } from "../../src/core/index.ts";
import { awsFiles, envFile, random } from "../bench/corpora.ts";
import { exponent, processorTime, ratios, roundsWithin, spread, takeTurns } from "../bench/measure.ts";
import { parts } from "../bench/parts/index.ts";
import { inputOf } from "../bench/parts/texts.ts";
import { isWanted } from "../bench/plan.ts";
import { absolute, compare, missing, type Row, readRows, table, verdict } from "../bench/rows.ts";
import { full, tiny } from "../bench/scale.ts";

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

	it("come from turns in which each of three follows each other one", async () => {
		const calls: string[] = [];
		const call = (name: string) => () => calls.push(name);
		await takeTurns({ a: call("a"), b: call("b"), c: call("c") }, { rounds: 6, warmUp: 0 });
		assert.equal(calls.join(""), "abcbcacabcbaacbbac");
	});

	it("come from fewer rounds where the time is short, but from enough", () => {
		const rounds = (budget: { most: number; least: number; milliseconds: number }) => {
			let time = 0;
			return [...roundsWithin(budget, () => (time += 10))];
		};
		assert.deepEqual(rounds({ most: 3, least: 1, milliseconds: 1000 }), [0, 1, 2]);
		assert.deepEqual(rounds({ most: 9, least: 1, milliseconds: 30 }), [0, 1, 2]);
		assert.deepEqual(rounds({ most: 9, least: 2, milliseconds: 0 }), [0, 1]);
	});

	it("come from as many rounds as the time allows", async () => {
		const time = { now: 0 };
		const slow = () => {
			time.now += 100;
		};
		const within = { least: 2, milliseconds: 0 };
		const { slow: samples } = await takeTurns({ slow }, { rounds: 9, warmUp: 9, within, clock: () => time.now });
		assert.deepEqual(samples, [100, 100]);
		// One round warmed up.
		assert.equal(time.now, 300);
	});

	it("are of the processor where others share the machine", async () => {
		if (process.platform === "win32") return;
		const start = processorTime();
		await new Promise((resolve) => setTimeout(resolve, 300));
		const waited = processorTime() - start;
		let sum = 0;
		const end = performance.now() + 30;
		while (performance.now() < end) sum++;
		assert.ok(sum > 0 && processorTime() - start > waited);
		assert.ok(waited < 150, `${waited} ms of waiting were counted`);
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

	/** Takes a part's measurements, and holds each against the names that it gave before. */
	const take = async (part: string): Promise<Row[]> => {
		const made: Row[] = [];
		for (const { rows, take: measure } of parts[part]?.plan(tiny) ?? []) {
			const names = new Set<string>();
			for await (const row of measure()) {
				assert.notEqual(verdict(row), "not measured", row.what);
				names.add(row.what);
				made.push(row);
			}
			assert.deepEqual([...names], rows);
		}
		assert.ok(made.length > 0);
		return made;
	};

	it("are measured: texts", async () => void (await take("texts")));
	it("are measured: heap", async () => void (await take("heap")));
	it("are measured: sizes, of which the main bundle's goal holds", async function () {
		// It packages the extension.
		this.timeout(300_000);
		const [bundle] = await take("sizes");
		assert.equal(bundle && verdict(bundle), "met");
	});

	it("are chosen by a part of their names, before anything runs", () => {
		const names = Object.values(parts).flatMap(({ plan }) => plan(full).flatMap(({ rows }) => rows));
		const chosen = (...only: string[]) => names.filter((what) => isWanted(what, only));
		assert.deepEqual(chosen(), names);
		assert.deepEqual(chosen("VSIX", "growth"), ["growth of that, 500 to 50000 profiles: exponent", "`.vsix`"]);
		assert.deepEqual(chosen("no such row"), []);
	});
});
