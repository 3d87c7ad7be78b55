import assert from "node:assert/strict";
import { readCode } from "../../../../../src/core/code/code.ts";
import { readConfiguration } from "../../../../../src/core/code/environmentBlocks.ts";
import { lintKind, longestText } from "../../../../../src/core/code/kind.ts";
import { lintFacts } from "../../../../../src/core/rules/code/facts.ts";
import { type LintFacts, lintText, variableAt } from "../../../../../src/core/rules/code/index.ts";
import { situation } from "../../../situation.ts";

const facts: LintFacts = { scripts: {}, setInEnvFiles: [], credentialsOnlyIn: [".env"], loadsEnv: false };

/** A name in braces. Written apart, so that no one takes the texts for templates. */
const braced = (inner: string) => `$\u007b${inner}}`;

describe("environment variables in code", () => {
	/** Each use as `how name`, a shorthand with `{}`. */
	const table: [code: string, ...uses: string[]][] = [
		["x(process.env.A)", "read A"],
		["process.env.A", "read A"],
		["process?.env?.A", "read A"],
		['process.env["A"]', "read A"],
		["process.env?.['A']", "read A"],
		["process.env[`A`]", "read A"],
		["process . env . A", "read A"],
		["process./* c */env.A // process.env.B", "read A"],
		[
			"process.env.A = 1; process.env.B ||= 1; process.env.C ??= 1; process.env.D &&= 1",
			"set A",
			"set B",
			"set C",
			"set D",
		],
		["process.env['A'] = 1; process.env?.['B']", "set A", "read B"],
		[
			"process.env.A == 1; process.env.B === 1; process.env.C += 1; process.env.D => 1",
			"read A",
			"read B",
			"read C",
			"read D",
		],
		["process.env.A! = x; f(process.env.B!)", "set A", "read B"],
		["process.env.A != x", "read A"],
		["delete process.env.A; delete process.env['B'];", "delete A", "delete B"],
		["globalThis.process.env.A + global.process.env.B", "read A", "read B"],
		["delete globalThis.process.env.A", "delete A"],
		["my.process.env.A + window.process?.env.B"],
		["Bun.env.A", "read A"],
		["import.meta.env.A + import.meta.env['B']", "read A", "read B"],
		["x.meta.env.A + meta.env.B + a.import.meta.B"],
		["Deno.env.A; env.B; my.env.C; x.env = process"],
		[
			'Deno.env.get("A"); Deno.env.set("B", b); Deno.env.delete("C"); Deno.env.has("D")',
			"read A",
			"set B",
			"delete C",
			"read D",
		],
		['globalThis.Deno.env.get("A")!; Deno?.env?.get(`B`); Netlify.env.get("C")', "read A", "read B", "read C"],
		['my.Deno.env.get("A"); env.get("B"); Deno.env.get(name); Deno.env.get("C" + d); Deno.env.getAll("E")'],
		[
			"Deno.env.toObject().A; const { B } = Deno.env.toObject(); const e = Deno.env.toObject(); e.C",
			"read A",
			"read B {}",
			"read C",
		],
		['import { env } from "$env/dynamic/private"; env.A', "read A"],
		['import { A, B as b } from "$env/static/private"; import { C } from "$env/static/public"', "read A {}", "read B"],
		["process.environment.A; process.env; f(process.env); process.env[name]; process.env['A' + b]; process.env[1]"],
		["process.env.#a; process.env.1"],
		[`process.env[\`A_${braced("n")}\`]`],
		["const { A, B: b, 'C': c, [D]: d, E = 1, ...rest } = process.env", "read A {}", "read B", "read C", "read E {}"],
		["const { A, B: { C }, D } = process.env", "read A {}", "read B", "read D {}"],
		["const { A = f({ X, y: [Z, z] }), B } = process.env", "read A {}", "read B {}"],
		["({ A } = globalThis.process.env)", "read A {}"],
		["const { A } = import.meta.env, { B } = Bun.env", "read A {}", "read B {}"],
		["const { A } = process.env.b", "read b"],
		["const [A] = process.env; const { B } = my.env"],
		["const { 'A' } = process.env; const { \"\": a } = process.env", "read "],
		["} = process.env"],
		[
			"const e = process.env; e.A; e['B'] = 1; delete e.C; const { D } = e;",
			"read A",
			"set B",
			"delete C",
			"read D {}",
		],
		["let e = Bun.env; e.A", "read A"],
		["var e = import.meta.env; e.A", "read A"],
		["const e = globalThis.process.env; e.A", "read A"],
		["const e = process.env; my.e.A; my?.e.B; e;"],
		["const e = process.env.X; e.A", "read X"],
		["const e = process.env[x]; e.A; const f = process.env['Y']; f.A", "read Y"],
		["e = process.env; e.A; this.f = process.env; f.A; outlet e = process.env; e.B"],
		["const e == process.env; e.A"],
		["const e: Env = process.env; e.A"],
		["f.A; const f = process.env; f.B", "read B"],
		["import { env } from 'process'; env.A", "read A"],
		["import { env as e } from 'node:process'; e.A; env.B; x.e.C", "read A"],
		["const { env } = require('process'); env.A; process.env.B", "read A", "read B"],
		[
			"import { env } from './process'; env.A; import { env as b } from 'process/x'; b.A; import { en as c } from 'process'; c.A",
		],
		["import { environ, env } from 'process'; environ.A; env.A", "read A"],
		["import { env } from 'my-node:process'; env.A"],
	];
	for (const [code, ...expected] of table)
		it(code, () => {
			const { uses } = readCode(code, "/a.ts");
			assert.deepEqual(
				uses.map(({ how, name, isShorthand }) => `${how} ${name}${isShorthand ? " {}" : ""}`),
				expected,
			);
			for (const { name, range } of uses) assert.equal(code.slice(range.start, range.end), name);
		});

	it("are found under the cursor, from the first character to behind the last", () => {
		const code = "a = process.env.AB";
		const under = (text: string, at: number) => variableAt(text, "/a.ts", at)?.name;
		const start = code.indexOf("AB");
		assert.deepEqual(
			[start - 1, start, start + 1, start + 2].map((at) => under(code, at)),
			[undefined, "AB", "AB", "AB"],
		);
		const filled = (length: number) => code + " ".repeat(length - code.length);
		assert.equal(under(filled(longestText), start), "AB");
		assert.equal(under(filled(longestText + 1), start), undefined);
	});
});

