import assert from "node:assert/strict";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { entryText, findPlaces, innerNames, kindOf, kinds, type Sources } from "../bench/against/adapter.ts";
import { calls, type Face, fullSizes, tinySizes } from "../bench/against/calls.ts";
import { tinyEffort } from "../bench/against/effort.ts";
import {
	type Change,
	changeLine,
	changeOf,
	changeSummary,
	judge,
	medianOfRuns,
	missingChange,
} from "../bench/against/judge.ts";
import { callRows } from "../bench/against/measurements.ts";
import { bundleChild, bundleInner } from "../bench/against/revisions.ts";
import { random } from "../bench/corpora.ts";
import { root } from "../harness/paths.ts";

/** That `npm run bench -- --against REV` compares what it says, and judges as it says. */

/** A row whose blocks say these ratios: to the other revision, and to the second copy. */
const row = (ratios: number[], again: number[], limit?: number): Change =>
	changeOf(
		"what",
		"ms",
		ratios.map((ratio, block) => ({ now: [10], other: [10 / ratio], again: [10 / (again[block] ?? 1)] })),
		limit,
	);

describe("a row of the comparison of two revisions", () => {
	it("has the mean of its blocks, each of which has the median of its rounds", () => {
		const { ratio, now, other } = changeOf("what", "ms", [
			{ now: [10, 10, 90], other: [10, 5, 5], again: [10, 10, 10] },
			{ now: [30, 10, 10], other: [10, 10, 20], again: [10, 10, 5] },
			{ now: [40], other: [10], again: [40] },
		]);
		assert.deepEqual([ratio?.mean.toFixed(6), ratio?.low, ratio?.high], ["2.000000", 1, 4]);
		assert.deepEqual([now?.median, other?.median], [10, 10]);
	});

	it("has an A/A spread that is as wide as luck is large, and narrower with more blocks", () => {
		const again = (...ratios: number[]) =>
			row(
				ratios.map(() => 1),
				ratios,
			).again ?? Number.NaN;
		assert.equal(again(1, 1, 1), 1);
		assert.equal(again(1.1, 1.1, 1.1).toFixed(3), Math.exp((3.18 * Math.log(1.1)) / Math.sqrt(3)).toFixed(3));
		assert.equal(again(1.1, 1 / 1.1, 1.1), again(1.1, 1.1, 1.1));
		assert.ok(again(1.1, 1.1, 1.1, 1.1, 1.1) < again(1.1, 1.1, 1.1));
		assert.ok(again(...new Array(30).fill(1.1)) < again(...new Array(10).fill(1.1)));
	});

	it("takes no luck for a change in 19 of 20 cases, and finds a change of a tenth where luck is a twentieth", () => {
		const next = random(5);
		// Nearly normal: the sum of twelve, as textbooks have it.
		const luck = () => Math.exp(0.05 * (Array.from({ length: 12 }, next).reduce((a, b) => a + b) - 6));
		const times = (factor: number) => {
			const draw = () => Array.from({ length: 8 }, luck);
			const cases = Array.from({ length: 2000 }, () =>
				row(
					draw().map((ratio) => ratio * factor),
					draw(),
					1,
				),
			);
			return cases.filter((one) => judge(one) === "worse").length / cases.length;
		};
		const [none, some] = [times(1), times(1.1)];
		assert.ok(0.01 < none && none < 0.04, `${none} of the same code were taken for worse`);
		assert.ok(some > 0.95, `${some} of what takes a tenth longer were found`);
	});

	// Four blocks that are alike: the A/A spread is their deviation to the power of 1.39.
	const verdicts: [ratio: number, again: number, limit: number | undefined, verdict: string][] = [
		[1.05, 1, undefined, "same"],
		[1.06, 1.04, undefined, "worse"],
		[1.06, 1.05, undefined, "within A/A"],
		[1.06, 0.9, undefined, "within A/A"],
		[0.97, 1, undefined, "same"],
		[0.9, 1.02, undefined, "better"],
		[0.9, 1.2, undefined, "within A/A"],
		[1.03, 1, 1.02, "worse"],
		[1.01, 1, 1.02, "same"],
	];
	for (const [ratio, again, limit, verdict] of verdicts)
		it(`of ${ratio}, A/A ${again}, limit ${limit ?? "as usual"}, is ${verdict}`, () => {
			assert.equal(judge(row(new Array(4).fill(ratio), new Array(4).fill(again), limit)), verdict);
		});

	it("is not judged where nothing was measured", () => {
		assert.equal(judge(missingChange("what", "no such file")), "not measured");
		assert.equal(judge(changeOf("what", "ms", [{ now: [1], again: [1], other: [] }])), "not measured");
		assert.equal(changeLine(missingChange("what", "no | file")), "| what |  |  |  |  | not measured: no \\| file |");
	});

	it("is a line for people, with all that it was judged by", () => {
		assert.equal(
			changeLine(row([1.2, 1.1, 1.3], [1, 1.02, 1])),
			"| what | 10.0 ms | 8.33 ms (8.01–8.71) | 1.20× (1.10–1.30) | ≤ 1.02× | worse |",
		);
	});

	it("of several runs is that of their medians, whatever one run could not measure", () => {
		const runs = [row([1.2], [1.01]), missingChange("what", "stopped"), row([1.02], [1.3]), row([1.04], [1.02])];
		const middle = medianOfRuns(runs);
		assert.equal(middle?.ratio?.mean.toFixed(2), "1.04");
		assert.equal(middle?.again, row([1], [1.02]).again);
		assert.equal(middle && judge(middle), "same");
		assert.deepEqual(medianOfRuns([missingChange("what", "stopped")])?.missing, "stopped");
		assert.equal(medianOfRuns([]), undefined);
	});

	it("is named in the summary where it is worse", () => {
		const [slow, even] = [{ ...row([1.2], [1]), what: "slow" }, row([1], [1])];
		const rest = "above 1.05× (or the row's own limit) and outside the A/A spread";
		assert.equal(changeSummary([slow, even]), `1 row is ${rest}: slow. better: 0, same: 1, within A/A: 0.`);
		assert.equal(
			changeSummary([even, missingChange("lost", "no such file")]),
			`No row is ${rest}. better: 0, same: 1, within A/A: 0. Not measured: lost.`,
		);
	});
});

