import assert from "node:assert/strict";
import { inspect } from "node:util";
import { keyBits } from "../../../../src/core/sharedConfig/decidingKeys.ts";
import { type AwsFile, parseAwsFile } from "../../../../src/core/sharedConfig/parse.ts";

type Kind = "credentials" | "config";

/** The one property `x` of the one section, or what there is instead. */
function values(text: string, kind: Kind = "credentials"): [string, string][] {
	return parseAwsFile(text, kind, "/file").sections.flatMap(({ properties }) =>
		properties.map(({ name, value }): [string, string] => [name, value.reveal()]),
	);
}

function ranges(text: string, file: AwsFile) {
	const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
	return file.sections.map((section) => ({
		heading: slice(section.headingRange),
		section: slice(section.range),
		lines: section.properties.map(({ nameRange, valueRange, range }) => [
			slice(nameRange),
			slice(valueRange),
			slice(range),
		]),
	}));
}

describe("the lines of an AWS file", () => {
	const cases: [string, string, [string, string][]][] = [
		["name and value", "x=1", [["x", "1"]]],
		["blanks around both", "x \t=\u00a0 1 \t", [["x", "1"]]],
		["blanks inside both", "x y = 1 2", [["x y", "1 2"]]],
		["the first equals sign divides", "x = 1=2==", [["x", "1=2=="]]],
		["a # after a blank ends the value", "x = 1 # c", [["x", "1"]]],
		["a ; after a blank ends the value", "x = 1\t;c", [["x", "1"]]],
		["a # after a lone carriage return ends the value", "x = 1\r# c", [["x", "1"]]],
		["# and ; after anything else stay", "x = a#b;c", [["x", "a#b;c"]]],
		["# right after the equals sign stays", "x =#1", [["x", "#1"]]],
		["a comment instead of a value is no value", "x = #1\ny = 1", [["y", "1"]]],
		["# at the start of a line", "#x = 1\ny = 1", [["y", "1"]]],
		["; after indentation", "  ;x = 1\ny = 1", [["y", "1"]]],
		[
			"quotes stay",
			"x = \"1\"\ny = '1'",
			[
				["x", '"1"'],
				["y", "'1'"],
			],
		],
		["a value in brackets", "x = [1]", [["x", "[1]"]]],
		["backslashes stay", "x = a\\n\\\\b", [["x", "a\\n\\\\b"]]],
		[
			"CRLF",
			"x = 1\r\ny = 2\r\n",
			[
				["x", "1"],
				["y", "2"],
			],
		],
		["a lone CR is a blank", "x = 1\ry = 2", [["x", "1\ry = 2"]]],
		["U+2028 is a blank", "x = 1\u2028y = 2\u2028", [["x", "1\u2028y = 2"]]],
		["U+0085 is none", "x = 1\u0085", [["x", "1\u0085"]]],
		["every blank of Unicode is trimmed", "x =\u1680\u2000\u200a\u2029\u202f\u205f\u3000\ufeff\v\f1", [["x", "1"]]],
		["characters that look like blanks are not", "x =\u200b1\u180e", [["x", "\u200b1\u180e"]]],
		["NUL bytes stay", "x = a\0b", [["x", "a\0b"]]],
		["no equals sign", "x\ny = 1", [["y", "1"]]],
		["no name", "= 1\n =2\ny = 1", [["y", "1"]]],
		["an empty value", "x =\ny = 1", [["y", "1"]]],
		[
			"twice the same name",
			"x = 1\nx = 2",
			[
				["x", "1"],
				["x", "2"],
			],
		],
		["case counts", "X = 1", [["X", "1"]]],
		["an indented line", "  x = 1", [["x", "1"]]],
		[
			"a sub-section",
			"s3 =\n  x = 1\n\ty = 2",
			[
				["s3.x", "1"],
				["s3.y", "2"],
			],
		],
		[
			"a sub-section ends at the margin",
			"s3 =\n  x = 1\ny = 2\n  z = 3",
			[
				["s3.x", "1"],
				["y", "2"],
				["z", "3"],
			],
		],
		[
			"blank lines and comments do not end it",
			"s3 =\n  x = 1\n\n# c\nno equals\n  y = 2",
			[
				["s3.x", "1"],
				["s3.y", "2"],
			],
		],
		["another empty value takes over", "a =\n  b =\n  x = 1", [["b.x", "1"]]],
		["an empty value with a comment opens one", "a = # c\n  x = 1", [["a.x", "1"]]],
		["a byte order mark indents", "a =\n\ufeffx = 1", [["a.x", "1"]]],
		["a comment after a section's bracket", "x] = [1", [["x]", "[1"]]],
		["an unclosed heading with an equals sign is a property", "[x = 1", [["[x", "1"]]],
	];
	for (const [title, lines, expected] of cases) {
		it(title, () => {
			assert.deepEqual(values(`[a]\n${lines}`), expected);
		});
	}

	it("a heading ends a sub-section", () => {
		assert.deepEqual(values("[a]\ns3 =\n[b]\n  x = 1"), [["x", "1"]]);
	});

	it("tells of lines that the SDK ignores", () => {
		const text = "x = 1\n[a]\nx\n[b\n= 1\n__proto__ = 1\n__proto__x = 1\ns3 =\n  __proto__ = 1\n[__proto__]\ny";
		const { problems } = parseAwsFile(text, "credentials", "/file");
		assert.deepEqual(
			problems.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
			[
				["outside-section", "x = 1"],
				["no-equals-sign", "x"],
				["unclosed-heading", "[b"],
				["no-name", "= 1"],
				["ignored-name", "__proto__ = 1"],
				["discarded-file", "[__proto__]"],
				["no-equals-sign", "y"],
			],
		);
		assert.ok(problems.every(({ message }) => /^[A-Z[].*\.$/.test(message)));
	});
});

describe("the lines of an AWS file that say nothing", () => {
	for (const text of [
		"\n\n[a]\n\n \t\nx = 1\n\n\n[b]\r\n\r\ny = 2\n",
		"; c\n[a]\n;d = 1\n#e = 1\nx = 1 # c\n  ; f\n[b]\ny = 2\n;",
	]) {
		it(`are no problems: ${JSON.stringify(text)}`, () => {
			const file = parseAwsFile(text, "credentials", "/file");
			assert.deepEqual(file.problems, []);
			assert.deepEqual(
				file.sections.map(({ properties }) => properties.map(({ name, value }) => `${name}=${value.reveal()}`)),
				[["x=1"], ["y=2"]],
			);
		});
	}

	it("are told up to the thousandth", () => {
		assert.equal(parseAwsFile("x\n".repeat(1500), "config", "/file").problems.length, 1000);
	});
});

describe("the keys that decide about a profile", () => {
	const region = (text: string) => {
		const { places } = parseAwsFile(text, "credentials", "/file");
		return places.value(places.count - 1, "region");
	};
	const cases: [what: string, text: string, expected: string | undefined][] = [
		["the last of two", "[a]\nregion = 1\nregion = 2", "2"],
		["none of a sub-section", "[a]\nregion = 1\ns3 =\n  region = 2", "1"],
		["none whose name only starts so", "[a]\nregion = 1\nregion_of_s3 = 2", "1"],
		["none of the section before", "[a]\nregion = 1\n[b]\nx = 2", undefined],
	];
	for (const [what, text, expected] of cases) {
		it(what, () => assert.equal(region(text), expected));
	}

	it("are told by bits, and a sub-section's are none", () => {
		const { places } = parseAwsFile("[a]\ns3 =\n  region = 1\n[b]\nregion = 1", "config", "/file");
		assert.equal(places.bits(0) & keyBits.region, 0);
		assert.notEqual(places.bits(1) & keyBits.region, 0);
	});
});

describe("an AWS file of many lines", () => {
	it("is kept whole", () => {
		const lines = Array.from({ length: 500 }, (_, index): [string, string] => [`x${index}`, String(index)]);
		assert.deepEqual(values(`[a]\n${lines.map(([name, value]) => `${name} = ${value}\n`).join("")}`), lines);
	});
});

describe("the headings of an AWS file", () => {
	/** heading; kind, name in credentials; kind, name in config. A star: with a problem. */
	const cases: [string, string, string][] = [
		["[default]", "profile default", "profile default"],
		["[a]", "profile a", "unseen *"],
		["  [a]  ", "profile a", "unseen *"],
		["\ufeff[a]", "profile a", "unseen *"],
		["[a] # c", "profile a", "unseen *"],
		["[ a ]", "profile  a  *", "unseen *"],
		["[ default ]", "profile  default  *", "unseen *"],
		["[a.b]", "profile a.b", "unseen *"],
		["[a@b]", "profile a@b", "unseen *"],
		["[é]", "profile é", "unseen *"],
		["[7]", "profile 7", "unseen *"],
		["[a] = [b]", "profile a] = [b", "unseen *"],
		["[profile a]", "profile profile.a *", "profile a"],
		["[profile\ta]", "profile profile.a *", "profile a"],
		['[profile "a"]', "profile profile.a *", "profile a"],
		["[profile 'a']", "profile profile.a *", "profile a"],
		["[profile a.b@c+d%e:f/g-h_i]", "profile profile.a.b@c+d%e:f/g-h_i *", "profile a.b@c+d%e:f/g-h_i"],
		["[profile.a]", "profile profile.a", "profile a"],
		["[profile default]", "profile profile.default *", "profile default"],
		["[profile  a]", "profile profile  a", "unseen *"],
		["[profile a ]", "profile profile a  *", "unseen *"],
		["[ profile a]", "profile  profile a *", "unseen *"],
		["[profile 'a\"]", "profile profile 'a\"", "unseen *"],
		['[profile "a b"]', 'profile profile "a b"', "unseen *"],
		["[profile é]", "profile profile é", "unseen *"],
		["[profile]", "profile profile", "unseen *"],
		["[Profile a]", "unseen *", "unseen *"],
		["[profiles]", "profile profiles", "unseen *"],
		["[servicess]", "profile servicess", "unseen *"],
		["[my a]", "unseen *", "unseen *"],
		["[my 'a']", "unseen *", "unseen *"],
		["[mé a]", "profile mé a", "unseen *"],
		["[sso-session a]", "profile sso-session.a *", "sso-session a"],
		["[sso-session.a.b]", "profile sso-session.a.b", "sso-session a.b"],
		["[services a]", "profile services.a *", "services a"],
		["[]", "unseen *", "unseen *"],
		["[ ]", "profile   *", "unseen *"],
		["[__proto__]", "unseen *", "unseen *"],
		["[profile __proto__]", "unseen *", "unseen *"],
		['[profile "__proto__"]', "profile profile.__proto__ *", "unseen *"],
		["[toString]", "profile toString *", "unseen *"],
		["[profile constructor]", "profile profile.constructor *", "profile constructor *"],
	];
	for (const [line, inCredentials, inConfig] of cases) {
		for (const [kind, expected] of [
			["credentials", inCredentials],
			["config", inConfig],
		] as const) {
			it(`${line} in ${kind}: ${expected}`, () => {
				const { sections } = parseAwsFile(`${line}\nx = 1`, kind, "/file");
				const told = sections.map((section) => {
					const name = section.name === null ? "" : ` ${section.name}`;
					return `${section.kind}${name}${section.problem === undefined ? "" : " *"}`;
				});
				assert.deepEqual(told, [expected]);
				assert.match(sections[0]?.problem ?? "Fine.", /^[A-Z[].*[.\]]$/);
			});
		}
	}

	it("are none without a blank before the comment", () => {
		assert.deepEqual(
			parseAwsFile("[a]\nx = 1\n[b]#c\ny = 1", "credentials", "/file").sections.map(({ heading }) => heading),
			["a"],
		);
	});

	it("[default] in config gives way to a [profile default] that holds a property, in either order", () => {
		const kinds = (text: string) =>
			parseAwsFile(text, "config", "/file").sections.map(({ kind, name }) => [kind, name]);
		const seen = ["profile", "default"];
		assert.deepEqual(kinds("[default]\nx = 1\n[profile default]\nx = 2"), [["unseen", null], seen]);
		assert.deepEqual(kinds("[profile default]\nx = 1\n[default]\nx = 2"), [seen, ["unseen", null]]);
		assert.deepEqual(kinds("[default]\nx = 1\n[profile default]\n"), [seen, seen]);
		const other = parseAwsFile("[default]\nx = 1\n[profile default]\nx = 2", "credentials", "/file").sections;
		assert.deepEqual(
			other.map(({ kind, name }) => [kind, name]),
			[seen, ["profile", "profile.default"]],
		);
	});

	it("that make the SDK discard the whole file", () => {
		const discarded = (text: string) => parseAwsFile(text, "credentials", "/file").discarded;
		assert.equal(discarded("[a]\nx = 1\n[__proto__] # c"), 'Found invalid profile name "__proto__"');
		assert.equal(discarded("[profile __proto__]\n[__proto__]"), 'Found invalid profile name "profile __proto__"');
		assert.equal(discarded("[ __proto__ ]\n[profile\t__proto__]\nx = 1"), null);
		assert.equal(discarded("[toString]\nname = x"), "Cannot assign to read only property 'name'");
		assert.equal(discarded("[toString]\nlength = x"), "Cannot assign to read only property 'length'");
		for (const name of ["arguments", "caller"]) assert.notEqual(discarded(`[toString]\n${name} = x`), null);
		assert.equal(discarded("[constructor]\nx = 1"), null);
		assert.equal(discarded("[constructor]\nprototype = x"), "Cannot assign to read only property 'prototype'");
		assert.equal(discarded("[toString]\nprototype = x\ns3 =\n  name = x\n[a]\nname = x"), null);
	});
});

describe("the ranges of an AWS file", () => {
	it("hold names, values, lines and sections", () => {
		const text = "\ufeff# c\r\n [profile a] # c\r\n  x = 1 ; c\r\ns3 =\r\n\ty=2\r\n\r\n[b]\nz = 3";
		assert.deepEqual(ranges(text, parseAwsFile(text, "config", "/file")), [
			{
				heading: "profile a",
				section: " [profile a] # c\r\n  x = 1 ; c\r\ns3 =\r\n\ty=2\r\n\r\n",
				lines: [
					["x", "1", "  x = 1 ; c"],
					["y", "2", "\ty=2"],
				],
			},
			{ heading: "b", section: "[b]\nz = 3", lines: [["z", "3", "z = 3"]] },
		]);
	});

	it("hold a comment that ends a line", () => {
		const text = "[a]\nx = 1 # c\ny = 2 ; c\r\n";
		assert.deepEqual(ranges(text, parseAwsFile(text, "config", "/file"))[0]?.lines, [
			["x", "1", "x = 1 # c"],
			["y", "2", "y = 2 ; c"],
		]);
	});

	it("leave the last line as it is, as no line break follows", () => {
		const text = "[a]\nx = 1\r";
		assert.deepEqual(ranges(text, parseAwsFile(text, "config", "/file"))[0]?.lines, [["x", "1", "x = 1\r"]]);
	});

	it("path and kind come back", () => {
		const { path, kind } = parseAwsFile("", "config", "/some/config");
		assert.deepEqual([path, kind], ["/some/config", "config"]);
	});
});

describe("large and odd AWS files", () => {
	/** Far above what a linear scan takes (well below a second each), far below what a quadratic one would. */
	const limit = 20_000;
	const texts: [string, string][] = [
		["50,000 profiles", "[profile name]\naws_access_key_id = AKIAFAKE\naws_secret_access_key = x\n".repeat(50_000)],
		["10 MB of blanks", " ".repeat(10_000_000)],
		["10 MB of line breaks", "\r\n".repeat(5_000_000)],
		["10 MB of carriage returns", `[a]\nx =${"\r".repeat(10_000_000)}`],
		["a heading of 10 MB", `[profile ${"a".repeat(10_000_000)} ]`],
		["a heading of 10 MB of quotes", `[profile "${'"'.repeat(10_000_000)}]`],
		["a value of 10 MB", `[a]\nx = ${"# ".repeat(10)}\ny = ${"a ".repeat(5_000_000)}`],
		["3 million lines before the first heading", "x\n".repeat(3_000_000)],
		["10 MB of brackets", "[]".repeat(5_000_000)],
		["10 MB of equals signs", `[a]\n${"= ".repeat(5_000_000)}`],
		["10 MB of sub-sections", `[a]\n${"s =\n x = 1\n".repeat(1_000_000)}`],
		["10 MB of nearly binary", `[a]\n${"\0\u0001=\u00ff\ud800\n".repeat(2_000_000)}`],
	];
	for (const [title, text] of texts) {
		it(`${title}`, () => {
			const started = performance.now();
			const file = parseAwsFile(text, "config", "/file");
			for (const { headingRange, properties, propertyCount } of file.sections) {
				assert.equal(properties.length, propertyCount);
				assert.ok(properties.every(({ nameRange }) => nameRange.start > headingRange.end));
			}
			assert.ok(file.problems.length <= 1000);
			assert.equal(file.sections.at(-1)?.range.end ?? text.length, text.length);
			assert.ok(performance.now() - started < limit);
		}).timeout(2 * limit);
	}

	it("do not print their secrets", () => {
		const file = parseAwsFile("[a]\naws_secret_access_key = not-a-real-secret", "credentials", "/file");
		const printed =
			inspect([file, file.sections[0]?.properties], { depth: 9, showHidden: true }) + JSON.stringify(file);
		assert.ok(!printed.includes("not-a-real-secret"));
		assert.match(printed, /aws_secret_access_key/);
	});
});