describe("modules that code loads", () => {
	/** Each as `from: imported>local …`. */
	const table: [code: string, ...imports: string[]][] = [
		["import 'a'", "a:"],
		["import a from 'b'", "b: default>a"],
		["import * as a from 'b'", "b: *>a"],
		["import a, { b, c as d } from 'e'", "e: default>a b>b c>d"],
		["import a, * as b from 'c'", "c: default>a *>b"],
		["import { default as a } from 'b'", "b: default>a"],
		["import {} from 'a'", "a:"],
		["import { type A, b, type C as D } from 'e'", "e: b>b"],
		["import { type A } from 'b'", "b (types):"],
		["import type { A } from 'b'", "b (types):"],
		["import type A from 'b'", "b (types):"],
		["import type * as A from 'b'", "b (types):"],
		["import type from 'b'", "b: default>type"],
		["import type, { a } from 'b'", "b: default>type a>a"],
		["import { type as a } from 'b'", "b: type>a"],
		["import { type } from 'b'", "b: type>type"],
		["import from from 'b'", "b: default>from"],
		["import a from 'b' with { type: 'json' }; import 'c'", "b: default>a", "c:"],
		["import('a')", "a:"],
		["const a = await import('b')", "b: *>a"],
		["const { a, b: c } = await import('d')", "d: a>a b>c"],
		["const { a } = await (import('b'))", "b: a>a"],
		["const { a } = (await import('b')).c", "b:"],
		["const a = require('b'), { c } = require('d')", "b: *>a", "d: c>c"],
		["require('a').config()", "a:"],
		["f(require('a'))", "a:"],
		["({ a } = require('b'))", "b: a>a"],
		["const { a: { b }, c } = require('d')", "d: a>a b>b c>c"],
		["const [a] = require('b')", "b:"],
		["x.require('a'); x.import('b'); require(c); require; import(d)"],
		["import a = require('b')", "b: *>a"],
		["import.meta.url; import 'a'", "a:"],
		["import a; from 'b'"],
		["import (a) from 'b'"],
		["import a import b from 'c'", "c: default>b"],
		["import a from b"],
		["import a from"],
		["import"],
		["import `a`", "a:"],
		["= require('a')", "a:"],
		["} = require('a')", "a:"],
	];
	for (const [code, ...expected] of table)
		it(code, () =>
			assert.deepEqual(
				readCode(code, "/a.ts").imports.map(
					({ from, bindings, isType }) =>
						`${from}${isType ? " (types)" : ""}:${bindings.map(({ imported, local }) => ` ${imported}>${local}`).join("")}`,
				),
				expected,
			),
		);

	it("end where nobody would write more", () => {
		const names = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`).join(", ");
		const count = (code: string) => readCode(code, "/a.ts").imports.map(({ bindings }) => bindings.length);
		assert.deepEqual(count(`import { ${names(400)} } from "b"`), [400]);
		assert.deepEqual(count(`import { ${names(600)} } from "b"`), []);
		assert.deepEqual(count(`const { ${names(400)} } = require("b")`), [400]);
		assert.deepEqual(count(`const { ${names(600)} } = require("b")`), [600]);
	});
});

describe("calls of Remotion Lambda", () => {
	const named = 'import { getSites, getSites as sites, getRegions } from "@remotion/lambda/client";';
	const whole = 'import * as lambda from "@remotion/lambda";';
	/** Each call, with `top` where the module makes it as it is loaded. */
	const table: [code: string, ...calls: string[]][] = [
		[`${named} await getSites()`, "getSites top"],
		[`${named} sites()`, "getSites top"],
		[`${named} getRegions(); getSites; x.getSites(); function getSites() {}`],
		[`${whole} lambda.getSites(); lambda?.getFunctions()`, "getSites top", "getFunctions top"],
		[`${whole} lambda.getRegions(); lambda(); other.x(); x.f(); getSites()`],
		// The module may have gone anywhere.
		[`${whole} const other = lambda; other.getSites(); this.getSites()`, "getSites top"],
		[`${named} f(() => getSites())`, "getSites"],
		[`${named} f(getSites())`, "getSites"],
		[`${named} { getSites() }`, "getSites"],
		[`${named} const f = () => getSites();`, "getSites"],
		[`${named} const f = () => 1; getSites()`, "getSites top"],
		[`${named} const f = () => g\nconst a = getSites()`, "getSites top"],
		...["let a =", "var a =", "export default", "if (a)", "for (;;)", "while (a)", "try { } finally { }; "].map(
			(word): [string, string] => [`${named} const f = () => g\n${word} getSites()`, "getSites top"],
		),
		[`${named} const f = (a) => a.constant + getSites()`, "getSites"],
		[`${named} const f = () => xif + getSites()`, "getSites"],
		[`${named} const f = () => [1, () => 2].map(g) && getSites()`, "getSites"],
		[`${named} a = [() => 1]; getSites()`, "getSites top"],
		[`${named} \`${braced("getSites()")}\`; \`${braced("1")} \`; getSites()`, "getSites", "getSites top"],
		[`${named} ) ] } getSites()`, "getSites top"],
		['import { getSites } from "@remotion/lambda-client"; getSites()', "getSites top"],
		['import { getSites } from "@remotion/lambda-client/client"; getSites()', "getSites top"],
		['import { getSites } from "@remotion/lambda-x"; getSites()'],
		['import { getSites } from "my/@remotion/lambda"; getSites()'],
		['import type { getSites } from "@remotion/lambda"; getSites()'],
		['const { getSites } = require("@remotion/lambda"); getSites()', "getSites top"],
		['const lambda = await import("@remotion/lambda"); lambda.getSites()', "getSites top"],
		["getSites()"],
	];
	for (const [code, ...expected] of table)
		it(code, () => {
			const { remotionCalls } = readCode(code, "/a.ts");
			assert.deepEqual(
				remotionCalls.map(({ name, isTopLevel }) => (isTopLevel ? `${name} top` : name)),
				expected,
			);
		});

	it("are found beside type arguments in .ts files, and beside elements in .tsx files", () => {
		const calls = (code: string, path: string) => readCode(`${named}\n${code}`, path).remotionCalls.length;
		assert.deepEqual(
			["/a.ts", "/a.mts", "/a.CTS"].map((path) => calls("const c = <string>d; getSites(); e</string>f", path)),
			[1, 1, 1],
		);
		const element = "const a = <p>it's getSites() there</p>; getSites();";
		assert.deepEqual(
			["/a.tsx", "/a.jsx", "/a.js"].map((path) => calls(element, path)),
			[1, 1, 1],
		);
	});
});

