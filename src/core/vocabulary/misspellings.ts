import { editDistance } from "../text/similarNames.ts";
import { keyKind, knownVariables } from "./variables.ts";

/** Parts that people write for another, behind `AWS_` or `REMOTION_AWS_`. */
const slips: ReadonlyMap<string, string> = new Map([
	...["ACCESS_KEY", "ACCESS_ID", "ACCESS_KEYID", "KEY_ID"].map((slip) => [slip, "ACCESS_KEY_ID"] as const),
	...["SECRET_KEY", "SECRET_ACCESS", "SECRET_KEY_ID", "SECRET_ACCESS_KEY_ID"].map(
		(slip) => [slip, "SECRET_ACCESS_KEY"] as const,
	),
	// The name that boto and the AWS CLI once used, and still read.
	["SECURITY_TOKEN", "SESSION_TOKEN"],
	...["ACCESS_SECRET", "ACCESS_SECRET_KEY", "ACCESS_KEY_SECRET"].map((slip) => [slip, "SECRET_ACCESS_KEY"] as const),
]);

/** Parts that mean nothing behind `AWS_`, where projects have them for other things. */
const remotionSlips: ReadonlyMap<string, string> = new Map([
	["KEY", "ACCESS_KEY_ID"],
	["SECRET", "SECRET_ACCESS_KEY"],
	["TOKEN", "SESSION_TOKEN"],
	["DEFAULT_REGION", "REGION"],
]);

/** As the file says that AWS hands out with a root user's keys (`AWSAccessKeyId=…`). */
const wholeSlips: ReadonlyMap<string, string> = new Map([
	["AWSACCESSKEYID", "AWS_ACCESS_KEY_ID"],
	["AWSSECRETKEY", "AWS_SECRET_ACCESS_KEY"],
]);

const prefixSlips = new Set(["ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN", "ACCESS_KEY", "SECRET_KEY"]);

/** Names already looked at: a comparison costs more than all else that is done with a line. Emptied before it grows large. */
const answers = new Map<string, string | undefined>();

/** The known name that was meant; undefined: none. */
export function meantName(name: string): string | undefined {
	if (!/aws|remotion/i.test(name) || knownVariables.has(name) || keyKind(name) !== undefined) return undefined;
	if (answers.has(name)) return answers.get(name);
	if (answers.size >= 5000) answers.clear();
	const answer = findMeantName(name);
	answers.set(name, answer);
	return answer;
}

/** The same without looking whether the name is a known one, and without remembering it. */
export function findMeantName(name: string): string | undefined {
	// A second set of one's own, such as AWS_REGION_2.
	if (/\d$/.test(name) || (name.endsWith("S") && knownVariables.has(name.slice(0, -1)))) return undefined;
	const upper = name.toUpperCase();
	const whole = wholeSlips.get(upper);
	if (whole !== undefined) return whole;
	const [, prefix, part = ""] = /^(REMOTION_AWS_|REMOTION_|AWS_)(.+)$/.exec(upper) ?? [];
	if (prefix === "REMOTION_" && prefixSlips.has(part)) {
		return `REMOTION_AWS_${slips.get(part) ?? part}`;
	}
	if (prefix !== undefined && prefix !== "REMOTION_") {
		const slip = slips.get(part) ?? (prefix === "AWS_" ? undefined : remotionSlips.get(part));
		if (slip !== undefined) return prefix + slip;
	}
	// Another word in the place of AWS is a name of the project's own (REMOTION_APP_REGION).
	const limit = upper.includes("AWS") ? 2 : 1;
	let best: string | undefined;
	let least = limit + 1;
	for (const known of knownVariables.keys()) {
		if (Math.abs(known.length - name.length) >= least) continue;
		const distance = editDistance(upper, known);
		if (distance < least) [best, least] = [known, distance];
	}
	return best;
}
