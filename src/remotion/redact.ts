import { maskAccessKeyId } from "../core/index.ts";

const dots = "••••••••";

/**
 * A text that a failing program printed, without what must not be shown: the secrets that are known, signatures and tokens of signed
 * addresses, whatever looks like a secret access key or a session token; access key IDs are masked.
 * @param secrets texts that are known to be secret
 */
export function redact(text: string, secrets: readonly string[] = []): string {
	let clean = text;
	for (const secret of secrets) {
		if (secret === "") continue;
		clean = clean.replaceAll(secret, dots).replaceAll(encodeURIComponent(secret), dots);
		clean = clean.replaceAll(JSON.stringify(secret).slice(1, -1), dots);
	}
	return clean
		.replace(/(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"'<>]+/gi, `$1${dots}`)
		.replace(
			/((?:aws_)?(?:secret_access_key|session_token|SecretAccessKey|SessionToken)["']?\s*[=:]\s*["']?)[^\s"',}]+/gi,
			`$1${dots}`,
		)
		.replace(/(?<![\w+/=])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/]{40}(?![\w+/=])/g, dots)
		.replace(/(?<![\w+/=])[A-Za-z0-9+/]{100,}={0,2}/g, dots)
		.replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, maskAccessKeyId);
}
