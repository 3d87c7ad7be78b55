import assert from "node:assert/strict";
import fc from "fast-check";
import {
	appendProfile,
	credentialValueProblem,
	profileNameProblem,
} from "../../../../src/core/sharedConfig/appendProfile.ts";
import { parseAwsFile } from "../../../../src/core/sharedConfig/parse.ts";

const keys = { accessKeyId: "AKIAFAKEADDED0000001", secretAccessKey: "not/a+real=secret-added-0000000000000001" };
const added = `[new]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n`;

describe("adding a profile to a credentials file", () => {
	const table: [what: string, before: string, after: string][] = [
		["to nothing", "", added],
		["to a byte order mark", "\uFEFF", `\uFEFF${added}`],
		["behind what no SDK reads", "x\n[b\n[c]\r", `x\n[b\n[c]\r\n${added}`],
		["behind a profile", "[a]\nx = 1\n", `[a]\nx = 1\n\n${added}`],
		["behind a line without an end", "[a]\nx = 1", `[a]\nx = 1\n\n${added}`],
		["with Windows line ends", "[a]\r\nx = 1\r\n", `[a]\r\nx = 1\r\n\r\n${added.replaceAll("\n", "\r\n")}`],
		["behind an open sub-section", "[a]\ns3 =\n  x = 1\n", `[a]\ns3 =\n  x = 1\n\n${added}`],
	];
	for (const [what, before, after] of table) {
		it(what, () => assert.deepEqual(appendProfile(before, { name: "new", ...keys }), { ok: true, text: after }));
	}

	it("writes a session token as it is, equals signs and all", () => {
		const result = appendProfile("", { name: "new", ...keys, sessionToken: "not-a-real-token==" });
		assert.ok(result.ok && result.text.endsWith("aws_session_token = not-a-real-token==\n"));
	});

	it("refuses a name that is taken", () => {
		const result = appendProfile("[new]\nx = 1\n", { name: "new", ...keys });
		assert.ok(!result.ok && /already has a profile "new"/.test(result.problem));
	});

	it("refuses a file the SDK discards", () => {
		const result = appendProfile("[__proto__]\nx = 1\n", { name: "new", ...keys });
		assert.ok(!result.ok && /ignores the whole credentials file/.test(result.problem));
	});

	for (const name of ["", " x", "x ", "two words", "a]b", "a\nb", "__proto__", "profile x"]) {
		it(`refuses the name ${JSON.stringify(name)}`, () => assert.notEqual(profileNameProblem(name), undefined));
	}
	for (const name of ["x", "my.name", "a@b", "été", "dev-1"]) {
		it(`takes the name ${JSON.stringify(name)}`, () => assert.equal(profileNameProblem(name), undefined));
	}
	for (const value of ["", " x", "x ", "a\nb", "a #b", "a ;b"]) {
		it(`refuses the value ${JSON.stringify(value)} without repeating it`, () => {
			const problem = credentialValueProblem(value);
			assert.notEqual(problem, undefined);
			if (value.trim().length > 1) assert.ok(!problem?.includes(value));
		});
	}

	it("says what is wrong with a name or a value, wherever it is told", () => {
		const names: [name: string, problem: string][] = [
			["", "Enter a name."],
			[" x", "Remove the whitespace around the name."],
			["x\t", "Remove the whitespace around the name."],
			["a[b", "A profile name cannot contain brackets or line breaks."],
			["a\rb", "A profile name cannot contain brackets or line breaks."],
			["two words", "The AWS SDK ignores [two words], because the name contains a space. Use a name without spaces."],
			["__proto__", "[__proto__] makes the AWS SDK ignore this whole file."],
			[
				"profile x",
				'In the credentials file, write [x] without "profile": the AWS SDK reads [profile x] as a profile named "profile.x".',
			],
			["a #b", "The AWS SDK would not find a profile of this name."],
			[
				"toString",
				'The AWS SDK can\'t use a profile named "toString" because JavaScript reserves the name. Rename it.',
			],
		];
		for (const [name, problem] of names) {
			assert.equal(profileNameProblem(name), problem, name);
			assert.deepEqual(appendProfile("", { ...keys, name }), { ok: false, problem });
		}
		const differently = "This value can't be stored as is. Remove line breaks, and any # or ; that follows a space.";
		const values: [value: string, problem: string][] = [
			["", "Enter a value."],
			[" x", "Remove the whitespace around the value."],
			["x ", "Remove the whitespace around the value."],
			["a\nb = c", differently],
			["a #b", differently],
			["#", differently],
		];
		for (const [value, problem] of values) {
			assert.equal(credentialValueProblem(value), problem, value);
			for (const half of ["accessKeyId", "secretAccessKey", "sessionToken"])
				assert.deepEqual(appendProfile("", { ...keys, name: "new", [half]: value }), { ok: false, problem }, half);
		}
		for (const value of ["x", "a#b", "a;b", "a = b", '"x"', "[x]"])
			assert.equal(credentialValueProblem(value), undefined);
	});

	it("never touches another byte, and is read back, for any text and any profile it takes", () => {
		const text = fc
			.array(fc.constantFrom("[a]", "[new]", "x = 1", "  y = 2", "s3 =", "# c", "", "[b", "\r", "="))
			.map((lines) => lines.join("\n"));
		fc.assert(
			fc.property(text, fc.string(), fc.string(), (before, name, secretAccessKey) => {
				const result = appendProfile(before, { name, accessKeyId: keys.accessKeyId, secretAccessKey });
				if (!result.ok) return;
				assert.ok(result.text.startsWith(before));
				const section = parseAwsFile(result.text, "credentials", "").sections.at(-1);
				assert.equal(section?.name, name);
				assert.equal(section?.properties[1]?.value.reveal(), secretAccessKey);
			}),
			{ numRuns: 3000, seed: 1 },
		);
	});
});

describe("a refused name", () => {
	it("is told with no secret in it", () => {
		const name = "at /srv/NotReal7Q2wZ4kB9xT1mC6vN%252F8sD3fG5hJ0pL2rY/x";
		assert.match(profileNameProblem(name) ?? "", /ignores \[at \/srv\/•+\/x\]/);
	});
});
