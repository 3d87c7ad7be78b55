import { keyBits } from "../../sharedConfig/decidingKeys.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { inAwsFiles, keyOrigin, profilesWith } from "../shared/sharedConfig.ts";

/** A role with an MFA device: right for the AWS CLI, of no use to Remotion. */
export const mfaProfile: Rule = {
	id: "mfa-profile",
	severity: "information",
	docs: "This role requires an MFA code (`mfa_serial`), which Remotion can't ask for, so the profile never works with Remotion.",
	isAdvice: true,
	check: inAwsFiles((files) =>
		inEach(profilesWith(files, keyBits.mfa_serial), ({ name, type }) => {
			if (type !== "role") return [];
			const message = `The profile "${name}" needs an MFA code, which Remotion can't ask for. Use temporary credentials with a session token instead.`;
			return keyOrigin(files, name, "mfa_serial").map((origin) => ({ message, origin, fixes: [] }));
		}),
	),
};
