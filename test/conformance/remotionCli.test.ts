/**
 * `explain()` against the signature of the real CLI, read off the wire on loopback.
 * CLI_RUNS and CONFORMANCE_SEED choose how many folders and which.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Case } from "./environments.ts";
import { difference } from "./remotionCliDifference.ts";
import { explanationOf, loadExplain } from "./remotionClientAgreement.ts";
import { cliFolder } from "./remotionCliFolders.ts";
import { type CliRun, RemotionCli } from "./remotionCliRun.ts";

const runs = Number(process.env.CLI_RUNS ?? 16);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
/** CLIs at a time. */
const PARALLEL = 3;

describe("explain() agrees with the signature of the real CLI", function () {
	this.timeout(Math.max(600_000, runs * 20_000));
	const cli = new RemotionCli();
	before(() => cli.start());
	after(() => cli.close());

	it(`${runs} folders, seed ${seed}`, async () => {
		const explain = await loadExplain();
		const folders = fc.sample(cliFolder, { seed, numRuns: runs });
		const found: (CliRun | undefined)[] = [];
		let next = 0;
		const worker = async () => {
			for (let index = next++; index < runs; index = next++) {
				const folder = folders[index];
				if (folder) found[index] = await cli.run(folder);
			}
		};
		await Promise.all(Array.from({ length: PARALLEL }, worker));

		const differs = (folder: Case, run: CliRun | undefined) =>
			run === undefined ? "it was not run" : difference(explanationOf(explain, folder), run);
		const index = folders.findIndex((folder, at) => differs(folder, found[at]) !== null);
		if (index !== -1) {
			// The same folder again, now as a property, for fast-check to make it small: a run takes seconds, so not for long.
			const property = fc.asyncProperty(cliFolder, async (folder) => {
				const difference = differs(folder, await cli.run(folder));
				assert(difference === null, difference ?? "");
			});
			await fc.assert(property, { seed, numRuns: runs, path: String(index), interruptAfterTimeLimit: 120_000 });
			assert.fail(
				`folder ${index} differed once, and not again: ${differs(folders[index] ?? assert.fail(), found[index])}`,
			);
		}

		const signed = found.flatMap((run) => run?.signed ?? []);
		const some = (test: (signature: (typeof signed)[number]) => boolean) => signed.some(test);
		if (runs >= 16) {
			assert(signed.length > runs / 3, `only ${signed.length} of ${runs} runs signed anything`);
			assert(
				some(({ accessKeyId }) => accessKeyId.includes("FILE")),
				"no run signed with keys from .env",
			);
			assert(
				some(({ accessKeyId }) => accessKeyId.includes("SHELL")),
				"no run signed with keys from the shell",
			);
			assert(
				some(({ hasSessionToken }) => hasSessionToken),
				"no run sent a session token",
			);
			assert(
				some(({ region }) => region !== "us-east-1"),
				"no run had another region",
			);
		}
	});
});
