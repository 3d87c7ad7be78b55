/**
 * Code whose outcome the environment decides, and what it sets: what the program really had as AWS_PROFILE (B) and AWS_REGION (C), with AWS_PROFILE set
 * to "shell", set to nothing, and absent. Run: Node.js 24.21.0, dotenv 17.4.2, dotenv-expand 13.0.0.
 */
import assert from "node:assert/strict";
import { findLaunches } from "../../../../src/core/index.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { launchInput } from "./project.ts";

type Row = [code: string, set: string, empty: string, absent: string];

const loads = "require('dotenv').config()";
const parse = "require('dotenv').parse(require('fs').readFileSync('.env'))";
const file = ["B=shell C=more", "B= C=more", "B=file C=more"] as const;
const replaced = ["B=file C=more", "B=file C=more", "B=file C=more"] as const;
const filled = ["B=shell C=more", "B=file C=more", "B=file C=more"] as const;
const a = ["B=a", "B=a", "B=a"] as const;

const rows: readonly Row[] = [
	["if (!process.env.B) process.env.B = 'a';", "B=shell", "B=a", "B=a"],
	["if (!process.env.B) { process.env.B = 'a'; }", "B=shell", "B=a", "B=a"],
	["if (process.env.B) process.env.C = 'c'; else process.env.B = 'a';", "B=shell C=c", "B=a", "B=a"],
	["if (process.env.B === 'shell') process.env.B = 'a';", "B=a", "B=", ""],
	["if (process.env.B !== 'shell') process.env.C = 'c';", "B=shell", "B= C=c", "C=c"],
	["if (!process.env.B && !process.env.C) process.env.C = 'c';", "B=shell", "B= C=c", "C=c"],
	["if (!(process.env.B || process.env.C)) process.env.C = 'c';", "B=shell", "B= C=c", "C=c"],
	["if (!process.env.B || process.env.C) process.env.C = 'c';", "B=shell", "B= C=c", "C=c"],
	["if (!process.env.B) delete process.env.B;", "B=shell", "", ""],
	[`if (!process.env.B) { ${loads}; }`, "B=shell", "B= C=more", "B=file C=more"],
	[`if (process.env.B === 'shell') ${loads};`, "B=shell C=more", "B=", ""],
	["function set() { process.env.B = 'a'; }", "B=shell", "B=", ""],
	["process.env['B'] = 'a';", ...a],
	["process.env.B &&= 'a';", "B=a", "B=", ""],
	["delete process.env['B'];", "", "", ""],
	["Object.assign(process.env, { B: 'a' });", ...a],
	["process.env = { ...process.env, B: 'a' };", ...a],
	["require('dotenv').populate(process.env, { B: 'a' });", "B=shell", "B=", "B=a"],
	["require('dotenv').populate(process.env, { B: 'a' }, { override: true });", ...a],
	[`process.env = { ...${parse}, ...process.env };`, ...file],
	[`process.env = { ...process.env, ...${parse} };`, ...replaced],
	[`for (const [k, v] of Object.entries(${parse})) process.env[k] ??= v;`, ...file],
	[`for (const [k, v] of Object.entries(${parse})) process.env[k] ||= v;`, ...filled],
	[`for (const [k, v] of Object.entries(${parse})) if (!process.env[k]) process.env[k] = v;`, ...filled],
	[`for (const [k, v] of Object.entries(${parse})) { if (!(k in process.env)) { process.env[k] = v; } }`, ...file],
	[`for (const [k, v] of Object.entries(${parse})) process.env[k] = v;`, ...replaced],
	[
		"for (const path of ['one', '.env']) require('dotenv').config({ path });",
		"B=shell C=more",
		"B= C=more",
		"B=one C=more",
	],
	[
		"const all = ['one', '.env']; for (const f of all) require('dotenv').config({ path: f, override: true });",
		...replaced,
	],
	[
		"['one', '.env'].forEach((f) => require('dotenv').config({ path: f }));",
		"B=shell C=more",
		"B= C=more",
		"B=one C=more",
	],
	[
		"const { existsSync } = require('fs'); require('dotenv').config({ path: existsSync('one') ? 'one' : '.env' });",
		"B=shell",
		"B=",
		"B=one",
	],
	["const fs = require('fs'); require('dotenv').config({ path: fs.existsSync('none') ? 'none' : '.env' });", ...file],
	["const all = { path: 'one' }; require('dotenv').config({ ...all, override: true });", "B=one", "B=one", "B=one"],
	// Only the environment names the file: where it names none, nothing is hidden.
	["if (process.env.F) require('dotenv').config({ path: process.env.F });", "B=shell", "B=", ""],
	[`require('dotenv-expand').expand(${loads});`, ...filled],
];

/** The names that matter, in the place of B and C. */
const full = (text: string) => text.replace(/\bB\b/g, "AWS_PROFILE").replace(/\bC\b/g, "AWS_REGION");

function has(code: string, environment: Record<string, string>): string {
	const call = "require('@remotion/lambda/client').renderMediaOnLambda();";
	const files = { "x.js": `${full(code)}\n${call}`, ".env": full("B=file\nC=more\n"), one: full("B=one\n") };
	const input = launchInput({ scripts: { it: "node x.js" }, files, dependencies: { dotenv: "17.4.2" } });
	const withCode = { ...input, readCode: input.readFile };
	const [launch] = findLaunches(withCode).filter(({ id }) => id === "script:it");
	assert.ok(launch);
	assert.ok(!launch.layers.some((layer) => layer.kind === "hidden" && !layer.when));
	const { cwd, readFile } = input;
	const record = resolveProject({
		...{ runtime: launch.runtime, cwd, home: "/home", platform: "posix", environment, readFile, launch },
	}).environment.record();
	return ["B", "C"].flatMap((name) => (full(name) in record ? `${name}=${record[full(name)]}` : [])).join(" ");
}

describe("code that asks the environment, and sets it", () => {
	for (const [code, ...outcomes] of rows)
		it(code, () => {
			const all: Record<string, string>[] = [{ AWS_PROFILE: "shell" }, { AWS_PROFILE: "" }, {}];
			assert.deepEqual(
				all.map((one) => has(code, one)),
				outcomes,
			);
		});
});
