import type { PlatformFacts } from "../runtimes/runtime.ts";
import type { Active, Explanation } from "../types.ts";
import { accountsToChoose, answerReason, answerText } from "./answer.ts";
import { platformShare } from "./reasons.ts";

/**
 * What would come of a deployment. fails: AWS or Remotion rejects. role: it depends on the policy of the platform's role. rotates: the
 * project has accounts to choose from, and its code sets the REMOTION_ variables before it calls.
 */
export type Verdict = "signs" | "role" | "fails" | "rotates";

/** @param explanation what `explain()` gives for this platform */
export function verdictOf({ active, pool }: Pick<Explanation, "active" | "pool">, platform: PlatformFacts): Verdict {
	const alone = verdictAlone(active, platform);
	return alone !== "signs" && accountsToChoose(pool) > 0 ? "rotates" : alone;
}

function verdictAlone(active: Active, platform: PlatformFacts): Verdict {
	if (active.kind === "error") return "fails";
	if (active.kind === "chain") return "role";
	if (active.kind !== "keys") return "signs";
	if (!active.origins.some(({ layer }) => layer === "platform")) return "signs";
	// What a role's platform injects, it injects whole; Vercel's own keys grant nothing, and its token alone spoils yours.
	return platform.hasOwnRole ? "role" : "fails";
}

/** What would come of it, in a word or two: a place may follow. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
	signs: "Uses your credentials",
	role: "Needs a role",
	fails: "Fails",
	rotates: "Uses the account pool",
};

/** A row's label: what would come of it, then where. In a narrow side bar only the first words may be in sight. */
export function verdictLabel(verdict: Verdict, { name, rowName }: Pick<PlatformFacts, "name" | "rowName">): string {
	return `${verdictWords[verdict]} on ${rowName ?? name}`;
}

const roleNeedsPolicy = "AWS denies access unless the role has Remotion's policy";
const codeSetsAccount = "your code sets the account";

/** What stands behind the label: what Remotion would use there, and why that does not do. */
export function verdictDetails(explanation: Pick<Explanation, "active" | "pool">, platform: PlatformFacts): string {
	const { active } = explanation;
	const verdict = verdictOf(explanation, platform);
	// What signs without the rotation is no answer.
	if (verdict === "rotates") return codeSetsAccount;
	const why = {
		signs: "",
		role: roleNeedsPolicy,
		fails: platformShare(active, platform) || answerReason(active),
	}[verdict];
	return [answerText(active), why.replace(/\.$/, "")].filter((part) => part !== "").join(" · ");
}

/** The same in sentences, each fact once: what Remotion would use there, and the reason of the step that decides. */
export function verdictSentences(
	explanation: Pick<Explanation, "active" | "pool" | "steps">,
	platform: PlatformFacts,
): string[] {
	const verdict = verdictOf(explanation, platform);
	const deciding = explanation.steps.findLast(({ state }) => state === "active" || state === "broken");
	const answer = verdict === "rotates" ? codeSetsAccount : answerText(explanation.active);
	return [
		`If deployed to ${platform.name} now: ${answer}.`,
		verdict === "role" ? `${roleNeedsPolicy}.` : "",
		deciding?.reason ?? "",
	].filter((sentence) => sentence !== "");
}
