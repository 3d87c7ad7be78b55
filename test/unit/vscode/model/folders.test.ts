import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Folders } from "../../../../src/vscode/model/folders.ts";

let root = "";
const at = (...names: string[]) => join(root, ...names);

/** The folders that were listed. */
async function listed(action: () => Promise<unknown>): Promise<string[]> {
	const { readdir } = promises;
	const asked: string[] = [];
	Object.assign(promises, {
		readdir: (folder: string) => {
			asked.push(folder);
			return readdir(folder);
		},
	});
	syncBuiltinESMExports();
	try {
		await action();
	} finally {
		Object.assign(promises, { readdir });
		syncBuiltinESMExports();
	}
	return asked.map((folder) => folder.slice(root.length));
}

describe("the folders of a look", () => {
	before(() => {
		root = mkdtempSync(join(tmpdir(), "rlc-folders-"));
		mkdirSync(at("app", "src"), { recursive: true });
		for (const name of [".env", "Compose.yaml", "größe.txt"]) writeFileSync(at("app", name), "");
		writeFileSync(at("app", "src", "index.ts"), "");
		symlinkSync(at("nowhere"), at("app", "broken"));
		symlinkSync(at("app", "src"), at("app", "linked"));
	});
	after(() => rmSync(root, { recursive: true, force: true }));

	it("tell which files are not there", async () => {
		const there = [
			at("app", ".env"),
			at("app", "compose.yaml"),
			at("app", "broken"),
			at("app", "linked", "index.ts"),
			at("app", "src", "INDEX.TS"),
			// Names that a file system may list otherwise than they are asked for.
			at("app", "gro\u0308\u00dfe.txt"),
			at("app", "COMPOS~1.YAM"),
			at("app", ".env."),
			at("app", "a b"),
		];
		const absent = [
			at("app", ".env.local"),
			at("app", "src", ".env"),
			at("app", "no", "folder", "x"),
			at("app", ".env", "x"),
			at("app", "broken", "x"),
			at("x"),
		];
		assert.deepEqual((await new Folders([root]).absentOf([...there, ...absent])).sort(), absent.sort());
		assert.deepEqual(
			(await new Folders([at("app")]).absentOf([at("app", "x"), at("x"), `${at("app")}lication`])).sort(),
			[at("app", "x")],
		);
		assert.deepEqual(await new Folders([]).absentOf(absent), []);
	});

	it("are listed once each, and not at all where the one above does not have them", async () => {
		const asked = await listed(async () => {
			const folders = new Folders([root]);
			const names = ["a", "b", "c"].flatMap((name) => [
				at("app", name),
				at("app", "not", "there", name),
				at(name, name),
			]);
			await Promise.all(names.map((path) => folders.absentOf([path])));
			await folders.absentOf(names);
			await folders.names(at("app"));
		});
		assert.deepEqual(asked.sort(), ["", "/app"]);
	});

	it("have names", async () => {
		const folders = new Folders([at("app")]);
		assert.deepEqual([...(await folders.names(at("app", "src")))], ["index.ts"]);
		assert.deepEqual([...(await folders.names(at("app", "gone")))], []);
		assert.deepEqual([...(await folders.names(at("app", ".env")))], []);
		assert.deepEqual([...(await folders.names(root))], ["app"]);
	});

	it("above which nothing is known are taken as they are", async () => {
		assert.deepEqual(await new Folders([at("gone", "far")]).absentOf([at("gone", "far", "x")]), [
			at("gone", "far", "x"),
		]);
	});
});
