import assert from "node:assert/strict";
import { explain } from "../../src/core/index.ts";
import { report } from "../../src/core/report.ts";
import { canary, cwd, home, situation } from "./situation.ts";

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYnotARealK1";
const env = `AWS_ACCESS_KEY_ID=AKIANOTAREALKEY7Q2WZ\nAWS_SECRET_ACCESS_KEY=${canary}\nREMOTION_AWS_PROFILE=staging\n`;
const credentials = `[staging]\naws_access_key_id = AKIAFAKESTAGING00001\naws_secret_access_key = ${canary}\n[${secret}]\n`;

function text(parts: Parameters<typeof situation>[0] = {}): string {
	const files = { ".env": env, [`${home}/.aws/credentials`]: credentials };
	const input = situation({ files, ...parts });
	const project = { name: "shop", folder: cwd, runtime: input.runtime, codeFindings: [], remotionVersion: "4.0.527" };
	return report({
		projects: [{ ...project, explanation: explain(input) }],
		versions: [["VS Code", "1.106.0"]],
		home,
		textOf: (path) => input.readFile(path),
	});
}

describe("the report", () => {
	it("tells what signs, the whole order, the profiles, the findings with their lines, and the versions", () => {
		const said = text();
		assert.match(said, /^# Remotion Lambda credentials: shop$/m);
		assert.match(said, /started by Remotion CLI, Remotion 4\.0\.527/);
		assert.match(said, /^\*\*Signs with: Profile staging\*\*$/m);
		assert.match(
			said,
			/^- ✓ REMOTION_AWS_PROFILE \(staging, AKIA…0001, \/work\/project\/\.env:3, ~\/\.aws\/credentials:1\): /m,
		);
		assert.equal(said.match(/^- [✓✗½⊘○] /gm)?.length, 7);
		assert.match(said, /^- staging: static$/m);
		assert.match(said, /^- \w+ `shadowed-variable` at \/work\/project\/\.env:1: /m);
		assert.match(said, /^- VS Code 1\.106\.0$/m);
	});

	it("holds no secret, no whole access key ID and no path of the home", () => {
		const said = text();
		assert.doesNotMatch(said, /canary|AKIANOTAREALKEY7Q2WZ|AKIAFAKESTAGING00001/);
		assert.ok(!said.includes(home) && said.includes("~/.aws/credentials"));
		assert.ok(!said.includes(secret), "a secret written as a profile's name");
	});

	it("says so where nothing is found, and why nothing signs", () => {
		const said = text({ files: {} });
		assert.match(said, /^\*\*Signs with: No credentials/m);
		assert.match(said, /## Profiles[\s\S]*None\.[\s\S]*## Findings\n\nNone\./);
	});
});
