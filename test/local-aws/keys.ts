/** Access keys of the right shape that are plainly no real ones. */
import type { AccessKey } from "./types.ts";

/** A long-lived key; `label`: at most 12 of A–Z and 0–9. */
export function longLivedKey(label: string): AccessKey {
	return { accessKeyId: `AKIAFAKE${label.padEnd(12, "0")}`, secretAccessKey: fakeSecret(label) };
}

/** A temporary key with its token; `expires`: an ISO date, absent: it stays valid while the server runs. */
export function temporaryKey(label: string, expires?: string): AccessKey {
	const key = {
		accessKeyId: `ASIAFAKE${label.padEnd(12, "0")}`,
		secretAccessKey: fakeSecret(label),
		// Real tokens end in "==" more often than not; files and parsers must stand that.
		sessionToken: `local-aws-session-token-not-real/${label.toLowerCase()}+${"0".repeat(40)}==`,
	};
	return expires === undefined ? key : { ...key, expires };
}

/** 40 characters, as long as a real one. */
export function fakeSecret(label: string): string {
	return `local-aws-secret-not-real-${label.toLowerCase().padEnd(14, "0")}`;
}
