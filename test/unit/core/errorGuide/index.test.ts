import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { commands } from "../../../../src/contributions.ts";
import { errorEntries, explainError, isFromAws } from "../../../../src/core/errorGuide/index.ts";
import { explain } from "../../../../src/core/index.ts";
import { situation } from "../../situation.ts";
import { invalidToken, rows } from "./errorRows.ts";

const folder = new URL("errorTexts/", import.meta.url);

interface Sample {
	name: string;
	/** Whose thread, with its number. */
	source: string;
	expected: string | undefined;
	text: string;
}

/** `source:` and `expect:` lines, an empty line, the text. */
function samples(name: "known" | "unrelated"): Sample[] {
	return readdirSync(new URL(name, folder)).map((file) => {
		const whole = readFileSync(new URL(`${name}/${file}`, folder), "utf8");
		const split = whole.indexOf("\n\n");
		const head = whole.slice(0, split);
		return {
			name: file,
			source: /^source: (.+)$/m.exec(head)?.[1] ?? "",
			expected: /^expect: (.+)$/m.exec(head)?.[1],
			text: whole.slice(split + 2),
		};
	});
}

describe("errors of public threads", () => {
	const known = samples("known");
	const unrelated = samples("unrelated");

	it("are thirty and more of each kind, with their source", () => {
		assert.ok(known.length >= 30 && unrelated.length >= 30, `${known.length} and ${unrelated.length}`);
		for (const { name, source, expected } of known) {
			assert.match(source, /^[\w.-]+\/[\w.-]+#\d+$/, name);
			assert.ok(expected, name);
		}
		assert.ok(unrelated.every(({ source, text }) => source !== "" && text.length > 20));
	});

	for (const { name, source, expected, text } of known) {
		it(`${name} (${source}) is ${expected}`, () => {
			assert.equal(explainError(text)?.id, expected);
		});
	}

	for (const { name, text } of unrelated) {
		it(`unrelated ${name} is none`, () => {
			assert.equal(explainError(text)?.id, undefined);
		});
	}
});

describe("errors of which a log kept the beginning only", () => {
	const cut: [id: string, text: string][] = [
		["no-credentials-set", "You have tried to call a Remotion Lambda function, but have not set the environm"],
		["profile-not-found", "Could not resolve credentials using profile"],
		["no-function-of-version", "No Lambda functions with version"],
		["region-unsupported", "is not a supported AWS region"],
		["several-buckets", "You have multiple buckets"],
		["bucket-owner-mismatch", "Bucket owner mismatch"],
	];
	for (const [id, text] of cut) {
		it(`${text} is ${id}`, () => {
			const found = explainError(text);
			assert.equal(found?.id, id);
			assert.doesNotMatch(JSON.stringify(found), /undefined/);
		});
	}

	it("are another program's without Remotion's words", () =>
		assert.equal(explainError("Error: you have not set the environment variable DATABASE_URL"), undefined));
});

describe("the error guide", () => {
	for (const [id, text] of rows) {
		it(`tells ${text.slice(0, 60).replaceAll(/\s/g, " ")}… as ${id}`, () => {
			assert.equal(explainError(text)?.id, id);
			// In a terminal: red, and broken into lines of eighty.
			const terminal = `\u001b[31m${text.replaceAll(/(.{60,80}) /g, "$1\r\n")}\u001b[39m`;
			assert.equal(explainError(terminal)?.id, id);
		});
	}

	it("has a text here for every entry, and unique ids", () => {
		const ids = errorEntries.map(({ id }) => id);
		assert.equal(new Set(ids).size, ids.length);
		assert.deepEqual([...new Set(rows.map(([id]) => id))].sort(), [...ids].sort());
	});

	it("says whether a text it does not know is from AWS or Remotion at all", () => {
		for (const text of [
			"FooException at @aws-sdk/client-s3",
			"botocore.exceptions.New: x",
			"Remotion: x",
			"AWS says no",
		])
			assert.ok(!explainError(text) && isFromAws(text), text);
		for (const text of [
			"ENOENT: no such file",
			"TypeError: x is not a function",
			"gcloud: permission denied",
			"lawsuit",
		])
			assert.ok(!explainError(text) && !isFromAws(text), text);
	});

	it("gives each a cause, a remedy, a page of the documentation and commands there are", () => {
		const known = new Set<string>([...Object.values(commands), "remotionLambda.verifyIdentity"]);
		const explanation = explain(situation({ files: { ".env": "AWS_ACCESS_KEY_ID=AKIAFAKE000000000001\n" } }));
		for (const [, text] of rows) {
			for (const told of [explainError(text), explainError(text, explanation)]) {
				assert.ok(told);
				const { id, title, cause, remedy, docs, actions } = told;
				for (const part of [title, cause, remedy])
					assert.ok(part.length > 10 && !/undefined|\s\s|\.\./.test(part), `${id}: ${part}`);
				assert.match(cause, /[.!?]$/, id);
				// A command to run goes last and unquoted.
				assert.match(remedy, /[.!?)]$|: npx [\w -]+$/, id);
				assert.match(docs, /^https:\/\/www\.remotion\.dev\/docs\/lambda(\/[a-z0-9-]+)+$/, id);
				for (const { title: name, command } of actions) assert.ok(known.has(command), `${id}: ${name}`);
			}
		}
	});

	it("sends to the pages that the documentation has for them", () => {
		const pages = {
			"no-credentials-set": "setup",
			"unrecognized-client": "troubleshooting/unrecognizedclientexception",
			"security-token-invalid": "troubleshooting/security-token",
			"access-denied": "troubleshooting/permissions",
			"concurrency-limit": "troubleshooting/rate-limit",
			"bucket-disallows-acl": "troubleshooting/bucket-disallows-acl",
			"version-mismatch": "upgrading",
			"no-function-of-version": "upgrading",
			"several-functions": "upgrading",
			"region-unsupported": "region-selection",
			"memory-limit": "runtime",
			"several-buckets": "multiple-buckets",
			"role-not-assumable": "permissions",
			"function-name": "naming-convention",
		};
		for (const [id, page] of Object.entries(pages)) {
			assert.equal(errorEntries.find((entry) => entry.id === id)?.docs, `lambda/${page}`, id);
		}
	});

	it("tells the most specific of several errors in one text", () => {
		const first = (...texts: string[]) => explainError(texts.join("\n"))?.id;
		const denied = "AccessDenied: Access Denied";
		assert.equal(first("ExpiredToken: expired", invalidToken), "expired-token");
		assert.equal(first(denied, "The bucket does not allow ACLs"), "bucket-disallows-acl");
		assert.equal(first(denied, "KMSAccessDeniedException: denied"), "kms-denied");
		assert.equal(
			first("connect ECONNREFUSED amazonaws.com", "Could not load credentials from any providers"),
			"no-credentials-in-chain",
		);
		assert.equal(
			first("Runtime exited with error: signal: killed", "Lambda function a failed with an unhandled error"),
			"out-of-memory",
		);
	});

	it("reads past colours in the middle of words, and drops them", () => {
		const told = explainError("\u001b[31mAccess\u001b[1;4mDenied\u001b[0m: Access Denied");
		assert.equal(told?.id, "access-denied");
		assert.equal(told?.original, "AccessDenied: Access Denied");
	});

	it("takes a network error for AWS's where the text is known to come from AWS", () => {
		const text = "Error: connect ECONNREFUSED 127.0.0.1:4566";
		assert.equal(explainError(text), undefined);
		assert.equal(explainError(text, undefined, { fromAws: true })?.id, "unreachable");
	});

	it("takes linear time for a megabyte of the worst texts", () => {
		const pieces = [
			"a",
			"is not authorized to perform: ",
			"User: a",
			"Profile '",
			"getaddrinfo ENOTFOUND ",
			"PutBucketPolicy ",
			"SSO session ",
			'Unable to access item "',
			"Version mismatch: When calling ",
			"Function not found: ",
			"Credential=",
			"region a ",
			"\u001b[",
			" \n",
		];
		for (const piece of pieces) {
			const start = performance.now();
			explainError(piece.repeat(Math.ceil(1_000_000 / piece.length)));
			// Quadratic time would be many minutes for a megabyte; a busy machine is not.
			assert.ok(performance.now() - start < 20_000, `slow on ${JSON.stringify(piece)}`);
		}
	}).timeout(120_000);
});
