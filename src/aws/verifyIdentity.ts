import type { Signing, SigningSource } from "../core/signing/signingContext.ts";
import { type AskOptions, createChildClient, type ProcessOptions, plain } from "./childClient.ts";
import type { IdentityQuestion, IdentityResult } from "./protocol.ts";

export type { IdentityResult } from "./protocol.ts";

/**
 * Asks AWS who these credentials are (`sts:GetCallerIdentity`, which needs no permission).
 *
 * @param options `script` is the built `identity.cjs`
 * @returns account, ARN and user ID, or why not; undefined: cancelled. Never rejects. Nothing in it is secret.
 */
export async function verifyIdentity(
	signing: Signing,
	options: ProcessOptions & AskOptions,
): Promise<IdentityResult | undefined> {
	const verifier = createVerifier(signing, options);
	try {
		return await verifier.verify(signing.source, options);
	} finally {
		verifier.dispose();
	}
}

/** Verifies one source after the other of one environment, in one process. */
export interface Verifier {
	verify(source: SigningSource, options: AskOptions): Promise<IdentityResult | undefined>;
	dispose(): void;
}

/** @param world environment, files and region; the same for every source. The process starts with the first question. */
export function createVerifier(
	world: Pick<Signing, "environment" | "files" | "region">,
	options: ProcessOptions,
): Verifier {
	const client = createChildClient<IdentityQuestion, IdentityResult>(world, options);
	return {
		verify: (source, asked) => client.ask({ source: plain(source) }, asked),
		dispose: client.dispose,
	};
}
