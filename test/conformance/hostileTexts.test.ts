/**
 * 300 kB of the worst in every text that the core reads. What takes quadratic time needs minutes for one of these, so that it ends in time
 * is the proof; that the expressions themselves are linear is counted in `regexes.test.ts`.
 */
import assert from "node:assert/strict";
import { parseDotenv } from "../../src/core/dotenv/parse.ts";
import { explainError } from "../../src/core/errorGuide/index.ts";
import { explain } from "../../src/core/index.ts";
import { completeDotenv } from "../../src/core/languageFeatures/envCompletion.ts";
import { readPackage } from "../../src/core/runtimes/packageJson.ts";
import { visible } from "../../src/core/text/plainText.ts";
import { printable } from "../../src/core/text/printableName.ts";
import { redact } from "../../src/core/text/redact.ts";
import { redactOutput } from "../../src/remotion/redactOutput.ts";

const size = 300_000;
/** What is repeated, and what stands around it. */
const pumps: Record<string, string> = {
	blanks: " ",
	tabs: "\t",
	"empty lines": "\n",
	CRLF: "\r\n",
	quotes: '"',
	backslashes: "\\",
	equals: "=",
	hashes: "#",
	brackets: "[",
	"closed brackets": "[a]\n",
	references: "$" + "{A}",
	"open references": "$" + "{",
	letters: "A",
	"key IDs": "AKIA",
	"names of secrets": "secret_access_key=",
	ANSI: "\u001b[31m",
	bidi: "\u202E",
	"line separators": "\u2028",
	links: "[a](command:x)",
	"half a pair of units": "\ud83d",
	NUL: "\0",
	assignments: "A=1\n",
};

describe("300 kB of the worst", function () {
	this.timeout(120_000);
	for (const [name, pump] of Object.entries(pumps)) {
		const worst = pump.repeat(size / pump.length);

		it(`${name}, in .env and both AWS files`, () => {
			for (const text of [worst, `REMOTION_AWS_PROFILE=${worst}`, `[profile ${worst}\nA = "${worst}`]) {
				for (const runtime of ["remotion-cli", "next"] as const) {
					const { findings, active } = explain({
						runtime,
						cwd: "/w",
						home: "/h",
						platform: "posix",
						environment: { AWS_PROFILE: "x" },
						readFile: (path) => (/\.env$|credentials$|config$/.test(path) ? text : undefined),
					});
					assert.ok(Array.isArray(findings) && active.kind);
				}
				parseDotenv(text, "dotenv-9");
			}
		});

		it(`${name}, in what is pasted, printed, typed and visible`, () => {
			explainError(worst);
			assert.equal(typeof redactOutput(redact(worst), ["notARealSecret"]), "string");
			completeDotenv(`AWS_PROFILE=${worst}`, worst.length + 12, []);
			printable(worst);
			visible(worst);
			readPackage(JSON.stringify({ scripts: { a: worst }, dependencies: { [worst]: worst, remotion: worst } }));
		});
	}
});
