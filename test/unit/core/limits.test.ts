import assert from "node:assert/strict";
import { createParseCache, explain } from "../../../src/core/index.ts";
import { answerReason, answerText } from "../../../src/core/precedence/answer.ts";
import { report } from "../../../src/core/report.ts";
import { mostFindings } from "../../../src/core/rules/index.ts";
import { active, configPath, credentialsPath, cwd, failure, situation } from "../situation.ts";

const pair =
	"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKELIMITS222222\nREMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/limitslimitslimitslimits\n";
const megabyte = 1024 * 1024;

/** A text of so many characters, the keys last. */
function long(length: number, end = pair): string {
	return `#${"x".repeat(length - end.length - 2)}\n${end}`;
}

/** What is said of files that are not read, by the path. */
function unread(input: Parameters<typeof explain>[0]): Record<string, string> {
	const found = explain(input).findings.filter(({ rule }) => rule === "unreadable-file");
	return Object.fromEntries(found.map(({ origin, message }) => [origin.path, message]));
}

describe("limits", () => {
	it("a .env file is read up to 1 MB, and one that is larger is said, not read", () => {
		assert.equal(
			active(situation({ files: { ".env": long(megabyte) } })),
			"keys AKIAFAKELIMITS222222 by REMOTION_AWS_ACCESS_KEY_ID",
		);
		const input = situation({ files: { ".env": long(megabyte + 1) } });
		assert.deepEqual(explain(input).active, { kind: "hidden", by: ".env (too large)" });
		assert.deepEqual(unread(input), {
			[`${cwd}/.env`]: "Can't read this file here: it is too large. Remotion still reads it.",
		});
	});

	it("all .env files together are read up to 4 MB, those that Remotion loads first", () => {
		const names = [".env.a", ".env.b", ".env.c", ".env.d", ".env"];
		const files = Object.fromEntries(names.map((name) => [name, long(megabyte)]));
		const input = situation({ files, envFiles: names });
		assert.equal(active(input), "keys AKIAFAKELIMITS222222 by REMOTION_AWS_ACCESS_KEY_ID");
		assert.deepEqual(unread(input), {
			[`${cwd}/.env.d`]: "Can't read this file here: together with this project's other .env files it is too large.",
		});
	});

	it("one that is too large by itself takes no room from the others", () => {
		const files = Object.fromEntries(
			[".env.a", ".env.b", ".env.c", ".env.d", ".env.e"].map((name) => [name, long(5 * megabyte)]),
		);
		const input = situation({ files: { ...files, ".env": long(megabyte) }, envFiles: [...Object.keys(files), ".env"] });
		assert.equal(active(input), "keys AKIAFAKELIMITS222222 by REMOTION_AWS_ACCESS_KEY_ID");
		assert.equal(Object.keys(unread(input)).length, 5);
	});

	it("an AWS file is read up to 32 MB", () => {
		const profile =
			"[render]\naws_access_key_id = AKIAFAKELIMITS333333\naws_secret_access_key = notARealSecret/limitslimitslimitslimits\n";
		const input = (length: number) =>
			situation({ files: { ".env": "AWS_PROFILE=render", [credentialsPath]: long(length, profile) } });
		assert.equal(active(input(32 * megabyte)), "profile render AKIAFAKELIMITS333333 by AWS_PROFILE");
		assert.deepEqual(explain(input(32 * megabyte + 1)).active, {
			kind: "hidden",
			by: "the AWS credentials file (too large)",
		});
		assert.deepEqual(unread(input(32 * megabyte + 1)), {
			[credentialsPath]: "Can't read this file here: it is too large. Remotion still reads it.",
		});
	}).timeout(30_000);

	it("one rule says so much and no more, and fixes of what it says are tried all the same", () => {
		const lines = Array.from(
			{ length: 700 },
			(_, index) => `NEXT_PUBLIC_AWS_SECRET_${index + 1}=notARealSecret/${String(index).padStart(25, "0")}`,
		);
		const { findings } = explain(situation({ files: { ".env": `${lines.join("\n")}\n` } }));
		const found = findings.filter(({ rule }) => rule === "public-prefix");
		assert.equal(found.length, mostFindings);
		assert.ok(found[0]?.fixes.some(({ title }) => title === "Comment out NEXT_PUBLIC_AWS_SECRET_1"));
	});
});

