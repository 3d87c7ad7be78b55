import type { PlatformFacts } from "../runtimes/runtime.ts";
import type { Active, Explanation } from "../types.ts";
import { accountsToChoose } from "./answer.ts";

/**
 * What would come of a deployment. fails: AWS or Remotion refuses. role: it depends on the policy of the platform's role. rotates: the
 * project has accounts to choose from, and its code sets the REMOTION_ variables before it calls.
 */
export type Verdict = "signs" | "role" | "fails" | "rotates";

/** @param explanation what `explain()` gives for this platform */
export function verdictOf({ active, pool }: Pick<Explanation, "active" | "pool">, platform: PlatformFacts): Verdict {
	const alone = verdictAlone(active, platform);
	return alone !== "signs" && accountsToChoose(pool) > 0 ? "rotates" : alone;
}

export function verdictAlone(active: Active, platform: PlatformFacts): Verdict {
	if (active.kind === "error") return "fails";
	if (active.kind === "chain") return "role";
	if (active.kind !== "keys") return "signs";
	if (!active.origins.some(({ layer }) => layer === "platform")) return "signs";
	// What a role's platform injects, it injects whole; Vercel's own keys grant nothing, and its token alone spoils yours.
	return platform.hasOwnRole ? "role" : "fails";
}

/** What a row says of a deployment, behind who would sign. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
	signs: "uses your own credentials",
	role: "needs a role with Remotion's policy",
	fails: "would fail",
	rotates: "uses the account that your code sets",
};
