import { type KnownTexts, redact } from "../text/redact.ts";
import type { Active, Explanation } from "../types.ts";
import { formatAccount, nameInArn } from "../vocabulary/arn.ts";
import type { ErrorEntry } from "./types.ts";

/** What AWS said of a project's active credentials when a person had them verified. Nothing secret. */
export interface LastVerification {
	/** When that was, as people read it. */
	readonly at: string;
	/** Whether a local AWS was asked. */
	readonly isLocal: boolean;
	readonly outcome:
		| { readonly kind: "verified"; readonly account: string; readonly arn: string }
		| { readonly kind: "failed"; readonly title: string };
}

/**
 * What is known already when somebody asks what an error means, as a sentence or two: whether AWS accepts the credentials that the error says
 * are missing, invalid or expired. "" where that was never asked, or where the error is about something else.
 * @param known the secrets that the product has read
 */
export function alreadyKnown(
	{ ifVerified }: Pick<ErrorEntry, "ifVerified">,
	explanation: Explanation | undefined,
	last: LastVerification | undefined,
	known?: KnownTexts,
): string {
	if (ifVerified === undefined || !last) return "";
	const { at, isLocal, outcome } = last;
	const where = isLocal ? " with a local AWS" : "";
	if (outcome.kind === "failed")
		return `Verifying this project's active credentials${where} at ${at} failed: ${redact(outcome.title, known)}.`;
	const who = `${formatAccount(outcome.account, explanation?.accounts)} (${nameInArn(outcome.arn)})`;
	const fact = `This project's active credentials were verified${where} at ${at} as ${who}`;
	// What cannot expire has not done so since.
	return ifVerified === "expired" && (!explanation || mayExpire(explanation.active))
		? `${fact}. They are temporary, so either they have expired since, or this message comes from elsewhere.`
		: `${fact}, so this message most likely comes from elsewhere: another launch or terminal, a server, or a hosting platform.`;
}

/** Whether credentials have an end, as far as the files tell. */
function mayExpire(active: Active): boolean {
	switch (active.kind) {
		case "keys":
			return active.hasSessionToken;
		case "profile":
			return active.type !== "static" || active.hasSessionToken === true;
		default:
			return true;
	}
}
