import { type Failure, failureOf, typeOf } from "../../credentialProviders/fromIni.ts";
import type { ProfileTable } from "../../credentialProviders/profileTable.ts";
import { isPrototypeName } from "../../sharedConfig/headings.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { changeValue, inBothAwsFiles, keyOrigin, misspelledKeys, suggester } from "../shared/sharedConfig.ts";

/** A role whose source profile is not there, or has nothing to assume the role with. */
export const missingSourceProfile: Rule = {
	id: "missing-source-profile",
	severity: "error",
	docs: "The profile that `source_profile` names does not exist, or has no credentials to assume the role with.",
	check: inBothAwsFiles((files) => {
		const { table, profiles } = files;
		const known = new Map<string, Failure | null>();
		const roles = files.broken.filter(({ type, sourceProfile }) => sourceProfile !== undefined && type === "role");
		if (roles.length === 0) return [];
		const similarTo = suggester(profiles.flatMap(({ name, problem }) => (problem === undefined ? [name] : [])));
		const unseen = new Set(table.profiles.flatMap(({ name, problem }) => (problem === undefined ? [] : [name])));
		return inEach(roles, ({ name, sourceProfile: source = "" }) => {
			const reason = table.has(source) ? withoutKeys(table, source, known) : notThere(source, unseen.has(source));
			if (reason === undefined) return [];
			const similar = similarTo(source.replace(/^profile\s{1,9}/, ""));
			const hint = similar[0] === undefined ? "" : ` Did you mean "${similar[0]}"?`;
			return keyOrigin(files, name, "source_profile", "value").map((origin) => ({
				message: `${reason} So the role of "${name}" cannot be assumed.${hint}`,
				origin,
				fixes: changeValue(files, name, "source_profile", similar),
			}));
		});
	}),
};

/** A source that is there and broken is told where it stands, but for one that merely has settings, which is no mistake of its own. */
function withoutKeys(table: ProfileTable, source: string, known: Map<string, Failure | null>): string | undefined {
	const settings = table.settings(source) ?? {};
	const facts = table.facts(source);
	const isTyped = facts !== undefined && typeOf(facts.bits, isPrototypeName(source)) !== undefined;
	if (isTyped || failureOf(table, source, undefined, known)?.why !== "without-credentials") return undefined;
	const isBegun = /^(?:aws_|role_arn$|source_profile$|credential_source$|web_identity_token_file$)/;
	if (misspelledKeys(settings).size > 0 || Object.keys(settings).some((key) => isBegun.test(key))) return undefined;
	return `The profile "${source}" has no credentials, only settings.`;
}

function notThere(source: string, isUnseen: boolean): string {
	return isUnseen ? `The AWS SDK does not see the profile "${source}".` : `There is no profile "${source}".`;
}
