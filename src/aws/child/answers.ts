/**
 * What the processes that ask AWS have in common, the AWS SDK above all; `dist/answers.cjs`. Each loads its own half and no more: two bundles
 * with the SDK in both would make the extension a fifth larger.
 */

/** Answers questions about identities from now on. */
export async function answerIdentities(): Promise<void> {
	await import("./answerIdentities.ts");
}

/** Takes sessions with an MFA code from now on. */
export async function answerSessions(): Promise<void> {
	await import("./answerSessions.ts");
}

/** Answers questions about secrets from now on. */
export async function answerSecrets(): Promise<void> {
	await import("./answerSecrets.ts");
}
