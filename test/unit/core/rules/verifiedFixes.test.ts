import assert from "node:assert/strict";
import type { Active, Finding } from "../../../../src/core/index.ts";
import { isSameOrBetter, keepSafeFixes } from "../../../../src/core/rules/verifiedFixes.ts";

const path = "/work/project/.env";
const text = "A=1\nB=2\n";
const active: Active = { kind: "chain", next: "web-identity" };
const edits = [{ path, range: { start: 0, end: 0 }, newText: "# " }];

function finding(rule: string, start: number, fixes: Finding["fixes"] = []): Finding {
	return {
		rule,
		severity: "warning",
		message: "",
		origin: { layer: "file", path, range: { start, end: start + 1 } },
		fixes,
	};
}

const outcome = (findings: Finding[], of: Active = active) => ({ active: of, findings, envFiles: [] });

/** What is left of a fix of the finding at A, by what is found after it. */
function kept(after: Finding[], activeAfter = active): number {
	const before = outcome([finding("one", 0, [{ title: "Fix", edits }]), finding("two", 4)]);
	const texts = new Map([[path, text]]);
	const findings = keepSafeFixes(before, texts, (edited) => {
		assert.deepEqual([...edited], [[path, `# ${text}`]]);
		return outcome(after, activeAfter);
	});
	assert.deepEqual(
		findings.map(({ rule }) => rule),
		["one", "two"],
	);
	return findings[0]?.fixes.length ?? 0;
}

describe("fixes that are offered", () => {
	it("end their finding and leave the others where they are", () => {
		assert.equal(kept([]), 1);
		assert.equal(kept([finding("two", 6)]), 1);
	});

	it("are not those that leave their finding, make another, or move one", () => {
		assert.equal(kept([finding("one", 2)]), 0);
		assert.equal(kept([finding("three", 6)]), 0);
		assert.equal(kept([finding("two", 2)]), 0);
	});

	it("are not those after which something worse signs", () => {
		assert.equal(kept([], { kind: "error", code: "no-credentials", message: "" }), 0);
	});

	it("may bring up advice, and move what is said once a file", () => {
		assert.equal(kept([finding("mfa-profile", 0)]), 1);
		assert.equal(kept([finding("two", 6), finding("long-lived-keys", 2)]), 1);
		const once = "ignored-env-file";
		const before = outcome([finding("one", 0, [{ title: "Fix", edits }]), finding(once, 4)]);
		const offered = (after: Finding[]) =>
			keepSafeFixes(before, new Map([[path, text]]), () => outcome(after))[0]?.fixes.length;
		assert.equal(offered([finding(once, 2)]), 1);
		assert.equal(offered([{ ...finding(once, 2), origin: { layer: "file", path: "/other" } }]), 0);
	});

	it("are held against what stands in no line, and in files that nobody edits", () => {
		const nowhere: Finding = { ...finding("one", 0, [{ title: "Fix", edits }]), origin: { layer: "platform" } };
		const whole: Finding = { ...finding("two", 0), origin: { layer: "file", path } };
		const elsewhere = (start: number): Finding => ({
			...finding("three", start),
			origin: { layer: "file", path: "/other", range: { start, end: start + 1 } },
		});
		const before = outcome([nowhere, whole, elsewhere(5)]);
		const offered = (...after: Finding[]) =>
			keepSafeFixes(before, new Map([[path, text]]), () => outcome(after))[0]?.fixes.length;
		assert.equal(offered(whole, elsewhere(5)), 1);
		assert.equal(offered(nowhere), 0);
		assert.equal(offered(elsewhere(6)), 0);
		assert.equal(offered({ ...whole, origin: { layer: "shell" } }), 0);
	});

	it("are followed through several edits, in whatever order they come", () => {
		const three = "A=1\nB=2\nC=3\n";
		const several = [
			{ path, range: { start: 8, end: 9 }, newText: "LONGER" },
			{ path, range: { start: 0, end: 4 }, newText: "" },
			{ path, range: { start: 4, end: 4 }, newText: "# x\n" },
		];
		const first = finding("one", 0, [{ title: "Fix", edits: several }]);
		const before = outcome([first, finding("two", 4), finding("three", 8)]);
		const offered = (...after: Finding[]) =>
			keepSafeFixes(before, new Map([[path, three]]), (edited) => {
				assert.equal(edited.get(path), "# x\nB=2\nLONGER=3\n");
				return outcome(after);
			})[0]?.fixes.length;
		assert.equal(offered(finding("two", 4), finding("three", 8)), 1);
		assert.equal(offered(finding("two", 0)), 1, "new text stands where it was put in");
		assert.equal(offered(finding("three", 10)), 1, "within a new name");
		assert.equal(offered(finding("three", 14)), 1, "right behind a new name");
		assert.equal(offered(finding("two", 8)), 0);
		assert.equal(offered(finding("three", 4)), 0);
	});

	it("are tried once for each change, and no more than some", () => {
		let tries = 0;
		const many = Array.from({ length: 200 }, (_, index) =>
			finding(`rule-${index}`, 0, [
				{ title: "Fix", edits: [{ path, range: { start: 0, end: 1 }, newText: `${index >> 1}` }] },
			]),
		);
		const findings = keepSafeFixes(outcome(many), new Map([[path, text]]), () => {
			tries++;
			return outcome([]);
		});
		assert.equal(tries, 0, "tried before anybody asked");
		const offered = findings.filter(({ fixes }) => fixes.length > 0).length;
		assert.ok(tries > 20 && tries <= 50, `${tries} tries`);
		assert.equal(offered, tries * 2);
	});

	it("leave whose key signs, of a profile too", () => {
		const of = (accessKeyId: string): Active => ({
			kind: "profile",
			profile: "a",
			type: "static",
			variable: "AWS_PROFILE",
			accessKeyId,
		});
		assert.equal(isSameOrBetter(of("AKIAFAKESAME00000001"), of("AKIAFAKESAME00000001")), true);
		assert.equal(isSameOrBetter(of("AKIAFAKESAME00000001"), of("AKIAFAKEOTHER0000001")), false);
	});

	it("let commands pass, which ask before they act", () => {
		const command = finding("one", 0, [{ title: "Ask", command: "x", args: [] }]);
		const refuse = () => assert.fail("nothing to try");
		assert.equal(keepSafeFixes(outcome([command]), new Map(), refuse)[0]?.fixes.length, 1);
	});
});

