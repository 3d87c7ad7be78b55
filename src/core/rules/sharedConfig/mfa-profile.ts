import { keyBits } from "../../sharedConfig/decidingKeys.ts";
import { commandIds, offerOf } from "../../vocabulary/commandIds.ts";
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
			const message = `The profile "${name}" needs an MFA code, which Remotion can't ask for. Open a terminal that is signed in with a code, or use temporary credentials in another profile.`;
			const fix = offerOf("Open terminal with MFA code", commandIds.openTerminalAs, { signer: name });
			return keyOrigin(files, name, "mfa_serial").map((origin) => ({ message, origin, fixes: [fix] }));
		}),
	),
};
