/** Holds an explanation against what the real CLI did. */
import { maskAccessKeyId } from "../../src/core/text/secret.ts";
import type { Explanation } from "../../src/core/types.ts";
import { ISSUED } from "./oracleServer.ts";
import type { CliRun } from "./remotionCliRun.ts";

/** What the CLI prints for each error of ours. */
const says = {
	"no-access-key-id": "have not set the environment variable AWS_ACCESS_KEY_ID",
	"no-secret-access-key": "have not set the environment variable AWS_SECRET_ACCESS_KEY",
	"profile-not-found": "Could not resolve credentials using profile",
	"profile-unusable": /requires multi-factor authentication|Could not resolve credentials using profile/,
	"no-credentials": "Could not load credentials from any providers",
};

/** The signature `explain()` foretells, or the text of the error, in the order in which the CLI comes upon them. */
function foretold({ active, region }: Explanation): CliRun["signed"] | string | RegExp {
	const checked =
		active.kind === "error" && (active.code === "no-access-key-id" || active.code === "no-secret-access-key");
	if (checked) return says[active.code];
	if (region.problem !== undefined) return `${region.value} is not a supported AWS region`;
	if (active.kind === "error") return says[active.code];
	if (active.kind === "chain" || active.kind === "hidden" || region.value === null)
		throw new Error("no such folder is made here");
	const role = active.kind === "profile" && active.type === "role";
	return {
		accessKeyId: role ? ISSUED.role : (active.accessKeyId ?? ""),
		hasSessionToken: role || active.hasSessionToken === true,
		region: region.value,
	};
}

/** null where both say the same, else the difference in words. Of access key IDs that a report masks, what is shown is compared. */
export function difference(explanation: Explanation, run: CliRun): string | null {
	const expected = foretold(explanation);
	const same =
		typeof expected === "string"
			? run.signed === null && run.output.includes(expected)
			: expected instanceof RegExp
				? run.signed === null && expected.test(run.output)
				: run.signed !== null && expected !== null && text(expected, expected) === text(run.signed, expected);
	const { active, region } = explanation;
	return same ? null : `explain: ${JSON.stringify({ active, region })}\nCLI: ${JSON.stringify(run)}`;
}

function text(signed: NonNullable<CliRun["signed"]>, { accessKeyId }: NonNullable<CliRun["signed"]>): string {
	const isMasked = accessKeyId === maskAccessKeyId(accessKeyId);
	return JSON.stringify({ ...signed, ...(isMasked && { accessKeyId: maskAccessKeyId(signed.accessKeyId) }) });
}
