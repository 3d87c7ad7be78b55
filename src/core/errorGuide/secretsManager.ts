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
			`The secret "${name}" in ${region} is scheduled for deletion, so its name can't be used until then.`,
		({ name, region }) => `Restore it: aws secretsmanager restore-secret --secret-id ${name} --region ${region}`,
	],
	[
		/^ResourceNotFoundException/,
		"Secret not found",
		({ name, region, who }) => `Secret "${name}" isn't in ${region} in the account of ${who}.`,
		() => "Check the name, region, and account. A secret exists only in its own region.",
	],
	[
		/^ResourceExistsException/,
		"The name is taken",
		({ name, region }) => `Secret "${name}" already exists in ${region}. It wasn't changed.`,
		() => "Choose another name.",
	],
	[
		/^AccessDenied.*kms/i,
		"No access to the KMS key",
		({ name, who }) => `"${name}" is encrypted with a KMS key that ${who} isn't allowed to use.`,
		() => "Allow kms:Decrypt on that key.",
	],
	[
		/^AccessDenied/,
		"Not allowed",
		(about) => `Access denied: ${about.who} isn't allowed to ${about.action} secret "${about.name}".`,
		(about) =>
			`Remotion's policies don't cover secrets. Allow ${permission(about)} on it, or ${about.action} it with other credentials.`,
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
		({ name }) => `"${name}" isn't a JSON object with fields.`,
		() => 'Store it as {"remotion_aws_client_id": "…", "remotion_aws_client_secret": "…"}.',
	],
	[
		/^Binary/,
		"The secret contains binary data",
		({ name }) => `"${name}" contains binary data, not text.`,
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
		({ name }) => `Secret "${name}" no longer contains the selected fields.`,
		() => 'Run "Remotion Lambda: Use secret from AWS Secrets Manager" again, and select other fields.',
	],
	[
		/^(Timeout|ECONNRESET|EPIPE|TimeoutError)/,
		"No response",
		(about) =>
			about.action === "read"
				? `${about.endpoint ?? `Secrets Manager in ${about.region}`} gave no response in time.`
				: `${about.endpoint ?? `Secrets Manager in ${about.region}`} gave no response in time. The secret might have been created anyway. Nothing else was changed.`,
		(about) =>
			about.action === "read"
				? "Check the network, VPN, and proxy, then try again."
				: `Check whether it exists: aws secretsmanager describe-secret --secret-id ${about.name} --region ${about.region}`,
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
