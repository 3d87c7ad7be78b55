import assert from "node:assert/strict";
import { keepOnly, renameAll } from "../../../../src/core/dotenv/editAssignments.ts";
import type { EnvFile } from "../../../../src/core/dotenv/envFile.ts";
import { fileName, isExample } from "../../../../src/core/dotenv/envFile.ts";
import { lastAssignments, parseDotenv } from "../../../../src/core/dotenv/parse.ts";
import { type Active, explain } from "../../../../src/core/index.ts";
import { doesInstead } from "../../../../src/core/precedence/reasons.ts";
import { ruleOf } from "../../../../src/core/rules/index.ts";
import { moveToProfile, uncomment } from "../../../../src/core/rules/shared/fixes.ts";
import { firstSecret, keyParts } from "../../../../src/core/rules/shared/keyParts.ts";
import { misspelledKeys, suggester } from "../../../../src/core/rules/shared/sharedConfig.ts";
import { parseAwsFile } from "../../../../src/core/sharedConfig/parse.ts";
import { apply } from "../../../../src/core/text/edits.ts";
import { situation } from "../../situation.ts";

function file(text: string): EnvFile {
	const parsed = parseDotenv(text);
	return { path: "/.env", text, parsed, last: lastAssignments(parsed), loaded: true };
}

const [idName, secretName, tokenName] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;
const id = "AKIAFAKEHELPERS00001";
const secret = "not-a-real-secret-helpers-00000000000001";
const token = "not-a-real-token-".repeat(4);

describe("how a finding is shown", () => {
	const shown = (text: string) =>
		explain({
			runtime: "remotion-cli",
			cwd: "/project",
			home: "/home/me",
			platform: "posix",
			environment: {},
			readFile: (path) => (path === "/project/.env" ? text : undefined),
		}).findings.map((finding) => [
			finding.rule,
			ruleOf(finding)?.greysOut ?? false,
			ruleOf(finding)?.misleads ?? false,
		]);

	it("greys out what another variable wins over", () => {
		const pair = (prefix: string) => `${prefix}ACCESS_KEY_ID=${id}\n${prefix}SECRET_ACCESS_KEY=${secret}\n`;
		const found = shown(`${pair("REMOTION_AWS_")}AWS_PROFILE=x\n`);
		assert.deepEqual(
			found.filter(([, greysOut]) => greysOut).map(([rule]) => rule),
			["shadowed-variable"],
		);
	});

	it("warns where something signs that the file did not mean", () => {
		const found = shown(`REMOTION_AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`);
		assert.ok(found.some(([rule, , misleads]) => rule === "mixed-key-pair" && misleads));
		assert.ok(shown("AWS_PROFILE=x\n").every(([, , misleads]) => !misleads));
	});

	it("knows no rule of code", () => assert.equal(ruleOf({ rule: "hard-coded-key" }), undefined));
});

describe("bringing back a line that is commented out", () => {
	/** The text and what it becomes; undefined: nothing is offered. */
	const table: [what: string, name: string, before: string, after: string | undefined][] = [
		["the line alone", secretName, `# ${secretName}=${secret}`, `${secretName}=${secret}`],
		["without a blank", secretName, `#${secretName}=${secret}`, `${secretName}=${secret}`],
		["with blanks around", secretName, ` \t#\t ${secretName} = ${secret}`, ` \t${secretName} = ${secret}`],
		["with export", idName, `# export ${idName}=${id}`, `export ${idName}=${id}`],
		["with quotes and a comment", idName, `# ${idName}="${id}" # mine`, `${idName}="${id}" # mine`],
		["among others", idName, `A=1\n# ${idName}=${id}\nB=1`, `A=1\n${idName}=${id}\nB=1`],
		["with line ends of Windows", idName, `A=1\r\n# ${idName}=${id}\r\nB=1`, `A=1\r\n${idName}=${id}\r\nB=1`],
		["the last of two", idName, `# ${idName}=${id}\n# ${idName}=${id}`, `# ${idName}=${id}\n${idName}=${id}`],
		["a token", tokenName, `# ${tokenName}=${token}`, `${tokenName}=${token}`],
		["the last that is whole", idName, `# ${idName}=${id}\n# ${idName}=AK...`, `${idName}=${id}\n# ${idName}=AK...`],
		["none that is to be filled in", secretName, `# ${secretName}=<secret>`, undefined],
		["none of another shape", idName, `# ${idName}=${secret}`, undefined],
		["no secret of another shape", secretName, `# ${secretName}=${id}`, undefined],
		["no short token", tokenName, `# ${tokenName}=not-a-real-token`, undefined],
		["no token with blanks", tokenName, `# ${tokenName}="${token} ${token}"`, undefined],
		["no token to be filled in", tokenName, `# ${tokenName}=${"x".repeat(80)}`, undefined],
		["none of a longer name", idName, `# MY_${idName}=${id}\n# ${idName}_2=${id}`, undefined],
		["none with words before it", idName, `# see ${idName}=${id}`, undefined],
		["none behind a value", idName, `A=1 # ${idName}=${id}`, undefined],
		["none in a value between quotes", idName, `A="\n# ${idName}=${id}\n"`, undefined],
		["none that two signs comment out", idName, `## ${idName}=${id}`, undefined],
		["none where the name is set", idName, `# ${idName}=${id}\n${idName}=`, undefined],
		["none with a colon", idName, `# ${idName}: ${id}`, undefined],
		["none that is not commented out", idName, "A=1", undefined],
	];
	for (const [what, name, before, after] of table)
		it(what, () => {
			const fixes = uncomment(file(before), name);
			const [fix] = fixes;
			if (after === undefined) return assert.deepEqual(fixes, []);
			assert.ok(fixes.length === 1 && fix && "edits" in fix);
			assert.equal(fix.title, `Uncomment ${name}`);
			assert.equal(apply(before, fix.edits), after);
		});
});

