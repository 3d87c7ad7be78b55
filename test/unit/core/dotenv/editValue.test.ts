import assert from "node:assert/strict";
import { parse } from "dotenv";
import fc from "fast-check";
import { commentOut, dotenvValue, setValue } from "../../../../src/core/dotenv/editValue.ts";
import { parseDotenv } from "../../../../src/core/dotenv/parse.ts";
import { clearVariable, setVariable } from "../../../../src/core/dotenv/setVariable.ts";
import { apply } from "../../../../src/core/text/edits.ts";
import { nearest } from "../../../../src/core/text/similarNames.ts";

const name = "REMOTION_AWS_PROFILE";

describe("setting a variable in a .env", () => {
	const table: [what: string, before: string, value: string, after: string][] = [
		["an empty file", "", "remotion", "REMOTION_AWS_PROFILE=remotion\n"],
		["a file without a last line end", "A=1", "remotion", "A=1\nREMOTION_AWS_PROFILE=remotion\n"],
		["Windows line ends", "A=1\r\n", "remotion", "A=1\r\nREMOTION_AWS_PROFILE=remotion\r\n"],
		[
			"quotes, spaces and a comment stay",
			"export REMOTION_AWS_PROFILE = 'old' # why\nB=2",
			"new",
			"export REMOTION_AWS_PROFILE = 'new' # why\nB=2",
		],
		[
			"the last of several counts",
			"REMOTION_AWS_PROFILE=a\nREMOTION_AWS_PROFILE=b\n",
			"c",
			"REMOTION_AWS_PROFILE=a\nREMOTION_AWS_PROFILE=c\n",
		],
		["an empty value", "REMOTION_AWS_PROFILE=\nB=2\n", "new", "REMOTION_AWS_PROFILE=new\nB=2\n"],
		["several lines without a last line end", "A=1\nB=2", "remotion", "A=1\nB=2\nREMOTION_AWS_PROFILE=remotion\n"],
		["quotes of both other kinds", "", "it's `x`", 'REMOTION_AWS_PROFILE="it\'s `x`"\n'],
		["the same and a backslash", "", "it's `x` a\\b", 'REMOTION_AWS_PROFILE="it\'s `x` a\\b"\n'],
		["a backslash at the start", "", "\\a b", "REMOTION_AWS_PROFILE='\\a b'\n"],
		["a name with a space", "", "my profile", "REMOTION_AWS_PROFILE='my profile'\n"],
		["a name with a quote and a hash", "", "it's #1", "REMOTION_AWS_PROFILE=`it's #1`\n"],
		[
			"a commented line is not the variable",
			"# REMOTION_AWS_PROFILE=a\n",
			"b",
			"# REMOTION_AWS_PROFILE=a\nREMOTION_AWS_PROFILE=b\n",
		],
	];
	for (const [what, before, value, after] of table) {
		it(what, () => {
			const edits = setVariable("/.env", before, name, value);
			assert.ok(edits);
			assert.equal(apply(before, edits), after);
		});
	}

	it("refuses what the dialect cannot hold, rather than write something else", () => {
		const said = 'it\'s `so` "said"';
		assert.equal(setVariable("/.env", "", name, said), undefined);
		assert.equal(setVariable("/.env", `${name}=${said}\n`, name, said), undefined);
		for (const value of ["it's `x` a\\nb", "it's `x`\\", "a b\\", "a\rb"])
			assert.equal(setVariable("/.env", "", name, value), undefined, value);
		assert.deepEqual(setValue("/.env", { quote: null, rawRange: { start: 0, end: 0 } }, said), []);
		assert.equal(setVariable("/.env", "", name, "it's #1", "dotenv-9"), undefined);
	});

	it("writes what dotenv reads back, for any value and quotes, or nothing", () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom("'", '"', "`", null), (value, quote) => {
				const text = dotenvValue(value, quote);
				if (text === undefined) return;
				assert.equal(parseDotenv(`A=${text}\n`).assignments[0]?.value.reveal(), value);
			}),
			{ numRuns: 2000, seed: 1 },
		);
	});
});

describe("clearing a variable in a .env", () => {
	const table: [what: string, before: string, after: string][] = [
		["its line goes", "A=1\nREMOTION_AWS_PROFILE=x\nB=2\n", "A=1\nB=2\n"],
		["every one of them", "REMOTION_AWS_PROFILE=x\r\nREMOTION_AWS_PROFILE=y\r\nB=2", "B=2"],
		["at the end without a line end", "A=1\nexport REMOTION_AWS_PROFILE=x", "A=1\n"],
		["a comment behind it is kept, and no value", "REMOTION_AWS_PROFILE=x # mine\n", "# mine\n"],
		["blanks around it go along", "A=1\n  REMOTION_AWS_PROFILE=x \t\nB=2\n", "A=1\nB=2\n"],
		["what stands before it is kept", "?\u2028REMOTION_AWS_PROFILE=x\n", "?\u2028# REMOTION_AWS_PROFILE=x\n"],
		["over several lines", "REMOTION_AWS_PROFILE='x\ny'\nB=2\n", "B=2\n"],
		["not there", "A=1\n", "A=1\n"],
	];
	for (const [what, before, after] of table) {
		it(what, () => assert.equal(apply(before, clearVariable("/.env", before, name)), after));
	}
});

describe("edits of one file", () => {
	it("are done in any order", () => {
		const edit = (start: number, end: number, newText: string) => ({ path: "/.env", range: { start, end }, newText });
		assert.equal(apply("abcdef", [edit(4, 5, "E"), edit(0, 1, "A"), edit(2, 2, "-")]), "Ab-cdEf");
	});
});

describe("commenting out", () => {
	it("puts a # before each line of a value", () => {
		const text = "A=1\n  B='x\r\ny'\nC=3";
		const [, second] = parseDotenv(text).assignments;
		assert.ok(second);
		const after = apply(text, commentOut("/.env", text, second));
		assert.equal(after, "A=1\n  # B='x\r\n# y'\nC=3");
		assert.deepEqual(
			parseDotenv(after).assignments.map((assignment) => assignment.name),
			["A", "C"],
		);
	});
});

describe("an assignment with a line separator in it", () => {
	for (const separator of ["\u2028", "\u2029"])
		it(`is commented out whole: ${separator.codePointAt(0)?.toString(16)}`, () => {
			const text = `OTHER=mine\nA=1${separator}OTHER=theirs\n`;
			const assignment = parseDotenv(text).assignments.find(({ name }) => name === "A");
			assert.ok(assignment);
			const after = apply(text, commentOut("/.env", text, assignment));
			assert.deepEqual({ ...parse(after) }, { OTHER: "mine" });
		});
});

describe("the nearest names", () => {
	const names = ["remotion", "staging", "production", "default", "Remotion-Prod"];
	const table: [name: string, expected: string[]][] = [
		["remotoin", ["remotion"]],
		["REMOTION", ["remotion"]],
		["remotion-prod", ["Remotion-Prod"]],
		["stagin ", ["staging"]],
		["prod", []],
		["zzz", []],
		["", []],
	];
	for (const [wanted, expected] of table)
		it(JSON.stringify(wanted), () => assert.deepEqual(nearest(wanted, names), expected));
	it("are at most three, and none of a monstrous name", () => {
		assert.equal(nearest("a", ["b", "c", "d", "e"]).length, 3);
		assert.deepEqual(nearest("a".repeat(100_000), ["a".repeat(99_999)]), []);
	});
});
