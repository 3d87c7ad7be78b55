import assert from "node:assert/strict";
import fc from "fast-check";
import { explanationIn, launchOf } from "../../../../src/core/environmentReport/asLaunch.ts";
import type { EnvironmentReport } from "../../../../src/core/environmentReport/format.ts";
import { cleanText, longestReport, readReport } from "../../../../src/core/environmentReport/read.ts";
import { environmentReport } from "../../../../src/core/environmentReport/write.ts";
import { explain } from "../../../../src/core/index.ts";
import { answerText } from "../../../../src/core/precedence/answer.ts";
import { visible } from "../../../../src/core/text/plainText.ts";
import { redactShapes, withoutSecretShapes } from "../../../../src/core/text/redact.ts";
import type { ExplainInput, Launch } from "../../../../src/core/types.ts";
import { canary, home, situation } from "../../situation.ts";

const pair = { AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ", AWS_SECRET_ACCESS_KEY: canary };
const credentials = `[staging]\naws_access_key_id = AKIAFAKESTAGING00001\naws_secret_access_key = ${canary}\nregion = eu-west-1\n`;

function written(parts: Parameters<typeof situation>[0]): EnvironmentReport {
	const input = situation(parts);
	return reportOf(input);
}

function reportOf(input: ExplainInput): EnvironmentReport {
	return environmentReport(about(input));
}

function about(input: ExplainInput): Parameters<typeof environmentReport>[0] {
	return {
		input,
		explanation: explain(input),
		place: { name: "zsh", nodeVersion: "20.20.2" },
		createdAt: new Date("2026-11-29T17:04:00Z"),
		createdBy: { name: "remotion-lambda-credentials", version: "0.1.0" },
		textOf: (path) => input.readFile(path),
	};
}

const situations: readonly [name: string, parts: Parameters<typeof situation>[0]][] = [
	["nothing", {}],
	["keys of the shell", { environment: pair }],
	["keys with a token", { environment: { ...pair, AWS_SESSION_TOKEN: canary } }],
	[
		"a mixed pair",
		{ environment: { REMOTION_AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ", AWS_SECRET_ACCESS_KEY: canary } },
	],
	["an empty variable", { environment: { ...pair, REMOTION_AWS_PROFILE: "" } }],
	[
		"a profile of .env",
		{ files: { ".env": "A=1\nREMOTION_AWS_PROFILE=staging\n", [`${home}/.aws/credentials`]: credentials } },
	],
	["a profile that is missing", { environment: { AWS_PROFILE: "gone" } }],
	["the chain", { environment: { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", ...pair } }],
	[
		"a web identity",
		{ environment: { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", AWS_WEB_IDENTITY_TOKEN_FILE: "/t", AWS_ROLE_ARN: "r" } },
	],
	[
		"an instance",
		{ runtime: "node", environment: { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" }, facts: { mayHaveRole: true } },
	],
	["a region that is none", { environment: { ...pair, AWS_REGION: "eu-nowhere-1" } }],
	["a word in the place of a key", { environment: { ...pair, AWS_SECRET_ACCESS_KEY: "undefined" } }],
	["a reference in the place of a key", { environment: { ...pair, AWS_ACCESS_KEY_ID: "$" + "{KEY}" } }],
	["Python", { runtime: "python", environment: { ...pair, AWS_PROFILE: "x" } }],
	["Vercel", { runtime: "vercel" }],
];

describe("the report of an environment", () => {
	for (const [name, parts] of situations)
		it(`is read as it was written, with the same answer: ${name}`, () => {
			const report = written(parts);
			const read = readReport(`\uFEFF${JSON.stringify(report, null, "\t")}\n`);
			assert.ok(read.ok, read.ok ? "" : read.problem);
			assert.deepEqual(read.report, report);
			const explanation = explain(situation(parts));
			const brought = explanationIn(report, home);
			assert.ok(brought);
			assert.equal(answerText(brought.active), answerText(explanation.active));
			assert.deepEqual(
				brought.steps.map(({ id, state, reason, profile }) => [id, state, reason, profile]),
				explanation.steps.map(({ id, state, reason, profile }) => [id, state, reason, profile]),
			);
			assert.equal(brought.region.value, explanation.region.value);
			assert.deepEqual(brought.awsFiles, explanation.awsFiles);
		});

	it("tells of each launch, and what would come of a deployment", () => {
		const input = situation({ environment: pair });
		const onVercel = situation({ runtime: "vercel" });
		const launch = { variables: [], files: [], callsLambda: "likely" } as unknown as Launch;
		const report = environmentReport({
			...about(input),
			launches: [
				{
					launch: { ...launch, id: "a", label: "npm start", kind: "script", runtime: "node", place: "here" },
					explanation: explain(input),
				},
				{
					launch: {
						...launch,
						id: "b",
						label: "Deployed to Vercel",
						kind: "platform",
						runtime: "vercel",
						place: "elsewhere",
					},
					explanation: explain(onVercel),
				},
			],
		});
		assert.deepEqual(
			report.launches?.map(({ verdict }) => verdict),
			[undefined, { kind: "fails", text: "Fails" }],
		);
		const read = readReport(JSON.stringify(report));
		assert.deepEqual(read.ok && read.report, report);
	});

	it("has masked access key IDs, `~` for the home folder, lines, and no secret", () => {
		const report = written({
			environment: { ...pair, AWS_PROFILE: "staging", NEXT_PUBLIC_AWS_SECRET_ACCESS_KEY: canary, OTHER: "1" },
			files: { [`${home}/.aws/credentials`]: `\n${credentials}` },
		});
		assert.equal(report.answer?.text, "Profile staging");
		const step = report.sources?.find(({ id }) => id === "aws-profile");
		assert.equal(step?.accessKeyId, "AKIA…0001");
		assert.deepEqual(step?.origins.at(-1), { layer: "file", path: "~/.aws/credentials", line: 2, column: 2 });
		assert.deepEqual(report.variables, [
			{ name: "AWS_ACCESS_KEY_ID", state: "set", value: "AKIA…Q2WZ" },
			{ name: "AWS_PROFILE", state: "set", value: "staging" },
			{ name: "AWS_SECRET_ACCESS_KEY", state: "set" },
			{ name: "NEXT_PUBLIC_AWS_SECRET_ACCESS_KEY", state: "set" },
		]);
		assert.doesNotMatch(JSON.stringify(report), /canary|AKIANOTAREALKEY7Q2WZ|AKIAFAKESTAGING00001|home\/tester/);
	});
});

describe("a foreign report", () => {
	const good = written({ environment: pair });
	const problemOf = (text: string) => {
		const read = readReport(text);
		return read.ok ? "none" : read.problem;
	};
	const changed = (change: (report: Record<string, unknown> & EnvironmentReport) => void) => {
		const copy = structuredClone(good) as Record<string, unknown> & EnvironmentReport;
		change(copy);
		return JSON.stringify(copy);
	};
	const whole = JSON.stringify(good);
	const notOurs = /^This isn't a report of remotion-lambda-credentials --json\.$/;
	const table: readonly [name: string, text: string, problem: RegExp][] = [
		["empty", " \n", /^The report is empty\./],
		["huge", `${whole}${" ".repeat(longestReport)}`, /^This is too large to be a report\.$/],
		["cut off", whole.slice(0, -40), /^The report is cut off or changed\./],
		["plain text", "Active credentials: Profile x", notOurs],
		["other JSON", '{"format":"sarif"}', notOurs],
		["null", "null", notOurs],
		["a list", "[]", notOurs],
		[
			"a newer version",
			changed((report) => Object.assign(report, { version: 2 })),
			/^The report was made by a newer version\./,
		],
		["version 0", changed((report) => Object.assign(report, { version: 0 })), /damaged at "version"/],
		["a missing field", changed((report) => Reflect.deleteProperty(report, "variables")), /damaged at "variables"/],
		["another kind of value", changed((report) => Object.assign(report, { createdAt: 7 })), /damaged at "createdAt"/],
		[
			"an unknown state",
			changed((report) => Object.assign(report.sources?.[2] ?? {}, { state: "x" })),
			/damaged at "sources\[2\]\.state"/,
		],
		[
			"an unknown runtime",
			changed((report) => Object.assign(report.place, { runtime: "toString" })),
			/damaged at "place\.runtime"/,
		],
		[
			"a long text",
			changed((report) => Object.assign(report.createdBy, { name: "x".repeat(301) })),
			/damaged at "createdBy\.name"/,
		],
		[
			"a line that is none",
			changed((report) => Object.assign(report.sources?.[0] ?? {}, { origins: [{ layer: "file", line: -1 }] })),
			/damaged at "sources\[0\]\.origins\[0\]\.line"/,
		],
		[
			"a name that is none",
			changed((report) => Object.assign(report.variables[0] ?? {}, { name: "a b" })),
			/damaged at "variables\[0\]\.name"/,
		],
		[
			"many variables",
			changed((report) => Object.assign(report, { variables: Array(501).fill(report.variables[0]) })),
			/damaged at "variables"/,
		],
		[
			"an answer without sources",
			changed((report) => Reflect.deleteProperty(report, "sources")),
			/^The report is incomplete\./,
		],
		[
			"an answer that nothing gives",
			changed((report) => Object.assign(report.sources?.[5] ?? {}, { state: "shadowed" })),
			/^The report contradicts itself/,
		],
		[
			"another key than the source's",
			changed((report) => Object.assign(report.answer ?? {}, { accessKeyId: "AKIA…AAAA" })),
			/^The report contradicts itself/,
		],
		[
			"two sources that decide",
			changed((report) => Object.assign(report.sources?.[4] ?? {}, { state: "active" })),
			/^The report contradicts itself/,
		],
		[
			"one source twice",
			changed((report) => Object.assign(report.sources?.[4] ?? {}, { id: "aws-keys", state: "unset" })),
			/^The report contradicts itself/,
		],
		[
			"a profile that is not the source's",
			changed((report) =>
				Object.assign(report, { answer: { kind: "profile", profile: "x", type: "static", text: "Profile x" } }),
			),
			/^The report contradicts itself/,
		],
	];
	for (const [name, text, problem] of table)
		it(`gets a clear message: ${name}`, () => assert.match(problemOf(text), problem));

	it("loses what is not known, what is secret, and what can't be seen", () => {
		const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYnotARealK1";
		const text = changed((report) => {
			Object.assign(report, { extra: secret, __proto__: { polluted: true } });
			Object.assign(report.answer ?? {}, { text: `Keys ${secret}\u001b[2J\u202e` });
			Object.assign(report.variables[1] ?? {}, { value: secret });
			Object.assign(report, {
				place: { ...report.place, name: `a\r\n::error::b ${secret}` },
				profiles: [{ name: secret, type: "static", accessKeyId: "AKIANOTAREALKEY7Q2WZ" }],
			});
		});
		const read = readReport(text);
		assert.ok(read.ok);
		const shown = JSON.stringify(read.report);
		assert.ok(!shown.includes(secret) && !shown.includes("AKIANOTAREALKEY7Q2WZ") && !shown.includes("polluted"));
		assert.doesNotMatch(Object.values(read.report.place).join(""), /[\r\n\u001b\u202e]/);
		assert.doesNotMatch(read.report.answer?.text ?? "", /[\u001b\u202e]/);
	});
});

describe("a launch of a report", () => {
	const parts = {
		id: "report:1",
		label: "Reported from Vercel, 17:04",
		kind: "report",
		cwd: "/work/project",
		place: "elsewhere",
	} as const;

	for (const [name, given] of situations.filter(([, one]) => !one?.files && one?.runtime !== "vercel"))
		it(`has the answer by its variables alone: ${name}`, () => {
			const input = situation(given);
			const {
				answer: _,
				sources: __,
				region: ___,
				profiles: ____,
				awsFiles: _____,
				problems: ______,
				...facts
			} = reportOf(input);
			const read = readReport(JSON.stringify(facts));
			assert.ok(read.ok);
			assert.equal(explanationIn(read.report), undefined);
			const launch = launchOf(read.report, { ...parts, place: "here" });
			const explained = explain({ ...input, environment: {}, launch });
			assert.deepEqual(
				explained.steps.map(({ id, state }) => [id, state]),
				explain(input).steps.map(({ id, state }) => [id, state]),
			);
			assert.equal(answerText(explained.active), answerText(explain(input).active));
		});

	it("says of places elsewhere only what they are called", () => {
		const report = written({
			files: { ".env": `AWS_ACCESS_KEY_ID=AKIANOTAREALKEY7Q2WZ\nAWS_SECRET_ACCESS_KEY=${canary}\n` },
		});
		const explanation = explanationIn(report);
		const step = explanation?.steps.find(({ state }) => state === "active");
		assert.deepEqual(step?.origins[0], { layer: "launch", by: "/work/project/.env:1", variable: "AWS_ACCESS_KEY_ID" });
		assert.ok(explanation?.findings.every(({ origin, fixes }) => origin.path === undefined && fixes.length === 0));
	});
});

describe("a text that may be shown", () => {
	const part = fc.constantFrom(
		...["default", "us-east-1", "/", "~", ".env", "AKIA", "ASIA", "7Q2A", "0001", "wJalrXUtnFEMI", "K7MDENG", "b", "9"],
		...["Bearer", "-----BEGIN", "sk_live_", "ghp_", "eyJ", "_", "-", "+", ":", "@", "=", " ", "\u202e"],
	);

	it("is the same whether or not what finds secrets is asked", () => {
		let unchanged = 0;
		const agree = fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
			const text = parts.join("");
			assert.equal(cleanText(text), visible(redactShapes(withoutSecretShapes(text))));
			if (cleanText(text) === text) unchanged++;
		});
		fc.assert(agree, { numRuns: 3_000, seed: 27 });
		assert.ok(unchanged > 100 && unchanged < 2_900, String(unchanged));
	});
});
