/** For the bench's host suites: what they were asked to measure, and where the figures go. */
import { writeFileSync } from "node:fs";

/** Milliseconds by the name of what was measured. */
export type Samples = Record<string, number[]>;

/** A variable that the bench hands to its suites. */
export function asked(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is not set: run this through npm run bench`);
	return value;
}

export function report(samples: Samples): void {
	writeFileSync(asked("RLC_BENCH_FILE"), JSON.stringify(samples));
}
