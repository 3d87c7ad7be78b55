import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
	type Assignment,
	type DotenvDialect,
	dotenvDialect,
	lastAssignments,
	maxProblems,
	parseDotenv,
} from "../../../../src/core/dotenv/parse.ts";
import { isNameCharacter } from "../../../../src/core/dotenv/scan.ts";
import { isSpace } from "../../../../src/core/text/whiteSpace.ts";

type Pairs = [name: string, value: string][];

function read(text: string, dialect: DotenvDialect): Pairs {
	return parseDotenv(text, dialect).assignments.map(({ name, value }) => [name, value.reveal()]);
}

/** Each text, what dotenv 17 reads, and what dotenv 9 does. test/conformance holds both columns' rules against the packages. */
const readings: [title: string, text: string, in17: Pairs, in9: Pairs][] = [
	["nothing", "", [], []],
	["white space only", " \n\t\r\n\ufeff", [], []],
	["a plain value", "A=x", [["A", "x"]], [["A", "x"]]],
	["white space around name and value", " A = x \t", [["A", "x"]], [["A", "x"]]],
	[
		"an empty value",
		"A=\nB=",
		[
			["A", ""],
			["B", ""],
		],
		[
			["A", ""],
			["B", ""],
		],
	],
	["dots, dashes, digits and underscores in names", "a.b-c_1=x", [["a.b-c_1", "x"]], [["a.b-c_1", "x"]]],
	["other letters in names", "é=x\nA=1", [["A", "1"]], [["A", "1"]]],
	["a name of two words", "A B=x", [], []],
	["no name", "=x", [], []],
	[
		"CRLF, LF and lone CR",
		"A=1\r\nB=2\nC=3\rD=4",
		[
			["A", "1"],
			["B", "2"],
			["C", "3"],
			["D", "4"],
		],
		[
			["A", "1"],
			["B", "2"],
			["C", "3"],
			["D", "4"],
		],
	],
	["a byte order mark", "\ufeffA=1", [["A", "1"]], [["A", "1"]]],
	[
		"duplicates, each with its own value",
		"A=1\nB=2\nA=3",
		[
			["A", "1"],
			["B", "2"],
			["A", "3"],
		],
		[
			["A", "1"],
			["B", "2"],
			["A", "3"],
		],
	],
	["a comment line", "# A=1\n  #B=2\nC=3", [["C", "3"]], [["C", "3"]]],
	["a comment behind a value", "A=x # c", [["A", "x"]], [["A", "x # c"]]],
	["a # without white space", "A=x#y", [["A", "x"]], [["A", "x#y"]]],
	["a comment behind quotes", 'A="x" # "c"', [["A", "x"]], [["A", 'x" # "c']]],
	["an equals sign in a value", "A==x=", [["A", "=x="]], [["A", "=x="]]],
	[
		"export",
		"export A=1\nexport\tB=2",
		[
			["A", "1"],
			["B", "2"],
		],
		[],
	],
	["export over lines", "export\n\nA=1", [["A", "1"]], [["A", "1"]]],
	[
		"export as a name",
		"export=1\nexport =2",
		[
			["export", "1"],
			["export", "2"],
		],
		[
			["export", "1"],
			["export", "2"],
		],
	],
	[
		"a name that starts with export",
		"exports=1\nexport.a=2",
		[
			["exports", "1"],
			["export.a", "2"],
		],
		[
			["exports", "1"],
			["export.a", "2"],
		],
	],
	["a colon", "A: x\nB:y\nC : z", [["A", "x"]], []],
	[
		"a colon at the end of a line",
		"A:\nx\nB:\r\ny\nC:\n\nD=1",
		[
			["A", "x"],
			["B", "y"],
			["C", ""],
			["D", "1"],
		],
		[["D", "1"]],
	],
	["a colon at the end of the text", "A:", [], []],
	["double quotes", 'A="x y"', [["A", "x y"]], [["A", "x y"]]],
	["single quotes", "A='x y'", [["A", "x y"]], [["A", "x y"]]],
	["backticks", 'A=`x "\'"`', [["A", 'x "\'"']], [["A", '`x "\'"`']]],
	[
		"quotes around nothing",
		"A=\"\"\nB=''",
		[
			["A", ""],
			["B", ""],
		],
		[
			["A", ""],
			["B", ""],
		],
	],
	["# in quotes before a comment", 'A="x#y" # c', [["A", "x#y"]], [["A", '"x#y" # c']]],
	["a comment that a lone CR ends", "# c\rA=1", [["A", "1"]], [["A", "1"]]],
	["# in quotes", 'A="x#y"', [["A", "x#y"]], [["A", "x#y"]]],
	["escapes in double quotes", 'A="x\\ny\\rz\\t"', [["A", "x\ny\rz\\t"]], [["A", "x\ny\\rz\\t"]]],
	["escapes in single quotes", "A='x\\ny'", [["A", "x\\ny"]], [["A", "x\\ny"]]],
	["escapes without quotes", "A=x\\ny", [["A", "x\\ny"]], [["A", "x\\ny"]]],
	["escapes behind an unclosed double quote", 'A="x\\ny', [["A", '"x\ny']], [["A", '"x\\ny']]],
	["escaped quotes", 'A="x\\"y"', [["A", 'x\\"y']], [["A", 'x\\"y']]],
	["an escaped quote that has to close", 'A="x\\" # c', [["A", "x\\"]], [["A", '"x\\" # c']]],
	["the last escaped quote that can close does", 'A="x\\"\n\\"\n\\"y', [["A", 'x\\"\n\\']], [["A", "x\\"]]],
	[
		"a backslash before an escaping backslash",
		'A="x\\\\"\nB=1"',
		[["A", 'x\\\\"\nB=1']],
		[
			["A", "x\\\\"],
			["B", '1"'],
		],
	],
	["white space behind quotes", 'A="x" ', [["A", "x"]], [["A", '"x"']]],
	[
		"text behind quotes",
		'A="x" y\nB=1',
		[
			["A", '"x" y'],
			["B", "1"],
		],
		[
			["A", '"x" y'],
			["B", "1"],
		],
	],
	["quotes inside a value", "A=x'y'", [["A", "x'y'"]], [["A", "x'y'"]]],
	["two quoted texts", 'A="x" "y"', [["A", 'x" "y']], [["A", 'x" "y']]],
	["a lone quote", 'A="', [["A", '"']], [["A", '"']]],
	[
		"an unclosed quote",
		'A="x\nB=1',
		[
			["A", '"x'],
			["B", "1"],
		],
		[
			["A", '"x'],
			["B", "1"],
		],
	],
	["an unclosed quote before a comment", "A='x # c", [["A", "'x"]], [["A", "'x # c"]]],
	[
		"several lines in quotes",
		'A="x\r\ny\rz"\nB=1',
		[
			["A", "x\ny\nz"],
			["B", "1"],
		],
		[
			["A", '"x'],
			["B", "1"],
		],
	],
	[
		"an assignment in quotes",
		"A='\nB=1'\nC=2",
		[
			["A", "\nB=1"],
			["C", "2"],
		],
		[
			["A", "'"],
			["B", "1'"],
			["C", "2"],
		],
	],
	[
		"quotes on the line after the separator",
		'A=\n"x"\nB= \n\ty',
		[
			["A", "x"],
			["B", ""],
		],
		[
			["A", ""],
			["B", ""],
		],
	],
	["a separator on the line after the name", "A\n=x\nB\n:y", [["A", "x"]], []],
	[
		"a comment after an empty value",
		"A= # c\nB=#\nC=1",
		[
			["A", ""],
			["B", ""],
			["C", "1"],
		],
		[
			["A", "# c"],
			["B", "#"],
			["C", "1"],
		],
	],
	[
		"a comment some lines below",
		"A=1\n\n# B=2\nC=3",
		[
			["A", "1"],
			["C", "3"],
		],
		[
			["A", "1"],
			["C", "3"],
		],
	],
	[
		"dollar signs",
		"A=$B\nC=$1$&",
		[
			["A", "$B"],
			["C", "$1$&"],
		],
		[
			["A", "$B"],
			["C", "$1$&"],
		],
	],
	["U+2028 in a value", "A=x\u2028B=1", [["A", "x\u2028B=1"]], []],
	["U+2028 before quotes", 'A=x\u2028"y"', [["A", "x\u2028y"]], []],
	["U+2028 starts a line", "?\u2028A=1", [["A", "1"]], []],
	["U+2028 behind quotes", 'A="x"\u2028', [["A", "x"]], [["A", "x"]]],
	["U+2028 before a value", "A=\u2028x", [["A", "x"]], [["A", "x"]]],
	[
		"U+2028 behind a comment",
		"#\u2028A=1\n#c\u2029B=1",
		[
			["A", "1"],
			["B", "1"],
		],
		[],
	],
	[
		"quotes of one kind on line after line",
		"A='1'\nB='2'\nC=\"3\"\nD=\"4\"\nE='5'",
		[
			["A", "1"],
			["B", "2"],
			["C", "3"],
			["D", "4"],
			["E", "5"],
		],
		[
			["A", "1"],
			["B", "2"],
			["C", "3"],
			["D", "4"],
			["E", "5"],
		],
	],
	[
		"an escaped quote on a line below text behind quotes",
		'A="x" y\nB=\\"\nC=1',
		[
			["A", '"x" y'],
			["B", '\\"'],
			["C", "1"],
		],
		[
			["A", '"x" y'],
			["B", '\\"'],
			["C", "1"],
		],
	],
	[
		"an escaped quote as the last one, below an empty line",
		'\nA="x\\"\nB=1',
		[
			["A", "x\\"],
			["B", "1"],
		],
		[
			["A", "x\\"],
			["B", "1"],
		],
	],
	[
		"duplicates with blanks",
		"A=1 a\nA=2 b",
		[
			["A", "1 a"],
			["A", "2 b"],
		],
		[
			["A", "1 a"],
			["A", "2 b"],
		],
	],
	["NUL and half surrogates", "A=\0\ud800", [["A", "\0\ud800"]], [["A", "\0\ud800"]]],
	[
		"names that objects have",
		"constructor=x\n__proto__=y\ntoString=z",
		[
			["constructor", "x"],
			["toString", "z"],
		],
		[
			["constructor", "x"],
			["toString", "z"],
		],
	],
];

