/** The demo site's files, bundled once into `.cache/` and read from there ever after. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { REMOTION_VERSION } from "./remotionSetup.ts";

const SOURCES = join(import.meta.dirname, "site");
const CACHE = join(import.meta.dirname, "../../.cache/local-aws");

/** Path → content. Bundles in a process of its own if the sources or Remotion have changed; rejects with its output if that fails. */
export async function siteFiles(): Promise<ReadonlyMap<string, Buffer>> {
	const folder = join(CACHE, `site-${fingerprint()}`);
	if (!existsSync(folder)) await bundleInto(folder);
	const files = new Map<string, Buffer>();
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || entry.name.endsWith(".map")) continue;
		const path = join(entry.parentPath, entry.name);
		files.set(relative(folder, path).split(sep).join("/"), readFileSync(path));
	}
	return files;
}

function fingerprint(): string {
	const hash = createHash("sha256").update(REMOTION_VERSION);
	for (const name of readdirSync(SOURCES).sort()) hash.update(name).update(readFileSync(join(SOURCES, name)));
	return hash.digest("hex").slice(0, 12);
}

async function bundleInto(folder: string): Promise<void> {
	mkdirSync(CACHE, { recursive: true });
	// Two servers may bundle at once: each into its own folder, and the last rename wins or is late.
	const temporary = mkdtempSync(join(CACHE, "bundling-"));
	try {
		await run([join(import.meta.dirname, "bundleSite.ts"), join(SOURCES, "index.tsx"), join(temporary, "site")]);
		if (!existsSync(folder)) renameSync(join(temporary, "site"), folder);
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}

function run(args: string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
		const endIt = () => child.kill();
		process.once("exit", endIt);
		let output = "";
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding("utf8").on("data", (text: string) => {
				output += text;
			});
		child.on("error", reject);
		child.on("close", (code) => {
			process.off("exit", endIt);
			if (code === 0) resolve();
			else reject(new Error(`The demo site could not be bundled:\n${output}`));
		});
	});
}
