import { join } from "node:path";
import { verifyIdentity } from "../aws/verifyIdentity.ts";
import type { ReportedIdentity } from "../core/environmentReport/format.ts";
import { identityWords } from "../core/errorGuide/verifying.ts";
import { resolveProject } from "../core/project/resolve.ts";
import { shownAddress, signingOf } from "../core/signing/signingContext.ts";
import { isTemporary } from "../core/vocabulary/keyFormat.ts";
import { isEnabledByDefault } from "../core/vocabulary/regions.ts";
import type { Here } from "./here.ts";

/**
 * Asks AWS who the credentials of this environment are (`sts:GetCallerIdentity`), in a process of its own that sees what was explained.
 * @returns AWS's answer, or why there is none; never rejects for what AWS says
 */
export async function verify({ input, cache }: Pick<Here, "input" | "cache">): Promise<ReportedIdentity> {
	const signing = signingOf(resolveProject(input, cache));
	if (!signing)
		return {
			ok: false,
			code: "NoCredentials",
			message: "There are no credentials to verify: Remotion fails before it asks AWS.",
		};
	const { source, region, endpoint } = signing;
	const result = await verifyIdentity(signing, { script: join(__dirname, "identity.cjs"), cwd: input.cwd });
	if (result === undefined) return { ok: false, code: "Canceled", message: "Verifying was canceled." };
	if (result.ok) return result;
	const { title, cause, remedy } = identityWords(result, {
		profile: source.kind === "profile" ? source.profile : undefined,
		region,
		endpoint: endpoint === undefined ? undefined : shownAddress(endpoint),
		isTemporary: source.kind === "keys" && (source.sessionToken !== undefined || isTemporary(source.accessKeyId)),
		isOptInRegion: !isEnabledByDefault(region),
	});
	return { ok: false, code: result.code, message: `${title}: ${cause} ${remedy}` };
}