describe("programs whose .env file nothing loads", () => {
	const lambda = 'import { getSites } from "@remotion/lambda";\n';
	const call = `${lambda}await getSites();\n`;
	const inFunction = `${lambda}async function main() { await getSites(); }\n`;
	const isFound = (text: string, path = "/w/a.mjs", more: Partial<LintFacts> = {}) =>
		lintText(text, { path, kind: "code", facts: { ...facts, ...more } }).some(({ rule }) => rule === "env-not-loaded");

	const starts: [code: string, found: boolean][] = [
		["", false],
		["main();", true],
		["await main();", true],
		["void main();", true],
		["main().catch(console.error);", true],
		["export default main;", false],
		["const other = main();", false],
		["run(main());", false],
		["x.main();", false],
		["if (a) main();", true],
		["const start = () => main();", false],
		["const start = () => 1;\nstart();", true],
		["let start = () => 1;\nstart();", true],
		["{ main(); }", false],
		["other();", false],
		["main;", false],
		["const a = {}\nmain()", true],
	];
	for (const [code, expected] of starts)
		it(`${expected ? "are" : "are not"} started by ${JSON.stringify(code)}`, () =>
			assert.equal(isFound(inFunction + code), expected));

	it("are known by the script that starts them", () => {
		const runs = (script: string, path = "/w/src/a.mjs") => isFound(inFunction, path, { scripts: { x: script } });
		for (const script of ["node a.mjs", "tsx src/a.mjs", 'ts-node "a.mjs"', "nodemon ./src/a.mjs", "x && node 'a.mjs'"])
			assert.ok(runs(script), script);
		for (const script of ["node b.mjs", "node aa.mjs", "cat a.mjs", "nodex a.mjs", "echo a.mjs"])
			assert.ok(!runs(script), script);
		assert.ok(runs("node a.mjs", "C:\\w\\a.mjs"));
		assert.ok(!isFound(inFunction, "/w/a.mjs", { scripts: { x: "node b.mjs", y: "ls a.mjs" } }));
	});

	const loading: [what: string, code: string, found: boolean][] = [
		["nothing", "", true],
		["a module that is loaded for its effects", 'import "./load.mjs";', false],
		["a package that is loaded for its effects", 'import "some-package";', true],
		["dotenv", 'import "dotenv/config";', false],
		["dotenvx", 'import "@dotenvx/dotenvx/config";', false],
		["dotenv's types", 'import type { X } from "dotenv";', true],
		["env-cmd", 'import x from "env-cmd";', false],
		["another package of nearly that name", 'import x from "env-cmd-x"; import y from "my-env-cmd";', true],
		["Bun", 'import { serve } from "bun";', false],
		["Bun's tests", 'import { test } from "bun:test";', false],
		["a package for Bun", 'import x from "bundle"; import y from "my-bun";', true],
		["SST", 'import { Resource } from "sst";', false],
		["a package of nearly that name", 'import x from "sst-x"; import y from "my-sst";', true],
		["a module of the project that sounds like it", 'import { x } from "./config";', false],
		["others that do", 'import { x } from "../Env.ts";', false],
		["one by an alias", 'import { x } from "@/setup"; ', false],
		["one by another alias", 'import { x } from "~/bootstrap";', false],
		["one by a name of package.json", 'import { x } from "#env";', false],
		["a module that does not", 'import { x } from "./regions";', true],
		["types of such a module", 'import type { x } from "./config";', true],
		["a package that sounds like it", 'import { x } from "config"; import y from "path-env/x";', true],
		["Node.js itself", "process.loadEnvFile();", false],
		["Next.js's loader", "loadEnvConfig(x);", false],
		["Vite's loader", "const x = loadEnv(y);", false],
		["a text that names a loader", 'const x = "loadEnv";', true],
		["a variable of its own", "process.env.REMOTION_AWS_PROFILE = x;", false],
		["a plain variable of its own", "process.env.AWS_ACCESS_KEY_ID = x;", false],
		["another variable", "process.env.NODE_ENV = x; process.env.MY_REMOTION_AWS_PROFILE = x;", true],
		["a variable that it only reads", "const x = process.env.REMOTION_AWS_PROFILE;", true],
	];
	for (const [what, code, expected] of loading)
		it(`${expected ? "are helped by nothing" : "are helped"} where there is ${what}`, () =>
			assert.equal(isFound(`${code}\n${call}`), expected));

	it("are none where something else runs them", () => {
		for (const line of ["#!/usr/bin/env bun", "#!/usr/bin/env -S deno run", "#!/x/bun"])
			assert.ok(!isFound(`${line}\n${call}`), line);
		const inDeno = 'import { getSites } from "npm:@remotion/lambda-client@4.0.527"; await getSites({ region });';
		assert.ok(!isFound(inDeno));
		assert.ok(!isFound(`Deno.serve(handler);\n${call}`));
		for (const line of ["#!/usr/bin/env node", "#!/usr/bin/env bunny", "// #! bun", "#!/x\n// bun"])
			assert.ok(isFound(`${line}\n${call}`), line);
		for (const path of ["/w/app/api/a.ts", "/w/pages/a.ts", "C:\\w\\app\\a.ts"]) assert.ok(!isFound(call, path), path);
		for (const path of ["/w/myapp/a.ts", "/w/app.ts", "/w/pages.ts", "/w/apps/a.ts"])
			assert.ok(isFound(call, path), path);
		for (const script of [
			"doppler run -- node a.mjs",
			"node --env-file .env a.mjs",
			"bun a.mjs",
			"sst shell node a.mjs",
		])
			assert.ok(!isFound(call, "/w/a.mjs", { scripts: { x: script } }), script);
		assert.ok(isFound(call, "/w/a.mjs", { scripts: { x: "doppler run -- node b.mjs" } }));
		// One script's flag, or one command's, is none of another's.
		const flag = "node --env-file=.env";
		assert.ok(isFound(call, "/w/b/index.mjs", { scripts: { x: `${flag} a/index.mjs`, y: "node b/index.mjs" } }));
		assert.ok(isFound(call, "/w/b.mjs", { scripts: { x: `${flag} a.mjs && node b.mjs` } }));
		assert.ok(!isFound(call, "/w/b.mjs", { scripts: { x: `${flag} a.mjs && ${flag} ./b.mjs` } }));
		assert.ok(!isFound(call, "/w/packages/b/b.mjs", { scripts: { x: `${flag} ../packages/b/b.mjs` } }));
		assert.ok(!isFound(call, "/w/b.mjs", { scripts: { x: "set -a; . ./.env; set +a; node b.mjs" } }));
		assert.ok(!isFound(call, "/w/a.mjs", { loadsEnv: true }));
		assert.ok(!isFound(call, "/w/a.mjs", { credentialsOnlyIn: [] }));
		assert.ok(!isFound(`${lambda}const x = 1;`));
	});

	it("are told at the first call that is made as they are loaded, else at the first", () => {
		const at = (text: string) => {
			const { origin } = lintText(text, { path: "/w/a.mjs", kind: "code", facts })[0] ?? {};
			return text.slice(0, origin?.range?.start).split("\n").length;
		};
		assert.equal(at(`${lambda}const f = () => getSites();\nconst g = () => getSites();\nawait getSites();\n`), 4);
		assert.equal(at(`${inFunction}const g = () => getSites();\nmain();\n`), 2);
	});
});

