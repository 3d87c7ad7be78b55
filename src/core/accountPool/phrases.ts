import type { Pool, PoolAccount } from "../types.ts";
import { type AccountFacts, countWords, deployedVersion, type PoolSum } from "./totals.ts";

/** What is said of a pool, in one place. Nothing secret. */

/** `18 of 20 complete`. */
export function completeWords({ accounts }: Pool): string {
	const complete = accounts.filter(({ signer }) => signer !== undefined).length;
	if (complete < accounts.length) return `${complete} of ${accounts.length} complete`;
	return complete === 1 ? "1 account" : `${complete} accounts`;
}

/** How far Remotion's documented loop comes; empty where it finds all of the numbered ones. */
export function loopWords({ accounts, inLoop }: Pool): string {
	const numbered = accounts.filter(({ number }) => number !== null).length;
	return inLoop === numbered ? "" : `${inLoop} found by sample code`;
}

/** `1,010 concurrent executions in 2 AWS accounts, unknown in 1`. */
export function sumWords({ accounts, concurrency, unknown }: PoolSum): string {
	const known = accounts - unknown;
	const rest = unknown === 0 ? "" : `, unknown in ${unknown}`;
	return `${countWords(concurrency)} concurrent executions in ${known} AWS ${known === 1 ? "account" : "accounts"}${rest}`;
}

/** What is wrong with an account in a region: a few words and a sentence; undefined: nothing, as far as it is known. */
export function factsProblem(
	facts: AccountFacts,
	region: string,
	clientVersion: string | undefined,
): { short: string; message: string } | undefined {
	if (facts.functions === null)
		return { short: "functions unknown", message: facts.problem ?? "AWS did not list the functions." };
	const version = deployedVersion(facts, clientVersion);
	if (version === undefined) {
		const message = `No Remotion function found in ${region}. Deploy a function: npx remotion lambda functions deploy`;
		return { short: `no function in ${region}`, message };
	}
	if (clientVersion !== undefined && version !== clientVersion) {
		const message = `The function uses Remotion ${version}, but this project has ${clientVersion}. Deploy a matching function: npx remotion lambda functions deploy`;
		return { short: `function ${version}, project ${clientVersion}`, message };
	}
	if (facts.concurrency === null)
		return { short: "concurrency unknown", message: facts.problem ?? "AWS did not tell the concurrency." };
	return undefined;
}

/** `1,000 at once · 4.0.527`, without what is a problem. */
export function factsWords(facts: AccountFacts, clientVersion: string | undefined): string {
	const version = deployedVersion(facts, clientVersion);
	const parts = facts.concurrency === null ? [] : [`${countWords(facts.concurrency)} concurrent`];
	if (version !== undefined && (clientVersion === undefined || version === clientVersion)) parts.push(version);
	return parts.join(" · ");
}

/** Why code that rotates as documented never gets here; empty where it does. */
export function unreachedWords({ number, isInLoop, flags }: PoolAccount, { inLoop }: Pool): string {
	if (number === null || isInLoop || flags.some(({ code }) => code === "gap" || code === "incomplete")) return "";
	return `Remotion's sample code ${inLoop === 0 ? "finds no account" : `stops after account ${inLoop}`}, so it never uses this one.`;
}
