/** How the AWS CLI reads the AWS files, case by case; `test/conformance/awsCliFiles.test.ts` holds it against the real one. */
import assert from "node:assert/strict";
import { type CliFile, cliMeaning } from "../../../../src/core/sharedConfig/cliFile.ts";
import { readAsCli, readAsCliInTurns } from "../../../../src/core/sharedConfig/cliParse.ts";
import { CliProfiles } from "../../../../src/core/sharedConfig/cliProfiles.ts";
import { shellWords } from "../../../../src/core/sharedConfig/python.ts";

/** Each section with what it says, in one line: `[a] x=1, y=2`; a line break is `|`. */
function shown(file: CliFile): string[] {
	return Array.from({ length: file.count }, (_, section) => {
		const options = file.options(section).map((option) => `${option.name}=${option.value().replaceAll("\n", "|")}`);
		return [`[${file.heading(section)}]`, options.join(", ")].join(" ").trimEnd();
	});
}

/** The refusals: `key-twice 3 [y = 2] after [y = 1]`. */
function refused(text: string): string[] {
	const slice = ({ start, end }: { start: number; end: number }) => `[${text.slice(start, end)}]`;
	return readAsCli(text).refusals.map(
		({ code, line, range, first }) => `${code} ${line} ${slice(range)}${first ? ` after ${slice(first)}` : ""}`,
	);
}

