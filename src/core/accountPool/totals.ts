import { compareVersions } from "../text/versions.ts";
import { parseFunctionName } from "../vocabulary/functionNames.ts";

/** What AWS said of the accounts of a pool, and what follows from all of it together. Nothing secret. */

/** What one account has in one region. */
export interface AccountFacts {
	/** How many functions may run at once; null: AWS did not tell. */
	readonly concurrency: number | null;
	/** The Remotion functions there, with the version each says it has; null: AWS did not tell. */
	readonly functions: readonly { readonly functionName: string; readonly version: string | null }[] | null;
	/** Why AWS did not tell something: a sentence. */
	readonly problem?: string;
}

/** An account of a pool, as far as it was verified. */
export interface CheckedAccount {
	readonly name: string;
	/** The twelve digits; undefined: not verified, or failed. */
	readonly account: string | undefined;
	readonly facts: AccountFacts | undefined;
}

/** Names of accounts whose AWS account an earlier one has already → that one's name. */
export function twinsOf(accounts: readonly CheckedAccount[]): Map<string, string> {
	const first = new Map<string, string>();
	const twins = new Map<string, string>();
	for (const { name, account } of accounts) {
		if (account === undefined) continue;
		const known = first.get(account);
		if (known === undefined) first.set(account, name);
		else twins.set(name, known);
	}
	return twins;
}

/** What a pool comes to in one region: twins count once. */
export interface PoolSum {
	/** Different AWS accounts that were verified. */
	readonly accounts: number;
	readonly concurrency: number;
	/** Different AWS accounts whose concurrency is not known. */
	readonly unknown: number;
}

/** Adds up what AWS said of the accounts in one region. */
export function sumOf(accounts: readonly CheckedAccount[]): PoolSum {
	const byAccount = new Map<string, number | null>();
	for (const { account, facts } of accounts) {
		if (account === undefined) continue;
		byAccount.set(account, facts?.concurrency ?? byAccount.get(account) ?? null);
	}
	const known = [...byAccount.values()].filter((concurrency) => concurrency !== null);
	return {
		accounts: byAccount.size,
		concurrency: known.reduce((sum, concurrency) => sum + concurrency, 0),
		unknown: byAccount.size - known.length,
	};
}

/** The version that renders here: the client's where a function has it, else the newest there is; undefined: no function. */
export function deployedVersion({ functions }: AccountFacts, clientVersion: string | undefined): string | undefined {
	const versions = (functions ?? [])
		.flatMap(({ version, functionName }) => version ?? parseFunctionName(functionName)?.version ?? [])
		.sort((a, b) => compareVersions(b, a));
	return versions.find((version) => version === clientVersion) ?? versions[0];
}

/** `1,000`, as the numbers of a pool are read everywhere. */
export function countWords(count: number): string {
	return count.toLocaleString("en-US");
}
