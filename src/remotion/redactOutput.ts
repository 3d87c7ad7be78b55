import { KnownTexts, redact } from "../core/text/redact.ts";
import { dots } from "../core/text/secret.ts";

/**
 * A text that a failing program printed, without what must not be shown: whatever the core's `redact` knows, the signed parts of
 * addresses, and the secrets that are known here, in the ways in which programs write them.
 * @param secrets texts that are known to be secret
 */
export function redactOutput(text: string, secrets: readonly string[]): string {
	return redact(text.replace(/(X-Amz-Credential=)[^&\s"'<>]+/gi, `$1${dots}`), new KnownTexts(secrets));
}
