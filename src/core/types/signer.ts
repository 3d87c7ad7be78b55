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

/** Which fields of a secret's JSON hold the pair. */
export interface SecretFields {
	readonly id: string;
	readonly secret: string;
}
