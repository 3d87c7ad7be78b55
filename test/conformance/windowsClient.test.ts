/**
 * `explain()` against the real `@remotion/lambda-client` on Windows' Node.js, on random machines. `npm test` goes by what it did when it was run
 * last (`test/real-programs/windowsClient.json`); `npm run conformance -- --only Windows` runs it under Wine, and writes that.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { root } from "../harness/paths.ts";
import type { Case } from "./environments.ts";
import type { Outcome } from "./oracle.ts";
import { difference, loadExplain } from "./remotionClientAgreement.ts";
import { explainWindows, windowsCase } from "./windowsCases.ts";
import { WineOracle } from "./wine.ts";

/** Where Windows' Node.js is installed: `npm run conformance` says so. */
const programs = process.env.CONFORMANCE_PROGRAMS;
const runs = Number(process.env.CONFORMANCE_RUNS ?? 4_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
const record = join(root, "test/real-programs/windowsClient.json");
/** So many cases are kept. */
const kept = 200;

interface Recorded {
	readonly node: string;
	readonly client: string;
	readonly date: string;
	readonly cases: readonly { readonly abstract: Case; readonly outcome: Outcome }[];
}

if (programs === undefined)
	describe("explain() agrees with the real Remotion client on Windows, as it was run", () => {
		it(`${kept} machines`, async () => {
			const explain = await loadExplain();
			const { cases }: Recorded = JSON.parse(readFileSync(record, "utf8"));
			assert.equal(cases.length, kept);
			for (const { abstract, outcome } of cases)
				assert.equal(difference(explainWindows(explain, abstract).active, outcome), null, JSON.stringify(abstract));
		});
	});
else
	describe("explain() agrees with the real Remotion client on Windows", function () {
		this.timeout(3 * 3_600_000);
		const oracle = new WineOracle(programs);
		after(() => oracle.close());

		it(`${runs} machines, seed ${seed}`, async () => {
			const explain = await loadExplain();
			const cases = fc.sample(windowsCase, { seed, numRuns: runs });
			const outcomes = await oracle.ask(cases);
			assert.equal(outcomes.length, runs);
			const both = cases.map((abstract, index) => ({ abstract, outcome: outcomes[index] as Outcome }));
			const differences = both.flatMap(({ abstract, outcome }) => {
				const found = difference(explainWindows(explain, abstract).active, outcome);
				return found === null ? [] : [`${found}\n${JSON.stringify(abstract)}`];
			});
			assert.deepEqual(differences.slice(0, 5), [], `${differences.length} differences`);
			// What must have come up, or the run proved nothing.
			const kinds = new Set(outcomes.map((one) => (one.kind === "error" ? one.code : one.kind)));
			for (const kind of ["keys", "profile-not-found", "no-credentials", "no-access-key-id"] as const)
				assert.ok(runs < 1_000 || kinds.has(kind), `never came up: ${kind}`);
			const { version }: { version: string } = JSON.parse(
				readFileSync(join(root, "node_modules/@remotion/lambda-client/package.json"), "utf8"),
			);
			const date = new Date().toISOString().slice(0, 10);
			const recorded: Recorded = { node: await oracle.version(), client: version, date, cases: both.slice(0, kept) };
			writeFileSync(record, `${JSON.stringify(recorded, null, "\t")}\n`);
		});
	});