describe("what lints are told of a project", () => {
	const pair =
		"AWS_ACCESS_KEY_ID=AKIAFAKELINT00000001\nAWS_SECRET_ACCESS_KEY=not-a-real-secret-lint-00000000000000001\n";
	const holding = (files: Record<string, string>, parts: Parameters<typeof situation>[0] = {}) =>
		lintFacts(situation({ files, ...parts }), {}).credentialsOnlyIn;

	it("names the .env files that alone hold credentials", () => {
		assert.deepEqual(holding({ ".env": pair }), [".env"]);
		assert.deepEqual(holding({ ".env": pair.replaceAll("AWS_", "REMOTION_AWS_") }), [".env"]);
		assert.deepEqual(holding({ ".env": "AWS_PROFILE=a", ".env.local": "REMOTION_AWS_PROFILE=a" }), [
			".env",
			".env.local",
		]);
		for (const text of [
			"AWS_PROFILE=",
			"AWS_REGION=r",
			...pair.trim().split("\n"),
			pair.replace("AWS_", "REMOTION_AWS_"),
		])
			assert.deepEqual(holding({ ".env": text }), [], text);
		for (const name of [".env.production", ".env.test.local", "my.env", ".env.localhost"])
			assert.deepEqual(holding({ [name]: pair }, { envFiles: [name] }), [], name);
	});

	it("names none where a program that loads none finds some, or a profile that fails", () => {
		const [AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = ""] = pair
			.split("\n")
			.map((line) => line.replace(/^\w+=/, ""));
		assert.deepEqual(holding({ ".env": pair }, { environment: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } }), []);
		assert.deepEqual(holding({ ".env": pair }, { environment: { AWS_PROFILE: "nobody" } }), []);
		assert.deepEqual(holding({ ".env": pair }, { environment: { AWS_ACCESS_KEY_ID } }), [".env"]);
		const facts = { codeLoadsEnv: ["/work/project/.env"] };
		assert.deepEqual(holding({ ".env": pair }, { facts }), [".env"]);
	});

	it("says whether programs get their files by themselves, and what these set", () => {
		const of = (parts: Parameters<typeof situation>[0]) => lintFacts(situation(parts), { a: "b" });
		assert.deepEqual(
			[
				of({}),
				of({ runtime: "bun" }),
				of({ facts: { codeLoadsEnv: [] } }),
				of({ facts: { codeLoadsEnv: ["/x"] } }),
				of({ facts: {} }),
			].map(({ loadsEnv }) => loadsEnv),
			[false, true, false, true, false],
		);
		assert.deepEqual(of({ files: { ".env": "A=1\nB=2\nA=3", ".env.local": "B=1\nC=" } }).setInEnvFiles.toSorted(), [
			"A",
			"B",
			"C",
		]);
		assert.deepEqual(of({}).scripts, { a: "b" });
	});
});