/** «» around the value with its quotes, ‹› around what an edit replaces, [] around the whole. */
function marked(text: string, { range, rawRange, valueRange }: Assignment): string {
	const marks = [
		[range.start, "["],
		[rawRange.start, "«"],
		[valueRange.start, "‹"],
		[valueRange.end, "›"],
		[rawRange.end, "»"],
		[range.end, "]"],
	] as const;
	let result = "";
	let last = 0;
	for (const [at, mark] of marks) {
		result += text.slice(last, at) + mark;
		last = at;
	}
	return result + text.slice(last);
}

const places: [dialect: DotenvDialect, text: string, marks: string, quote: string | null][] = [
	["dotenv-17", " A = x y # c", " [A = «‹x y›»] # c", null],
	["dotenv-17", "export A='x' # c", "[export A=«'‹x›'»] # c", "'"],
	["dotenv-17", "export\r\nA=x", "[export\r\nA=«‹x›»]", null],
	["dotenv-17", "A=", "[A=«‹›»]", null],
	["dotenv-17", "A=  # c", "[A=«‹›»]  # c", null],
	["dotenv-17", "A= \n", "[A=«‹›»] \n", null],
	["dotenv-17", "A: \n", "[A: «‹›»]\n", null],
	["dotenv-17", "A:\r\n\r\n", "[A:\r\n«‹›»]\r\n", null],
	["dotenv-17", "A:\r\nx\r\n", "[A:\r\n«‹x›»]\r\n", null],
	["dotenv-17", 'A=""', '[A=«"‹›"»]', '"'],
	["dotenv-17", 'A=\r\n"x\r\ny"\r\n', '[A=\r\n«"‹x\r\ny›"»]\r\n', '"'],
	["dotenv-17", "A=`x`", "[A=«`‹x›`»]", "`"],
	["dotenv-17", 'A="x', '[A=«‹"x›»]', null],
	["dotenv-17", "A='", "[A=«‹'›»]", null],
	["dotenv-17", "A='x' y", "[A=«‹'x' y›»]", null],
	["dotenv-9", " A = x y # c ", " [A = «‹x y # c›»] ", null],
	["dotenv-9", "A= ", "[A=«‹›»] ", null],
	["dotenv-9", 'A="x"', '[A=«"‹x›"»]', '"'],
	["dotenv-9", 'A="x" ', '[A=«‹"x"›» ]', null],
	["dotenv-9", "A=`x` ", "[A=«‹`x`›»] ", null],
	["dotenv-9", "A=' ", "[A=«‹'›»] ", null],
	["dotenv-9", "A= \n\n# B\n", "[A=«‹›»] \n\n# B\n", null],
];

