import { sha1 as sha1Of } from "@noble/hashes/legacy.js";
import { sha256 as sha256Of } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-1 and SHA-256 of a text: the AWS SDK and CLI name the files of their token caches by them. Nothing here is protected by a hash. The
 * library in the place of Node.js's own, as the core runs without Node.js.
 */

/** Returns the SHA-1 of a text's UTF-8 bytes as hexadecimal digits. */
export function sha1(text: string): string {
	return bytesToHex(sha1Of(utf8ToBytes(text)));
}

/** Returns the SHA-256 of a text's UTF-8 bytes as hexadecimal digits. */
export function sha256(text: string): string {
	return bytesToHex(sha256Of(utf8ToBytes(text)));
}
