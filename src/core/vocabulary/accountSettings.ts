import { printable } from "../text/printableName.ts";
import { redact } from "../text/redact.ts";
import type { AccountSettings, NamedAccount } from "../types.ts";

/** The settings' names, as messages show them. */
const accountsName = "remotionLambda.accounts";
const expectedName = "remotionLambda.expectedAccount";

/** A longer name fits into no row. */
const longestName = 60;

/** What the settings come to, and what is wrong with them, a sentence each. */
export interface AccountSettingsRead {
	readonly settings: AccountSettings;
	readonly problems: readonly string[];
	/** The one of them that is about the expected account. */
	readonly expectedProblem?: string;
}

/**
 * Reads the two settings about accounts. What is of no use is ignored and told.
 * @param accounts the values of `remotionLambda.accounts`, the more specific ones last: of two names for one account the last one counts, and
 * one that says "production" is enough, so that no workspace can take the second question away that a person asked for
 * @param expected the value of `remotionLambda.expectedAccount`: an account's ID or its name
 */
export function readAccountSettings(accounts: readonly unknown[], expected: unknown): AccountSettingsRead {
	const problems: string[] = [];
	const names: Record<string, NamedAccount> = {};
	for (const value of accounts) readAccounts(value, names, problems);
	const { id, problem } = readExpected(expected, names);
	return {
		settings: { names, ...(id !== undefined && { expected: id }) },
		problems: [...new Set(problems), ...(problem === undefined ? [] : [problem])],
		...(problem !== undefined && { expectedProblem: problem }),
	};
}

function readAccounts(value: unknown, names: Record<string, NamedAccount>, problems: string[]): void {
	if (value === undefined || value === null) return;
	if (typeof value !== "object" || Array.isArray(value)) {
		problems.push(`${accountsName} is ignored: it must be an object of account IDs.`);
		return;
	}
	for (const [key, entry] of Object.entries(value)) {
		const id = accountId(key);
		const problem = id === undefined ? "an account ID has 12 digits" : problemOf(entry);
		if (id === undefined || problem !== undefined) {
			problems.push(`"${shown(key)}" in ${accountsName} is ignored: ${problem}.`);
			continue;
		}
		const { name, production } = entry as { name: string; production?: boolean };
		const isProduction = production === true || names[id]?.isProduction === true;
		names[id] = { name: name.trim(), ...(isProduction && { isProduction }) };
	}
}

/** What is wrong with the entry of an account, as the end of a sentence; undefined: nothing. */
function problemOf(entry: unknown): string | undefined {
	if (typeof entry !== "object" || entry === null || Array.isArray(entry))
		return 'it must be an object such as { "name": "studio" }';
	const { name, production } = entry as { name?: unknown; production?: unknown };
	if (typeof name !== "string" || name.trim() === "") return "its name is missing";
	if (name.trim().length > longestName) return `its name is longer than ${longestName} characters`;
	if (printable(name.trim()) !== name.trim()) return "its name contains characters that can't be shown";
	if (redact(name) !== name) return "its name looks like a secret";
	if (accountId(name) !== undefined) return "its name looks like another account ID";
	if (production !== undefined && typeof production !== "boolean") return "production must be true or false";
	return undefined;
}

interface Expected {
	readonly id?: string;
	readonly problem?: string;
}

function readExpected(value: unknown, names: Readonly<Record<string, NamedAccount>>): Expected {
	if (value === undefined || value === null || value === "") return {};
	if (typeof value !== "string")
		return { problem: `${expectedName} is ignored: write the account's ID or name in quotes.` };
	const own = accountId(value);
	if (own !== undefined) return { id: own };
	const ids = Object.keys(names).filter((one) => names[one]?.name === value.trim());
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return { id };
	const why =
		ids.length === 0
			? `it is no account ID (12 digits), and ${accountsName} has no such name`
			: "several accounts have this name, so write the ID";
	return { problem: `"${shown(value)}" in ${expectedName} is ignored: ${why}.` };
}

/** What somebody wrote in a setting, as messages show it. */
function shown(text: string): string {
	return printable(redact(text));
}

/** An account ID, with or without the hyphens that people read it with; undefined: it is none. */
function accountId(text: string): string | undefined {
	const digits = /^\d{4}-\d{4}-\d{4}$/.test(text.trim()) ? text.trim().replaceAll("-", "") : text.trim();
	return /^\d{12}$/.test(digits) ? digits : undefined;
}
