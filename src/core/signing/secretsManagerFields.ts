import { Secret } from "../text/secret.ts";
import type { SecretFields } from "../types.ts";
import { isAccessKeyId } from "../vocabulary/keyFormat.ts";

/** The names Remotion's documentation gives the two fields. */
export const documentedFields: SecretFields = { id: "remotion_aws_client_id", secret: "remotion_aws_client_secret" };

/** The fields of a secret that hold text, or why there are none. */
export type SecretContent =
	| { readonly ok: true; readonly fields: ReadonlyMap<string, Secret> }
	| { readonly ok: false; readonly code: "Binary" | "NotJson" | "NoFields" };

/** Reads what a secret holds; undefined: bytes. */
export function readContent(text: Secret | undefined): SecretContent {
	if (text === undefined) return { ok: false, code: "Binary" };
	let json: unknown;
	try {
		json = JSON.parse(text.reveal());
	} catch {
		return { ok: false, code: "NotJson" };
	}
	if (typeof json !== "object" || json === null || Array.isArray(json)) return { ok: false, code: "NotJson" };
	const fields = new Map<string, Secret>();
	for (const [name, value] of Object.entries(json))
		if (typeof value === "string" && value !== "") fields.set(name, new Secret(value));
	return fields.size < 2 ? { ok: false, code: "NoFields" } : { ok: true, fields };
}

/** Which field is what, where that is plain: the documented names, else one access key ID among two fields. */
export function plainFields(fields: ReadonlyMap<string, Secret>): SecretFields | undefined {
	if (fields.has(documentedFields.id) && fields.has(documentedFields.secret)) return documentedFields;
	const ids = likelyIds(fields);
	const [id] = ids;
	const others = [...fields.keys()].filter((name) => name !== id);
	const [secret] = others;
	return ids.length === 1 && others.length === 1 && id !== undefined && secret !== undefined
		? { id, secret }
		: undefined;
}

/** The fields that look like an access key ID. */
export function likelyIds(fields: ReadonlyMap<string, Secret>): string[] {
	return [...fields].flatMap(([name, value]) => (isAccessKeyId(value.reveal()) ? [name] : []));
}

/** The pair in a secret; undefined where a field is missing. */
export function pairOf(
	fields: ReadonlyMap<string, Secret>,
	{ id, secret }: SecretFields,
): { accessKeyId: string; secretAccessKey: Secret } | undefined {
	const [accessKeyId, secretAccessKey] = [fields.get(id)?.reveal(), fields.get(secret)];
	return accessKeyId === undefined || !secretAccessKey ? undefined : { accessKeyId, secretAccessKey };
}

/** A pair as the documentation stores it. */
export function secretText(pair: { accessKeyId: string; secretAccessKey: Secret }): Secret {
	const json = { [documentedFields.id]: pair.accessKeyId, [documentedFields.secret]: pair.secretAccessKey.reveal() };
	return new Secret(JSON.stringify(json));
}

const arnOfSecret = /^arn:aws[\w-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[\w/+=.@-]+$/;

/** Why a new secret cannot be called so; undefined: it can. Source: `CreateSecret` of AWS Secrets Manager. */
export function secretNameProblem(name: string): string | undefined {
	if (name === "") return "Enter a name.";
	// AWS adds a hyphen and six characters of its own to the ARN.
	const endsAsArn = /-\w{6}$/.test(name)
		? "The name can't end with a hyphen and six characters, because AWS adds its own."
		: undefined;
	return charactersProblem(name) ?? endsAsArn;
}

/** Why no secret is called so; undefined: one may be. A name or an ARN. Source: `CreateSecret`, and `SecretId` of `GetSecretValue`. */
export function secretIdProblem(id: string): string | undefined {
	if (id === "") return "Enter a name or an ARN.";
	if (!id.startsWith("arn:")) return charactersProblem(id);
	return arnOfSecret.test(id) ? undefined : "A secret's ARN is arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME.";
}

function charactersProblem(name: string): string | undefined {
	if (name.length > 512) return "A name has at most 512 characters.";
	return /^[\w/+=.@-]+$/.test(name) ? undefined : "Letters, digits and / _ + = . @ - only.";
}

/** The region in a secret's ARN; undefined for a name. */
export function regionInArn(name: string): string | undefined {
	return arnOfSecret.exec(name)?.[1];
}
