/** Twenty more accounts, for rotation. The first has a second key, the nineteenth's key has expired, the twentieth's may do nothing. */
import { longLivedKey, temporaryKey } from "./keys.ts";
import { FUNCTION_ROLE, REMOTION_USER_ACTIONS, REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import type { AccessKey, Account } from "./types.ts";

const NUMBERS = Array.from({ length: 20 }, (_, index) => index + 1);

/** One key for each account of the pool, in order. */
export const POOL_KEYS: readonly AccessKey[] = NUMBERS.map((number) =>
	number === 19 ? temporaryKey(label(number), "2020-01-01T00:00:00Z") : longLivedKey(label(number)),
);

/** A second key of the pool's first account. */
export const POOL_TWIN: AccessKey = longLivedKey("POOL01TWIN");

/** The pool's accounts; `site`: the name of the site in each one's bucket. */
export function poolAccounts(site: string): Account[] {
	return NUMBERS.map((number, index) => {
		const key = POOL_KEYS[index];
		const keys = key === undefined ? [] : number === 1 ? [key, POOL_TWIN] : [key];
		const digits = String(number).padStart(2, "0");
		return {
			id: `9000000000${digits}`,
			title: `Pool ${number}`,
			concurrencyLimit: number % 2 === 0 ? 10 : 1000,
			users: [{ name: "render-bot", allow: number === 20 ? [] : REMOTION_USER_ACTIONS, keys }],
			roles: [FUNCTION_ROLE],
			functions: [remotionFunction(REMOTION_VERSION)],
			buckets: [{ name: `remotionlambda-useast1-pool0000${digits}`, region: "us-east-1", sites: [site] }],
		};
	});
}

function label(number: number): string {
	return `POOL${String(number).padStart(2, "0")}`;
}
