/**
 * Whose credentials are asked for, where it is not the active ones: a profile's, by its name, or a pair's, by the names of its two
 * variables, as account rotation has them. Names only, so it may be kept and shown.
 */
export type Signer = string | PairOfVariables;

export interface PairOfVariables {
	/** Such as `AWS_KEY_2`. */
	readonly key: string;
	/** Such as `AWS_SECRET_2`. */
	readonly secret: string;
	/** Such as `AWS_TOKEN_2`; it goes along where it is set. */
	readonly token?: string;
}

/** The name alone: the profile's, or that of the variable with the access key ID. */
export function signerName(signer: Signer): string {
	return typeof signer === "string" ? signer : signer.key;
}

/** As people read it: `Profile remotion`, `Account AWS_KEY_2`. */
export function signerWords(signer: Signer): string {
	return typeof signer === "string" ? `Profile ${signer}` : `Account ${signer.key}`;
}

export function isSameSigner(a: Signer | null, b: Signer | null): boolean {
	if (a === null || b === null || typeof a === "string" || typeof b === "string") return a === b;
	return a.key === b.key && a.secret === b.secret;
}
