/**
 * `npm run bench`: how fast and how large, beside yardsticks in the same run. Each row is printed when it is there; at the end the whole table.
 * `npm run bench -- texts window` measures these parts alone, `--only TEXT` (several: once each) the rows whose name contains the text;
 * `--readme` puts the table of a whole run into test/bench/README.md.
 *
 * `npm run bench -- --against REV` measures this checkout beside that revision instead: bundles, `explain()`, inner functions. A second copy of
 * this checkout takes turns with both, which shows how far two measurements of the same code lie apart on this machine (A/A). `--only TEXT`
 * chooses rows, `--seconds N` is the time for one row (15), `--runs N` repeats the whole and ends with the medians.
 *
 * What is interrupted keeps what it printed, and the rows in `.cache/bench.json` or `.cache/bench-against.json`. A goal that is missed fails
 * nothing: figures are for people.
 */
import { parseArgs } from "node:util";
import { compareRevisions } from "../../bench/against/run.ts";
import { parts } from "../../bench/parts/index.ts";
import { measureParts } from "../../bench/run.ts";
import { HarnessError, runMain } from "../log.ts";

function wholeNumber(name: string, text: string): number {
	if (!/^[1-9]\d{0,3}$/.test(text)) throw new HarnessError(`--${name} ${text}: not a whole number above 0.`);
	return Number(text);
}

await runMain(async () => {
	const { values, positionals } = parseArgs({
		options: {
			readme: { type: "boolean", default: false },
			only: { type: "string", multiple: true, default: [] },
			against: { type: "string" },
			seconds: { type: "string", default: "15" },
			runs: { type: "string", default: "1" },
		},
		allowPositionals: true,
	});
	const { against: revision, only, readme } = values;
	if (revision !== undefined) {
		if (positionals.length > 0 || readme) throw new HarnessError("--against takes no parts and no --readme.");
		const [seconds, runs] = [wholeNumber("seconds", values.seconds), wholeNumber("runs", values.runs)];
		return compareRevisions({ revision, only, seconds, runs });
	}
	const names = Object.keys(parts);
	const unknown = positionals.filter((name) => !names.includes(name));
	if (unknown.length > 0) throw new HarnessError(`There is no ${unknown.join(", ")}; there are ${names.join(", ")}.`);
	if (readme && (positionals.length > 0 || only.length > 0))
		throw new HarnessError("test/bench/README.md gets the table of a whole run only.");
	await measureParts({ names: positionals.length > 0 ? positionals : names, only, readme });
});
process.exit();