describe("what rules do to a file", () => {
	it("renames every assignment, and silences empty ones of the new name", () => {
		const text = "A=1\nB=2\nC=\nA=3\nD=4\n";
		const renamed = apply(
			text,
			renameAll(
				file(text),
				new Map([
					["A", "C"],
					["B", "E"],
				]),
			),
		);
		assert.equal(renamed, "C=1\nE=2\n# C=\nC=3\nD=4\n");
		const swapped = "A=1\nB=2\n";
		assert.equal(
			apply(
				swapped,
				renameAll(
					file(swapped),
					new Map([
						["A", "B"],
						["B", "A"],
					]),
				),
			),
			"B=1\nA=2\n",
		);
	});

	it("keeps a part of a value, where the text is what dotenv reads", () => {
		const kept = (text: string, part: string) => {
			const own = file(text);
			const [assignment] = own.parsed.assignments;
			assert.ok(assignment);
			const edits = keepOnly(own, assignment, part);
			return [edits.length, apply(text, edits)];
		};
		assert.deepEqual(kept('A=" b "', "b"), [2, 'A="b"']);
		assert.deepEqual(kept("A=b,", "b"), [1, "A=b"]);
		assert.deepEqual(kept('A=" b"', "b"), [1, 'A="b"']);
		assert.deepEqual(kept("A=b", "b"), [0, "A=b"]);
		assert.deepEqual(kept('A="\\nb"', "\nb"), [0, 'A="\\nb"']);
	});

	it("finds the parts of credentials, whatever their names, and the first that is a secret", () => {
		const text = [
			"A=1",
			`${idName}=${id}`,
			"AWS_SECRET_KEY=$SECRET",
			`${tokenName}=`,
			"NEXT_PUBLIC_AWS_SECRET_KEY=YOUR_SECRET",
			`VITE_REMOTION_${secretName}=${secret}`,
			"AWS_SECRET_1=x",
			"AWS_REGION=r",
		].join("\n");
		assert.deepEqual(
			keyParts(file(text)).map(({ kind, name, isExact, assignment }) => [kind, name, isExact, assignment.name]),
			[
				["access-key-id", idName, true, idName],
				["secret", secretName, false, "AWS_SECRET_KEY"],
				["secret", secretName, false, "NEXT_PUBLIC_AWS_SECRET_KEY"],
				["secret", `REMOTION_${secretName}`, true, `VITE_REMOTION_${secretName}`],
				["secret", "AWS_SECRET_1", true, "AWS_SECRET_1"],
			],
		);
		assert.equal(firstSecret(file(text))?.name, `VITE_REMOTION_${secretName}`);
		assert.equal(firstSecret(file(`${idName}=${id}`)), undefined);
	});

	it("moves a pair that is really there, and no other", () => {
		const offered = (text: string, runtime: "node" | "vercel" = "node") =>
			moveToProfile({ input: situation({ runtime }) }, file(text)).map((fix) => [
				fix.title,
				...("command" in fix ? [fix.command, ...fix.args] : []),
			]);
		const pair = `${idName}=${id}\n${secretName}=${secret}\n`;
		const move = ["Move keys to profile…", "remotionLambda.moveToProfile", "/.env"];
		assert.deepEqual(offered(pair), [move]);
		assert.deepEqual(offered(pair.replaceAll("AWS_", "REMOTION_AWS_")), [move]);
		assert.deepEqual(offered(pair, "vercel"), [
			["Store keys in AWS Secrets Manager…", "remotionLambda.storeSecret", "/.env"],
		]);
		for (const text of [
			"",
			`${idName}=${id}`,
			`${secretName}=${secret}`,
			`REMOTION_${idName}=${id}\n${secretName}=${secret}`,
			`${idName}=${id}\n${secretName}=$SECRET`,
			`${idName}=AK...\n${secretName}=${secret}`,
		]) {
			assert.deepEqual(offered(text), [], text);
			assert.deepEqual(offered(text, "vercel"), [], text);
		}
	});

	it("calls files by their names", () => {
		assert.equal(fileName({ path: "/a/b/.env" }), ".env");
		assert.equal(fileName({ path: "C:\\a\\.env" }), ".env");
		assert.equal(fileName({ path: ".env" }), ".env");
		for (const path of ["/.env.example", "/.env-sample", "/.env_template", "/.env.DIST"])
			assert.ok(isExample(path), path);
		for (const path of ["/.env", "/example", "/.env.examples", "/.env.example/.env"]) assert.ok(!isExample(path), path);
	});

	it("says what Remotion does instead", () => {
		const keys: Active = { kind: "keys", accessKeyId: id, variables: ["A", "B"], hasSessionToken: false, origins: [] };
		const table: [active: Active, words: string][] = [
			[keys, "uses A and B instead"],
			[{ kind: "profile", profile: "p", variable: null, type: "sso" }, 'uses profile "p" instead'],
			[
				{ kind: "chain", next: "web-identity" },
				"falls back to the AWS SDK, which exchanges the web identity token for a role",
			],
			[
				{ kind: "chain", next: "container-or-instance" },
				"falls back to the AWS SDK, which asks the container or EC2 instance for credentials",
			],
			[
				{ kind: "chain", next: "container-or-instance", isOwnComputer: true },
				"falls back to the AWS SDK, which finds no credentials on your computer",
			],
			[{ kind: "error", code: "no-credentials", message: "" }, "fails"],
		];
		for (const [active, words] of table) assert.equal(doesInstead(active), words);
	});
});

