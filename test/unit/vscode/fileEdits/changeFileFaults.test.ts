/** What becomes of the credentials file when the writing goes wrong: the old file or the new one, whole, with its mode. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../../../src/vscode/common/refusal.ts";
import { changeFile } from "../../../../src/vscode/fileEdits/credentialsFile.ts";

const program = join(import.meta.dirname, "changeFileChild.ts");

interface End {
	code: unknown;
	signal: unknown;
	output: string;
}

function run(command: string, args: readonly string[]): Promise<End> {
	return new Promise((resolve) => {
		execFile(command, args, { env: { PATH: process.env.PATH } }, (error, output) => {
			resolve({ code: error?.code ?? 0, signal: error?.signal ?? null, output });
		});
	});
}
const child = (...args: string[]) => run(process.execPath, [program, ...args]);

describe("a credentials file in trouble", function () {
	this.timeout(300_000);
	const old = `[old]\n${"aws_access_key_id = AKIAFAKEOLD000000001\n".repeat(200)}`;
	let folder: string;
	let file: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "rlc-fault-"));
		file = join(folder, "credentials");
		await writeFile(file, old, { mode: 0o600 });
		await chmod(file, 0o640);
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	it("is the old or the new one, whole, wherever the program is killed; and the next one goes on", async () => {
		const ends = { old: 0, new: 0 };
		for (let step = 0; ; step++) {
			await writeFile(file, old);
			const { signal, output } = await child(file, "new\n", String(step));
			const text = await readFile(file, "utf8");
			assert.ok(text === old || text === `${old}new\n`, `killed at step ${step}: ${text.length} characters`);
			assert.equal((await stat(file)).mode & 0o777, 0o640, `killed at step ${step}`);
			for (const name of await readdir(folder)) {
				if (name === "credentials") continue;
				// What is left holds keys: it is as closed as the file.
				assert.equal((await stat(join(folder, name))).mode & 0o007, 0, `${name} after step ${step}`);
				const longAgo = new Date(Date.now() - 60_000);
				await utimes(join(folder, name), longAgo, longAgo);
			}
			if (signal === null) {
				assert.match(output, /^\d+ steps$/);
				break;
			}
			ends[text === old ? "old" : "new"]++;
			await changeFile(file, (before) => `${before}again\n`);
			assert.equal(await readFile(file, "utf8"), `${text}again\n`);
			const names = (await readdir(folder)).filter((name) => name !== "credentials");
			for (const name of names) assert.match(name, /^credentials\.backup\.\d+$/);
			const kept = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
			assert.ok(kept.includes(old), `the original is kept after step ${step}`);
			for (const name of names) await rm(join(folder, name));
		}
		assert.ok(ends.old > 10 && ends.new > 0, JSON.stringify(ends));
	});

	it("is left as it was when the disk is full, and nothing else stays", async () => {
		if (process.platform === "win32") return;
		// One block, 512 or 1024 bytes: writing the new text fails half-way, as on a full disk.
		const limited = `ulimit -f 1; exec "$0" "$@"`;
		const { code, output } = await run("sh", ["-c", limited, process.execPath, program, file, "new\n"]);
		assert.equal(code, 2);
		assert.match(output, /credentials cannot be changed: it is too large\. It is as it was\.$/);
		assert.equal(await readFile(file, "utf8"), old);
		assert.deepEqual(await readdir(folder), ["credentials"]);
	});

	it("is changed by two windows at once, one after the other", async () => {
		const windows = ["a", "b", "c", "d"].map((name) => child(file, `[${name}]\n`));
		for (const { code, output } of await Promise.all(windows)) assert.equal(code, 0, output);
		const added = (await readFile(file, "utf8")).slice(old.length).trim().split("\n").sort();
		assert.deepEqual(added, ["[a]", "[b]", "[c]", "[d]"]);
	});

	it("is left alone where it is no UTF-8: writing it would change other bytes", async () => {
		const bytes = Buffer.concat([Buffer.from("[m"), Buffer.from([0xfc]), Buffer.from("ller]\n")]);
		await writeFile(file, bytes);
		await assert.rejects(
			changeFile(file, (before) => `${before}new\n`),
			Refusal,
		);
		assert.deepEqual(await readFile(file), bytes);
		assert.deepEqual(await readdir(folder), ["credentials"]);
	});
});
