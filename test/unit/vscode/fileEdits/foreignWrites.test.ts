/** What programs that know nothing of our lock write while we change the file: real writes, at random moments, the same ones each time. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeFile } from "../../../../src/vscode/fileEdits/credentialsFile.ts";
import { watchSteps } from "./steps.ts";

/** Mulberry32. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const { appendFileSync, writeFileSync, renameSync, readFileSync } = fs;

/** How programs write: at the end, the whole file anew in its place, or another file in its place. */
const ways = {
	append: (file: string, mark: string) => appendFileSync(file, `[${mark}]\n`),
	rewrite: (file: string, mark: string) => writeFileSync(file, `${readFileSync(file, "utf8")}[${mark}]\n`),
	replace: (file: string, mark: string) => {
		writeFileSync(`${file}.theirs`, `${readFileSync(file, "utf8")}[${mark}]\n`);
		renameSync(`${file}.theirs`, file);
	},
};

describe("another program's write", function () {
	this.timeout(300_000);
	let folder: string;
	let file: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "rlc-foreign-"));
		file = join(folder, "credentials");
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));
	const backups = async () => {
		const names = (await readdir(folder)).filter((name) => name !== "credentials");
		for (const name of names) assert.match(name, /^credentials\.backup\.\d+$/);
		return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
	};

	/** Changes the file while `way` happens at a step; tells when that was, and what became of it. */
	async function during(step: number, way: (file: string, mark: string) => void) {
		writeFileSync(file, "[old]\n");
		let count = 0;
		let isWritten = false;
		let isCompared = false;
		const end = watchSteps((name, [path]) => {
			// The last comparison reads the file at once.
			if (name === "openSync" && path === file && isWritten) isCompared = true;
			if (isWritten || count++ < step) return;
			isWritten = true;
			way(file, "theirs");
		});
		const told = await changeFile(file, (text) => `${text}[ours]\n`)
			.catch(String)
			.finally(end);
		return { told, isWritten, isCompared, count, now: await readFile(file, "utf8"), kept: await backups() };
	}

	it("is in the file where it ended before the last comparison, and else in a numbered backup: 200 at random moments", async () => {
		const random = randomFrom(21);
		const { count } = await during(Number.POSITIVE_INFINITY, () => {});
		const seen = { inFile: 0, inBackup: 0, told: 0 };
		for (let run = 0; run < 200; run++) {
			await rm(folder, { recursive: true });
			fs.mkdirSync(folder);
			const step = Math.floor(random() * count);
			const name = (["append", "rewrite", "replace"] as const)[Math.floor(random() * 3)] ?? "append";
			// A file that another one takes the place of in the very call is not seen by anybody any more.
			const way = name === "replace" ? ways.replace : ways[name];
			const { told, isWritten, isCompared, now, kept } = await during(step, way);
			const about = `run ${run}: ${name} at step ${step} of ${count}: ${told}\n${now}\n--\n${kept.join("--\n")}`;
			assert.ok(isWritten, about);
			if (isCompared) assert.ok(now.includes("[theirs]"), about);
			const isLate = !now.includes("[theirs]");
			if (isLate && name !== "replace")
				assert.ok(
					kept.some((text) => text.includes("[theirs]")),
					about,
				);
			if (isLate && name !== "replace")
				assert.match(
					String(told),
					/^Another program changed .* at the same moment\. What it wrote is in .*\.backup\.\d+/,
					about,
				);
			assert.ok(now.includes("[ours]") || /^Refusal: Another program has overwritten/.test(String(told)), about);
			assert.ok(
				[now, ...kept].some((text) => text.startsWith("[old]\n")),
				about,
			);
			seen[isLate ? "inBackup" : "inFile"]++;
			if (told !== undefined) seen.told++;
		}
		assert.ok(seen.inFile > 50 && seen.inBackup > 0, JSON.stringify(seen));
	});

	it("is said to have overwritten ours, where it had read the file before", async () => {
		writeFileSync(file, "[old]\n");
		const end = watchSteps((name) => {
			// Its write comes right after our rename.
			if (name === "rm" && readFileSync(file, "utf8").includes("[ours]")) writeFileSync(file, "[old]\n[theirs]\n");
		});
		await assert.rejects(
			changeFile(file, (text) => `${text}[ours]\n`).finally(end),
			/^Refusal: Another program has overwritten what was just written into .*credentials, so the change is not in it\. Do it again\. The file as it was before is .*\.backup\.1\.$/,
		);
		assert.equal(await readFile(file, "utf8"), "[old]\n[theirs]\n");
	});

	it("ends our tries where it never stops, and nothing is changed", async () => {
		writeFileSync(file, "[old]\n");
		let count = 0;
		const end = watchSteps((name) => {
			if (name === "sync") writeFileSync(file, `[theirs ${count++}]\n`);
		});
		await assert.rejects(
			changeFile(file, (text) => `${text}[ours]\n`).finally(end),
			/^Refusal: Another program keeps changing .*credentials\. It was left alone/,
		);
		assert.equal(await readFile(file, "utf8"), `[theirs ${count - 1}]\n`);
		assert.deepEqual(await backups(), []);
	});

	it("that makes the file first is not replaced by a new one", async () => {
		const end = watchSteps((name) => {
			if (name === "linkSync" && !fs.existsSync(file)) writeFileSync(file, "[theirs]\n");
		});
		await changeFile(file, (text) => `${text}[ours]\n`).finally(end);
		assert.equal(await readFile(file, "utf8"), "[theirs]\n[ours]\n");
	});

	it("is never lost where two programs write at once: 200 of its lines", async () => {
		writeFileSync(file, "[old]\n");
		const code = `import { appendFileSync } from "node:fs";
			for (let mark = 0; mark < 200; mark++) {
				appendFileSync(process.argv[1], "[theirs" + mark + "]\\n");
				await new Promise((resolve) => setTimeout(resolve, (mark * 7919) % 11));
			}`;
		const child = spawn(process.execPath, ["--input-type=module", "-e", code, file], { stdio: "inherit" });
		let isOver = false;
		const over = once(child, "exit").then(([status]) => {
			isOver = true;
			assert.equal(status, 0);
		});
		for (let mark = 0; !isOver; mark++) {
			await changeFile(file, (text) => `${text}[ours${mark}]\n`).catch((error) =>
				assert.match(String(error), /keeps changing/),
			);
		}
		await over;
		const all = [await readFile(file, "utf8"), ...(await backups())].join("");
		for (let mark = 0; mark < 200; mark++) assert.ok(all.includes(`[theirs${mark}]\n`), `theirs ${mark}`);
	});
});