describe("files that programs read and this extension does not", () => {
	const kinds = [
		["FIFO", " (a pipe)"],
		["DEVICE", " (a device)"],
		["ENOTSUP", ""],
		["EFBIG", " (too large)"],
	] as const;
	for (const [code, kind] of kinds) {
		it(`${code}: a .env supplies what it supplies`, () => {
			const input = situation({ files: { ".env": failure(code) } });
			assert.deepEqual(explain(input).active, { kind: "hidden", by: `.env${kind}` });
			assert.equal(active({ ...input, environment: { REMOTION_AWS_PROFILE: "x" } }), "error profile-not-found");
		});

		it(`${code}: an AWS file supplies the profile that is named, and the default one`, () => {
			const files = { [credentialsPath]: failure(code) };
			const hidden = { kind: "hidden", by: `the AWS credentials file${kind}` };
			assert.deepEqual(explain(situation({ files })).active, hidden);
			for (const name of ["AWS_PROFILE", "REMOTION_AWS_PROFILE"])
				assert.deepEqual(explain(situation({ files, environment: { [name]: "x" } })).active, hidden, name);
			const rules = explain(situation({ files: { ...files, ".env": "AWS_PROFILE=x" } })).findings.map(
				({ rule }) => rule,
			);
			assert.ok(!rules.includes("unknown-profile"));
			const config = "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = there\n";
			const about = explain(situation({ files: { ...files, [configPath]: config } })).findings;
			assert.deepEqual(
				about.map(({ rule }) => rule),
				["unreadable-file"],
			);
			// A pair outranks both.
			const environment = { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKELIMITS222222", REMOTION_AWS_SECRET_ACCESS_KEY: "x" };
			assert.equal(
				active(situation({ files, environment })),
				"keys AKIAFAKELIMITS222222 by REMOTION_AWS_ACCESS_KEY_ID",
			);
		});
	}

	it("a .env that is a pipe is told as what supplies: no step is active, nothing is missing, and the report says so", () => {
		const half = { REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKELIMITS222222", AWS_SESSION_TOKEN: "notARealToken" };
		for (const environment of [{}, half]) {
			const explanation = explain(situation({ files: { ".env": failure("FIFO") }, environment }));
			const { active, steps, region, findings } = explanation;
			assert.equal(answerText(active), "Supplied by .env (a pipe)");
			assert.equal(answerReason(active), "Supplied by .env (a pipe). What it supplies cannot be seen from here.");
			assert.ok(!steps.some(({ state }) => state === "active" || state === "incomplete"));
			assert.deepEqual(region, { value: null, origin: { layer: "hidden", variable: "REMOTION_AWS_REGION" } });
			assert.deepEqual(
				findings.map(({ rule, severity }) => [rule, severity]),
				[["unreadable-file", "information"]],
			);
			const text = report({
				projects: [{ name: "p", folder: cwd, runtime: "remotion-cli", explanation, codeFindings: [] }],
				versions: [],
				home: "/home/tester",
				textOf: () => undefined,
			});
			assert.match(text, /: Supplied by \.env \(a pipe\)/);
			assert.match(text, /it is a pipe, as 1Password mounts \.env files/);
			assert.doesNotMatch(text, /absent|No credentials/);
		}
	});

	it("a socket is absent to them, too", () => {
		assert.equal(active(situation({ files: { ".env": failure("ENXIO") } })), "error no-access-key-id");
	});

	it("a file that can be read again is read", () => {
		const cache = createParseCache();
		assert.equal(explain(situation({ files: { ".env": failure("FIFO") } }), cache).active.kind, "hidden");
		assert.equal(explain(situation({ files: { ".env": pair } }), cache).active.kind, "keys");
	});
});