describe("the adapter of the comparison", () => {
	const own: Sources = new Map(
		globSync("src/**/*.ts", { cwd: root }).map((path) => [
			path.replaceAll("\\", "/"),
			readFileSync(join(root, path), "utf8"),
		]),
	);

	it("finds every function in this checkout, at the place that it has in its list", () => {
		assert.equal(kindOf(own), "rooms");
		const places = findPlaces(own);
		assert.deepEqual(
			innerNames.map((name) => `${name}: ${places.get(name)?.file}`),
			innerNames.map((name) => `${name}: ${[kinds.rooms?.places[name]].flat()[0]}`),
		);
	});

	it("knows a revision of before the rooms, and where the functions were then", () => {
		const flat = new Map([
			["src/core/awsFiles.ts", "export function parseAwsFile(text: string) {}"],
			["src/core/index.ts", 'export { createParseCache, type ParseCache } from "./parseCache.ts";'],
			["src/core/parseCache.ts", "export function createParseCache() {}"],
		]);
		assert.equal(kindOf(flat), "flat");
		assert.deepEqual(
			[...findPlaces(flat)],
			[
				["createParseCache", { file: "src/core/index.ts", name: "createParseCache" }],
				["parseAwsFile", { file: "src/core/awsFiles.ts", name: "parseAwsFile" }],
			],
		);
	});

	it("knows what a function was called", () => {
		const look = "export function look() {}";
		const flat = findPlaces(
			new Map([
				["src/core/awsFiles.ts", ""],
				["src/core/index.ts", look],
			]),
		);
		const between = findPlaces(
			new Map([
				["src/core/sharedConfig/parse.ts", ""],
				["src/core/index.ts", look],
			]),
		);
		for (const places of [flat, between])
			assert.deepEqual(places.get("resolveProject"), { file: "src/core/index.ts", name: "look" });
	});

	it("finds a function by its name where it moved once more, in the core alone, and only one", () => {
		const moved = (...files: [path: string, text: string][]) =>
			findPlaces(new Map([["src/core/sharedConfig/parse.ts", ""], ...files])).get("checkAll")?.file;
		const declared = "export function checkAll() {}";
		assert.equal(moved(["src/core/rules/all.ts", declared]), "src/core/rules/all.ts");
		assert.equal(moved(["src/core/a.ts", "export const checkAll = 1"]), "src/core/a.ts");
		assert.equal(moved(["src/core/a.ts", "export async function checkAll() {}"]), "src/core/a.ts");
		assert.equal(moved(["src/vscode/a.ts", declared]), undefined);
		assert.equal(moved(["src/core/a.ts", declared], ["src/core/b.ts", declared]), undefined);
		assert.equal(
			moved(["src/core/a.ts", "export function checkAllInTurns() {}\n// export function checkAll"]),
			undefined,
		);
	});

	it("writes a module that exports what was found under one name in every revision", () => {
		const text = entryText(
			new Map([
				["explain", { file: "src/core/a.ts", name: "explain" }],
				["parseDotenv", { file: "src/core/b.ts", name: "readDotenv" }],
			]),
		);
		assert.equal(
			text,
			'export { explain } from "./src/core/a.ts";\nexport { readDotenv as parseDotenv } from "./src/core/b.ts";\n',
		);
	});
});

