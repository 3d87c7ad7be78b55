import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { appendFile, chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertFile, readFile, readUtf8 } from "../../../src/files/readFile.ts";
import { skip } from "../../harness/skip.ts";

describe("reading a file", () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "rlc-read-"));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));
	const at = (name: string) => join(folder, name);
	const code = async (path: string) => {
		const codes = [readFile(path), assertFile(path)].map((reading) =>
			reading.then(
				() => "read",
				(error) => error.code,
			),
		);
		const [read, looked] = await Promise.all(codes);
		assert.equal(read, looked);
		return read;
	};

	it("gives its bytes and its rights, behind a link too", async () => {
		const bytes = Buffer.from([0xff, 0, 0x41]);
		await writeFile(at("file"), bytes);
		await chmod(at("file"), 0o640);
		await symlink(at("file"), at("link"));
		for (const name of ["file", "link"])
			assert.deepEqual(await readFile(at(name)), { bytes, mode: process.platform === "win32" ? 0o666 : 0o640 });
	});

	it("gives all of a text of many parts, and an empty one", async () => {
		const text = "ä".repeat(200_001);
		await writeFile(at("file"), text);
		assert.equal(await readUtf8(at("file")), text);
		await writeFile(at("file"), "");
		assert.equal(await readUtf8(at("file")), "");
	});

	it("reads no more than is asked for", async () => {
		await writeFile(at("file"), "12345");
		assert.equal(await readUtf8(at("file"), 5), "12345");
		await appendFile(at("file"), "6");
		await assert.rejects(readFile(at("file"), 5), { code: "EFBIG" });
	});

	it("names what is not there, and what is a folder", async () => {
		assert.equal(await code(at("nothing")), "ENOENT");
		await mkdir(at("folder"));
		assert.equal(await code(at("folder")), "EISDIR");
		await writeFile(at("file"), "");
		assert.equal(await code(join(at("file"), "below")), "ENOTDIR");
	});

	it("names a socket", async function () {
		if (process.platform === "win32") return skip(this, "Windows has no such files");
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(at("socket"), resolve));
		assert.equal(await code(at("socket")), "ENXIO");
		server.close();
	});

	it("names a pipe and leaves it closed: no writer ever gets a reader", async function () {
		if (process.platform === "win32") return skip(this, "Windows has no such files");
		execFileSync("mkfifo", [at("pipe")]);
		await symlink(at("pipe"), at("link"));
		// It writes only once somebody opens the pipe.
		const script = `: > "$1.waits"; exec 3>"$1"; : > "$1.opened"`;
		const writer = spawn("sh", ["-c", script, "sh", at("pipe")], { stdio: "ignore" });
		while (!existsSync(`${at("pipe")}.waits`)) await new Promise((resolve) => setTimeout(resolve, 5));
		for (const name of ["pipe", "link"])
			for (let time = 0; time < 20; time++) assert.equal(await code(at(name)), "FIFO");
		assert.equal(existsSync(`${at("pipe")}.opened`), false);
		writer.kill("SIGKILL");
	});

	it("names a device, and reads the null device as the empty file that it stands for", async function () {
		if (process.platform === "win32") return skip(this, "Windows has no such files");
		for (const device of ["/dev/zero", "/dev/tty"]) assert.equal(await code(device), "DEVICE", device);
		await symlink("/dev/zero", at("link"));
		assert.equal(await code(at("link")), "DEVICE");
		await rm(at("link"));
		await symlink("/dev/null", at("link"));
		for (const path of ["/dev/null", at("link")]) assert.equal((await readFile(path)).bytes.length, 0, path);
	});

	it("reads the kernel's files, which have no size, up to the limit, and waits for none", async function () {
		if (process.platform !== "linux") return skip(this, "only Linux has /proc");
		assert.match(await readUtf8("/proc/self/status"), /^Name:/);
		await assert.rejects(readFile("/proc/self/status", 10), { code: "EFBIG" });
		// The kernel's messages: whoever may read them waits for the next one.
		await readFile("/proc/kmsg").then(
			() => {},
			(error) => assert.match(error.code, /^(?:ENOTSUP|EPERM|EACCES|ENOENT)$/),
		);
	});

	it("is not misled by a pipe that takes a file's place after the look", async function () {
		if (process.platform === "win32") return skip(this, "Windows has no such files");
		await writeFile(at("file"), "text");
		// Between the look and the opening: what is set off first is done first.
		for (let time = 0; time < 20; time++) {
			await rm(at("file"), { force: true });
			await writeFile(at("file"), "text");
			const reading = readFile(at("file")).then(
				({ bytes }) => bytes.toString(),
				(error) => error.code,
			);
			await new Promise<void>((resolve) => setImmediate(resolve));
			execFileSync("mkfifo", [at(`pipe${time}`)]);
			renameSync(at(`pipe${time}`), at("file"));
			assert.match(await reading, /^(?:text|FIFO)$/);
		}
	});
});
