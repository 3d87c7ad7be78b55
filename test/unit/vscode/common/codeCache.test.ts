import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const script = `
	import { createRequire } from "node:module";
	import { CodeCache } from ${JSON.stringify(new URL("../../../../src/vscode/common/codeCache.ts", import.meta.url))};
	const [bundles, storage, keeps] = process.argv.slice(1);
	const code = new CodeCache(bundles, storage, createRequire(import.meta.url));
	const said = code.load("first").say();
	const { compiled } = code;
	if (keeps) await code.keep();
	console.log(JSON.stringify({ said, compiled, left: code.compiled }));
`;

/** What a fresh process says, as V8 remembers within one what it has compiled. */
function start(keeps: boolean): { said: string; compiled: string[]; left: string[] } {
	const args = ["--no-warnings", "--input-type=module", "-e", script, bundles, storage, ...(keeps ? ["keep"] : [])];
	return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

let folder = "";
let bundles = "";
let storage = "";
const kept = (name: string) => join(storage, "code", `${name}.bin`);

const first = `
	const { sep } = require("node:path");
	let count = 0;
	exports.say = () => [require("./second.cjs").word(), require("./second.cjs") === require("./second.cjs"), ++count, sep.length, __filename.slice(-9)].join(" ");
`;
const second = 'exports.word = () => "hello";';

describe("the code of bundles", () => {
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "rlc-code-"));
		bundles = join(folder, "dist");
		storage = join(folder, "not", "there yet");
		mkdirSync(bundles);
		writeFileSync(join(bundles, "first.cjs"), first);
		writeFileSync(join(bundles, "second.cjs"), second);
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it("is compiled, kept when asked, and not compiled again", () => {
		const said = "hello true 1 1 first.cjs";
		assert.deepEqual(start(false), { said, compiled: ["first", "second"], left: ["first", "second"] });
		assert.equal(existsSync(storage), false);
		assert.deepEqual(start(true), { said, compiled: ["first", "second"], left: [] });
		assert.deepEqual(readdirSync(join(storage, "code")).sort(), ["first.bin", "second.bin"]);
		assert.deepEqual(start(true), { said, compiled: [], left: [] });
	});

	it("is compiled anew for another bundle, of the same length too", () => {
		start(true);
		writeFileSync(join(bundles, "second.cjs"), second.replace("hello", "other"));
		const { said, compiled } = start(true);
		assert.match(said, /^other /);
		assert.deepEqual(compiled, ["second"]);
		assert.deepEqual(start(false).compiled, []);
	});

	it("is refused where it is not whole, or of another V8", () => {
		start(true);
		const whole = readFileSync(kept("first"));
		const changed = (at: number) => {
			const bytes = Buffer.from(whole);
			bytes.writeUInt8((bytes[at] ?? 0) ^ 0x41, at);
			return bytes;
		};
		const engine = whole.indexOf(process.versions.v8, 0, "latin1");
		assert.ok(engine > 0);
		const bad = {
			empty: Buffer.alloc(0),
			"a few bytes": whole.subarray(0, 7),
			"cut off": whole.subarray(0, -1),
			"longer than it says": Buffer.concat([whole, Buffer.alloc(1)]),
			"another layout": changed(0),
			"other lengths": changed(9),
			"V8's own numbers": changed(20),
			"in the code": changed(150),
			"in the second copy": changed(Math.floor(engine * 0.75)),
			"another V8": changed(engine + 1),
			"in the bundle": changed(whole.length - 5),
		};
		for (const [what, bytes] of Object.entries(bad)) {
			writeFileSync(kept("first"), bytes);
			const { said, compiled } = start(false);
			assert.deepEqual([said, compiled], ["hello true 1 1 first.cjs", ["first"]], what);
		}
	}).timeout(60_000);

	it("is done without where nothing can be kept", () => {
		writeFileSync(join(folder, "not"), "a file in the way");
		assert.deepEqual(start(false).compiled, ["first", "second"]);
		assert.throws(() => start(true), /ENOTDIR|ENOENT|EEXIST/);
		rmSync(join(folder, "not"));
		mkdirSync(kept("first"), { recursive: true });
		assert.deepEqual(start(false).compiled, ["first", "second"]);
	});

	it("says where a bundle is not there, or throws", () => {
		rmSync(join(bundles, "second.cjs"));
		assert.throws(() => start(false), /ENOENT[^\n]*second\.cjs/);
		writeFileSync(join(bundles, "second.cjs"), '\nthrow new Error("as it was run");');
		assert.throws(() => start(false), /second\.cjs:2[\s\S]*as it was run/);
	});
});