describe("lints of a text", () => {
	const lambda = 'import { getSites } from "@remotion/lambda"; getSites();';
	const plain = "process.env.AWS_PROFILE";
	const rules = (text: string, path = "/w/a.ts") => {
		const kind = lintKind(path);
		assert.ok(kind);
		return lintText(text, { path, kind, facts: { ...facts, loadsEnv: true } }).map(({ rule }) => rule);
	};

	it("are turned off on a line by a comment on it", () => {
		const off = "remotion-lambda-disable-line";
		const own = ["unprefixed-in-code"];
		const table: [text: string, found: string[]][] = [
			[`${plain}; // ${off}`, []],
			[`${plain}; //${off}`, []],
			[`${plain}; /* ${off} */`, []],
			[`/* ${off} */ ${plain};`, []],
			[`${plain}; // ${off} unprefixed-in-code`, []],
			[`${plain}; // ${off} other, unprefixed-in-code`, []],
			[`${plain}; // ${off}   other,, unprefixed-in-code  `, []],
			[`${plain}; /* ${off} unprefixed-in-code*/`, []],
			[`${plain}; // ${off} other`, own],
			[`${plain}; // ${off} unprefixed-in`, own],
			[`${plain}; // ${off}-x`, own],
			[`${plain}; // x ${off}`, own],
			[`${plain}; "${off}"`, own],
			[`// ${off}\n${plain};`, own],
			[`${plain};\n// ${off}`, own],
			[`x;\n${plain}; // ${off}\ny`, []],
			[`x;\r\n${plain}; // ${off}\r\ny`, []],
		];
		for (const [text, found] of table) {
			assert.deepEqual(rules(`${lambda}\n${text}`), found, text);
			// On the first line, and on the last without an end.
			if (!text.includes("\n")) assert.deepEqual(rules(`${text}\n${lambda}`), found, text);
		}
	});

	it("are none in a text that is no code somebody writes", () => {
		const filled = (length: number) => {
			const text = `${lambda}${plain};`;
			return text + " ".repeat(length - text.length);
		};
		assert.deepEqual(rules(filled(longestText)), ["unprefixed-in-code"]);
		assert.deepEqual(rules(filled(longestText + 1)), []);
	});

	it("take a file for what its path says", () => {
		const kinds: [path: string, kind: string | undefined][] = [
			["/w/a.ts", "code"],
			["/w/a.JSX", "code"],
			["/w/a.mjs", "code"],
			["/w/a.cts", "code"],
			["/w/a.d.ts", undefined],
			["/w/a.d.mts", undefined],
			["/w/a.min.js", undefined],
			["/w/a.json", undefined],
			["/w/a.ts.txt", undefined],
			["/w/node_modules/a.ts", undefined],
			["/w/.next/a.js", undefined],
			["C:\\w\\.git\\a.js", undefined],
			["/w/.vercel/vercel.json", undefined],
			["/w/.turbo/a.js", undefined],
			["/w/my_node_modules/a.ts", "code"],
			["/w/vercel.json", "vercel"],
			["C:\\w\\vercel.json", "vercel"],
			["/w/my-vercel.json", undefined],
			["/w/vercel.json5", undefined],
			["/w/.github/workflows/a.yml", "workflow"],
			["C:\\w\\.github\\workflows\\a.yaml", "workflow"],
			// Only hard-coded keys are looked for in other texts with # for comments.
			["/w/.github/workflows/b/a.yml", "shell"],
			["/w/main.tf", "shell"],
			["/w/Makefile", "shell"],
			["/w/ecs/task-definition.prod.json", "json"],
			["/w/.github/workflows/a.yml.bak", undefined],
			["/w/.github/a.yml", "shell"],
			["/w/.github/workflows/a.yaaml", undefined],
			["/w/package.json", "json"],
			["/w/my-package.json", undefined],
			["/w/node_modules/a/package.json", undefined],
			["/w/.vscode/tasks.json", "json"],
			["C:\\w\\.vscode\\settings.json", "json"],
			["/w/.vscode/launch.json", "launch"],
			["/w/launch.json", undefined],
			["/w/a.code-workspace", "launch"],
			["/w/docker-compose.yml", "compose"],
			["/w/compose.yaml", "compose"],
			["/w/compose.prod.yml", "compose"],
			["/w/composer.yml", "shell"],
			["/w/Dockerfile", "docker"],
			["/w/Dockerfile.prod", "docker"],
			["/w/app.Dockerfile", "docker"],
			["/w/Containerfile", "docker"],
			["/w/Dockerfiles", undefined],
			["/w/.devcontainer/devcontainer.json", "json"],
			["/w/.devcontainer.json", "json"],
			["/w/.devcontainer/devcontainer-lock.json", undefined],
			["/w/deploy.sh", "shell"],
			["/w/a.fish", "shell"],
		];
		for (const [path, kind] of kinds) assert.equal(lintKind(path), kind, path);
	});
});