const problems: [dialect: DotenvDialect, text: string, found: [code: string, at: string][]][] = [
	["dotenv-17", "A=x\n\n# c\nexport B='y' # c\nC: z\nD=\"x\ny\"", []],
	["dotenv-9", "A=x\n\n# c\nB='y'\nC=`z", []],
	["dotenv-17", "A='x\nB=1", [["unclosed-quote", "'x"]]],
	["dotenv-17", "A=`x\nB=1", [["unclosed-quote", "`x"]]],
	[
		"dotenv-9",
		'A="x\ny"',
		[
			["unclosed-quote", '"x'],
			["unread-line", 'y"'],
		],
	],
	["dotenv-17", 'A="x" y\n', [["text-after-quote", '"x" y']]],
	["dotenv-9", 'A="x" # c\n', [["text-after-quote", '"x" # c']]],
	["dotenv-9", 'A="x" \n', [["space-after-quote", '"x"']]],
	["dotenv-17", 'A="x" \n', []],
	["dotenv-17", "A=1\n words here \r\nB=1", [["unread-line", "words here "]]],
	[
		"dotenv-9",
		"export A=1\nB: 1",
		[
			["unread-line", "export A=1"],
			["unread-line", "B: 1"],
		],
	],
	["dotenv-17", "__proto__=x", [["unread-name", "__proto__"]]],
	["dotenv-9", "__proto__=x", [["unread-name", "__proto__"]]],
	["dotenv-17", "PK\0x\n?\n", [["binary", "\0"]]],
];

