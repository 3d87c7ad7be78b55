import assert from "node:assert/strict";
import { parseDotenv } from "../../../../src/core/dotenv/parse.ts";

/** What zx 8.8.5 makes of a text, run: names with their values, or nothing where it gives the file up. */
const rows: readonly (readonly [what: string, text: string, values: Record<string, string> | undefined])[] = [
	["plain lines", "A=1\nB=two words \n", { A: "1", B: "two words" }],
	["a comment behind a value takes the line's end", "A=studio # ours\nB=eu\n", { A: "studio B=eu" }],
	["a hash within a value", "A=a#b\nB=c\n", { A: "aB=c" }],
	["an empty line behind the comment", "A=studio # ours\n\nB=eu\n", { A: "studio", B: "eu" }],
	["a comment behind quotes", 'A="studio" # ours\nB=eu\n', { A: "studio", B: "eu" }],
	["a comment above", "# ours\nA=studio\nB=eu\n", { A: "studio", B: "eu" }],
	["Windows lines", "A=1\r\nB='2'\r\nC=3\r\n", { A: "1", B: "2", C: "3" }],
	["export", "export A=1\n", { A: "1" }],
	["quotes over lines, with another kind within", "A=\"a\n'b'\"\nB=`c`\n", { A: "a\n'b'", B: "c" }],
	["no escapes, and no variables", 'A="a\\n$B"\n', { A: "a\\n$B" }],
	["empty values", 'A=\nB=""\nC=1\n', { A: "", B: "", C: "1" }],
	["a quote that nothing closes", 'A="a\nB=b\n', { A: "a\nB=b" }],
	["a line without an equals sign joins the next name", "foo\nA=1\n", { fooA: "1" }],
	["a name that is none", "not valid\nA=1\n", undefined],
	["a name that begins with a digit", "B=2\n1A=1\n", undefined],
	["a name of blanks alone", "' '=1\nA=2\n", undefined],
	["nothing", "", {}],
];

describe("zx's reading of a .env file", () => {
	for (const [what, text, values] of rows)
		it(what, () => {
			const { assignments, isRefused } = parseDotenv(text, "zx");
			const found = Object.fromEntries(assignments.map(({ name, value }) => [name, value.reveal()]));
			assert.deepEqual(isRefused ? undefined : found, values);
		});

	it("says where each stands", () => {
		const text = 'export A="a b" # c\nB=b # c\nC=c\n';
		const pieces = parseDotenv(text, "zx").assignments.map(({ nameRange, rawRange }) =>
			[nameRange, rawRange].map(({ start, end }) => text.slice(start, end)),
		);
		assert.deepEqual(pieces, [
			["A", '"a b"'],
			["B", "b # c\nC=c"],
		]);
	});
});
