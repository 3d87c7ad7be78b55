import type { PairInSecret, Signer } from "../types.ts";

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
