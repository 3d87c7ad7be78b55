import type { SecretFields } from "./secretsManagerFields.ts";

/**
 * Whose credentials are asked for, where it is not the active ones: a profile's, by its name; a pair's, by the names of its two variables,
 * as account rotation has them; or those in a secret. Names only, so it may be kept and shown.
 */
export type Signer = string | PairOfVariables | PairInSecret;

export interface PairOfVariables {
	/** Such as `AWS_KEY_2`. */
	readonly key: string;
	/** Such as `AWS_SECRET_2`. */
	readonly secret: string;
	/** Such as `AWS_TOKEN_2`; it goes along where it is set. */
	readonly token?: string;
}

/** A pair in AWS Secrets Manager: it is read each time it is needed. */
export interface PairInSecret {
	/** The secret's name or ARN. */
	readonly secretName: string;
	readonly region: string;
	readonly fields: SecretFields;
	/** Who reads it: a profile's name; null: the active credentials. */
	readonly reader: string | null;
}

/** Whether the credentials are in AWS Secrets Manager. */
export function isInSecret(signer: Signer | null | undefined): signer is PairInSecret {
	return typeof signer === "object" && signer !== null && "secretName" in signer;
}

/** The name alone: the profile's, or the secret's, or that of the variable with the access key ID. */
export function signerName(signer: Signer): string {
	if (isInSecret(signer)) return signer.secretName;
	return typeof signer === "string" ? signer : signer.key;
}

/** As people read it: `Profile remotion`, `Account AWS_KEY_2`, `Secret remotion/keys`. */
export function signerWords(signer: Signer): string {
	if (isInSecret(signer)) return `Secret ${signer.secretName}`;
	return typeof signer === "string" ? `Profile ${signer}` : `Account ${signer.key}`;
}

/** Whether two name the same credentials; null stands for the active ones. */
export function isSameSigner(a: Signer | null, b: Signer | null): boolean {
	if (a === null || b === null || typeof a === "string" || typeof b === "string") return a === b;
	if (isInSecret(a) || isInSecret(b)) return JSON.stringify(a) === JSON.stringify(b);
	return a.key === b.key && a.secret === b.secret;
}
