/**
 * What assistants are told of what was asked of AWS. Every answer goes through `redact`, and what others wrote before it is in a sentence:
 * nothing secret leaves, whatever AWS or a file says.
 */
import type { ErrorExplanation } from "../errorGuide/types.ts";
import { redact } from "../text/redact.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { AccountSettings } from "../types.ts";
import { accountInFull } from "../vocabulary/arn.ts";
import { type CheckRow, summaryOf } from "./checkRow.ts";
import { type HealthFacts, healthRows } from "./health.ts";
import { type PermissionReport, permissionsRemedy, permissionsWords } from "./permissions.ts";

/** Returns what was found in the account, a line each, with what to do. */
export function healthAnswer(facts: HealthFacts, named?: AccountSettings): string {
	const rows = healthRows(facts, "", named);
	return redact([`Health in ${facts.region}: ${summaryOf(rows)}.`, ...rows.flatMap(rowLines)].join("\n"));
}

// A remedy may be what AWS said: it is masked before its lines are joined, as a secret may go over two of them.
function rowLines({ state, label, description, remedy, children = [] }: CheckRow): string[] {
	const what = `- ${state}: ${label}, ${description}`;
	return [remedy === "" ? what : `${what}. ${redact(remedy).replaceAll("\n", " ")}`, ...children.flatMap(rowLines)];
}

/** Returns what the credentials may do, and each action that they may not. */
export function permissionsAnswer({ permissions, arn, account }: PermissionReport, named?: AccountSettings): string {
	const missing = permissions.filter(({ decision }) => decision !== "allowed");
	return redact(
		[
			`Permissions of ${redact(arn)} in account ${accountInFull(account, named)}: ${permissionsWords(permissions)}.`,
			...missing.map(({ name, decision }) => `- ${name}: ${decision}`),
			permissionsRemedy(permissions, arn),
		]
			.filter((line) => line !== "")
			.join("\n"),
	);
}

/** Returns what an error means and what to do; undefined: the guide doesn't know it. */
export function errorAnswer(explained: ErrorExplanation | undefined): string {
	if (!explained) return "The guide doesn't know this error of AWS or Remotion.";
	const { title, already = "", cause, remedy, docs, actions } = explained;
	const offers = actions.map((action) => action.title).join(", ");
	return redact(
		[
			`${title}.`,
			already,
			`Cause: ${cause}`,
			`What to do: ${remedy}`,
			`Documentation: ${docs}`,
			...(offers === "" ? [] : [`The person can run in VS Code: ${offers}.`]),
		]
			.filter((line) => line !== "")
			.join("\n"),
	);
}

/** Returns that the person entered keys, and which: the access key ID is masked. */
export function keysAnswer(added: { readonly profile: string; readonly accessKeyId: string } | undefined): string {
	if (!added) return "The person didn't enter keys. Nothing was changed.";
	const { profile, accessKeyId } = added;
	return redact(
		`Done: the person added the profile "${redact(profile)}" with the access key ${maskAccessKeyId(accessKeyId)}.`,
	);
}
