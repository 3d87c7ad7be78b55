import { rotationOf } from "../../accountPool/accountsInFile.ts";
import { platformShare } from "../../precedence/reasons.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { platformOf } from "../../runtimes/index.ts";
import { rotationNames } from "../../vocabulary/rotationNames.ts";
import type { Rule } from "../rule.ts";
import { platformWays } from "../shared/fixes.ts";
import { isReal } from "../shared/keyParts.ts";

/** Nothing of the project signs where it is deployed to: the platform's own identity does, or nothing at all. It stands in no file. */
export const platformCredentials: Rule = {
	id: "platform-credentials",
	severity: "warning",
	docs: "On the platform that the project is deployed to, Remotion would use the credentials that the platform provides (an execution role, an instance role, Vercel's own keys), or none.",
	misleads: true,
	check: (situation) => {
		const { input, active } = situation;
		const platform = platformOf(input.runtime);
		if (!platform || hasRotation(situation)) return [];
		const fixes = platformWays(platform);
		const found = (message: string, severity?: "error") => [
			{ message, origin: { layer: "platform" as const }, fixes, ...(severity && { severity }) },
		];
		// Keys that the project's files hand over, of a value that nobody knows here, are the project's own.
		if (active.kind === "keys" && active.origins.some(({ layer }) => layer === "platform")) {
			const share = platformShare(active, platform);
			return found(
				`On ${platform.name}, Remotion would use the access keys that are set there. ${share}`.trimEnd(),
				platform.hasOwnRole ? undefined : "error",
			);
		}
		if (active.kind === "chain" && active.next === "container-or-instance") {
			return found(`On ${platform.name}, Remotion would use ${platform.identity}: ${platform.outcome}.`);
		}
		const isBare = active.kind === "error" && active.code.startsWith("no-");
		if (!isBare) return [];
		const skip = platform.hasOwnRole
			? ` To use ${platform.identity}, set REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1 in ${platform.settings}: Remotion's check looks only at environment variables, not at roles.`
			: "";
		return found(`On ${platform.name}, Remotion would stop with an error: no credentials are set.${skip}`, "error");
	},
};

/** Whether the project has an account to choose from: its code then sets the REMOTION_ variables before it calls Remotion. */
function hasRotation({ input, envFiles }: ResolvedProject): boolean {
	return envFiles.some(
		(file) =>
			file.loaded &&
			rotationOf(file, rotationNames(input)).accounts.some(
				({ key, secret }) => key && secret && isReal({ value: key.value.reveal() }),
			),
	);
}