describe("rules where keys are for a server of one's own", () => {
	const endpoints = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_STS"];
	const keys = "REMOTION_AWS_ACCESS_KEY_ID=test-id\nREMOTION_AWS_SECRET_ACCESS_KEY=test-secret\n";
	const malformed = (text: string, environment: Record<string, string> = {}, name = ".env") =>
		explain(situation({ files: { [name]: text }, environment })).findings.filter(({ rule }) =>
			rule.startsWith("malformed"),
		).length;

	it("take keys of any shape", () => {
		for (const name of endpoints) {
			assert.equal(malformed(`${keys}${name}=http://127.0.0.1:1`), 0, name);
			assert.equal(malformed(keys, { [name]: "http://127.0.0.1:1" }), 0, name);
			assert.equal(malformed(`${keys}${name}=http://127.0.0.1:1`, {}, ".env.local"), 0, name);
			assert.equal(malformed(`${keys}${name}=`), 2, name);
		}
		assert.equal(malformed(`${keys}AWS_ENDPOINT_URL_SQS=http://127.0.0.1:1`), 2);
	});
});

describe("misspelled keys of a profile", () => {
	const table: [keys: string[], meant: Record<string, string>][] = [
		[
			["AWS_ACCESS_KEY_ID", "Aws_Session_Token"],
			{ AWS_ACCESS_KEY_ID: "aws_access_key_id", Aws_Session_Token: "aws_session_token" },
		],
		[["aws-secret-access-key"], { "aws-secret-access-key": "aws_secret_access_key" }],
		[["remotion_aws_secret_access_key"], { remotion_aws_secret_access_key: "aws_secret_access_key" }],
		[["REMOTION_AWS_ACCESS_KEY_ID"], { REMOTION_AWS_ACCESS_KEY_ID: "aws_access_key_id" }],
		[["my_remotion_aws_access_key_id", "remotion_region"], {}],
		[
			["aws_secret_key", "aws_access_key"],
			{ aws_secret_key: "aws_secret_access_key", aws_access_key: "aws_access_key_id" },
		],
		[["Region", "OUTPUT"], { Region: "region", OUTPUT: "output" }],
		[["Region", "region"], {}],
		[["aws_secret_key", "aws_secret_access_key"], {}],
		[["s3.AWS_ACCESS_KEY_ID", "aws_regio", "aws_profil", "custom", "region"], {}],
	];
	for (const [keys, meant] of table)
		it(keys.join(", "), () => {
			const [section] = parseAwsFile(`[x]\n${keys.map((key) => `${key} = v\n`).join("")}`, "credentials", "").sections;
			const settings = Object.fromEntries((section?.properties ?? []).map((property) => [property.name, property]));
			assert.deepEqual(Object.fromEntries(misspelledKeys(settings)), meant);
		});
});

describe("suggestions for a name in an AWS file", () => {
	it("come as long as there are not too many to compare", () => {
		// Names of other lengths are counted and cost next to nothing.
		const similarTo = suggester(["abc", ...Array.from({ length: 24_999 }, () => "x".repeat(60))]);
		assert.deepEqual([similarTo("abd"), similarTo("abd"), similarTo("abd")], [["abc"], ["abc"], []]);
	});
});
