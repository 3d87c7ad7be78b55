import { basename } from "node:path";
import { Refusal } from "../common/refusal.ts";

/** The text of a file's bytes. Refused where it is no UTF-8: written again, it would not be the same bytes. */
export function utf8Text(path: string, bytes: Buffer): string {
	const text = bytes.toString("utf8");
	if (!Buffer.from(text, "utf8").equals(bytes))
		throw new Refusal(`${basename(path)} is not written in UTF-8. Save it as UTF-8 first; nothing was changed.`);
	return text;
}
