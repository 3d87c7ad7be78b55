import assert from "node:assert/strict";
import { readAccountSettings } from "../../../../src/core/vocabulary/accountSettings.ts";

const studio = { "111122223333": { name: "studio" } };
const live = { "444455556666": { name: "live", production: true } };

/** The settings' values, what they come to, and what is said of them. */
const cases: [what: string, accounts: unknown[], expected: unknown, settings: object, problems: RegExp[]][] = [
	["nothing", [undefined], "", { names: {} }, []],
	["null", [null], null, { names: {} }, []],
	["a name", [studio], "", { names: { "111122223333": { name: "studio" } } }, []],
	["production", [live], "", { names: { "444455556666": { name: "live", isProduction: true } } }, []],
	["expected by name", [studio], "studio", { names: studio, expected: "111122223333" }, []],
	["expected by ID", [studio], "444455556666", { names: studio, expected: "444455556666" }, []],
	[
		"an ID as people read it",
		[{ "1111-2222-3333": { name: "studio" } }],
		"4444-5555-6666",
		{ names: studio, expected: "444455556666" },
		[],
	],
	[
		"the later name counts",
		[studio, { "111122223333": { name: "other" } }],
		"other",
		{ names: { "111122223333": { name: "other" } }, expected: "111122223333" },
		[],
	],
	[
		"a workspace can't take production away",
		[live, { "444455556666": { name: "sandbox", production: false } }],
		"",
		{ names: { "444455556666": { name: "sandbox", isProduction: true } } },
		[],
	],
	["no object", ["studio"], "", { names: {} }, [/^remotionLambda\.accounts is ignored: it must be an object/]],
	["a list", [[studio]], "", { names: {} }, [/must be an object of account IDs/]],
	[
		"no ID",
		[{ "12345": { name: "x" }, ...studio }],
		"",
		{ names: studio },
		[/^"12345" in remotionLambda\.accounts is ignored: an account ID has 12 digits\.$/],
	],
	["a name alone", [{ "111122223333": "studio" }], "", { names: {} }, [/must be an object such as/]],
	["no name", [{ "111122223333": { production: true } }], "", { names: {} }, [/its name is missing/]],
	["an empty name", [{ "111122223333": { name: " " } }], "", { names: {} }, [/its name is missing/]],
	["a long name", [{ "111122223333": { name: "x".repeat(61) } }], "", { names: {} }, [/longer than 60/]],
	["a name with a line break", [{ "111122223333": { name: "a\nb" } }], "", { names: {} }, [/can't be shown/]],
	[
		"another account's ID as name",
		[{ "111122223333": { name: "4444-5555-6666" } }],
		"",
		{ names: {} },
		[/looks like another account ID/],
	],
	[
		"a secret as a name",
		[{ "111122223333": { name: "AKIANOTAREALKEY7Q2WZ" } }],
		"",
		{ names: {} },
		[/looks like a secret/],
	],
	[
		"production as text",
		[{ "111122223333": { name: "x", production: "yes" } }],
		"",
		{ names: {} },
		[/production must be true or false/],
	],
	[
		"a number is expected",
		[studio],
		111122223333,
		{ names: studio },
		[/^remotionLambda\.expectedAccount is ignored: write/],
	],
	[
		"an unknown name is expected",
		[studio],
		"agency",
		{ names: studio },
		[/^"agency" in remotionLambda\.expectedAccount is ignored/],
	],
	[
		"a name of two",
		[{ ...studio, "444455556666": { name: "studio" } }],
		"studio",
		{ names: { ...studio, "444455556666": { name: "studio" } } },
		[/several accounts have this name/],
	],
	["an inherited name", [studio], "constructor", { names: studio }, [/has no such name/]],
	[
		"a name that is the other setting's",
		[{ "remotionLambda.expectedAccount": 1 }],
		"",
		{ names: {} },
		[/an account ID has 12 digits/],
	],
	["the same mistake twice", ["x", "x"], "", { names: {} }, [/it must be an object/]],
];

describe("settings about accounts", () => {
	for (const [what, accounts, expected, settings, problems] of cases) {
		it(what, () => {
			const read = readAccountSettings(accounts, expected);
			assert.deepEqual(read.settings, settings);
			assert.equal(read.problems.length, problems.length, read.problems.join("\n"));
			// What is wrong with the expected account is told last, and apart.
			const isOfExpected = expected !== "" && read.settings.expected === undefined && problems.length > 0;
			assert.equal(read.expectedProblem, isOfExpected ? read.problems.at(-1) : undefined);
			for (const [index, problem] of problems.entries()) assert.match(read.problems[index] ?? "", problem);
		});
	}
});
