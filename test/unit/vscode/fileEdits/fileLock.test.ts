import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { whileLocked } from "../../../../src/vscode/fileEdits/fileLock.ts";
import { skip } from "../../../harness/skip.ts";

const module = join(import.meta.dirname, "../../../../src/vscode/fileEdits/fileLock.ts");

describe("the lock of a file", function () {
	this.timeout(60_000);
	let folder: string;
	let lock: string;
	const children: ChildProcess[] = [];
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "rlc-lock-"));
		lock = join(folder, ".lock");
	});
	afterEach(async () => {
		for (const child of children.splice(0)) child.kill("SIGKILL");
		await rm(folder, { recursive: true, force: true });
	});

	/** Another program that holds the lock until it is killed. */
	async function holder(): Promise<ChildProcess> {
		const code = `const { whileLocked } = await import(${JSON.stringify(module)});
			await whileLocked(${JSON.stringify(lock)}, "it", async () => { console.log("held"); await new Promise((end) => setTimeout(end, 1e8)); });`;
		const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		children.push(child);
		await once(child.stdout as NonNullable<typeof child.stdout>, "data");
		return child;
	}
	const taken = () => whileLocked(lock, "the file", async () => "done");

	it("is made for the work, and gone after it, also where that fails", async () => {
		assert.equal(await taken(), "done");
		const work = async () => {
			assert.deepEqual(await readdir(folder), [".lock"]);
			throw new Error("no");
		};
		await assert.rejects(whileLocked(lock, "the file", work), /^Error: no$/);
		assert.deepEqual(await readdir(folder), []);
	});

	it("is never taken from a living owner, even one that sleeps; and is when that is gone", async () => {
		const child = await holder();
		child.kill("SIGSTOP");
		const before = await readFile(lock, "utf8");
		await assert.rejects(
			taken(),
			/^Refusal: Another program \(process \d+\) is changing the file\. Nothing was changed/,
		);
		assert.equal(await readFile(lock, "utf8"), before);
		child.kill("SIGKILL");
		await once(child, "exit");
		assert.equal(await taken(), "done");
		assert.deepEqual(await readdir(folder), []);
	});

	it("is not taken from an owner of whom nobody knows whether it lives: of another machine, or without a name", async () => {
		const gone = { pid: 2 ** 22 + 1, space: "another machine", id: "x" };
		const texts = [JSON.stringify(gone), "", "no owner"];
		const tries = texts.map(async (text, index) => {
			const path = join(folder, `${index}.lock`);
			await writeFile(path, text);
			await assert.rejects(
				whileLocked(path, "the file", async () => {}),
				/^Refusal: Another program .*is changing the file.*delete .*\.lock\.$/,
			);
			assert.equal(await readFile(path, "utf8"), text);
		});
		await Promise.all(tries);
	});

	it("is taken where another process has the number of its owner by now", async function () {
		if (process.platform !== "linux") return skip(this, "only Linux tells when a process was started");
		const ours = await whileLocked(lock, "the file", async () => JSON.parse(await readFile(lock, "utf8")));
		assert.ok(ours.space.startsWith(hostname()) && /^\d+$/.test(ours.start));
		await writeFile(lock, JSON.stringify({ ...ours, start: "1" }));
		assert.equal(await taken(), "done");
	});

	it("lets one work at a time, also where all find the lock of a program that is gone", async () => {
		const child = await holder();
		child.kill("SIGKILL");
		await once(child, "exit");
		let working = 0;
		const all = Array.from({ length: 20 }, () =>
			whileLocked(lock, "the file", async () => {
				assert.equal(++working, 1);
				await new Promise((resolve) => setImmediate(resolve));
				working--;
			}),
		);
		await Promise.all(all);
		assert.deepEqual(await readdir(folder), []);
	});
});
