import assert from "node:assert/strict";
import { expansions } from "../../../../src/core/dotenv/expansions.ts";

/** A name in braces. Written apart, so that no one takes the texts for templates. */
const braced = (inner: string) => `$\u007b${inner}}`;

/**
 * A, B and X after `.env`, under the shell. Each row was seen with `loadEnv` of Vite 8.4.0, c12 3.3.4 of Nuxt 4.5.2 and @nestjs/config 12.0.1
 * (`expandVariables`).
 */
const rows: [env: Record<string, string>, shell: Record<string, string>, vite: string, nuxt: string, nest: string][] = [
	[{ A: "a", X: "$A" }, {}, "a", "a", "a"],
	[{ X: "$A", A: "a" }, {}, "a", "a", ""],
	[{ X: `${braced("A")}b`, A: "a" }, { A: "shell" }, "shellb", "shellb", "shellb"],
	[{ X: "file" }, { X: "" }, "", "", "file"],
	[{ X: "file" }, { X: "shell" }, "shell", "shell", "shell"],
	[{ X: braced("GONE:-d") }, {}, "d", braced("GONE:-d"), "d"],
	[{ X: "a$GONE-b" }, {}, "a-b", "a$GONE-b", "a-b"],
	[{ A: "a", X: "\\$A" }, {}, "$A", "$A", "$A"],
	[{ X: "p@$$w0rd$" }, {}, "p@$$", "p@$$w0rd$", "p@$$"],
];

describe("variables in values, as frameworks replace them", () => {
	for (const [env, shell, ...expected] of rows) {
		it(`${JSON.stringify(env)} under ${JSON.stringify(shell)}: ${expected.join(", ")}`, () => {
			const said = (["vite", "nuxt", "nest"] as const).map((name) => {
				const outside = new Map(Object.entries(shell));
				const expanded = expansions[name]?.({ outside, files: [new Map(Object.entries(env))], fold: (one) => one });
				const isFiles = !outside.has("X") || expanded?.replaces?.has("X");
				return isFiles ? expanded?.files[0]?.get("X") : expanded?.outside.get("X");
			});
			assert.deepEqual(said, expected);
		});
	}
});

/** B after `.env.local` and `.env`, as `wrangler dev` has it; seen with wrangler 4.164.0. */
const ofWrangler: [local: Record<string, string>, env: Record<string, string>, expected: string][] = [
	[{}, { A: "a", B: "$A" }, "a"],
	[{}, { B: "$A", A: "a" }, ""],
	[{ A: "local" }, { A: "a", B: "$A" }, "local"],
	[{ A: "a", B: "$A" }, { B: "env" }, ""],
	[{ B: "$A" }, { A: "a" }, "a"],
	[{}, { B: braced("A:-d") }, "d"],
	[{}, { B: "\\$A" }, "$A"],
];

describe("variables in values, as wrangler replaces them", () => {
	for (const [local, env, expected] of ofWrangler)
		it(`${JSON.stringify(local)} over ${JSON.stringify(env)}: ${expected}`, () => {
			const files = [local, env].map((file) => new Map(Object.entries(file)));
			const expanded = expansions.wrangler({ outside: new Map(), files, fold: (one) => one, overrides: true });
			const found = expanded.files.map((file) => file?.get("B")).find((one) => one !== undefined);
			assert.equal(found, expected);
		});
});
