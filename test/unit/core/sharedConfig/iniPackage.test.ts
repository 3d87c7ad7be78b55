/** Why src/core has a parser of its own for the AWS files: npm's `ini` reads and writes another dialect than the AWS SDK. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import ini from "ini";
import { parseAwsFile } from "../../../../src/core/sharedConfig/parse.ts";

type Data = Record<string, Record<string, string>>;

const require = createRequire(import.meta.url);
const sdk: {
	loadSharedConfigFiles(options: object): Promise<{ credentialsFile: Data }>;
	externalDataInterceptor: { interceptFile(path: string, contents: string): void };
} = require("@smithy/shared-ini-file-loader");

async function readAsSdk(text: string): Promise<Data> {
	const filepath = `/nonexistent/${Math.random()}`;
	sdk.externalDataInterceptor.interceptFile(filepath, text);
	return (await sdk.loadSharedConfigFiles({ filepath, configFilepath: "/nonexistent/config" })).credentialsFile;
}

function readAsIni(text: string): unknown {
	return JSON.parse(JSON.stringify(ini.parse(text)));
}

function readAsWe(text: string): Data {
	const file = parseAwsFile(text, "credentials", "/credentials");
	const data: Data = {};
	for (const { key, properties } of file.discarded === null ? file.sections : []) {
		for (const { name, value } of key === null ? [] : properties) {
			data[key ?? ""] = { ...data[key ?? ""], [name]: value.reveal() };
		}
	}
	return data;
}

function plainly(data: Data): string {
	const lines = (section: Record<string, string>) =>
		Object.entries(section).map(([name, value]) => `${name} = ${value}`);
	return Object.entries(data)
		.map(([key, section]) => [`[${key}]`, ...lines(section)].join("\n"))
		.join("\n");
}

/** Text and what the SDK reads. */
const reading: [string, string, Data][] = [
	[
		"a # without a blank before it belongs to the value",
		"[a]\nx = https://x/start#/",
		{ a: { x: "https://x/start#/" } },
	],
	["a ; without a blank before it belongs to the value", "[a]\nx = 1;2", { a: { x: "1;2" } }],
	["a value may start with #", "[a]\nx =#1", { a: { x: "#1" } }],
	["a value may start with ;", "[a]\nx =;1", { a: { x: ";1" } }],
	["a backslash before a # stays", "[a]\nx = a\\#b", { a: { x: "a\\#b" } }],
	["two backslashes stay two", "[a]\nx = C:\\\\tools", { a: { x: "C:\\\\tools" } }],
	["double quotes belong to the value", '[a]\nx = "1"', { a: { x: '"1"' } }],
	["single quotes belong to the value", "[a]\nx = '1'", { a: { x: "'1'" } }],
	["quotes do not keep a # in the value", '[a]\nx = "1 # 2"', { a: { x: '"1' } }],
	["true is a text", "[a]\nx = true", { a: { x: "true" } }],
	["false is a text", "[a]\nx = false", { a: { x: "false" } }],
	["null is a text", "[a]\nx = null", { a: { x: "null" } }],
	["a name without a value is nothing", "[a]\nx\ny = 1", { a: { y: "1" } }],
	["an empty value is not stored", "[a]\nx =\ny = 1", { a: { y: "1" } }],
	["indented lines below an empty value have its name", "[a]\ns3 =\n  max = 1", { a: { "s3.max": "1" } }],
	["the next line that is not indented has not", "[a]\ns3 =\n  max = 1\ny = 1", { a: { "s3.max": "1", y: "1" } }],
	["a point in a heading is part of the name", "[a.b]\nx = 1", { "a.b": { x: "1" } }],
	["names with a common start stay apart", "[a]\nx = 1\n[a.b]\nx = 2", { a: { x: "1" }, "a.b": { x: "2" } }],
	["a backslash in a heading stays", "[a\\.b]\nx = 1", { "a\\.b": { x: "1" } }],
	["quotes in a heading stay", '["a"]\nx = 1', { '"a"': { x: "1" } }],
	["quotes after profile are taken off", '[profile "a"]\nx = 1', { "profile.a": { x: "1" } }],
	["profile and the name are joined by a point", "[profile a]\nx = 1", { "profile.a": { x: "1" } }],
	["a point stays in a profile's name", "[profile a.b]\nx = 1", { "profile.a.b": { x: "1" } }],
	["sso-session and the name are joined by a point", "[sso-session a]\nx = 1", { "sso-session.a": { x: "1" } }],
	["a heading of two words is dropped", "[my a]\nx = 1", {}],
	["a comment may follow a heading", "[a] # ]c\nx = 1", { a: { x: "1" } }],
	["a comment after a heading needs a blank", "[b]\ny = 1\n[a]#c\nx = 1", { b: { y: "1", x: "1" } }],
	[
		"a heading may be indented by any white space",
		"\u00a0[a]\nx = 1\n\u2028[b]\nx = 2",
		{ a: { x: "1" }, b: { x: "2" } },
	],
	["lines before the first heading are nothing", "x = 1\n[a]\ny = 1", { a: { y: "1" } }],
	["a section without properties is none", "[a]", {}],
	["x[] is a name like any other", "[a]\nx[] = 1\nx[] = 2", { a: { "x[]": "2" } }],
	["a lone carriage return is a blank", "[a]\nx = 1\ry = 2", { a: { x: "1\ry = 2" } }],
	["a heading may hold brackets", "[a]b]\nx = 1", { "a]b": { x: "1" } }],
	["a section without a name is dropped", "[]\nx = 1\n[a]\ny = 1", { a: { y: "1" } }],
	["quotes in a name stay", '[a]\n"x" = 1', { a: { '"x"': "1" } }],
	["a name may hold a #", "[a]\nx#y = 1", { a: { "x#y": "1" } }],
	["a heading __proto__ makes it drop the file", "[a]\nx = 1\n[__proto__]\ny = 1", {}],
	[
		"a secret with a # in it",
		"[default]\naws_access_key_id = AKIAFAKE000000000001\naws_secret_access_key = not-a-real#secret",
		{ default: { aws_access_key_id: "AKIAFAKE000000000001", aws_secret_access_key: "not-a-real#secret" } },
	],
];

/** What to write, for `ini.stringify`. */
const writing: [string, Data][] = [
	["a session token that ends in =", { a: { aws_session_token: "not-a-real-token==" } }],
	["a secret with = in it", { a: { aws_secret_access_key: "not/a+real=secret" } }],
	["a value with a #", { a: { x: "not#real" } }],
	["a value with a ;", { a: { x: "1;2" } }],
	["an SSO start URL", { a: { sso_start_url: "https://x.invalid/start#/" } }],
	["a process with an option", { a: { credential_process: "fake-process --x=1" } }],
	["a value in quotes", { a: { x: '"1"' } }],
	["a value that starts with a bracket", { a: { x: "[1]" } }],
	["a profile with a point in its name", { "a.b": { x: "1" } }],
	["two profiles whose names start alike", { a: { x: "1" }, "a.b": { x: "2" } }],
];

describe("npm's ini package against the AWS SDK", () => {
	for (const [title, text, expected] of reading) {
		it(`cannot read: ${title}`, async () => {
			assert.deepEqual(await readAsSdk(text), expected);
			assert.deepEqual(readAsWe(text), expected);
			assert.notDeepEqual(readAsIni(text), expected);
		});
	}

	for (const [title, data] of writing) {
		it(`cannot write: ${title}`, async () => {
			assert.deepEqual(await readAsSdk(plainly(data)), data);
			assert.notDeepEqual(await readAsSdk(ini.stringify(data)), data);
		});
	}
});
