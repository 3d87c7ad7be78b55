import { ThemeColor, ThemeIcon } from "vscode";
import type { Explanation } from "../../core/index.ts";
import { unexpectedAccount, unexpectedAccountLine, unexpectedAccountText } from "../../core/precedence/accountWords.ts";
import { firstThatFits, sentencesThatFit } from "../../core/text/notification.ts";
import type { AccountSettings, Signer } from "../../core/types.ts";
import { callerLabel, formatAccount, nameInArn } from "../../core/vocabulary/arn.ts";
import type { Identity } from "./identities.ts";

/** What the views say of an identity, in one place. */

/**
 * Behind a name, in a few words; empty where nothing is known.
 * @param beside what the row says of the account already: it isn't said twice
 */
export function identityText(identity: Identity | undefined, named: AccountSettings | undefined, beside = ""): string {
	switch (identity?.kind) {
		case "running":
			return "verifying…";
		case "verified":
			return join(beside === "" ? formatAccount(identity.account, named) : "", nameInArn(identity.arn));
		case "failed":
			return identity.words.title;
		case undefined:
			return "";
	}
}

/** For tooltips and messages: all that is known, a line each. */
export function identityLines(identity: Identity | undefined, named: AccountSettings | undefined): string[] {
	switch (identity?.kind) {
		case "verified":
			return [callerLabel(identity, named), identity.arn];
		case "failed":
			return [`${identity.words.title}: ${identity.words.cause}`, identity.words.remedy];
		default:
			return [];
	}
}

/**
 * A notification of it: that another account was expected, who it is, or what failed, then as much as there is room for. What is to be done is
 * said before what it comes from.
 * @param name whose credentials were asked about
 * @param judged says which accounts have names, and which one is expected
 */
export function identityMessage(name: string, identity: Identity, judged: Judged): string {
	if (identity.kind !== "failed") {
		const [who = "", ...others] = identityLines(identity, judged.accounts);
		return sentencesThatFit([unexpectedLine(judged, identity), `${who} (${name}).`, ...others].filter(Boolean));
	}
	const { title, cause, remedy } = identity.words;
	return firstThatFits([
		`${name}: ${title}: ${cause} ${remedy}`,
		`${name}: ${title}. ${remedy}`,
		`${title}. ${remedy}`,
	]);
}

/** What says which account is expected, and which one the files tell. */
export type Judged = Pick<Explanation, "account" | "accounts">;

/** What a command goes by: a project expects an account of its active credentials alone, and names are everybody's. */
export function judgedFor(explanation: Judged, signer: Signer | undefined): Judged {
	const { accounts } = explanation;
	if (signer === undefined) return explanation;
	return accounts ? { accounts: { names: accounts.names } } : {};
}

/** That another account is used than the settings expect, in a few words; what AWS said counts more than what files tell. "": nothing to say. */
export function unexpectedText(judged: Judged, identity: Identity | undefined): string {
	return unexpectedAccountText(judged, verifiedAccount(identity));
}

/** The same as a sentence. */
export function unexpectedLine(judged: Judged, identity: Identity | undefined): string {
	return unexpectedAccountLine(judged, verifiedAccount(identity));
}

/** Whether that is so. */
export function isUnexpected(judged: Judged, identity: Identity | undefined): boolean {
	return unexpectedAccount(judged, verifiedAccount(identity)) !== undefined;
}

function verifiedAccount(identity: Identity | undefined): string | undefined {
	return identity?.kind === "verified" ? identity.account : undefined;
}

/** Joins what there is. */
export function join(...parts: readonly string[]): string {
	return parts.filter((part) => part !== "").join(" · ");
}

/** Whether AWS was asked, and nobody who knows has answered: that says nothing of the credentials. */
export function isUnanswered(identity: Identity | undefined): boolean {
	return identity?.kind === "failed" && identity.words.isInconclusive === true;
}

/** The icon that says how it went; undefined: nothing to say. */
export function identityIcon(identity: Identity | undefined): ThemeIcon | undefined {
	switch (identity?.kind) {
		case "running":
			return new ThemeIcon("loading~spin");
		case "verified":
			return new ThemeIcon("verified-filled", new ThemeColor("charts.green"));
		case "failed":
			return isUnanswered(identity)
				? new ThemeIcon("warning", new ThemeColor("list.warningForeground"))
				: new ThemeIcon("error", new ThemeColor("list.errorForeground"));
		case undefined:
			return undefined;
	}
}
