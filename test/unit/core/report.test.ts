import assert from "node:assert/strict";
import { explain, type Finding } from "../../../src/core/index.ts";
import { report } from "../../../src/core/report.ts";
import { canary, cwd, home, situation } from "../situation.ts";

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
		assert.match(said, /Runtime: Remotion CLI · Remotion: 4\.0\.527/);
		assert.match(said, /^\*\*Active credentials: Profile staging\*\*$/m);
		assert.match(
			said,
			/^- ✓ REMOTION_AWS_PROFILE \(staging, AKIA…0001, \/work\/project\/\.env:3, ~\/\.aws\/credentials:1\): /m,
		);
		assert.equal(said.match(/^- [✓✗½⊘○] /gm)?.length, 7);
		assert.match(said, /^- staging: static$/m);
		assert.match(said, /^- \w+ `shadowed-variable` at \/work\/project\/\.env:1: /m);
		assert.match(said, /^- VS Code 1\.106\.0$/m);
	});

	it("names the launch, with its secrets masked", () => {
		const input = situation({ files: { ".env": env } });
		const launch = { id: "script:deploy", label: `npm run ${secret}`, kind: "script", runtime: "node", cwd } as const;
		const whole = { ...launch, place: "here", layers: [], callsLambda: "yes" } as const;
		const project = {
			name: "shop",
			folder: cwd,
			runtime: input.runtime,
			codeFindings: [],
			explanation: explain(input),
		};
		const said = report({ projects: [{ ...project, launch: whole }], versions: [], home, textOf: () => undefined });
		assert.match(said, /^Folder: \S+ · Launch: npm run \S+ · Runtime: /m);
		assert.ok(!said.includes(secret));
	});

	it("holds no secret, no whole access key ID and no path of the home", () => {
		const said = text();
		assert.doesNotMatch(said, /canary|AKIANOTAREALKEY7Q2WZ|AKIAFAKESTAGING00001/);
		assert.ok(!said.includes(home) && said.includes("~/.aws/credentials"));
		assert.ok(!said.includes(secret), "a secret written as a profile's name");
	});

	it("says so where nothing is found, and why nothing signs", () => {
		const said = text({ files: {} });
		assert.match(said, /^\*\*Active credentials: No credentials/m);
		assert.match(said, /## Profiles[\s\S]*None\.[\s\S]*## Problems\n\nNone\./);
	});

	it("says of each thing what is known, and no more", () => {
		const lines = (parts: Parameters<typeof situation>[0]) => text(parts).split("\n\n");
		const credentialsFile = { [`${home}/.aws/credentials`]: "[a]\naws_access_key_id = AKIAFAKESTAGING00001\n" };
		const shell = lines({ environment: { AWS_PROFILE: "a", REMOTION_AWS_REGION: "nowhere" }, files: credentialsFile });
		assert.match(shell[2] ?? "", /^\*\*Active credentials: .+\*\* \(.+\)$/);
		assert.match(shell[3] ?? "", /^Region: nowhere \(.+\)$/);
		assert.deepEqual([shell[4], shell[6]], ["## Credential sources, in order of precedence", "## Profiles"]);
		assert.ok(shell[5]?.includes("\n- ✗ AWS_PROFILE (a, AWS_PROFILE in the shell, ~/.aws/credentials:1): "), shell[5]);
		assert.ok(shell[5]?.includes("\n- ○ REMOTION_AWS_PROFILE: REMOTION_AWS_PROFILE is not set."));
		assert.deepEqual(shell.slice(7, 10), [
			"Files: ~/.aws/credentials, ~/.aws/config",
			"- a: This profile has aws_access_key_id but no aws_secret_access_key.",
			"## Problems",
		]);
		assert.equal(lines({})[3], "Region: us-east-1");
		assert.equal(lines({ runtime: "next" })[3], "Region: only what the code passes");
		assert.equal(
			lines({ runtime: "vercel", files: {} }).at(-2)?.split(" ").slice(2, 5).join(" "),
			"`platform-credentials` at platform:",
		);
	});

	it("has the findings of open code, with lines of every kind of file, and takes no short home for one", () => {
		const input = situation({ files: {} });
		const code = "a\r\nb\rc\nd";
		const finding = (path: string, start?: number): Finding => ({
			rule: "r",
			severity: "error",
			message: "m",
			origin: { layer: "file", path, ...(start !== undefined && { range: { start, end: start + 1 } }) },
			fixes: [],
		});
		const codeFindings = [finding("/w/a.ts", code.indexOf("d")), finding("/w/b.ts", 3), finding("/w/c.ts")];
		const said = report({
			projects: [{ name: "p", folder: "/w", runtime: "node", codeFindings, explanation: explain(input) }],
			versions: [],
			home: "/",
			textOf: (path) => (path === "/w/a.ts" ? code : undefined),
		});
		assert.match(said, /^Folder: \/w · Runtime: Node\.js · Remotion: unknown version$/m);
		assert.deepEqual(said.match(/^- error .*$/gm), [
			"- error `r` at /w/a.ts:4: m",
			"- error `r` at /w/b.ts: m",
			"- error `r` at /w/c.ts: m",
		]);
		assert.ok(said.endsWith("\n\n## Versions"));
	});
});