describe("an AWS file as the AWS CLI reads it", () => {
	const read: [what: string, text: string, sections: string[]][] = [
		["nothing", "", []],
		["settings", "[a]\nx = 1\ny=2\nz : 3\n", ["[a] x=1, y=2, z=3"]],
		["names in lower case", "[A]\nREGION = X\n", ["[A] region=X"]],
		["a comment after a value", "[a]\nx = 1 # c\n", ["[a] x=1 # c"]],
		["comments on lines of their own", "# c\n ; c\n[a]\n  # c\nx = 1\n", ["[a] x=1"]],
		["quotes", '[a]\nx = "1"\n', ['[a] x="1"']],
		["the first of two separators", "[a]\nx = 1:2=3\ny : 1=2\n", ["[a] x=1:2=3, y=1=2"]],
		["deeper lines as a part of the value", "[a]\nx = 1\n  y = 2\n\n  # c\n  z\n", ["[a] x=1|y = 2||z"]],
		["lines as deep as a first one that is indented", "[a]\n  x = 1\n  y = 2\nz = 3\n", ["[a] x=1, y=2, z=3"]],
		["a deeper header as a part of the value", "[a]\nx = 1\n  [b]\ny = 2\n", ["[a] x=1|[b], y=2"]],
		["an indented header where no value is open", "[a]\n  [b]\nx = 1\n", ["[a]", "[b] x=1"]],
		["settings below an empty value", "[a]\ns3 =\n  x = 1\ny = 2\n", ["[a] s3=|x = 1, y=2"]],
		["a header up to its last bracket", "[a] # c\n[b] # ]\n[[c]]\n", ["[a]", "[b] # ]", "[[c]]"]],
		["Windows line ends", "[a]\r\nx = 1\r\n  2\r\n", ["[a] x=1|2"]],
		["a carriage return as a line end", "[a]\rx = 1\ry = 2", ["[a] x=1, y=2"]],
		["Python's white space", "\u001c[a]\u0085\nx\u00a0=\u20031\u001f\n", ["[a] x=1"]],
		["the byte order mark as no white space", "[a]\nx = \ufeff1\n", ["[a] x=\ufeff1"]],
		["the same key in two sections", "[a]\nx = 1\n[b]\nx = 2\n", ["[a] x=1", "[b] x=2"]],
	];
	for (const [what, text, sections] of read) {
		it(`has ${what}`, () => {
			assert.deepEqual(refused(text), []);
			assert.deepEqual(shown(readAsCli(text)), sections);
		});
	}

	const notRead: [what: string, text: string, refusals: string[]][] = [
		["a line before the first section", "x = 1\n[a]\n", ["no-section 1 [x = 1]"]],
		["a byte order mark", "\ufeff[a]\nx = 1\n", ["no-section 1 [\ufeff[a]]"]],
		["a byte order mark before a comment", "\ufeff# c\n[a]\nx = 1\n", ["no-section 1 [\ufeff# c]"]],
		["a byte order mark alone", "\ufeff", ["no-section 1 [\ufeff]"]],
		["a line without a separator", "[a]\n x y \n", ["no-separator 2 [x y]"]],
		[
			"a line without a name",
			"[a]\n= 1\n: 2\n",
			["no-name 2 [= 1]", "no-name 3 [: 2]", "key-twice 3 [: 2] after [= 1]"],
		],
		["a header without a name", "[a]\n[]\n", ["no-separator 2 [[]]"]],
		["a section that is there twice", "[a]\n[b]\n[a] # c\n", ["section-twice 3 [[a] # c] after [[a]]"]],
		["a key that is there twice", "[a]\ny = 1\ny = 2\n", ["key-twice 3 [y = 2] after [y = 1]"]],
		["a key in two cases", "[a]\nY = 1\ny: 2\n", ["key-twice 3 [y: 2] after [Y = 1]"]],
		["a key that [DEFAULT] has twice", "[DEFAULT]\ny = 1\n[DEFAULT]\ny = 2\n", ["key-twice 4 [y = 2] after [y = 1]"]],
		["a key below an indented header", "[a]\ny = 1\n [b]\ny = 2\n", ["key-twice 4 [y = 2] after [y = 1]"]],
		["a nested line without an equals sign", "[a]\ns3 =\n  x : 1\n", ["nested-line 3 [x : 1]"]],
		["each of them", "[a]\nx\ny\n", ["no-separator 2 [x]", "no-separator 3 [y]"]],
		[
			"lines in the section that is there twice, but for its keys",
			"[a]\nx = 1\n[a]\nx = 1\ny\n",
			["section-twice 3 [[a]] after [[a]]", "no-separator 5 [y]"],
		],
		["a nested line that a section inherits", "[DEFAULT]\ns3 =\n  x\n[a]\n", ["nested-line 3 [x]"]],
		["a line with a carriage return", "[a]\nx = 1\ry\n", ["no-separator 3 [y]"]],
	];
	for (const [what, text, refusals] of notRead)
		it(`is refused for ${what}`, () => assert.deepEqual(refused(text), refusals));

	const inherits: [what: string, text: string][] = [
		["no section", "[DEFAULT]\ns3 =\n  x\n"],
		["a section with a value of its own", "[DEFAULT]\ns3 =\n  x\n[a]\nS3 = 1\n"],
	];
	for (const [what, text] of inherits)
		it(`is read where a nested line of [DEFAULT] reaches ${what}`, () => assert.deepEqual(refused(text), []));

	it("tells no more than a thousand of its lines", () => {
		assert.equal(readAsCli(`[a]\n${"x\n".repeat(5000)}`).refusals.length, 1000);
		assert.equal(readAsCli(`[DEFAULT]\ns3 =\n${"  x\n".repeat(5000)}[a]\n`).refusals.length, 1000);
	});

	it("is read in turns", () => {
		const text = `[a]\n${Array.from({ length: 40_000 }, (_, at) => `x${at} = 1`).join("\n")}`;
		let turns = 0;
		const work = readAsCliInTurns(text);
		for (let step = work.next(); ; step = work.next()) {
			if (step.done) {
				assert.equal(step.value.options(0).length, 40_000);
				break;
			}
			turns++;
		}
		assert.equal(turns, 1);
	});

	it("finds a setting by its place and by its name, inherited or not", () => {
		const file = readAsCli("[DEFAULT]\nx = 1\nz = 3\n[a]\nX = 2\n y = 3\n[b]\n");
		assert.equal(file.optionAt(26)?.value(), "2\ny = 3");
		assert.equal(file.optionAt(25), undefined);
		assert.equal(file.optionAt(1000), undefined);
		const found = (name: string) => [1, 2].map((section) => file.option(section, name)?.value());
		assert.deepEqual(
			[found("x"), found("y"), found("z")],
			[
				["2\ny = 3", "1"],
				[undefined, undefined],
				["3", "3"],
			],
		);
	});

	it("does not show what it holds", () => {
		const file = readAsCli("[a]\naws_secret_access_key = notARealSecret\n");
		assert.ok(!/notARealSecret/.test(`${JSON.stringify([file, file.options(0)])}`));
	});
});

