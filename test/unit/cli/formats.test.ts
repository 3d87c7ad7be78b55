import assert from "node:assert/strict";
import { githubText } from "../../../src/cli/github.ts";
import { isColored, paint } from "../../../src/cli/paint.ts";
import { sarifText } from "../../../src/cli/sarif.ts";
import { jsonOf, textOf, withoutCommand } from "../../../src/cli/text.ts";
import type { EnvironmentReport, ReportedProblem } from "../../../src/core/environmentReport/format.ts";
import { environmentReport } from "../../../src/core/environmentReport/write.ts";
import { explain } from "../../../src/core/index.ts";
import { cwd, home, situation } from "../situation.ts";

const plain = paint(false);

/** A report of an empty environment with these problems. */
function reportWith(
	problems: readonly ReportedProblem[],
	parts: Parameters<typeof situation>[0] = {},
): EnvironmentReport {
	const input = situation(parts);
	const report = environmentReport({
		input,
		explanation: explain(input),
		place: {},
		createdAt: new Date(0),
		createdBy: { name: "remotion-lambda-credentials", version: "0.1.0" },
		textOf: (path) => input.readFile(path),
	});
	return { ...report, problems };
}

const inEnv: ReportedProblem = {
	rule: "malformed-secret",
	severity: "error",
	message: "AWS_SECRET_ACCESS_KEY is too short.",
	origin: { layer: "file", path: `${cwd}/app/.env`, line: 3, column: 5 },
};
const inHome: ReportedProblem = {
	rule: "long-lived-keys",
	severity: "information",
	message: "100% sure.",
	origin: { layer: "file", path: "~/.aws/credentials", line: 2, column: 1 },
};
const nowhere: ReportedProblem = {
	rule: "credentials",
	severity: "warning",
	message: "None.",
	origin: { layer: "shell" },
};
const input = { ...situation(), root: cwd, cwd: `${cwd}/app` };

describe("problems as GitHub's workflow commands", () => {
	const lines = (...problems: ReportedProblem[]) => githubText(reportWith(problems), input).split("\n");

	it("have the file from the repository's folder on, line, column, and the rule as title", () => {
		assert.deepEqual(lines(inEnv, inHome, nowhere), [
			"::error title=malformed-secret,file=app/.env,line=3,col=5::AWS_SECRET_ACCESS_KEY is too short.",
			"::notice title=long-lived-keys::~/.aws/credentials:2: 100%25 sure.",
			"::warning title=credentials::None.",
			"No credentials: no access key ID · 1 error · 1 warning",
			"",
		]);
	});

	it("leave hints to editors", () => {
		assert.equal(lines({ ...inEnv, severity: "hint" }).length, 2);
	});

	it("are one command each, whatever stands in names", () => {
		const path = `${cwd}/a:b,c%\n::add-mask::x`;
		const [line = "", summary, ...others] = lines({
			...inEnv,
			message: "a\r\n::stop-commands::x\u001b[31m ##[error]y",
			origin: { layer: "file", path, line: 1, column: 1 },
		});
		assert.equal(
			line,
			"::error title=malformed-secret,file=a%3Ab%2Cc%25%0A%3A%3Aadd-mask%3A%3Ax,line=1,col=1::a\\u{d}\\u{a}::stop-commands::x\\u{1b}[31m ##[error]y",
		);
		assert.match(summary ?? "", /^No credentials/);
		assert.deepEqual(others, [""]);
	});
});

describe("a line for people", () => {
	const table: readonly [line: string, shown: string][] = [
		["plain: text", "plain: text"],
		["::error::x", ": :error::x"],
		["  \t::set-env name=A::b", "  \t: :set-env name=A::b"],
		["\u001b[1m\u001b[31m::error::x", "\u001b[1m\u001b[31m: :error::x"],
		["a ::error::x", "a ::error::x"],
		["a ##[add-mask]x", "a ## [add-mask]x"],
	];
	for (const [line, shown] of table)
		it(`is no command to GitHub's runner: ${JSON.stringify(line)}`, () => assert.equal(withoutCommand(line), shown));
});

describe("problems as SARIF 2.1.0", () => {
	const log = JSON.parse(sarifText(reportWith([inEnv, inHome, nowhere]), input));
	const [run] = log.runs;

	// Source: sarif-schema-2.1.0.json of OASIS: what each object must have, and the values that it may.
	it("has every property that the schema requires", () => {
		assert.equal(log.version, "2.1.0");
		assert.ok(Array.isArray(log.runs));
		assert.equal(typeof run.tool.driver.name, "string");
		assert.ok(["utf16CodeUnits", "unicodeCodePoints"].includes(run.columnKind));
		for (const rule of run.tool.driver.rules) {
			assert.equal(typeof rule.id, "string");
			if (rule.shortDescription) assert.equal(typeof rule.shortDescription.text, "string");
		}
		for (const result of run.results) {
			assert.equal(typeof result.message.text, "string");
			assert.ok(["none", "note", "warning", "error"].includes(result.level));
			assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
			for (const { physicalLocation } of result.locations) {
				assert.doesNotThrow(() => decodeURIComponent(physicalLocation.artifactLocation.uri));
				assert.ok(physicalLocation.region.startLine >= 1 && physicalLocation.region.startColumn >= 1);
			}
		}
	});

	it("has the places of files from the repository's folder on", () => {
		assert.deepEqual(
			run.results.map(({ ruleId, level, locations }: { ruleId: string; level: string; locations: unknown[] }) => [
				ruleId,
				level,
				locations.length,
			]),
			[
				["malformed-secret", "error", 1],
				["long-lived-keys", "note", 1],
				["credentials", "warning", 0],
			],
		);
		assert.deepEqual(run.results[0].locations[0].physicalLocation, {
			artifactLocation: { uri: "app/.env", uriBaseId: "%SRCROOT%" },
			region: { startLine: 3, startColumn: 5 },
		});
		assert.deepEqual(run.results[1].locations[0].physicalLocation.artifactLocation, {
			uri: "~/.aws/credentials",
			uriBaseId: "HOME",
		});
	});

	it("escapes what a URI may not have", () => {
		const odd = { ...inEnv, origin: { ...inEnv.origin, path: `${cwd}/a b#c%?.env` } };
		const { results } = JSON.parse(sarifText(reportWith([odd]), input)).runs[0];
		assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, "a%20b%23c%25%3F.env");
	});
});

