import { createHmac, randomBytes } from "node:crypto";
import type { Signing } from "../../core/signing/signingContext.ts";

/** Fingerprints must not let anybody guess a secret: the key of the hash is this session's. */
const key = randomBytes(32);

/** Another text whenever these are other credentials, or are sent elsewhere. It tells no secret. */
export function fingerprint({ material }: Signing): string {
	return createHmac("sha256", key).update(material.reveal()).digest("base64url");
}
