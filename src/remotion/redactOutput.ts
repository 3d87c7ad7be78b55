import { redact } from "../core/text/redact.ts";

const dots = "••••••••";

/**
 * A text that a failing program printed, without what must not be shown: whatever the core's `redact` knows, the signed parts of
 * addresses, and the secrets that are known here, in the ways in which programs write them.
 * @param secrets texts that are known to be secret
 */
export function redactOutput(text: string, secrets: readonly string[]): string {
	let clean = text;
	for (const secret of secrets) {
		// What is so short stands in ordinary words, too.
		if (secret.length < 4) continue;
		const ways = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
		for (const way of ways) clean = clean.replaceAll(way, dots);
	}
	return redact(clean.replace(/(X-Amz-(?:Security-Token|Credential)=)[^&\s"'<>]+/gi, `$1${dots}`));
}
