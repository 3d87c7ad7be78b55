/** What the real client's outcome is called: by its message, and by who issued the keys. */
import type { Outcome, Via } from "./oracle.ts";
import { ISSUED } from "./oracleServer.ts";

/** Who issued the keys with this ID. */
export function issuer(accessKeyId: string): Via {
	const found = Object.entries(ISSUED).find(([, issued]) => issued === accessKeyId);
	switch (found?.[0]) {
		case "role":
		case "web-identity":
		case "sso":
		case "container":
		case "instance":
		case "process":
			return found[0];
		default:
			return "static";
	}
}

/** What lies outside of files and environment: a missing login, a missing token. */
const attempts: [RegExp, Via][] = [
	[/^The SSO session associated with this profile (is invalid|has expired)/, "sso"],
	[/^The SSO session token associated with profile=/, "sso"],
	[/^Token is expired/, "sso"],
	[/^Failed to load a token for session .*aws login/, "login"],
	[/^Failed to load token from /, "login"],
	// In double quotes, dotenv takes `\n` for a line break, on Windows in the middle of a path, too.
	[/^ENOENT: [\s\S]*o-such-token/, "web-identity"],
];

/** What makes a profile unusable whatever the outside does. */
const unusable = [
	/requires multi-factor authentication/,
	/^Detected a cycle attempting to resolve credentials/,
	/^Unsupported credential source in profile/,
	/^Profile is configured with invalid SSO credentials/,
	/^Cannot read properties of undefined \(reading 'sso_region'\)/,
	/^Sso session '.*' (could not be found|is missing required property)/,
	/^Profile '.*' (could not be found|is missing required property)/,
	/^Unable to find environment variable credentials/,
	/^No HTTP credential provider host provided/,
	/^The container metadata credential provider cannot be used unless/,
	/is not a valid container metadata service (hostname|protocol)/,
	/^URL not accepted/,
];

type Loader = typeof import("@smithy/shared-ini-file-loader")["loadSharedConfigFiles"];

/** What stopped the client. @param loadSharedConfigFiles the SDK's own reading of the AWS files */
export async function failure(error: unknown, loadSharedConfigFiles: Loader): Promise<Outcome> {
	if (!(error instanceof Error)) throw new Error(`not an Error: ${String(error)}`);
	const message = error.message;
	if (message.includes("have not set the environment variable AWS_ACCESS_KEY_ID")) {
		return { kind: "error", code: "no-access-key-id", message };
	}
	if (message.includes("have not set the environment variable AWS_SECRET_ACCESS_KEY")) {
		return { kind: "error", code: "no-secret-access-key", message };
	}
	if (message === "Could not load credentials from any providers") {
		return { kind: "error", code: "no-credentials", message };
	}
	if (message === "Invalid URL") {
		// A container address that is none: a role's own, or the chain's last resort.
		const chained = error.stack?.includes("remoteProvider");
		return { kind: "error", code: chained ? "no-credentials" : "profile-unusable", message };
	}
	// The second is how SDKs of 2024 put it.
	const profile =
		/^Could not resolve credentials using profile: \[(.*)\] in/s.exec(message)?.[1] ??
		/^Profile (.*) could not be found or parsed in shared credentials file\.$/s.exec(message)?.[1];
	if (profile !== undefined) {
		// The SDK says the same of a missing profile and of one without credentials; its own loader tells which.
		const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
		// A role's missing source is named in the message, yet it is the role's profile that was asked for.
		const asked = process.env.REMOTION_AWS_PROFILE || process.env.AWS_PROFILE;
		const known = Object.hasOwn(configFile, profile) || Object.hasOwn(credentialsFile, profile);
		return { kind: "error", code: known || profile !== asked ? "profile-unusable" : "profile-not-found", message };
	}
	for (const [pattern, via] of attempts) if (pattern.test(message)) return { kind: "attempted", via, message };
	if (unusable.some((pattern) => pattern.test(message))) return { kind: "error", code: "profile-unusable", message };
	return { kind: "unknown", message: error.stack ?? message };
}
