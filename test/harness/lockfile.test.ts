/** `npm ci` on a fresh clone fails where the lockfile has holes, and `npm install` beside old node_modules can make them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.ts";

interface Entry {
	version?: string;
	integrity?: string;
	resolved?: string;
	link?: boolean;
	optionalDependencies?: Record<string, string>;
}

describe("package-lock.json", () => {
	const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
	const entries = Object.entries(lock.packages).filter(([path]) => path !== "");

	/** As Node looks: from the package's own node_modules up to the top. */
	function isLocked(from: string, name: string): boolean {
		const folders = from.split("/node_modules/");
		return (
			folders.some((_, index) => {
				const parent = folders.slice(0, folders.length - index).join("/node_modules/");
				return `${parent}/node_modules/${name}` in lock.packages;
			}) || `node_modules/${name}` in lock.packages
		);
	}

	it("has every package's version for every platform, none left out", () => {
		assert.ok(entries.length > 100);
		const missing = entries.flatMap(([path, entry]) =>
			Object.keys(entry.optionalDependencies ?? {})
				.filter((name) => !isLocked(path, name))
				.map((name) => `${path} → ${name}`),
		);
		assert.deepEqual(missing, []);
		assert.deepEqual(
			entries.filter(([, entry]) => !entry.version || !entry.integrity).map(([path]) => path),
			[],
		);
	});

	it("names no host: each machine asks its own registry", () => {
		assert.deepEqual(
			entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path),
			[],
		);
	});
});
