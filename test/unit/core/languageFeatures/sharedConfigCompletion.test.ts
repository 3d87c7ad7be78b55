import assert from "node:assert/strict";
import type { Profile } from "../../../../src/core/index.ts";
import { completeAwsFile } from "../../../../src/core/languageFeatures/sharedConfigCompletion.ts";

const profiles: Profile[] = [
	{ name: "new", type: "none", origins: [] },
	{ name: "half", type: "static", problem: "It has no secret.", origins: [] },
	{ name: "remotion", type: "static", origins: [] },
	{ name: "me@x.y", type: "role", origins: [] },
	{ name: "my team", type: "sso", origins: [] },
];
const known = { profiles, ssoSessions: ["company"] };

/** `|` is the cursor; what is between `«` and `»` must be what the chosen text replaces. */
type Row = [title: string, marked: string, first: string[] | undefined];
const table: Row[] = [
	[
		"keys, the missing ones first",
		"[profile new]\nregion = x\n«|»",
		["aws_access_key_id = ", "aws_secret_access_key = "],
	],
	["a key behind its first letters", "[profile new]\r\n«aws_sec|ret»\r\n", ["aws_access_key_id = "]],
	["a key before its equals sign", "[profile new]\n«so|u» = x", ["aws_access_key_id", "aws_secret_access_key"]],
	["a session's keys", "[sso-session s]\n«|»", ["sso_start_url = ", "sso_region = "]],
	[
		"profiles, without the own one, the broken one last",
		"[profile remotion]\nsource_profile = «|»",
		["me@x.y", "my team", "half"],
	],
	[
		"a profile in the place of another",
		"[profile new]\nsource_profile=«re|mo» # c",
		["remotion", "me@x.y", "my team", "half"],
	],
	["sessions", "[profile new]\nsso_session = «|»", ["company"]],
	["regions", "[profile new]\nregion = «eu|-»", ["eu-central-1"]],
	["regions of a session", "[sso-session s]\nsso_region =«|»", ["eu-central-1"]],
	["sources", "[profile new]\ncredential_source = «|»", ["EcsContainer", "Ec2InstanceMetadata", "Environment"]],
	["outputs", "[profile new]\noutput = «|»", ["json"]],
	["a key before another line", "[profile new]\n«so|»\nregion = x", ["aws_access_key_id = "]],
	["a key some blanks before its equals sign", "[profile new]\n«so|»  = x", ["aws_access_key_id"]],
	["a key before other words", "[profile new]\n«so|» a = x", ["aws_access_key_id = "]],
	[
		"the own key in its place",
		"[profile new]\naws_secret_access_key = x\n«aws_access|_key_id» = y",
		["aws_access_key_id"],
	],
	[
		"a profile of two words as it is",
		"[profile remotion]\nregion = x\nsource_profile   =   «my|»",
		["me@x.y", "my team", "half"],
	],
	["nothing for a key that nobody knows", "[profile new]\nnobody = |", undefined],
	["nothing for keys and secrets", "[profile new]\naws_secret_access_key = |", undefined],
	["nothing in a heading", "[pro|file new]", undefined],
	["nothing above the first heading", "|\n[profile new]", undefined],
	["nothing in a comment", "[profile new]\n# region = |", undefined],
	["nothing behind a value", "[profile new]\nregion = eu-west-1 |", undefined],
	["nothing in an indented line", "[profile new]\ns3 =\n  |", undefined],
	["nothing among services", "[services s]\n|", undefined],
];

describe("completion in AWS files", () => {
	for (const [title, marked, first] of table) {
		it(`offers ${title}`, () => {
			const text = marked.replaceAll(/[«»|]/g, "");
			const completion = completeAwsFile(text, marked.replaceAll(/[«»]/g, "").indexOf("|"), "config", known);
			if (first === undefined) return assert.equal(completion, undefined);
			const [start, end] = [marked.indexOf("«"), marked.replace("|", "").indexOf("»") - 1];
			assert.deepEqual(completion?.range, { start, end });
			assert.deepEqual(
				completion?.suggestions.slice(0, first.length).map(({ insert }) => insert),
				first,
			);
		});
	}

	it("names what the section has last, and says what each thing is", () => {
		const at = (text: string) => completeAwsFile(text, text.length, "config", known)?.suggestions ?? [];
		const keys = at("[profile new]\nregion = x\noutput = json\n");
		assert.deepEqual(
			keys
				.slice(-2)
				.map(({ label }) => label)
				.toSorted(),
			["output", "region"],
		);
		assert.ok(keys.every(({ kind, detail }) => kind === "variable" && detail !== ""));
		assert.deepEqual(at("[profile new]\nsso_session = "), [
			{ kind: "value", label: "company", detail: "The [sso-session company] of the config file.", insert: "company" },
		]);
		assert.deepEqual(at("[profile new]\noutput = ")[0], { kind: "value", label: "json", detail: "", insert: "json" });
		assert.equal(at("[profile new]\ncredential_source = ")[0]?.detail, "");
	});
});
