import { valueOrigin } from "../../dotenv/envFile.ts";
import { activeValidity, signInWords } from "../../precedence/validityWords.ts";
import { counts, profilesNamed } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Origin, Validity } from "../../types.ts";
import { commandIds, offerOf } from "../../vocabulary/commandIds.ts";
import type { Rule } from "../rule.ts";

/** The profile that signs depends on a sign-in that its token cache says is missing or over. */
export const notSignedIn: Rule = {
	id: "not-signed-in",
	severity: "warning",
	docs: "The profile in use depends on an SSO or `aws login` sign-in that is missing, expired, or can't be read on this computer, so Remotion fails until you sign in.",
	// What names a profile rightly is mended, signed in or not.
	isAdvice: true,
	check: (situation) => {
		const { active } = situation;
		const validity = activeValidity(situation);
		if (active.kind !== "profile" || !validity || validity.kind === "keys") return [];
		const told = problemOf(validity);
		if (told === undefined) return [];
		const { signInProfile } = validity;
		const source = signInProfile === active.profile ? "" : `, on which "${active.profile}" depends,`;
		const message = `Profile "${signInProfile}"${source} ${told}`;
		const fix = {
			...offerOf("Sign in", commandIds.ssoLogin, { signer: signInProfile ?? active.profile }),
			preferred: true,
		};
		return placeOf(situation, active.profile).map((origin) => ({
			message,
			origin,
			fixes: [fix],
			...(!validity.fails && { severity: "information" as const }),
		}));
	},
};

/** What is wrong, why it matters and what to do, as the rest of a sentence on the profile; undefined: nothing. */
function problemOf(validity: Validity): string | undefined {
	const again = signInWords(validity, "Sign in again");
	switch (validity.state) {
		case "missing":
			return `isn't signed in, so Remotion fails. ${signInWords(validity, "Sign in")}`;
		case "unusable":
			return `has a cached sign-in that can't be used (${validity.problem}), so Remotion fails. ${again}`;
		case "expired":
			return validity.renews ? undefined : `has an expired sign-in, so Remotion fails. ${again}`;
		case "undated":
			return validity.fails
				? `has a cached sign-in whose expiry date the AWS SDK doesn't understand, so Remotion fails. ${again}`
				: `has a cached sign-in whose expiry date the AWS SDK doesn't understand. If AWS rejects it, sign in again.`;
		case "valid":
			return undefined;
	}
}

/** The assignment in a `.env` file that names the profile, else the profile's section header. */
function placeOf(situation: ResolvedProject, profile: string): Origin[] {
	const named = profilesNamed(situation).filter(
		({ file, assignment, name }) => name === profile && counts(situation, file, assignment.name),
	);
	const { active } = situation;
	const own = named.find(({ assignment }) => active.kind === "profile" && assignment.name === active.variable);
	if (own) return [valueOrigin(own.file, own.assignment)];
	return situation.aws.table.get(profile)?.origins.slice(0, 1) ?? [];
}
