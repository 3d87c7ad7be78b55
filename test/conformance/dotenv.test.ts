/** Our reading of `.env` texts against the dotenv packages themselves. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { parse as parse18 } from "dotenv";
import fc from "fast-check";
import { type DotenvDialect, type DotenvFile, lastAssignments, parseDotenv } from "../../src/core/dotenv/parse.ts";
import { dotenvTexts } from "./dotenvTexts.ts";

type Parse = (text: string) => Record<string, string>;

const require = createRequire(import.meta.url);
const { parse: parse9 }: { parse: Parse } = require("dotenv9");
/** The very copy of dotenv that the pinned Remotion CLI loads: 17.3.1. */
const cliRequire = createRequire(require.resolve("@remotion/cli/package.json"));
const cli: { parse: Parse } = cliRequire("dotenv");
const cliVersion: { version: string } = cliRequire("dotenv/package.json");

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 10_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);
const timeout = 60_000 + numRuns * 20;

function check(dialect: DotenvDialect, property: (file: DotenvFile, text: string) => void): void {
	const run = (text: string) => property(parseDotenv(text, dialect), text);
	fc.assert(fc.property(dotenvTexts, run), { numRuns, seed });
}

function values(file: DotenvFile): Record<string, string> {
	return Object.fromEntries([...lastAssignments(file)].map(([name, { value }]) => [name, value.reveal()]));
}

const references: { dialect: DotenvDialect; title: string; parse: Parse }[] = [
	{ dialect: "dotenv-17", title: "dotenv 18", parse: parse18 },
	{ dialect: "dotenv-17", title: `the CLI's own dotenv ${cliVersion.version}`, parse: cli.parse },
	{ dialect: "dotenv-9", title: "dotenv 9", parse: parse9 },
];

describe("agreement with dotenv", () => {
	it("takes the CLI's dotenv from the CLI", () => {
		assert.equal(cliVersion.version, "17.3.1");
	});

	for (const { dialect, title, parse } of references) {
		it(`reads random texts as ${title} does`, () => {
			check(dialect, (file, text) => assert.deepEqual(values(file), parse(text)));
		}).timeout(timeout);

		it(`reads each assignment alone as ${title} does, and as it reads it in its place`, () => {
			check(dialect, (file, text) => {
				for (const { name, value, range } of file.assignments) {
					const alone = text.slice(range.start, range.end);
					assert.deepEqual(parse(alone), { [name]: value.reveal() });
					assert.deepEqual(values(parseDotenv(alone, dialect)), { [name]: value.reveal() });
				}
			});
		}).timeout(timeout);
	}

	for (const dialect of ["dotenv-9", "dotenv-17"] as const) {
		it(`${dialect}: ranges are nested, in order, and hold what they say`, () => {
			check(dialect, (file, text) => {
				let last = 0;
				for (const { name, nameRange, valueRange, rawRange, range, quote } of file.assignments) {
					const places = [last, range.start, nameRange.start, nameRange.end, rawRange.start];
					places.push(valueRange.start, valueRange.end, rawRange.end, range.end, text.length);
					assert.deepEqual(
						places,
						places.toSorted((a, b) => a - b),
					);
					assert.equal(text.slice(nameRange.start, nameRange.end), name);
					const inside = text.slice(valueRange.start, valueRange.end);
					assert.equal(text.slice(rawRange.start, rawRange.end), `${quote ?? ""}${inside}${quote ?? ""}`);
					if (quote === null) assert.equal(inside, inside.trim());
					last = range.end;
				}
				for (const { range } of file.problems) {
					assert.ok(0 <= range.start && range.start < range.end && range.end <= text.length);
				}
			});
		}).timeout(timeout);

		it(`${dialect}: a word in place of a value changes that value and no other`, () => {
			let replaced = 0;
			check(dialect, (file, text) => {
				const before = file.assignments.map(({ name, value }) => [name, value.reveal()]);
				for (const [index, { name, valueRange }] of file.assignments.entries()) {
					if (dialect === "dotenv-17" && closesAnother(file, text, index)) continue;
					const edited = `${text.slice(0, valueRange.start)}word${text.slice(valueRange.end)}`;
					const after = parseDotenv(edited, dialect).assignments;
					assert.deepEqual(
						after.map((assignment) => [assignment.name, assignment.value.reveal()]),
						before.with(index, [name, "word"]),
					);
					replaced++;
				}
			});
			assert.ok(replaced > numRuns / 2, `only ${replaced} values were replaced`);
		}).timeout(timeout);
	}
});

/**
 * A quote within a value can be what keeps an earlier one from being closed further down. Taking it out then changes that
 * earlier value, to dotenv too. So: is there, before this value, a quote of a kind it holds, other than a plain pair around a value?
 */
function closesAnother(file: DotenvFile, text: string, index: number): boolean {
	let before = "";
	let last = 0;
	for (const { range, rawRange, quote } of file.assignments.slice(0, index)) {
		const isPlainPair = quote !== null && text[range.end - 2] !== "\\";
		before += text.slice(last, isPlainPair ? rawRange.start : range.end);
		last = range.end;
	}
	const assignment = file.assignments[index];
	before += text.slice(last, assignment?.range.start);
	const value = text.slice(assignment?.valueRange.start, assignment?.valueRange.end);
	return ["'", '"', "`"].some((quote) => value.includes(quote) && before.includes(quote));
}
