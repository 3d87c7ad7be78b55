import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../../../src/vscode/common/refusal.ts";
import { changeFile } from "../../../../src/vscode/fileEdits/credentialsFile.ts";

describe("changing the credentials file", () => {
	let folder: string;
	let file: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "rlc-file-"));
		file = join(folder, ".aws", "credentials");
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));
	const mode = async (path: string) => (await stat(path)).mode & 0o777;
	const put = async (text: string) => {
		await mkdir(join(folder, ".aws"));
		await writeFile(file, text);
	};

	it("makes file and folder for their owner alone", async () => {
		await changeFile(file, (text) => `${text}new`);
		assert.equal(await readFile(file, "utf8"), "new");
		assert.equal(await mode(file), 0o600);
		assert.equal(await mode(join(folder, ".aws")), 0o700);
		assert.deepEqual(await readdir(join(folder, ".aws")), ["credentials"]);
	});

	it("keeps the mode, and the old text in a backup", async () => {
		await put("old\n");
		await chmod(file, 0o640);
		await changeFile(file, (text) => `${text}new\n`);
		assert.equal(await readFile(file, "utf8"), "old\nnew\n");
		assert.equal(await mode(file), 0o640);
		assert.equal(await readFile(`${file}.backup`, "utf8"), "old\n");
		assert.equal(await mode(`${file}.backup`), 0o600);
	});

	it("follows a link and leaves it a link", async () => {
		const real = join(folder, "real");
		await writeFile(real, "old\n", { mode: 0o600 });
		await mkdir(join(folder, ".aws"));
		await symlink(real, file);
		await changeFile(file, (text) => `${text}new\n`);
		assert.equal(await readFile(real, "utf8"), "old\nnew\n");
		assert.deepEqual((await readdir(join(folder, ".aws"))).sort(), ["credentials"]);
	});

	it("leaves everything as it was when the change refuses", async () => {
		await put("old\n");
		await assert.rejects(
			changeFile(file, () => {
				throw new Refusal("no");
			}),
			Refusal,
		);
		assert.equal(await readFile(file, "utf8"), "old\n");
		assert.deepEqual(await readdir(join(folder, ".aws")), ["credentials"]);
	});

	it("says so when the file is a directory, and harms nothing", async () => {
		await mkdir(file, { recursive: true });
		await assert.rejects(
			changeFile(file, () => "new"),
			/^Refusal: .*credentials cannot be changed: it is a directory\. It is as it was\.$/,
		);
		assert.deepEqual(await readdir(join(folder, ".aws")), ["credentials"]);
	});

	it("says so when there can be no folder for it", async () => {
		await writeFile(join(folder, ".aws"), "");
		await assert.rejects(
			changeFile(file, () => "new"),
			/^Refusal: .*credentials cannot be changed: part of its path is a file/,
		);
	});

	it("lets many writers at once all have their turn", async () => {
		await put("");
		await Promise.all(Array.from({ length: 10 }, (_, index) => changeFile(file, (text) => `${text}${index}\n`)));
		const lines = (await readFile(file, "utf8")).trim().split("\n").sort();
		assert.deepEqual(lines, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
	});

	it("gets over what a program that died has left behind", async () => {
		await put("old\n");
		const left = join(folder, ".aws", ".credentials.remotion-lambda");
		await writeFile(left, "half of some");
		const longAgo = new Date(Date.now() - 60_000);
		await utimes(left, longAgo, longAgo);
		await changeFile(file, (text) => `${text}new\n`);
		assert.equal(await readFile(file, "utf8"), "old\nnew\n");
	});
});
