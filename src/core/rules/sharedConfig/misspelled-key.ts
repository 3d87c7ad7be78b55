import { printableKey, textOf } from "../../credentialProviders/fromIni.ts";
import type { AwsFiles } from "../../project/profilePlaces.ts";
import { cliTokens } from "../../sharedConfig/cliProfiles.ts";
import { sectionBits } from "../../sharedConfig/decidingKeys.ts";
import type { TextEdit } from "../../types.ts";
import { isTemporary } from "../../vocabulary/keyFormat.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { inAwsFiles, keyOrigin, misspelledKeys, profilesWith } from "../shared/sharedConfig.ts";

/** A key of a profile that the SDK does not know, and that looks like one it does. */
export const misspelledKey: Rule = {
	id: "misspelled-key",
	severity: "warning",
	docs: "The AWS SDK ignores this setting, but its name looks like one that it reads (`AWS_ACCESS_KEY_ID`, `aws_secret_key`).",
	check: inAwsFiles((files) =>
		inEach(profilesWith(files, sectionBits.unknown), ({ name, accessKeyId = "" }) =>
			[...misspelledKeys(files.table.settings(name) ?? {})].flatMap(([key, meant]) => {
				// `missing-session-token` says it, as an error.
				if (meant === "aws_session_token" && isTemporary(accessKeyId)) return [];
				return keyOrigin(files, name, key).flatMap((origin) => {
					const { path, range } = origin;
					if (path === undefined || !range) return [];
					const written = /^(?:export |set |\$env:)?[\w-]+$/i.test(key) ? key : printableKey(key);
					// Source: AWS CLI 2.9.19 and botocore 1.43.11 read both.
					const note =
						key.toLowerCase() === meant
							? " Setting names are case-sensitive, except in the AWS CLI."
							: key === cliTokens[0]
								? " The AWS CLI and boto3 read it."
								: "";
					return [
						{
							message: `The AWS SDK ignores ${written}. Did you mean ${meant}?${note}`,
							origin,
							fixes: [
								{
									title: `Rename to ${meant}`,
									preferred: true,
									edits: [{ path, range, newText: meant }, ...withoutQuotes(files, name, key)],
								},
							],
						},
					];
				});
			}),
		),
	),
};

/** The quotes of a shell's syntax go along with its name for the setting. */
function withoutQuotes(files: AwsFiles, name: string, key: string): TextEdit[] {
	const value = textOf(files.table.settings(name) ?? {}, key) ?? "";
	if (!/^(["']).+\1$/.test(value)) return [];
	return keyOrigin(files, name, key, "value").flatMap(({ path, range }) =>
		path === undefined || !range
			? []
			: [range.start, range.end - 1].map((at) => ({ path, range: { start: at, end: at + 1 }, newText: "" })),
	);
}
