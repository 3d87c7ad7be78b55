/**
 * Every way in which text can leave the extension is known and searched for secrets. The code's calls are listed by themselves; each must
 * stand in `channels.ts`, so that a new one fails here until somebody says how it is searched.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coreCalls, channels as coreChannels, others } from "../conformance/secretChannels.ts";
import { apiUses } from "./apiUses.ts";
import { channels, harmless, searches } from "./channels.ts";

describe("channels", () => {
	const known = new Set(Object.values(channels).flat());

	it("are all known", () => {
		const unknown = [...apiUses()].flatMap(([name, place]) =>
			known.has(name) || harmless.some((family) => family.test(name)) ? [] : [`${JSON.stringify(name)} at ${place}`],
		);
		assert.deepEqual(unknown, [], "say in test/unit/channels.ts how these are searched for secrets");
	});

	it("are all still used", () => {
		const uses = apiUses();
		assert.deepEqual(
			[...known].filter((name) => !uses.has(name)),
			[],
		);
	});

	it("of the core are all called in the search with random texts, or say why not", function () {
		this.timeout(60_000);
		const calls = coreCalls();
		const known = [...coreChannels.flatMap(({ through }) => through), ...Object.keys(others)];
		assert.deepEqual(
			calls.filter((name) => !known.includes(name)),
			[],
			"say in test/conformance/secretChannels.ts how these are searched, or why not",
		);
		const ownFile = (name: string) => name.includes("#");
		assert.deepEqual(
			known.filter((name) => ownFile(name) && !calls.includes(name)),
			[],
			"nothing calls these any more",
		);
	});

	it("are searched by tests that exist", () => {
		const suite = ["../host/secrets/secrets.test.ts", "../conformance/commandLineSecrets.test.ts"]
			.map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
			.join("");
		for (const [kind, title] of Object.entries(searches))
			if (title !== null) assert.ok(suite.includes(`it("${title}"`), `${kind}: ${title}`);
		assert.deepEqual(Object.keys(channels).sort(), Object.keys(searches).sort());
	});
});
