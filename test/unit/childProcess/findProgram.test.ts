import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { findProgram } from "../../../src/childProcess/findProgram.ts";

describe("findProgram", function () {
	if (process.platform === "win32") {
		it("is tried on systems that know what may be run");
		return;
	}
	this.timeout(20_000);
	let root: string;
	const at = (...names: string[]) => join(root, ...names);
	const program = (...names: string[]) => {
		mkdirSync(at(...names.slice(0, -1)), { recursive: true });
		writeFileSync(at(...names), "#!/bin/sh\n");
		chmodSync(at(...names), 0o755);
	};
	const found = (path: string | undefined, isWindows = false) =>
		findProgram("aws", { path, isWindows, isForeign: (file) => file.startsWith(at("project")) });

	before(() => {
		root = mkdtempSync(join(tmpdir(), "find-program-"));
		program("project", "aws");
		program("project", "node_modules", ".bin", "aws");
		program("bin", "aws");
		program("windows", "aws.exe");
		mkdirSync(at("folder", "aws"), { recursive: true });
		mkdirSync(at("text"));
		writeFileSync(at("text", "aws"), "");
		chmodSync(at("text", "aws"), 0o644);
		mkdirSync(at("links"));
		symlinkSync(at("project", "aws"), at("links", "aws"));
	});
	after(() => rmSync(root, { recursive: true, force: true }));

	it("takes the first one of PATH", async () => {
		assert.equal(await found([at("nowhere"), at("bin"), at("windows")].join(delimiter)), at("bin", "aws"));
		assert.equal(await found(at("windows"), true), at("windows", "aws.exe"));
	});

	it("takes none of the project: not by a folder of PATH, not by a link, not by the working folder", async () => {
		const before = process.cwd();
		process.chdir(at("project"));
		try {
			const relatives = ["", ".", "node_modules/.bin", "./node_modules/.bin", relative(process.cwd(), at("bin"))];
			for (const path of [undefined, ...relatives, at("project"), at("project", "node_modules", ".bin"), at("links")])
				assert.equal(await found(path), undefined, path);
			const behind = [...relatives, at("project"), at("links"), at("bin")].join(delimiter);
			assert.equal(await found(behind), at("bin", "aws"));
		} finally {
			process.chdir(before);
		}
	});

	it("takes neither folders nor what may not be run nor, on Windows, scripts", async () => {
		assert.equal(await found([at("folder"), at("text")].join(delimiter)), undefined);
		assert.equal(await found(at("bin"), true), undefined);
	});
});
