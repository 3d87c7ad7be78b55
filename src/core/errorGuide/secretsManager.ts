import { type IdentityFailure, type IdentityWords, identityWords } from "./verifying.ts";

/** What the words about a secret need to know. */
export interface SecretCircumstances {
	readonly action: "read" | "create";
	readonly name: string;
	readonly region: string;
	/** Who asked, as the middle of a sentence: "the profile \"secrets\"". */
	readonly who: string;
	readonly profile?: string | undefined;
	readonly endpoint?: string | undefined;
	readonly isTemporary: boolean;
	readonly isOptInRegion: boolean;
}

type Row = readonly [
	match: RegExp,
	title: string,
	cause: (about: SecretCircumstances) => string,
	remedy: (about: SecretCircumstances) => string,
];

const permission = ({ action }: SecretCircumstances) =>
	action === "read" ? "secretsmanager:GetSecretValue" : "secretsmanager:CreateSecret";

/** The first row that matches "code: message" counts. Codes: "Errors" of GetSecretValue and CreateSecret, and those of `readContent`. */
const rows: readonly Row[] = [
	[
		/^InvalidRequestException: .*(scheduled|marked) for deletion/i,
		"The secret is being deleted",
		({ name, region }) =>
			`The secret "${name}" in ${region} is marked for deletion, and its name is taken until it is gone.`,
		({ name, region }) =>
			`Bring it back with: aws secretsmanager restore-secret --secret-id ${name} --region ${region}`,
	],
	[
		/^ResourceNotFoundException/,
		"There is no such secret",
		({ name, region, who }) => `In the account of ${who} there is no secret "${name}" in ${region}.`,
		() => "Check name, region and account; a secret is found in its own region only.",
	],
	[
		/^ResourceExistsException/,
		"The name is taken",
		({ name, region }) => `There is a secret "${name}" in ${region} already. It was left as it is.`,
		() => "Choose another name.",
	],
	[
		/^AccessDenied.*kms/i,
		"No access to the KMS key",
		({ name, who }) => `"${name}" is encrypted with a KMS key that ${who} may not use.`,
		() => "Allow kms:Decrypt on that key.",
	],
	[
		/^AccessDenied/,
		"Not allowed",
		(about) => `AWS refuses: ${about.who} may not ${about.action} the secret "${about.name}".`,
		(about) =>
			`Remotion's own policies do not cover secrets: allow ${permission(about)} on it, or ${about.action} it with other credentials.`,
	],
	[
		/^DecryptionFailure/,
		"The secret cannot be decrypted",
		({ name }) => `AWS cannot decrypt "${name}" with its KMS key.`,
		() => "Check that the key is enabled.",
	],
	[
		/^NotJson/,
		"The secret is not JSON",
		({ name }) => `What "${name}" holds is not a JSON object with fields.`,
		() => 'Store it as {"remotion_aws_client_id": "…", "remotion_aws_client_secret": "…"}.',
	],
	[
		/^Binary/,
		"The secret holds bytes",
		({ name }) => `"${name}" holds bytes, not text.`,
		() => "Store it as JSON text.",
	],
	[
		/^NoFields/,
		"Fields are missing",
		({ name }) => `"${name}" needs two text fields: an access key ID and a secret access key.`,
		() => "Store remotion_aws_client_id and remotion_aws_client_secret in it.",
	],
	[
		/^FieldsGone/,
		"The chosen fields are missing",
		({ name }) => `The secret "${name}" no longer has the fields that were chosen.`,
		() => "Run “Remotion Lambda: Use a secret” again, and choose others.",
	],
	[
		/^(Timeout|ECONNRESET|EPIPE|TimeoutError)/,
		"No answer",
		(about) =>
			about.action === "read"
				? `${about.endpoint ?? `Secrets Manager in ${about.region}`} gave no response in time.`
				: `${about.endpoint ?? `Secrets Manager in ${about.region}`} gave no response in time. The secret might have been created anyway. Nothing else was changed.`,
		(about) =>
			about.action === "read"
				? "Check the network, VPN and proxy, then try again."
				: `Look for it with: aws secretsmanager describe-secret --secret-id ${about.name} --region ${about.region}`,
	],
];

/** The words for a failure; what is no matter of secrets is told as for any other question to AWS. */
export function secretWords(failure: IdentityFailure, about: SecretCircumstances): IdentityWords {
	const text = `${failure.code}: ${failure.message}`;
	const row = rows.find(([match]) => match.test(text));
	if (!row) return identityWords(failure, about);
	const [, title, cause, remedy] = row;
	return { title, cause: cause(about), remedy: remedy(about) };
}

/** How to take back what was stored. */
export function undoWords(name: string, region: string): string {
	return `aws secretsmanager delete-secret --secret-id ${name} --region ${region}`;
}
