/** AWS files and `.env` lines that match the local AWS's accounts, for the demo workspace and the tests. */
import { join } from "node:path";
import { KEYS, WEB_IDENTITY_TOKEN, WRONG_SECRET } from "./accounts.ts";
import { POOL_KEYS, POOL_TWIN } from "./pool.ts";
import type { AccessKey } from "./types.ts";

/** Profile name → its key. */
const STATIC_PROFILES: Record<string, AccessKey> = {
	remotion: KEYS.studio,
	"remotion-session": KEYS.studioSession,
	"remotion-expired": KEYS.expired,
	agency: KEYS.agency,
	"new-account": KEYS.fresh,
	intern: KEYS.denied,
	invoker: KEYS.invokeOnly,
	checker: KEYS.checker,
	secrets: KEYS.secrets,
	"hosting-platform": KEYS.platform,
	"wrong-secret": WRONG_SECRET,
	"unknown-key": KEYS.unknown,
};

/**
 * The files of a home folder whose profiles the local AWS knows: absolute path → text.
 * `.aws/credentials`, `.aws/config`, and what they refer to. Give the secrets' files mode 0600.
 */
export function demoAwsFiles(home: string): Record<string, string> {
	const folder = join(home, ".aws");
	const tokenFile = join(folder, "web-identity-token");
	const processFile = join(folder, "process-credentials.json");
	return {
		[join(folder, "credentials")]: Object.entries(STATIC_PROFILES)
			.map(([name, key]) => section(name, keyLines(key)))
			.join("\n"),
		[join(folder, "config")]: [
			"# Profiles of the local AWS; none of these keys works anywhere else.",
			...["remotion", "agency"].map((name) => section(`profile ${name}`, { region: "us-east-1" })),
			section("profile render-role", role("render-role", { source_profile: "remotion" })),
			section("profile locked-role", role("locked-role", { source_profile: "remotion" })),
			section(
				"profile mfa-role",
				role("guarded-role", { source_profile: "remotion", mfa_serial: "arn:aws:iam::111122223333:mfa/render-bot" }),
			),
			section("profile web-identity", role("web-role", { web_identity_token_file: tokenFile })),
			section("profile process", { credential_process: `cat "${processFile}"` }),
		].join("\n"),
		[tokenFile]: WEB_IDENTITY_TOKEN,
		[processFile]: JSON.stringify({
			Version: 1,
			AccessKeyId: KEYS.studio.accessKeyId,
			SecretAccessKey: KEYS.studio.secretAccessKey,
		}),
	};
}

/** The names of all profiles in those files, in their order. */
export const DEMO_PROFILES: readonly string[] = [
	...Object.keys(STATIC_PROFILES),
	"render-role",
	"locked-role",
	"mfa-role",
	"web-identity",
	"process",
];

/** `.env` lines for rotation: `AWS_KEY_1`, `AWS_SECRET_1`, … and `AWS_TOKEN_19`, as that key is a temporary one. */
export function poolEnv(count: number = POOL_KEYS.length): string {
	return POOL_KEYS.slice(0, count)
		.map((key, index) => poolLines(index + 1, key))
		.join("");
}

/** The `.env` lines of one account in a rotation. */
export function poolLines(number: number, { accessKeyId, secretAccessKey, sessionToken }: AccessKey): string {
	const token = sessionToken === undefined ? "" : `AWS_TOKEN_${number}=${sessionToken}\n`;
	return `AWS_KEY_${number}=${accessKeyId}\nAWS_SECRET_${number}=${secretAccessKey}\n${token}`;
}

function keyLines({ accessKeyId, secretAccessKey, sessionToken }: AccessKey): Record<string, string> {
	return {
		aws_access_key_id: accessKeyId,
		aws_secret_access_key: secretAccessKey,
		...(sessionToken === undefined ? {} : { aws_session_token: sessionToken }),
	};
}

function role(name: string, more: Record<string, string>): Record<string, string> {
	return { role_arn: `arn:aws:iam::111122223333:role/${name}`, ...more };
}

function section(heading: string, lines: Record<string, string>): string {
	return `[${heading}]\n${Object.entries(lines)
		.map(([key, value]) => `${key} = ${value}\n`)
		.join("")}`;
}

/**
 * `.env` lines of a pool with everything that goes wrong: 1 to 16 are fine, 17 is missing, 18 is half a pair, 19 has expired, 20 may do
 * nothing, 21 is another key of 1's account, 22 is 2's own key again.
 */
export function flawedPoolEnv(): string {
	const lines = POOL_KEYS.flatMap((key, index) => {
		const number = index + 1;
		if (number === 17) return [];
		return number === 18 ? [`AWS_KEY_18=${key.accessKeyId}\n`] : [poolLines(number, key)];
	});
	const second = POOL_KEYS[1];
	return [...lines, poolLines(21, POOL_TWIN), ...(second ? [poolLines(22, second)] : [])].join("");
}
