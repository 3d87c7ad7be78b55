/** The two AWS files of random projects: such that work, such that people broke, and temporary keys with a date. Every key is plainly invalid. */

import fc from "fast-check";

/** Before and after `now` of test/unit/situation.ts, in the ways in which tools write a time. */
export const dates = [
	"2026-05-31T12:00:00Z",
	"2026-06-01T11:59:59+00:00",
	"1780000000",
	"2026-06-02T12:00:00Z",
	"yesterday",
];

export const credentials = `[remotion]
aws_access_key_id = AKIAFAKEREMOTION0001
aws_secret_access_key = not-a-real-secret-remotion-0000000000001
[half]
aws_access_key_id = AKIAFAKEHALF00000001
[two words]
aws_access_key_id = AKIAFAKETWOWORDS0001
`;
export const defaultProfile = `[default]
aws_access_key_id = AKIAFAKEDEFAULT00001
aws_secret_access_key = not-a-real-secret-default-00000000000001
`;
export const config = `[profile role]
role_arn = arn:aws:iam::111122223333:role/remotion
credential_source = Environment
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/remotion
source_profile = remotion
mfa_serial = arn:aws:iam::111122223333:mfa/someone
[profile china]
role_arn = arn:aws-cn:iam::111122223333:role/remotion
source_profile = remotion
`;
/** A profile's temporary keys, and a role that takes them, each with a date of another tool. */
export const datedProfiles = fc
	.tuple(fc.constantFrom("aws_expiration", "x_security_token_expires", "expiration"), fc.constantFrom(...dates))
	.map(
		([name, date]) =>
			`aws_access_key_id = ASIAFAKEREMOTION0001\naws_secret_access_key = not-a-real-secret-dated-0000000000000001\naws_session_token = not-a-real-token==\n${name} = ${date}\n`,
	)
	.map((keys) => ({ credentials: `[remotion]\n${keys}[default]\n${keys}`, config }));

const role = "role_arn = arn:aws:iam::111122223333:role/remotion";
/** Mistakes as people make them, one a section. */
const brokenCredentials = [
	"[profile wrong-form]\nregion = us-east-1",
	"[ blanks ]\nregion = us-east-1",
	"[half]\naws_access_key_id = AKIAFAKEHALF00000001",
	"[shouted]\nAWS_ACCESS_KEY_ID = AKIAFAKESHOUTED00001\naws_secret_key = not-a-real-secret-shouted-000000000000001",
	"[quoted]\naws_access_key_id = \"AKIAFAKEQUOTED000001\"\nregion = 'us-east-1'",
	"[twice]\nregion = us-east-1\nregion = us-east-2",
	"[again]\nregion = us-east-1",
	"[again]\nregion = us-east-2",
	"[temporary]\naws_access_key_id = ASIAFAKETEMPORARY001\naws_secret_access_key = not-a-real-secret-temporary-0000000000001",
	"[remotion]\naws_access_key_id = AKIAFAKEREMOTION0001\naws_secret_access_key = not-a-real-secret-remotion-0000000000001",
	"[__proto__]\nregion = us-east-1",
];
const brokenConfig = [
	"[remotion]\nregion = us-east-1",
	"[Default]\nregion = us-east-1",
	`[profile typo]\n${role}\nsource_profile = remotoin`,
	`[profile round]\n${role}\nsource_profile = trip`,
	`[profile trip]\n${role}\nsource_profile = round`,
	`[profile source]\n${role}\ncredential_source = environment`,
	`[profile mfa]\n${role}\nsource_profile = remotion\nmfa_serial = arn:aws:iam::111122223333:mfa/someone`,
	"[profile sso]\nsso_session = compnay\nsso_account_id = 111122223333\nsso_role_name = remotion",
	"[sso-session company]\nsso_region = us-east-1\nsso_start_url = https://company.example/start",
	"[profile sso-2]\nsso_session = company\nsso_account_id = 111122223333\nsso_role_name = remotion",
	"[profile half]\nregion = us-east-1\ns3 =\n  endpoint_url = http://127.0.0.1:1\nregion = us-east-2",
];

export const brokenAwsFiles = fc
	.record({
		credentials: fc.shuffledSubarray(brokenCredentials),
		config: fc.shuffledSubarray(brokenConfig),
		eol: fc.constantFrom("\n", "\r\n"),
	})
	.map(({ credentials, config, eol }) => ({
		credentials: credentials.join("\n\n").replaceAll("\n", eol),
		config: config.join("\n").replaceAll("\n", eol),
	}));