describe("a report for people", () => {
	const env = "REMOTION_AWS_PROFILE=staging\nAWS_REGION=eu-west-1\n";
	const credentials = "[staging]\naws_access_key_id = AKIAFAKESTAGING00001\naws_secret_access_key = x\n";
	const files = { ".env": env, [`${home}/.aws/credentials`]: credentials };

	it("has the answer, the sources with their reasons, and the problems", () => {
		assert.equal(
			textOf(reportWith([{ ...inEnv, origin: { ...inEnv.origin, path: `${cwd}/.env` } }], { files }), plain),
			`Profile staging · AKIA…0001 · .env:1 · eu-west-1
Runtime: Remotion CLI

Credential sources, in order of precedence
  ✓ REMOTION_AWS_PROFILE  active · staging · AKIA…0001 · .env:1
    REMOTION_AWS_PROFILE is set, so Remotion uses profile "staging" (access keys).
  - Not set: 4 sources

1 problem
  error .env:3 malformed-secret
    AWS_SECRET_ACCESS_KEY is too short.
`,
		);
	});

	it("says why Remotion fails, and what AWS says", () => {
		const failing = textOf({ ...reportWith([]), identity: { ok: false, code: "X", message: "No." } }, plain);
		assert.match(failing, /^No credentials: no access key ID · us-east-1\nYou have tried to call .*\nNo\.\n/);
		const identity = { ok: true, account: "123456789012", arn: "arn:aws:iam::123456789012:user/bot" } as const;
		assert.match(
			textOf({ ...reportWith([]), identity }, plain),
			/\nAccount 1234-5678-9012, user bot · arn:aws:iam::123456789012:user\/bot\n/,
		);
		assert.match(failing, /\nNo problems found\n$/);
	});

	it("has a row for each launch", () => {
		const region = { value: "eu-west-1", origin: { layer: "default" } } as const;
		const launch = { kind: "script", runtime: "node", place: "here", region } as const;
		const answer = { kind: "hidden", by: "doppler run", text: "Supplied by doppler run" } as const;
		const error = { kind: "error", code: "no-credentials", message: "m", text: "No credentials" } as const;
		const launches = [
			{ ...launch, id: "a", label: "npm run deploy", answer },
			{ ...launch, id: "b", label: "npm start", answer: error },
			{ ...launch, id: "c", label: "On Vercel", answer, verdict: { kind: "fails", text: "Fails" } },
			{ ...launch, id: "d", label: "On EC2", answer, verdict: { kind: "signs", text: "Uses your credentials" } },
		] as const;
		const said = textOf({ ...reportWith([]), launches }, plain);
		assert.match(
			said,
			/\nLaunches in \/work\/project\n {2}npm run deploy {2}Supplied by doppler run · eu-west-1\n {2}npm start {7}No credentials\n/,
		);
		assert.match(said, /\n {2}On Vercel {7}Fails · Supplied by doppler run · eu-west-1\n/);
		assert.match(said, /\n {2}On EC2 {10}Supplied by doppler run · eu-west-1\n/);
	});

	it("has nothing invisible in it, and no command of GitHub's runner", () => {
		const name = "a\u001b[2J\u202e\r\n::error::x ##[error]y";
		const report = reportWith([{ ...inEnv, message: name }]);
		const place = { ...report.place, name };
		for (const said of [textOf({ ...report, place }, plain), jsonOf({ ...report, place })]) {
			assert.doesNotMatch(said.replaceAll(/[\n\t]/g, ""), /[\u0000-\u001f\u202e]/);
			assert.doesNotMatch(said, /^\s*::|##\[/m);
		}
		assert.equal(
			JSON.parse(jsonOf({ ...report, place })).place.name,
			"a\\u{1b}[2J\\u{202e}\\u{d}\\u{a}::error::x ##[error]y",
		);
	});
});

describe("colors", () => {
	const table: readonly [environment: NodeJS.ProcessEnv, isTerminal: boolean, isOn: boolean][] = [
		[{}, true, true],
		[{}, false, false],
		[{ NO_COLOR: "1" }, true, false],
		[{ NO_COLOR: "" }, true, true],
		[{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
		[{ FORCE_COLOR: "1" }, false, true],
		[{ FORCE_COLOR: "0" }, true, false],
		[{ TERM: "dumb" }, true, false],
	];
	for (const [environment, isTerminal, isOn] of table)
		it(`${isOn ? "are used" : "aren't used"}: ${JSON.stringify(environment)}${isTerminal ? " in a terminal" : ""}`, () => {
			assert.equal(
				isColored(environment, () => isTerminal),
				isOn,
			);
		});

	it("change nothing but the colors", () => {
		const report = reportWith([inEnv, inHome, nowhere]);
		const painted = textOf(report, paint(true));
		assert.notEqual(painted, textOf(report, plain));
		assert.equal(painted.replaceAll(/\u001b\[\d+m/g, ""), textOf(report, plain));
	});
});
