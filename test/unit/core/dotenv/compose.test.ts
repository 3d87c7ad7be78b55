// biome-ignore-all lint/suspicious/noTemplateCurlyInString: compose's own references.
import assert from "node:assert/strict";
import { parseTemplate } from "../../../../src/core/dotenv/expansions/composeTemplate.ts";
import { parseDotenv } from "../../../../src/core/dotenv/parse.ts";

/** What is set before: the shell's. */
const before: Record<string, string> = { SHELL: "of-shell", S: "shell" };

/** What a reading gives S, and any other name; refused: nothing at all. */
function read(text: string, dialect: "compose-1" | "compose-2"): Record<string, string> | "refused" {
	const file = parseDotenv(text, dialect);
	if (file.isRefused) return "refused";
	const own: Record<string, string> = {};
	for (const { name, value, evaluate } of file.assignments) {
		const lookup = (wanted: string) =>
			(file.looksIn ?? [])
				.map((place) => (place === "file" ? own[wanted] : before[wanted]))
				.find((one) => one !== undefined);
		own[name] = evaluate ? evaluate(lookup) : value.reveal();
	}
	return own;
}

/** Facts: shells.md 2, seen with docker-compose 1.29.2 and compose-go v2.13.0-6-ge70e961; others follow its `parser.go`. */
const rows: [
	text: string,
	one: string | Record<string, string> | "refused",
	two: string | Record<string, string> | "refused",
][] = [
	['K="quoted"', "quoted", "quoted"],
	["K='q'", "q", "q"],
	["K=v # c", "v", "v"],
	["K=a#b", "a#b", "a#b"],
	["K=ab$SHELL", "ab$SHELL", "abof-shell"],
	["K=ab${SHELL}", "abof-shell", "abof-shell"],
	["K='ab${SHELL}'", "abof-shell", "ab${SHELL}"],
	['K="ab${SHELL}"', "abof-shell", "abof-shell"],
	["K=ab${NOPE}", "ab", "ab"],
	["K=ab${NOPE:-d}", "abd", "abd"],
	["K=ab${NOPE:-${SHELL}}c", "ab${SHELL}c", "abof-shellc"],
	["K=ab$1cd", "ab$1cd", "ab$1cd"],
	["K=ab$/cd", "ab$/cd", "ab$/cd"],
	["K=ab$$cd", "ab$$cd", "ab$cd"],
	["K=a\\$b", "a\\$b", "a\\"],
	['K="a\\$b"', "a\\$b", "a$b"],
	["K=ab${cd/ef", "ab${cd/ef", "refused"],
	["K: v", {}, "v"],
	['K="v" mine', {}, "v"],
	['K="abc', {}, "refused"],
	["my keys\nK=v", { K: "v" }, "refused"],
	["K=`abc`", "`abc`", "`abc`"],
	['K="a\\"b"', 'a"b', 'a"b'],
	['K="a\\nb"', "a\nb", "a\nb"],
	["K='a\\nb'", "a\\nb", "a\\nb"],
	["K= \nL=2", { K: "", L: "2" }, { K: "", L: "2" }],
	["export K=v", "v", "v"],
	['K="a\nb"', "a\nb", "a\nb"],
	["\uFEFFK=v", "v", "v"],
	["K=v\r\nL=2\r\n", { K: "v", L: "2" }, { K: "v", L: "2" }],
	['K="v"\r\nL=2\r\n', { K: "v", L: "2" }, { K: "v", L: "2" }],
	["L=1\nK=${L}", { L: "1", K: "1" }, { L: "1", K: "1" }],
	["S=file\nK=${S}", { S: "file", K: "file" }, { S: "file", K: "shell" }],
	["SHELL\nK=v", { K: "v" }, { K: "v" }],
	["# c\n\n  K=v", "v", "v"],
	["K=a\nK=b", "b", "b"],
	["K = v", "v", "v"],
	["1=2\nK=v", { 1: "2", K: "v" }, { 1: "2", K: "v" }],
	["K!=v", { "K!": "v" }, "refused"],
	["K=", "", ""],
	["K=a  ", "a", "a"],
	["K='a\\'b'", "a'b", "a'b"],
	["export\tK=v", "v", "v"],
	["exported=v", { exported: "v" }, { exported: "v" }],
	["K='a\nL='b' mine\nM=3", { M: "3" }, "refused"],
	["K='a\r\nb'", "a\nb", "a\r\nb"],
	["K='a\\'\nL=2", { K: "a\\", L: "2" }, "refused"],
	// Seen with Docker Compose 2.40.3: words on a last line that nothing ends are lost, and a byte order mark further down is no blank.
	["K=v\nmy keys", { K: "v" }, { K: "v" }],
	["K=v\nmy keys\n", { K: "v" }, "refused"],
	["K=v\n\uFEFFL=2", { K: "v", "\uFEFFL": "2" }, "refused"],
];

