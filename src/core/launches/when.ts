/** Tests of the environment, and how they come together: the same for the conditions of shells and of code. */
import type { When } from "./launch.ts";

/** What the environment alone tells. */
export type Test = When["all"][number];

/** A test that holds where the other does not. */
export function turned(test: Test | undefined, isTurned: boolean): Test | undefined {
	if (!test || !isTurned) return test;
	const { not, ...rest } = test;
	return not ? rest : { ...rest, not: true };
}

/** Several tests that all have to hold, or any of them. */
export function together(tests: readonly (Test | undefined)[], isAny: boolean): When | undefined {
	const all = tests.map((one) => turned(one, isAny));
	return all.every((one) => one !== undefined) ? { all, ...(isAny && { fails: true }) } : undefined;
}

/** The opposite. */
export function otherwise({ fails, ...when }: When): When {
	return fails ? when : { ...when, fails: true };
}