describe("the calls of the comparison", () => {
	it("have names of their own, and ask for all that they use", async () => {
		const all = calls(fullSizes);
		assert.equal(new Set(all.map(({ what }) => what)).size, all.length);
		const face: Record<string, unknown> = {};
		for (const [inner, { file, name }] of findPlaces(
			new Map(
				globSync("src/core/**/*.ts", { cwd: root }).map((path) => [path, readFileSync(join(root, path), "utf8")]),
			),
		)) {
			const module: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href);
			face[inner] = module[name];
		}
		for (const { what, needs, prepare } of calls(tinySizes)) {
			const asked = Object.fromEntries(needs.map((name) => [name, face[name]])) as unknown as Face;
			const result = prepare(asked)();
			assert.notEqual(result, undefined, what);
		}
	});

	it("find in their texts what there is to find", async () => {
		const { lintText } = await import("../../src/core/rules/code/index.ts");
		const lint = calls({ profiles: [5], lines: [100] }).find(({ needs }) => needs.includes("lintText"));
		const found = lint?.prepare({ lintText } as Face)();
		assert.deepEqual(Array.isArray(found) && found.map(({ rule }) => rule), [
			"unprefixed-in-code",
			"unprefixed-in-code",
		]);
	});

	it("are timed in processes of their own", async function () {
		this.timeout(60_000);
		const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
		try {
			const side = await bundleInner(root, folder);
			const child = await bundleChild(folder);
			const rows = callRows({ built: { now: side, again: side, other: side }, child, effort: tinyEffort });
			for (const how of ["warm", "first", "memory"]) {
				const call = calls(tinySizes).find((one) => one.how === how);
				const measured = await rows.find(({ what }) => what === call?.what)?.measure();
				assert.notEqual(measured && judge(measured), "not measured");
				assert.ok((measured?.now?.median ?? 0) > 0 && (measured?.other?.median ?? 0) > 0, JSON.stringify(measured));
			}
			const lost = { ...side, names: new Set(["explain" as const]) };
			const [first] = callRows({ built: { now: side, again: side, other: lost }, child, effort: tinyEffort });
			assert.equal((await first?.measure())?.missing, "no parseAwsFile in that revision");
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