describe("dotenvFile", () => {
	for (const [title, text, in17, in9] of readings) {
		it(`reads ${title}`, () => {
			assert.deepEqual(read(text, "dotenv-17"), in17);
			assert.deepEqual(read(text, "dotenv-9"), in9);
		});
	}

	for (const [dialect, text, marks, quote] of places) {
		it(`${dialect} finds the places of ${JSON.stringify(text)}`, () => {
			const { assignments } = parseDotenv(text, dialect);
			assert.deepEqual(
				assignments.map((assignment) => [marked(text, assignment), assignment.quote]),
				[[marks, quote]],
			);
			assert.ok((assignments[0]?.range.end ?? 0) <= text.length);
			assert.deepEqual(assignments[0]?.nameRange, { start: text.indexOf("A"), end: text.indexOf("A") + 1 });
		});
	}

	for (const [dialect, text, found] of problems) {
		it(`${dialect} tells what is wrong with ${JSON.stringify(text)}`, () => {
			const told = parseDotenv(text, dialect).problems;
			assert.deepEqual(
				told.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
				found,
			);
		});
	}

	it("reads the newest dialect unless told otherwise", () => {
		assert.equal(parseDotenv("").dialect, "dotenv-17");
		assert.equal(parseDotenv("export A=1").assignments.length, 1);
	});

	it("never prints a value", () => {
		const secret = "not-a-real-secret";
		for (const text of [`A=${secret}`, `A="${secret}`, `A='${secret}' ${secret}`, `A='${secret}' `, `${secret} x\0`]) {
			for (const dialect of ["dotenv-17", "dotenv-9"] as const) {
				const file = parseDotenv(text, dialect);
				assert.doesNotMatch(inspect(file, { depth: null }) + JSON.stringify(file), /not-a-real/);
			}
		}
	});

	it("tells no problem beyond the end of the text, and each in a sentence", () => {
		for (const [dialect, text] of problems) {
			for (const { message, range } of parseDotenv(text, dialect).problems) {
				assert.ok(range.end <= text.length, text);
				assert.match(message, /\w.*\.$/);
			}
		}
	});

	it("gives up telling problems in a text that has them everywhere", () => {
		assert.equal(parseDotenv('A="x" y\n'.repeat(300)).problems.length, maxProblems);
		assert.equal(parseDotenv("?\n".repeat(1000)).problems.length, maxProblems);
	});

	it("gives the last assignment of each name, in file order", () => {
		const last = lastAssignments(parseDotenv("A=1\nB=2\nA=3\nC=4"));
		assert.deepEqual(
			[...last].map(([name, { value, range }]) => [name, value.reveal(), range.start]),
			[
				["B", "2", 4],
				["A", "3", 8],
				["C", "4", 12],
			],
		);
	});

	for (const [version, dialect] of [
		["4.0.422", "dotenv-9"],
		["4.0.423", "dotenv-9"],
		["v4.0.423", "dotenv-9"],
		["4.0.423-alpha.1+b", "dotenv-9"],
		["3.3.12", "dotenv-9"],
		["3.10.0", "dotenv-9"],
		["4.0.1-beta.1", "dotenv-9"],
		[" =4.0.1 ", "dotenv-9"],
		["4.0.1 || 5", "dotenv-17"],
		["4.0.1x", "dotenv-17"],
		["3.9.500", "dotenv-9"],
		["4.0.424", "dotenv-17"],
		["4.0.527", "dotenv-17"],
		["4.1.0", "dotenv-17"],
		["5.0.0", "dotenv-17"],
		["10.0.0", "dotenv-17"],
		["^4.0.1", "dotenv-17"],
		["latest", "dotenv-17"],
		["", "dotenv-17"],
		[undefined, "dotenv-17"],
	] as const) {
		it(`takes Remotion ${version} to read ${dialect}`, () => assert.equal(dotenvDialect(version), dialect));
	}

	it("knows white space and name characters as the regular expressions do", () => {
		for (let code = 0; code < 0x10000; code++) {
			const character = String.fromCharCode(code);
			assert.equal(isSpace(code), /\s/.test(character), `\\s of ${code}`);
			assert.equal(isNameCharacter(code), /[\w.-]/.test(character), `[\\w.-] of ${code}`);
		}
	});
});

