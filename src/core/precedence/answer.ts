import { maskAccessKeyId } from "../text/secret.ts";
import type { Active, ErrorCode, Explanation, Origin } from "../types.ts";
import { findsNothing, place } from "./reasons.ts";
import { activeValidity } from "./validityWords.ts";

const errors: Readonly<Record<ErrorCode, string>> = {
	"no-access-key-id": "No credentials: no access key ID",
	"no-secret-access-key": "No credentials: no secret access key",
	"profile-not-found": "Profile not found",
	"profile-unusable": "Profile can't be used",
	"no-credentials": "No credentials",
};

/** The answer in a few words: what Remotion will sign with. */
export function answerText(active: Active): string {
	switch (active.kind) {
		case "keys":
			if (active.accessKeyId === "") return keysUnseen(active.origins);
			return `Keys ${maskAccessKeyId(active.accessKeyId)}${active.hasSessionToken ? " with session token" : ""}`;
		case "profile":
			return `Profile ${active.profile}`;
		case "chain":
			if (findsNothing(active)) return "No credentials found";
			return active.next === "web-identity" ? "Web identity" : "Container or instance role";
		case "hidden":
			return `Supplied by ${active.by}`;
		case "error":
			return errors[active.code];
	}
}

/** Why that is so, and what else there is to know, in a sentence or two; "" where the steps say it. */
export function answerReason(active: Active): string {
	switch (active.kind) {
		case "hidden":
			return `Supplied by ${active.by}. What it supplies cannot be seen from here.`;
		case "error":
			return active.message;
		default:
			return "";
	}
}

/** Keys of which only the place is known. */
function keysUnseen(origins: readonly Origin[]): string {
	const told = origins.find(({ layer }) => layer !== "platform");
	return told ? `Access keys from ${place(told)}` : "Access keys set by the platform";
}

/** How many accounts the project's own code has to choose from: numbered pairs, both halves there. */
export function accountsToChoose(pool: Explanation["pool"]): number {
	return pool?.accounts.filter(({ number, signer }) => number !== null && signer !== undefined).length ?? 0;
}

/** Whether nothing is set because the project's own code sets an account of a rotation before it calls Remotion: no mistake, then. */
export function isLeftToRotation({ active, steps, pool }: Pick<Explanation, "active" | "steps" | "pool">): boolean {
	return active.kind === "error" && steps.every(({ origins }) => origins.length === 0) && accountsToChoose(pool) > 0;
}

/** What the outlook goes by. */
type Judged = Pick<Explanation, "active" | "steps" | "pool" | "region" | "validities">;

/** Whether Remotion's command line would stop, for want of credentials or at a region it does not know, or with credentials that have ended. */
export function wouldFail(explanation: Judged): boolean {
	const { active, region, steps } = explanation;
	if (active.kind === "keys" && steps.some(({ state }) => state === "broken")) return true;
	if (activeValidity(explanation)?.fails) return true;
	return region.problem !== undefined || (active.kind === "error" && !isLeftToRotation(explanation));
}

/** What becomes of Remotion here: fails, with an error; doubtful: most likely fails, as no credentials are found; works, as far as the files tell. */
export type Outlook = "fails" | "doubtful" | "works";

/** Returns the outlook that icons, colors, and labels of every view go by. */
export function outlookOf(explanation: Judged): Outlook {
	if (wouldFail(explanation)) return "fails";
	const validity = activeValidity(explanation);
	// Keys may be newer than the date beside them: AWS alone knows.
	const isOver = validity?.kind === "keys" && validity.state === "expired";
	return isOver || findsNothing(explanation.active) ? "doubtful" : "works";
}

/** The answer for a whole project: what signs, or the accounts that its code chooses from. */
export function projectAnswer(explanation: Pick<Explanation, "active" | "steps" | "pool">): string {
	if (!isLeftToRotation(explanation)) return answerText(explanation.active);
	const accounts = accountsToChoose(explanation.pool);
	return accounts === 1 ? "Pool of 1 account" : `Pool of ${accounts} accounts`;
}
