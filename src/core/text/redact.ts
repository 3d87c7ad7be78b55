import { dots, maskAccessKeyId } from "./secret.ts";

/** Every kind of access key ID that signs: long-lived, temporary, bearer, context. Source: IAM's "Understanding unique ID prefixes". */
const accessKeyIds = /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,124}/g;

/**
 * A secret's name, then `=` or `:` in the ways of `.env`, INI, YAML, JSON (escaped too), JavaScript, URLs and HTTP headers, then the value.
 * Every run is bounded or followed by nothing that could match it again, so that a text of any shape takes linear time.
 */
const named =
	/((?:secret[_-]?(?:access[_-]?)?key(?:_\d{1,9})?|AWS_SECRET_\d{0,9}|session[_-]?token|security[_-]?token|authorization[_-]?token|identity[_-]?token|access[_-]?token|refresh[_-]?token|client[_-]?secret|x-amz-signature|signature)["'`\\]{0,4}[ \t]{0,8}(?:=>|%3D|[:=>])[ \t]{0,8}["'`\\]{0,4})([^\s"'`\\<>&,;(){}[\]]+)/gi;

/** The same in the words people read, as `aws configure` prompts: only a value that is long enough, so that sentences stay. */
const prompted =
	/((?:secret access key|session token)(?: \[[^\]\n]{0,60}\])?[ \t]{0,8}[:=][ \t]{0,8}["'`]?)([A-Za-z0-9/+=_-]{16,})/gi;

/** A secret right behind its (already masked) key ID, as in the CSV that AWS hands out. */
const besideKeyId =
	/((?:AKIA|ASIA)…[A-Z0-9]{4}["'`\\]{0,4}[ \t]{0,8}[,;:|/][ \t]{0,8}["'`\\]{0,4})([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/g;

/** Exactly 40 characters of base64 with all kinds of letters: a secret access key that stands alone. A commit's hash has no capitals. */
const alone = /(?<![A-Za-z0-9/+=_.-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_.-])/g;

/** How the session tokens of STS begin. */
const sessionTokens = /(?:IQoJ|FwoG|FQoG|AQoD)[A-Za-z0-9/+=%_-]{60,}/g;

/** A signed web token, as web identities use. */
const webTokens = /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/g;

/** What programs print where there is no value: it says what is wrong, and it is no secret. */
const noValue = /^(?:undefined|null|none|true|false|nan|\*+|•+|x+|\.+|…)$/i;

/**
 * A text with every secret masked: secret access keys and session tokens become dots, access key IDs keep their ends (`AKIA…7Q2A`).
 * ARNs, account numbers, request ids and ordinary words stay. Linear in the text's length; never throws.
 */
export function redact(text: string): string {
	return text
		.replace(accessKeyIds, (id) => maskAccessKeyId(id))
		.replace(webTokens, dots)
		.replace(named, (whole, name: string, value: string) => (noValue.test(value) ? whole : `${name}${dots}`))
		.replace(prompted, (_, name: string) => `${name}${dots}`)
		.replace(sessionTokens, dots)
		.replace(besideKeyId, (_, before: string) => `${before}${dots}`)
		.replace(alone, (word) => (/[A-Z]/.test(word) && /[a-z]/.test(word) && /\d/.test(word) ? dots : word));
}
