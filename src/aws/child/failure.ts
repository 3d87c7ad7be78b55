import type { IdentityFailure } from "../../core/errorGuide/verifying.ts";
import { KnownTexts, redact } from "../../core/text/redact.ts";

/** What becomes of a thrown thing: a code to look up and the first line of its message, without any of the secrets. */
export function failureOf(error: unknown, secrets: readonly string[]): IdentityFailure {
	const { code, message } = codeOf(error);
	// A command's error repeats the command and what it printed.
	if (/^Command failed|credential_process/.test(message)) return { code: "CredentialProcess", message: "" };
	return { code, message: clean(message, secrets) };
}

function codeOf(error: unknown): { code: string; message: string } {
	if (!(error instanceof Error)) return { code: "Error", message: "" };
	// Node wraps the failures of several addresses of one host.
	if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
	const { message } = error;
	// A system error's own code says more than its name, which is "Error".
	if ("code" in error && typeof error.code === "string" && error.code !== "") return { code: error.code, message };
	if (error.name === "Error" && error.cause instanceof Error) return codeOf(error.cause);
	return { code: error.name, message };
}

/** One line that fits a log, without secrets. */
function clean(message: string, secrets: readonly string[]): string {
	// Before it is cut: half a secret would not be seen any more.
	const text = redact(message, new KnownTexts(secrets)).split(/[\r\n]/, 1)[0] ?? "";
	return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