describe("the env files of Docker Compose", () => {
	for (const [text, one, two] of rows)
		it(JSON.stringify(text), () => {
			const whole = (said: string | Record<string, string>) =>
				typeof said === "string" && said !== "refused" ? { K: said } : said;
			assert.deepEqual(read(text, "compose-1"), whole(one), "compose-1");
			assert.deepEqual(read(text, "compose-2"), whole(two), "compose-2");
		});

	const alone: [text: string, names: string[]][] = [
		["A\nexport B\n", ["A", "B"]],
		["A\n\nB", ["A"]],
		["A\nA=1\n", []],
		["A=1\nA\n", ["A"]],
	];
	for (const [text, names] of alone)
		it(`${JSON.stringify(text)}: the reader's own are ${names.join(" ") || "none"}`, () =>
			assert.deepEqual([...(parseDotenv(text, "compose-2").inherited ?? [])], names));

	it("have their places", () => {
		for (const dialect of ["compose-1", "compose-2"] as const)
			for (const text of ["A=1\n  export K = 'v' # c\n", 'K: "v"\n', "K=v\n"]) {
				const found = parseDotenv(text, dialect).assignments.find(({ name }) => name === "K");
				if (!found) continue;
				const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
				assert.deepEqual([at(found.nameRange), at(found.valueRange)], ["K", "v"]);
				assert.equal(at(found.rawRange), found.quote === null ? "v" : `${found.quote}v${found.quote}`);
			}
	});

	it("tell the line for which the whole file is given up, and what is not read", () => {
		const two = parseDotenv('A=1\nK="x\n', "compose-2").problems;
		assert.deepEqual(
			two.map(({ code, range }) => [code, range.start]),
			[["refused-file", 4]],
		);
		const one = parseDotenv("A=1\nK: v\n", "compose-1").problems;
		assert.deepEqual(
			one.map(({ code, range }) => [code, range.start]),
			[["unread-line", 4]],
		);
	});
});

describe("compose's references", () => {
	const table: [text: string, pieces: ReturnType<typeof parseTemplate>][] = [
		["a", ["a"]],
		["", []],
		["$A-b", [{ variable: "A" }, "-b"]],
		["$$A", ["$", "A"]],
		["${A}${B}", [{ variable: "A" }, { variable: "B" }]],
		[
			"${A:-x${B-y}}z",
			[{ variable: "A", operator: ":-", operand: ["x", { variable: "B", operator: "-", operand: ["y"] }] }, "z"],
		],
		["${A:+}", [{ variable: "A", operator: ":+", operand: [] }]],
		["${A:?must be set}", [{ variable: "A" }]],
		["${A?}", [{ variable: "A" }]],
		["${}", undefined],
		["${A", undefined],
		["${A.B}", undefined],
		["${1}", undefined],
		["$ $1", ["$ $1"]],
		["${A:-x}}", [{ variable: "A", operator: ":-", operand: ["x"] }, "}"]],
		["${A:-{}}", [{ variable: "A", operator: ":-", operand: ["{}"] }]],
		["${A:-{}}\n${B}", [{ variable: "A", operator: ":-", operand: ["{}"] }, "\n", { variable: "B" }]],
		// A brace right behind another one closes nothing, so that the reference runs to the line's last.
		["${A:-{}} {}", [{ variable: "A", operator: ":-", operand: ["{}} {"] }]],
		["${A:-{}}${B}", undefined],
		["${A:-x\n}", undefined],
	];
	for (const [text, pieces] of table) it(text, () => assert.deepEqual(parseTemplate(text), pieces));
});
