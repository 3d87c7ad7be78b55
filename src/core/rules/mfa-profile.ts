import { inAwsFiles, keyOrigin } from "./awsProfiles.ts";
import type { Rule } from "./rule.ts";

/** A role with an MFA device: right for the AWS CLI, of no use to Remotion. */
export const mfaProfile: Rule = {
	id: "mfa-profile",
	severity: "information",
	docs: "This role asks for an MFA code (`mfa_serial`), which Remotion cannot ask for: under Remotion the profile never works.",
	isAdvice: true,
	check: inAwsFiles((files) =>
		files.profiles.flatMap(({ name, type }) => {
			if (type !== "role" || !files.table.settings(name)?.mfa_serial) return [];
			const message = `The profile "${name}" needs an MFA code, which Remotion cannot ask for. Give Remotion temporary keys with their session token instead.`;
			return keyOrigin(files, name, "mfa_serial").map((origin) => ({ message, origin, fixes: [] }));
		}),
	),
};
