import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorEntries } from "../../../../src/core/errorGuide/index.ts";
import { root } from "../../../harness/paths.ts";
import { rows } from "./errorRows.ts";

/** A package of npm with an exact version, as a part of `seen` names it. */
const installed = /^(@(?:remotion|aws-sdk)\/[\w-]+) (\d+\.\d+\.\d+)/;
const thread = /^([\w.-]+\/[\w.-]+#\d+)/;

/** The code of a package as one text with single spaces. */
function codeOf(name: string): string {
	const folder = join(root, "node_modules", name);
	const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
	return files
		.filter((file) => /\.(?:m|c)?js$/.test(file) && !file.includes("node_modules"))
		.map((file) => readFileSync(join(folder, file), "utf8").replaceAll(/\s+/g, " "))
		.join("\n");
}

describe("where the errors of the guide were seen", () => {
	const codes = new Map<string, string>();
	const code = (name: string) => {
		if (!codes.has(name)) codes.set(name, codeOf(name));
		return codes.get(name) ?? "";
	};

	for (const { id, seen, when } of errorEntries) {
		it(`is said of ${id}: ${seen}`, () => {
			const parts = seen.split("; ");
			assert.ok(parts.every((part) => part.length > 5));
			// Either what prints it with a version, or a thread, or whose answers they are.
			assert.ok(
				parts.some((part) => /\d+\.\d+|#\d+|answer|reports|PHP 3|log of/.test(part)) || /net\/http/.test(seen),
				seen,
			);
			for (const part of parts) {
				const [, name = "", version] = installed.exec(part) ?? [];
				if (name === "") continue;
				const json: unknown = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
				assert.equal(Object(json).version, version, `${name} is installed in another version: look again`);
				assert.ok(when.some((pattern) => pattern.test(code(name))) || part.includes("run"), `not in ${name}`);
			}
		}).timeout(60_000);
	}

	it("has the threads that it names in the texts", () => {
		const folder = new URL("errorTexts/known/", import.meta.url);
		const samples = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));
		const sources = new Set(samples.map((text) => /^source: (.+)$/m.exec(text)?.[1]));
		const named = errorEntries.flatMap(({ seen }) => seen.split("; ").flatMap((part) => thread.exec(part)?.[1] ?? []));
		assert.deepEqual(
			named.filter((name) => name.startsWith("remotion-dev/") && !sources.has(name)),
			[],
		);
		assert.ok(named.length > 20 && rows.length > 100);
	});
});
