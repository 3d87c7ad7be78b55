/**
 * Until when the credentials of some profiles can be used, as far as files tell: a sign-in (SSO, `aws login`) by its token cache, or keys with a
 * date beside them. Dates and states only: no token is part of it.
 */
export interface Validity {
	/** sso: `aws sso login` renews it. login: `aws login` does. keys: what wrote the keys does. */
	kind: "sso" | "login" | "keys";
	/**
	 * missing: nobody signed in. unusable: the cached token is no token. expired: its end has passed. valid: its end is to come.
	 * undated: it has an end that is not understood.
	 */
	state: "missing" | "unusable" | "expired" | "valid" | "undated";
	/** When the AWS SDK stops, or stopped, using it, in milliseconds since 1970. */
	ends?: number;
	/** How long that is from now, in milliseconds; 0 once it has ended. */
	left?: number;
	/** The SDK renews it by itself when it is used, until the sign-in behind it ends; when that is, no file tells. */
	renews?: true;
	/** Remotion fails with it: the SDK stops, or AWS is sent what it must reject. */
	fails?: true;
	/** What is wrong with the cached token, as the end of "It can't be used: …". */
	problem?: string;
	/** When the state changes next if no file does, in milliseconds since 1970. */
	changes?: number;
	/** The names of the profiles that depend on it, a role's among them; of keys the one that has them comes first. None: the environment has the keys. */
	profiles: readonly string[];
	/** The profile to sign in with; absent: there is no sign-in. */
	signInProfile?: string;
	/** The active credentials depend on it. */
	isActive?: true;
}