const keys = (variable: string, accessKeyId: string): Active => ({
	kind: "keys",
	accessKeyId,
	hasSessionToken: false,
	variables: [variable],
	origins: [],
});
const profile = (variable: "REMOTION_AWS_PROFILE" | "AWS_PROFILE" | null, name: string): Active => ({
	kind: "profile",
	profile: name,
	variable,
	type: "static",
});
const [a, b] = ["AKIAFAKEBETTER000001", "AKIAFAKEBETTER000002"];
/** From bad to good. */
const ranks: [title: string, active: Active, other: Active | undefined][] = [
	["an error", { kind: "error", code: "no-credentials", message: "" }, undefined],
	["a key AWS cannot have made", keys("AWS_ACCESS_KEY_ID", "short"), keys("REMOTION_AWS_ACCESS_KEY_ID", "other")],
	["the chain", { kind: "chain", next: "web-identity" }, { kind: "chain", next: "container-or-instance" }],
	["the default profile", profile(null, "default"), profile(null, "other")],
	["a plain variable", keys("AWS_ACCESS_KEY_ID", a), profile("AWS_PROFILE", "remotion")],
	["a REMOTION_ variable", profile("REMOTION_AWS_PROFILE", "remotion"), keys("REMOTION_AWS_ACCESS_KEY_ID", b)],
];

describe("the same or a better source", () => {
	for (const [index, [title, one, other]] of ranks.entries()) {
		it(`ranks ${title} where it belongs`, () => {
			assert.ok(isSameOrBetter(one, { ...one }));
			if (other) assert.ok(!isSameOrBetter(one, other) && !isSameOrBetter(other, one));
			for (const [, better] of ranks.slice(index + 1)) {
				assert.ok(isSameOrBetter(one, better));
				assert.ok(!isSameOrBetter(better, one));
			}
		});
	}
});
