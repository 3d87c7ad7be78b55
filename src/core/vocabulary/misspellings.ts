import { editDistance } from "../text/similarNames.ts";
import { cacheVariable, keyKind, knownVariables, profileVariable, skipVariable } from "./variables.ts";

/** Parts that people write for another, behind `AWS_` or `REMOTION_AWS_`; underscores are left out, as people leave them out. */
const slips: ReadonlyMap<string, string> = new Map([
	...["ACCESSKEY", "ACCESSID", "ACCESSKEYID", "KEYID"].map((slip) => [slip, "ACCESS_KEY_ID"] as const),
	...["SECRETKEY", "SECRETACCESS", "SECRETKEYID", "SECRETACCESSKEYID"].map(
		(slip) => [slip, "SECRET_ACCESS_KEY"] as const,
	),
	// The name that boto and the AWS CLI once used, and still read.
	["SECURITYTOKEN", "SESSION_TOKEN"],
	...["ACCESSSECRET", "ACCESSSECRETKEY", "ACCESSKEYSECRET", "SECRETKEYACCESS"].map(
		(slip) => [slip, "SECRET_ACCESS_KEY"] as const,
	),
]);

/** Parts that mean nothing behind `AWS_`, where projects have them for other things. CLIENT_…: the fields of Remotion's documented secret. */
const remotionSlips: ReadonlyMap<string, string> = new Map([
	["KEY", "ACCESS_KEY_ID"],
	["SECRET", "SECRET_ACCESS_KEY"],
	["TOKEN", "SESSION_TOKEN"],
	["CLIENTID", "ACCESS_KEY_ID"],
	["CLIENTSECRET", "SECRET_ACCESS_KEY"],
	["DEFAULTREGION", "REGION"],
	["PROFILENAME", "PROFILE"],
	["DEFAULTPROFILE", "PROFILE"],
]);

/** As the file says that AWS hands out with a root user's keys (`AWSAccessKeyId=…`). */
const wholeSlips: ReadonlyMap<string, string> = new Map([
	["AWSACCESSKEYID", "AWS_ACCESS_KEY_ID"],
	["AWSSECRETKEY", "AWS_SECRET_ACCESS_KEY"],
]);

/** Parts that only mean AWS's keys, behind whatever prefix. */
const keyParts = new Set(["ACCESSKEYID", "SECRETACCESSKEY", "SESSIONTOKEN", "ACCESSKEY", "SECRETKEY"]);

/** Prefixes with the same words as Remotion's, in another order or with one more. */
const otherPrefix = /^(?:AWS_REMOTION_|REMOTION_LAMBDA_(?:AWS_)?|REMOTION_AWS_LAMBDA_)(.+)$/;

/** Remotion's two switches with a word left out, cut short, or in another place: which one is told by the last two words. */
const switches: readonly (readonly [RegExp, string])[] = [
	[/^(?:REMOTION_)?(?:AWS_)?SKIP_(?:REMOTION_)?(?:AWS_)?CRED(?:ENTIAL)?S?(?:_CHECK)?$/, skipVariable],
	[/^(?:REMOTION_)?(?:AWS_)?DISABLE_(?:AWS_)?CLIENT_CACHE$|^REMOTION_DISABLE_AWS_CACHE$/, cacheVariable],
];

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
	const upper = name.toUpperCase().replace(/[-.]/g, "_");
	const whole = wholeSlips.get(upper);
	if (whole !== undefined) return whole;
	const own = ownWords(upper);
	if (own !== undefined) return own;
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

/** Part of a key that a name means only with a value of its form (`ACCESS_KEY_ID`, `accessKeyId`, `AWS_KEY`): other services have keys, too. */
export function meantWithValue(name: string): "access-key-id" | "secret" | undefined {
	const [, secret, id] =
		/^(?:AWS_?)?(?:ACCESS_?)?(?:(SECRET(?:_?ACCESS)?(?:_?KEY)?)|(KEY(?:_?ID)?|ID))$/i.exec(name) ?? [];
	return id ? "access-key-id" : secret ? "secret" : undefined;
}

/** The name that was meant with words that people take for it; undefined: none. */
function ownWords(upper: string): string | undefined {
	// As code reads it.
	const inCode = upper.replace(/^(?:PROCESS|IMPORT_META)_ENV_/, "");
	if (inCode !== upper && knownVariables.has(inCode)) return inCode;
	const [, reordered = ""] = otherPrefix.exec(upper) ?? [];
	if (keyParts.has(inOneWord(reordered))) return `REMOTION_AWS_${meantPart(reordered)}`;
	if (upper === "AWS_REMOTION_PROFILE") return profileVariable;
	const meant =
		upper.includes("REMOTION") || upper.endsWith("_CHECK") ? switches.find(([form]) => form.test(upper)) : undefined;
	if (meant) return meant[1];
	const [, prefix, part = ""] = /^(REMOTION_AWS_|REMOTION_|AWS_)(.+)$/.exec(upper) ?? [];
	if (prefix === undefined) return undefined;
	if (prefix === "REMOTION_") return keyParts.has(inOneWord(part)) ? `REMOTION_AWS_${meantPart(part)}` : undefined;
	const slip = slips.get(inOneWord(part)) ?? (prefix === "AWS_" ? undefined : remotionSlips.get(inOneWord(part)));
	return slip === undefined ? undefined : prefix + slip;
}

function inOneWord(part: string): string {
	return part.replaceAll("_", "");
}

function meantPart(part: string): string {
	return slips.get(inOneWord(part)) ?? part;
}
