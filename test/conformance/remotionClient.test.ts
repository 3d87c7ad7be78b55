/**
 * `explain()` against the real `@remotion/lambda-client`, on random machines.
 * CONFORMANCE_RUNS and CONFORMANCE_SEED choose how many and which.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Case, cliCase, nodeCase } from "./environments.ts";
import { Oracle, type Outcome } from "./oracle.ts";
import { difference, explainCase, loadExplain } from "./remotionClientAgreement.ts";

const runs = Number(process.env.CONFORMANCE_RUNS ?? 3_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
/** Cases made, asked and compared at a time: bounds the memory of long runs. */
const CHUNK = 3_000;

/** What must have come up, or the run proved nothing. */
const expected = [
	"keys static",
	"keys role",
	"keys web-identity",
	"keys sso",
	"keys process",
	"keys container",
	"keys instance",
	"attempted sso",
	"attempted login",
	"attempted web-identity",
	"error no-access-key-id",
	"error no-secret-access-key",
	"error profile-not-found",
	"error profile-unusable",
	"error no-credentials",
];

function label(outcome: Outcome): string {
	if (outcome.kind === "unknown") return outcome.kind;
	return `${outcome.kind} ${outcome.kind === "error" ? outcome.code : outcome.via}`;
}

describe("explain() agrees with the real Remotion client", function () {
	this.timeout(Math.max(300_000, runs * 60));
	const oracle = new Oracle();
	after(() => oracle.close());

	const kinds: [string, fc.Arbitrary<Case>][] = [
		["Node.js API: the shell alone", nodeCase],
		["CLI: the shell over <cwd>/.env", cliCase],
	];
	for (const [name, arbitrary] of kinds) {
		it(`${name}, ${runs} machines, seed ${seed}`, async () => {
			const explain = await loadExplain();
			const seen = new Map<string, number>();
			for (let start = 0; start < runs; start += CHUNK) {
				const chunk = { seed: seed + start, numRuns: Math.min(CHUNK, runs - start) };
				const cases = fc.sample(arbitrary, chunk);
				const outcomes = await oracle.ask(cases);
				for (const outcome of outcomes) seen.set(label(outcome), (seen.get(label(outcome)) ?? 0) + 1);
				const index = cases.findIndex((abstract, at) => {
					const outcome = outcomes[at];
					return outcome === undefined || difference(explainCase(explain, abstract), outcome) !== null;
				});
				if (index === -1) continue;
				// The same value again, now as a property, for fast-check to make it small.
				const property = fc.asyncProperty(arbitrary, async (abstract) => {
					const [outcome] = await oracle.ask([abstract]);
					assert(outcome);
					const found = difference(explainCase(explain, abstract), outcome);
					assert(found === null, found ?? "");
				});
				await fc.assert(property, { ...chunk, path: String(index), endOnFailure: false });
				assert.fail(
					`case ${index} of seed ${chunk.seed} differed once, and not again: ${JSON.stringify(cases[index])}`,
				);
			}
			if (runs >= 3_000)
				assert.deepEqual(
					expected.filter((outcome) => !seen.has(outcome)),
					[],
					"never came up",
				);
		});
	}
});
