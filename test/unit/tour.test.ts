/** The tour of `npm run screenshots` waits for texts of the product: one that has changed since is noticed here, and not when somebody takes pictures. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { texts } from "./texts.ts";

const root = join(import.meta.dirname, "../..");

/** Messages that the tour waits for, by `told(window, "…")`. */
function awaited(code: string): string[] {
	return [...code.matchAll(/\btold\(window, ("[^"\n]+")/g)].map((match) => JSON.parse(match[1] ?? ""));
}

describe("the tour of the screens", () => {
	it("waits for messages that the product has", () => {
		const files = globSync("test/ui/tour/*.ts", { cwd: root }).sort();
		const waits = files.flatMap((file) => awaited(readFileSync(join(root, file), "utf8")));
		assert.ok(waits.length >= 4, String(waits.length));
		const known = texts().filter(({ place }) => place.startsWith("src/"));
		assert.deepEqual(
			waits.filter((wait) => !known.some(({ text }) => text.includes(wait))),
			[],
		);
	});
});
