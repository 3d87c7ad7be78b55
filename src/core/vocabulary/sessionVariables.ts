import { Secret } from "../text/secret.ts";
import { keyVariables, skipVariable } from "./variables.ts";

/** Temporary credentials with their end. */
export interface Session {
	readonly accessKeyId: string;
	readonly secretAccessKey: Secret;
	readonly sessionToken: Secret;
	readonly expires: Date;
}

/** What one terminal gets, by how it may be handed over. */
export interface SessionVariables {
	/** The session; null: the variable is taken away. It holds secrets: it goes to that terminal alone. */
	readonly session: Readonly<Record<string, Secret | null>>;
	/** Holds no secret. Empty counts as not set, and keeps a `.env` file from setting it. */
	readonly emptied: Readonly<Record<string, string>>;
}

/**
 * Returns the variables that make Remotion, the AWS CLI and SDKs use a session in one terminal: both pairs, since a `.env` file may set either, and
 * no profile, which would take precedence. `AWS_PROFILE` is taken away: the AWS CLI takes an empty one for a profile without a name.
 * @param isCheckSkipped whether `REMOTION_SKIP_AWS_CREDENTIALS_CHECK` is set, which would make Remotion ignore its own pair
 */
export function sessionVariables(
	{ accessKeyId, secretAccessKey, sessionToken, expires }: Session,
	isCheckSkipped: boolean,
): SessionVariables {
	const values = [new Secret(accessKeyId), secretAccessKey, sessionToken];
	const pairs = (["REMOTION_AWS_", "AWS_"] as const).flatMap((prefix) =>
		keyVariables(prefix).map((name, index): [string, Secret | null] => [name, values[index] ?? null]),
	);
	return {
		session: {
			...Object.fromEntries(pairs),
			// What the AWS SDKs read beside the pair.
			AWS_CREDENTIAL_EXPIRATION: new Secret(expires.toISOString()),
			AWS_PROFILE: null,
			AWS_DEFAULT_PROFILE: null,
		},
		emptied: { REMOTION_AWS_PROFILE: "", ...(isCheckSkipped && { [skipVariable]: "" }) },
	};
}
