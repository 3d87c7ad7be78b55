import assert from "node:assert/strict";
import { explain } from "../../../src/core/index.ts";
import { canary, configPath, credentialsPath, situation } from "../situation.ts";

/** What nobody means to open and somebody will. Each must end, without a throw, with what can be known and a finding. */
const texts: [what: string, text: string, expectsFinding: boolean][] = [
	["1 MB of assignments", "SOME_NAME=some-value\n".repeat(49_000), false],
	["1 MB of binary", "\u0000\u0001ÿ=\n[".repeat(170_000), true],
	["100,000 blank lines", `${"\n".repeat(100_000)}A`, true],
	["one line of 1 MB", `A=${"x".repeat(1_000_000)}\nnonsense`, true],
	["100,000 unclosed quotes", 'A="\n'.repeat(100_000), true],
	["one quote over 1 MB", `A="${"x\n".repeat(500_000)}`, true],
	["1 MB of backslashes", `A="${"\\".repeat(1_000_000)}`, true],
	["1 MB of brackets", "[".repeat(1_000_000), true],
	["100,000 headings", "[a]\n".repeat(100_000), false],
];

describe("texts that nobody means to open", () => {
	for (const [what, text, expectsFinding] of texts) {
		it(`${what}, in every file at once`, function () {
			// A bound that only something quadratic reaches: these take well under two seconds each.
			this.timeout(60_000);
			const signing = "\nREMOTION_AWS_PROFILE=a\n";
			const input = situation({ files: { ".env": text + signing, [credentialsPath]: text, [configPath]: text } });
			const { findings, active, steps } = explain(input);
			assert.equal(steps.length, 7);
			assert.equal(active.kind, "error");
			const found = findings.filter(({ rule }) => rule === "malformed-line" || rule === "duplicate-variable");
			if (expectsFinding) assert.ok(found.length > 0, "nobody is told");
		});
	}

	it("2,000 assignments of one name make an answer that grows with them, not with their square", () => {
		const text = `AWS_ACCESS_KEY_ID=AKIAFAKEHEAVY0000001\nAWS_SECRET_ACCESS_KEY=${canary}\n`.repeat(2_000);
		assert.ok(JSON.stringify(explain(situation({ files: { ".env": text } }))).length < 10_000_000);
	});

	for (const [what, name] of [
		["without", "OTHER"],
		["with", "AWS_SECRET_"],
	]) {
		it(`30,000 halves of accounts, ${what} one that no account number`, function () {
			this.timeout(60_000);
			const halves = Array.from({ length: 30_000 }, (_, index) => `AWS_KEY_${index * 2 + 1}=AKIAFAKEHEAVY0000001`);
			const text = [`${name}=${canary}`, ...halves].join("\n");
			const { findings } = explain(situation({ files: { ".env": text } }));
			assert.ok(findings.some(({ rule }) => rule === "rotation-incomplete"));
		});
	}
});