describe("environment blocks of configuration files", () => {
	const blocks = (text: string, kind: "vercel" | "workflow") =>
		readConfiguration(text, kind).blocks.map(
			({ variables, commands }) =>
				`${variables.map(({ name, range }) => `${name}${name === text.slice(range.start, range.end) ? "" : "?"}`).join(" ")} | ${commands.join(" ; ")}`,
		);
	const texts = (text: string) =>
		readConfiguration(text, "workflow").texts.map(({ start, end }) => text.slice(start, end));

	it("are those of the whole vercel.json and of its build", () => {
		assert.deepEqual(blocks('{ "env": { "A": "1", "B": 2 }, "build": { "env": { "C": "x" } } }', "vercel"), [
			"A B | ",
			"C | ",
		]);
		for (const text of ['{ "build": 1 }', '{ "env": [] }', "[]", "x", "", "{", '{ "env": "x", "build": [] }', "null"])
			assert.deepEqual(blocks(text, "vercel"), [], text);
		assert.deepEqual(blocks('{ "env": { "A": 1, "A": 2 } }', "vercel"), ["A A | "]);
	});

	it("are those of a workflow, its jobs and their steps, each with what runs in it", () => {
		const workflow = `env:
  ALL: 1
jobs:
  one:
    env:
      JOB: 1
    steps:
      - run: first
        env:
          STEP: 1
      - uses: second
      - run: [third]
      - nothing
  two:
    steps:
      - run: fourth
  three: 3
  four:
    steps: x
`;
		assert.deepEqual(blocks(workflow, "workflow"), [
			"ALL | first ; second ; fourth",
			"JOB | first ; second",
			"STEP | first",
		]);
		for (const text of ["jobs: 1", "jobs: [a]", "env: x\njobs: {}", "on: push"])
			assert.deepEqual(blocks(text, "workflow"), []);
	});

	it("have texts that are values, and no keys and numbers", () => {
		assert.deepEqual(texts("a: b\nc: [d, 1, true, 'e']\n? f\n: null\n"), ["b", "d", "'e'"]);
	});

	it("are none where brackets go thousands deep", () => {
		assert.deepEqual(readConfiguration("[".repeat(100_000), "vercel"), { blocks: [], texts: [] });
	});
});
