import { activeExpiry, profileExpiry } from "../../credentialProviders/datedKeys.ts";
import { activeValidity } from "../../precedence/validityWords.ts";
import { awsFilesOf } from "../../project/profilePlaces.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Origin } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { keyOrigin } from "../shared/sharedConfig.ts";

/** Temporary keys that sign, beside a date that is over. */
export const expiredKeys: Rule = {
	id: "expired-keys",
	severity: "warning",
	docs: "The temporary access keys in use have a date next to them (`AWS_CREDENTIAL_EXPIRATION`, `aws_expiration`, `x_security_token_expires`) that has passed, so AWS rejects them.",
	// What names or spells a key rightly is mended, whenever it ended.
	isAdvice: true,
	check: (situation) => {
		const validity = activeValidity(situation);
		if (validity?.kind !== "keys" || validity.state !== "expired") return [];
		const [profile] = validity.profiles;
		const dated = profile === undefined ? inEnvironment(situation) : inProfile(situation, profile);
		const whose =
			profile === undefined ? "These temporary access keys" : `The temporary access keys of profile "${profile}"`;
		return dated.map(({ name, origin }) => ({
			message: `${whose} have expired (${name}), so AWS rejects them. Get new keys with the tool that wrote them.`,
			origin,
			fixes: [],
		}));
	},
};

interface Dated {
	readonly name: string;
	readonly origin: Origin;
}

function inEnvironment({ environment, active }: ResolvedProject): Dated[] {
	const expiry = activeExpiry(environment, active);
	// What the shell says has no place to be told at; the answer's row tells it.
	return expiry?.origin.layer === "file" ? [{ name: expiry.variable, origin: expiry.origin }] : [];
}

/** @param profile the one with the keys, or a role that they assume */
function inProfile(situation: ResolvedProject, profile: string): Dated[] {
	const { table } = situation.aws;
	const setting = profileExpiry(table, profile)?.setting;
	if (setting === undefined) return [];
	return keyOrigin(awsFilesOf(situation), profile, setting, "value").map((origin) => ({ name: setting, origin }));
}
