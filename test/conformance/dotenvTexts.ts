/** Random `.env` texts: what dotenv's expressions trip over, mixed with what people write. */

import fc from "fast-check";

const names = ["A", "B", "a.b", "c-d", "_", "1", "export", "exports", "__proto__", "constructor", "toString", "é"];
const spaces = ["", " ", "\t", "  ", "\f", "\v", "\u00a0", "\ufeff", "\u3000", "\u2028", "\u2029"];
const lineEnds = ["\n", "\r\n", "\r", "\n\n", "\r\r\n", "\n\r", "\u2028", "\u2029", " \n\t"];
const separators = [
	"=",
	" = ",
	":",
	": ",
	" : ",
	":\n",
	":\r\n",
	"=\n",
	"\n=",
	"\r\n= ",
	"=\r\n\r\n",
	"==",
	"=\u2028",
	":\u2029",
];
const words = [
	"x",
	"yz",
	"n",
	"r",
	"us-east-1",
	"AKIAFAKE/+=",
	"$B",
	"$\u007bA}",
	"\0",
	"\ud800",
	"é",
	"://",
	"-----BEGIN-----",
];
const quotes = ['"', "'", "`"];
const escapes = ["\\", "\\\\", "\\n", "\\r", "\\r\\n", '\\"', "\\'", "\\`", '\\\\"', "\\\\\\'"];
const comments = ["#", " # c", "#'", ' #"x"', "# A=1", "#`"];

const oneOf = (...lists: readonly (readonly string[])[]) => fc.constantFrom(...lists.flat());
const joined = (part: fc.Arbitrary<string>, maxLength: number) =>
	fc.array(part, { maxLength, size: "max" }).map((parts) => parts.join(""));

/** Anything next to anything. */
const soup = joined(
	oneOf(names, spaces, lineEnds, separators, words, quotes, quotes, escapes, comments, ["export "]),
	24,
);

/** Few kinds of characters, so that quotes, escapes and line ends meet often. */
const dense = joined(oneOf(["A=", "\nB=", "\nexport C=", '"', '"', "'", "\\", "\n", " ", "x", "#"]), 20);

const inner = joined(oneOf(words, spaces, escapes, comments, ["\n", "\r\n", "\r", "\u2028", "A=1"]), 5);
const around = fc.tuple(fc.constantFrom(...quotes), inner, fc.constantFrom(...quotes), fc.boolean());
const quoted = around.map(([open, text, close, same]) => `${open}${text}${same ? open : close}`);
const value = fc.oneof(
	oneOf(words),
	inner,
	quoted,
	fc.tuple(quoted, inner).map(([head, tail]) => head + tail),
);

/** Assignments as people write them, now and then with something odd about them. */
const line = fc
	.tuple(
		oneOf(["", "", "", "export ", "export\t", "export\n", "  ", "\ufeff", "#"]),
		oneOf(names),
		fc.oneof({ weight: 3, arbitrary: fc.constant("=") }, { weight: 1, arbitrary: oneOf(separators) }),
		oneOf(["", "", ""], spaces),
		value,
		oneOf(["", "", ""], spaces, comments),
		fc.oneof({ weight: 3, arbitrary: oneOf(["\n", "\r\n"]) }, { weight: 1, arbitrary: oneOf(lineEnds) }),
	)
	.map((parts) => parts.join(""));

/** A `.env` text of any kind, mostly a few lines long. */
export const dotenvTexts: fc.Arbitrary<string> = fc.oneof(
	{ weight: 3, arbitrary: joined(line, 6) },
	{ weight: 2, arbitrary: soup },
	{ weight: 2, arbitrary: dense },
	{ weight: 1, arbitrary: fc.tuple(joined(line, 2), soup, joined(line, 2)).map((parts) => parts.join("")) },
);
