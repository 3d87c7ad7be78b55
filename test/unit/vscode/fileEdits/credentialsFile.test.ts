import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../../../src/vscode/common/refusal.ts";
import { changeFile } from "../../../../src/vscode/fileEdits/credentialsFile.ts";
import { skip } from "../../../harness/skip.ts";
import { watchSteps } from "./steps.ts";

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
		assert.equal(await readFile(`${file}.backup.1`, "utf8"), "old\n");
		assert.equal(await mode(`${file}.backup.1`), 0o600);
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

	it("takes away what a program that died has left behind", async () => {
		await put("old\n");
		await writeFile(join(folder, ".aws", ".credentials.remotion-lambda.next.1"), "half of some");
		await changeFile(file, (text) => `${text}new\n`);
		assert.equal(await readFile(file, "utf8"), "old\nnew\n");
		assert.deepEqual((await readdir(join(folder, ".aws"))).sort(), ["credentials", "credentials.backup.1"]);
	});

	it("numbers the backups, and never replaces one, nor follows a link in its place", async () => {
		await put("1\n");
		const other = join(folder, "other");
		await writeFile(other, "another file");
		await symlink(other, `${file}.backup.1`);
		await writeFile(`${file}.backup`, "by hand");
		for (const line of ["2\n", "3\n"]) await changeFile(file, (text) => text + line);
		const text = (end: string) => readFile(file + end, "utf8");
		assert.deepEqual(await Promise.all(["", ".backup", ".backup.1", ".backup.2", ".backup.3"].map(text)), [
			"1\n2\n3\n",
			"by hand",
			"another file",
			"1\n",
			"1\n2\n",
		]);
	});

	it("makes no backup where nothing changes", async () => {
		await put("old\n");
		await changeFile(file, (text) => text);
		assert.deepEqual(await readdir(join(folder, ".aws")), ["credentials"]);
	});

	it("refuses a link that leads nowhere, and says where it leads", async () => {
		await mkdir(join(folder, ".aws"));
		await symlink(join(folder, "gone"), file);
		await assert.rejects(
			changeFile(file, () => "new"),
			/^Refusal: .*credentials is a link to .*gone, where there is no file\. Nothing was changed/,
		);
		assert.deepEqual(await readdir(join(folder, ".aws")), ["credentials"]);
		assert.deepEqual(await readdir(folder), [".aws"]);
	});

	it("asks about a file that is read-only, and keeps that", async function () {
		if (process.platform === "win32") return skip(this, "Windows keeps no such modes");
		await put("old\n");
		await chmod(file, 0o400);
		const asked: string[] = [];
		const answer = (yes: boolean) => async (path: string) => {
			asked.push(path);
			return yes;
		};
		for (const ask of [undefined, answer(false)])
			await assert.rejects(
				changeFile(file, (text) => `${text}new\n`, ask),
				/^Refusal: .*credentials is read-only, so nothing was changed\.$/,
			);
		assert.equal(await readFile(file, "utf8"), "old\n");
		await changeFile(file, (text) => `${text}new\n`, answer(true));
		assert.equal(await readFile(file, "utf8"), "old\nnew\n");
		assert.equal(await mode(file), 0o400);
		assert.equal(asked.length, 2);
	});

	it("names a pipe and a device in its place, and waits for neither", async function () {
		if (process.platform === "win32") return skip(this, "Windows has no pipes and devices in folders");
		await mkdir(join(folder, ".aws"));
		execFileSync("mkfifo", [file]);
		await assert.rejects(
			changeFile(file, () => "new"),
			/^Refusal: .*credentials cannot be changed: it is a pipe/,
		);
		await rm(file);
		await symlink("/dev/zero", file);
		await assert.rejects(
			changeFile(file, () => "new"),
			/^Refusal: .* cannot be changed: (?:it is a device|permission is denied)/,
		);
	});

	it("works on a disk without hard links too: with a copy as backup", async () => {
		const end = watchSteps((name) => {
			if (name.startsWith("link")) throw Object.assign(new Error(), { code: "EPERM" });
		});
		try {
			await changeFile(file, () => "old\n");
			await changeFile(file, (text) => `${text}new\n`);
		} finally {
			end();
		}
		assert.equal(await readFile(file, "utf8"), "old\nnew\n");
		assert.equal(await readFile(`${file}.backup.1`, "utf8"), "old\n");
		assert.equal(await mode(`${file}.backup.1`), 0o600);
		assert.deepEqual((await readdir(join(folder, ".aws"))).sort(), ["credentials", "credentials.backup.1"]);
	});
});
