/** The keys that decide what a profile is, each with a bit of its own: thousands of profiles are told apart by numbers. */
export const keyBits = {
	aws_access_key_id: 1,
	aws_secret_access_key: 2,
	aws_session_token: 4,
	role_arn: 8,
	source_profile: 16,
	credential_source: 32,
	mfa_serial: 64,
	web_identity_token_file: 128,
	credential_process: 256,
	login_session: 512,
	region: 1024,
	sso_session: 2048,
	sso_start_url: 4096,
	sso_region: 8192,
	sso_account_id: 16_384,
	sso_role_name: 32_768,
} as const;

export type DecidingKey = keyof typeof keyBits;

const byLength: { name: string; bit: number }[][] = [];
for (const [name, bit] of Object.entries(keyBits)) {
	byLength[name.length] ??= [];
	byLength[name.length]?.push({ name, bit });
}

/** The bit of the key that stands in `start..end`; 0: none of these. */
export function bitAt(text: string, start: number, end: number): number {
	const sameLength = byLength[end - start];
	if (sameLength !== undefined) {
		for (const { name, bit } of sameLength) {
			if (text.startsWith(name, start)) {
				return bit;
			}
		}
	}
	return 0;
}