describe("a section header to the AWS CLI", () => {
	const table: [file: "credentials" | "config", heading: string, means: string | undefined][] = [
		["credentials", "a", "profile a"],
		["credentials", "profile a", "profile profile a"],
		["credentials", " a ", "profile  a "],
		["credentials", "DEFAULT", undefined],
		["config", "default", "profile default"],
		["config", "DEFAULT", undefined],
		["config", "a", undefined],
		["config", "profile a", "profile a"],
		["config", "profile  a", "profile a"],
		["config", "profile\ta ", "profile a"],
		["config", 'profile "my a"', "profile my a"],
		["config", "profile 'a'b", "profile ab"],
		["config", 'profile ""', "profile "],
		["config", "profile my a", undefined],
		["config", "profile", undefined],
		["config", 'profile "a', undefined],
		["config", "profile a\\", undefined],
		["config", "profilex a", "profile a"],
		["config", "profile.a", undefined],
		["config", "Profile a", undefined],
		["config", "sso-session a", "sso-session a"],
		["config", "services a", "services a"],
	];
	for (const [file, heading, means] of table)
		it(`[${heading}] of the ${file} file is ${means ?? "nothing"}`, () => {
			const meaning = cliMeaning(heading, file);
			assert.equal(meaning && `${meaning.kind} ${meaning.name}`, means);
		});

	const words: [text: string, words: string[] | undefined][] = [
		["", []],
		[" a  b ", ["a", "b"]],
		['a" b"c', ["a bc"]],
		["''", [""]],
		['"a\\"b\\c"', ['a"b\\c']],
		["'a\\b'", ["a\\b"]],
		["a\\ b", ["a b"]],
		["a\u00a0b", ["a\u00a0b"]],
		['"a\\', undefined],
		["'", undefined],
	];
	for (const [text, expected] of words)
		it(`has the words of ${text}`, () => assert.deepEqual(shellWords(text), expected));
});

describe("a profile to the AWS CLI", () => {
	const pair = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
	const table: [
		what: string,
		credentials: string,
		config: string,
		way: string | undefined,
		keys: string | undefined,
	][] = [
		["nothing", "[b]\n", "", undefined, undefined],
		["keys", `[a]\n${pair("1")}`, "", "static", "credentials 1 s"],
		["keys in both files", `[a]\n${pair("1")}`, `[profile a]\n${pair("2")}`, "static", "credentials 1 s"],
		[
			"an ID alone in the first",
			"[a]\naws_access_key_id = 1\n",
			`[profile a]\n${pair("2")}`,
			"static",
			"credentials 1",
		],
		[
			"a secret alone in the first",
			"[a]\naws_secret_access_key = s\n",
			`[profile a]\n${pair("2")}`,
			"static",
			"config 2 s",
		],
		["inherited keys", `[DEFAULT]\n${pair("1")}[a]\n`, "", "static", "credentials 1 s"],
		["keys of [DEFAULT] in the other file", `[DEFAULT]\n${pair("1")}[b]\n`, "[profile a]\n", undefined, undefined],
		["the last section", "", `[profile a]\n${pair("1")}[profile "a"]\n`, undefined, undefined],
		[
			"both tokens",
			`[a]\n${pair("1")}aws_session_token = new\naws_security_token = old\n`,
			"",
			"static",
			"credentials 1 s old",
		],
		["a role", `[a]\n${pair("1")}`, "[profile a]\nrole_arn = r\n", "role", "credentials 1 s"],
		[
			"a web identity",
			`[a]\n${pair("1")}role_arn = r\nweb_identity_token_file = t\n`,
			"",
			"web-identity",
			"credentials 1 s",
		],
		[
			"an empty token file",
			`[a]\n${pair("1")}role_arn = r\nweb_identity_token_file =\n`,
			"",
			"static",
			"credentials 1 s",
		],
		["SSO", `[a]\n${pair("1")}`, "[profile a]\nsso_role_name = r\n", "sso", "credentials 1 s"],
		["a start URL alone", `[a]\n${pair("1")}sso_start_url = u\n`, "", "static", "credentials 1 s"],
		[
			"a program beside keys",
			`[a]\n${pair("1")}`,
			"[profile a]\ncredential_process = p\n",
			"static",
			"credentials 1 s",
		],
		[
			"a program beside keys of the config file",
			"",
			`[profile a]\n${pair("1")}credential_process = p\n`,
			"process",
			"config 1 s",
		],
	];
	for (const [what, credentials, config, way, keys] of table)
		it(`comes to ${way ?? "nothing"} with ${what}`, () => {
			const profiles = new CliProfiles(readAsCli(credentials), readAsCli(config));
			const found = profiles.keys("a");
			const told = found && [found.file, ...[found.id, found.secret, found.token].flatMap((one) => one?.value() ?? [])];
			assert.deepEqual([profiles.way("a")?.type, told?.join(" ")], [way, keys]);
			assert.equal(profiles.has("a"), what !== "nothing");
		});

	it("is found without one of the files", () => {
		assert.equal(new CliProfiles(undefined, readAsCli("[profile a]\nx = 1\n")).setting("a", "x")?.file, "config");
		assert.equal(new CliProfiles(readAsCli("[a]\nx = 1\n"), undefined).setting("a", "x")?.file, "credentials");
		assert.ok(!new CliProfiles(undefined, undefined).has("a"));
	});
});
