/** Patterns that stand for several scripts. Each row was run: concurrently 10.0.7, npm-run-all2 9.0.4, pnpm 10.34.9. */
import assert from "node:assert/strict";
import { inShort, launchesOf } from "./project.ts";

const rows: readonly (readonly [script: string, started: readonly string[]])[] = [
	["concurrently 'npm:d:*'", ["a", "b"]],
	["concurrently 'npm:d:*(!b)'", ["a"]],
	['concurrently "npm run d:*"', ["a", "b"]],
	['concurrently "npm run d:a"', ["a"]],
	["run-p 'd:!(b)'", ["a"]],
	["run-s 'd:{b,a}'", ["b", "a"]],
	["run-s 'd:!(a|b)'", []],
	["pnpm run '/^d:.*/'", ["a", "b"]],
	["pnpm run '/^d:/'", ["a", "b"]],
	["pnpm run '/:b/'", ["b"]],
	["pnpm run '/^no/'", []],
];

describe("several scripts", () => {
	for (const [script, started] of rows)
		it(`are started by ${script}`, () => {
			const found = launchesOf({ scripts: { run: script, "d:a": "A=a node x.js", "d:b": "A=b node x.js" } });
			const own = found.filter(({ id }) => /^script:run(?:$|\/)/.test(id));
			assert.deepEqual(
				own.map((launch) => inShort(launch).join()),
				started.map((one) => `A="${one}"`),
			);
		});
});
