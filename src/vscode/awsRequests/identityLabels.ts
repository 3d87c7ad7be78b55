import { ThemeColor, ThemeIcon } from "vscode";
import { firstThatFits, sentencesThatFit } from "../../core/text/notification.ts";
import { callerLabel, formatAccount, nameInArn } from "../../core/vocabulary/arn.ts";
import type { Identity } from "./identities.ts";

/** What the views say of an identity, in one place. */

/** Behind a name, in a few words; empty where nothing is known. */
export function identityText(identity: Identity | undefined): string {
	switch (identity?.kind) {
		case "running":
			return "verifying…";
		case "verified":
			return `${formatAccount(identity.account)} · ${nameInArn(identity.arn)}`;
		case "failed":
			return identity.words.title;
		case undefined:
			return "";
	}
}

/** For tooltips and messages: all that is known, a line each. */
export function identityLines(identity: Identity | undefined): string[] {
	switch (identity?.kind) {
		case "verified":
			return [callerLabel(identity), identity.arn];
		case "failed":
			return [`${identity.words.title}: ${identity.words.cause}`, identity.words.remedy];
		default:
			return [];
	}
}

/**
 * A notification of it: who it is, or what failed, then as much as there is room for. What is to be done is said before what it comes from.
 * @param name whose credentials were asked about
 */
export function identityMessage(name: string, identity: Identity): string {
	if (identity.kind !== "failed") {
		const [who = "", ...others] = identityLines(identity);
		return sentencesThatFit([`${who} (${name}).`, ...others]);
	}
	const { title, cause, remedy } = identity.words;
	return firstThatFits([
		`${name}: ${title}: ${cause} ${remedy}`,
		`${name}: ${title}. ${remedy}`,
		`${title}. ${remedy}`,
	]);
}

/** Joins what there is. */
export function join(...parts: readonly string[]): string {
	return parts.filter((part) => part !== "").join(" · ");
}

/** The icon that says how it went; undefined: nothing to say. */
export function identityIcon(identity: Identity | undefined): ThemeIcon | undefined {
	switch (identity?.kind) {
		case "running":
			return new ThemeIcon("loading~spin");
		case "verified":
			return new ThemeIcon("verified-filled", new ThemeColor("charts.green"));
		case "failed":
			return new ThemeIcon("error", new ThemeColor("list.errorForeground"));
		case undefined:
			return undefined;
	}
}
