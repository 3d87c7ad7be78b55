import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Earlier } from "../harness/earlier.ts";

const demo = { name: "host:demo", own: "test/host/demo/" };
const checks = { name: "test/ui/checks.test.ts", own: "test/ui/checks.test.ts" };

describe("what passed earlier", () => {
	let root: string;
	const file = () => join(root, ".cache", "passed.json");
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	};
	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), "rlc-earlier-"));
		execFileSync("git", ["init", "-q"], { cwd: root });
		for (const path of [
			"src/core/index.ts",
			"test/host/demo/demo.test.ts",
			"test/host/demo/helper.ts",
			"test/ui/checks.test.ts",
			"test/ui/driver.ts",
			"test/unit/core/text/wordTable.test.ts",
			"test/bench/main.ts",
			"README.md",
			".cache/browser",
		])
			write(path, "one\n");
		write(".gitignore", ".cache\n");
		for (const [part, tests] of [
			[demo, 10],
			[checks, 5],
		] as const)
			earlier().keep(part, tests);
	});
	afterEach(() => rmSync(root, { recursive: true }));
	/** As a new process would see it. */
	const earlier = () => new Earlier(root, file(), () => [join(root, ".cache/browser")]);
	const counts = () => [earlier().passed(demo), earlier().passed(checks)];

	it("counts while nothing changes", () => {
		assert.deepEqual(counts(), [10, 5]);
		assert.equal(earlier().passed({ name: "host:new", own: "test/host/new/" }), undefined);
	});

	const all = [undefined, undefined];
	for (const [path, expected] of [
		["src/core/index.ts", all],
		["src/core/new.ts", all],
		["test/ui/driver.ts", all],
		["test/host/demo/helper.ts", all],
		["package.json", all],
		[".cache/browser", all],
		["test/workspaces/plain/README.md", all],
		["test/host/demo/demo.test.ts", [undefined, 5]],
		["test/host/demo/more.test.ts", [undefined, 5]],
		["test/ui/checks.test.ts", [10, undefined]],
		["test/unit/core/text/wordTable.test.ts", [10, 5]],
		["test/bench/main.ts", [10, 5]],
		["README.md", [10, 5]],
		[".cache/log", [10, 5]],
	] as const)
		it(`${path}, changed or new, ends ${expected.map((one) => (one === undefined ? "it" : "nothing")).join(" and ")}`, () => {
			write(path, "two\n");
			assert.deepEqual(counts(), expected);
		});

	it("ends with a file that goes, and with one that may be run now", () => {
		chmodSync(join(root, "src/core/index.ts"), 0o755);
		assert.deepEqual(counts(), all);
		chmodSync(join(root, "src/core/index.ts"), 0o644);
		assert.deepEqual(counts(), [10, 5]);
		rmSync(join(root, "src/core/index.ts"));
		assert.deepEqual(counts(), all);
	});

	it("looks at what is in a file, not at its time, and sees a change that hides its own", () => {
		const path = join(root, "src/core/index.ts");
		const same = earlier();
		assert.equal(same.passed(demo), 10);
		utimesSync(path, 1, 1);
		assert.equal(same.passed(demo), 10);
		writeFileSync(path, "two\n");
		utimesSync(path, 1, 1);
		assert.equal(same.passed(demo), undefined);
	});

	it("does not count a run during which something was changed", () => {
		const run = earlier();
		// Built before, tested after: what ran is not what the files say.
		write("src/core/index.ts", "two\n");
		run.keep(demo, 11);
		assert.equal(earlier().passed(demo), undefined);
		write("src/core/index.ts", "one\n");
		run.keep(demo, 11);
		assert.equal(earlier().passed(demo), 11);
	});

	it("is a day old at most", () => {
		const kept = JSON.parse(readFileSync(file(), "utf8"));
		kept[demo.name].at -= 25 * 3_600_000;
		writeFileSync(file(), JSON.stringify(kept));
		assert.deepEqual(counts(), [undefined, 5]);
	});

	it("says nothing where Git is not there to tell, or the note is broken", () => {
		writeFileSync(file(), "{");
		assert.deepEqual(counts(), all);
		rmSync(join(root, ".git"), { recursive: true });
		earlier().keep(demo, 10);
		assert.equal(earlier().passed(demo), undefined);
	});
});