const size = 100_000;
const large: [title: string, text: string][] = [
	["blank lines", "\n".repeat(size)],
	["blank lines after a name", `A${"\n".repeat(size)}x`],
	["blank lines after a separator", `A=${"\r\n".repeat(size)}"x"`],
	["blank lines before text behind quotes", `A=${"\n".repeat(size)}"x" y`],
	["blank lines after export", `export${"\n".repeat(size)}A=1`],
	["blank lines behind quotes", `A="x"${"\n".repeat(size)}B=1`],
	["one long line", `A=${"x y".repeat(size)}`],
	["one long name", "a".repeat(size)],
	["one long white space before text", `A="x"${" ".repeat(size)}y`],
	["unclosed quotes", 'A="x\n'.repeat(size)],
	["unclosed quotes of every kind", "A=\"x\nB='y\nC=`z\n".repeat(size / 4)],
	["unclosed quotes before text on lines below", "A=\n\n'x\n".repeat(size)],
	["escaped quotes, unclosed", `A="${'\\"x'.repeat(size)}`],
	["escaped quotes before white space", `A="${'\\"   x'.repeat(size)}"x`],
	["lines of escaped quotes", 'A="\\"x\\"\n'.repeat(size)],
	["backslashes", `A="${"\\".repeat(size)}`],
	["export, export, export", "export ".repeat(size)],
	["export on lines of its own", "export\n".repeat(size)],
	["names on lines of their own", "A\n".repeat(size)],
	["comments", "# x\n".repeat(size)],
	["number signs", "A=#".repeat(size)],
	["binary", "\0\u0001\ufffd\"'`\\=\n".repeat(size)],
];

/**
 * How many characters the run looks at: each `charCodeAt` is one, a search is the way to what it finds, a slice its length.
 * What dotenv does with the slices it gets is not in it: the time limit is for that, and so wide that only a square breaks it.
 */
function countCharacters(run: () => void): number {
	const originals = Object.getOwnPropertyDescriptors(String.prototype);
	let count = 0;
	const counted = <Arguments extends unknown[], Result>(
		original: ((...args: Arguments) => Result) | undefined,
		cost: (self: string, args: Arguments, result: Result) => number,
	) =>
		function (this: string, ...args: Arguments): Result {
			assert.ok(original);
			const result = original.apply(this, args);
			count += cost(this, args, result);
			return result;
		};
	const { charCodeAt, indexOf, lastIndexOf, slice } = originals;
	const define = (name: string, value: unknown) =>
		Object.defineProperty(String.prototype, name, { value, configurable: true, writable: true });
	try {
		define(
			"charCodeAt",
			counted(charCodeAt.value, () => 1),
		);
		define(
			"indexOf",
			counted(indexOf.value, (self, [, from], found) => (found === -1 ? self.length : found) - (from ?? 0) + 1),
		);
		define(
			"lastIndexOf",
			counted(lastIndexOf.value, (self, [, from], found) => (from ?? self.length) - found + 1),
		);
		define(
			"slice",
			counted(slice.value, (_, __, found) => found.length),
		);
		run();
	} finally {
		Object.defineProperties(String.prototype, { charCodeAt, indexOf, lastIndexOf, slice });
	}
	return count;
}

describe("dotenvFile on large texts", () => {
	for (const [title, text] of large) {
		for (const dialect of ["dotenv-17", "dotenv-9"] as const) {
			it(`${dialect} reads ${title} in one go`, () => {
				const count = countCharacters(() => parseDotenv(text, dialect));
				assert.ok(count >= text.length, `${count} of ${text.length} characters: not all of the text was seen`);
				assert.ok(count < 20 * text.length, `${count / text.length} looks at each character`);
			}).timeout(120_000);
		}
	}

	it("reads a quoted value that dotenv's own expression cannot hold, and what comes after it", () => {
		const long = "x".repeat(10_000_000);
		assert.deepEqual(read(`A="${long}"\nB='y z'`, "dotenv-17"), [
			["A", long],
			["B", "y z"],
		]);
	}).timeout(120_000);
});
