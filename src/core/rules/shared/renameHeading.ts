import { headingMeaning } from "../../sharedConfig/headings.ts";
import type { AwsFile } from "../../sharedConfig/parse.ts";
import { printableText } from "../../text/printableName.ts";
import type { Fix, TextRange } from "../../types.ts";

/** A name of one word, behind the word for what it names, among brackets and quotes that do not belong there. */
const meant =
	/^["'[\s]{0,9}(?:profile\s(?=sso-session\s))?(?:(profile|sso[-_]session|services)[\s:=]{1,9})?["']?([^\s"'[\](){}]+)["'\])}\s]{0,9}$/i;

/**
 * "Change to [name]", where the name that a heading means is plain; no fix where it is not.
 * @param range what is replaced
 * @param heading the heading as it is written
 * @param around what is put around the new one
 */
export function renameHeading(
	{ path, kind }: Pick<AwsFile, "path" | "kind">,
	range: TextRange,
	heading: string,
	[open = "", close = ""]: readonly string[] = [],
): Fix[] {
	const [, prefix = "profile", rest = ""] = meant.exec(heading) ?? [];
	// [profile] alone lacks its name.
	if (/^(?:profile|sso-session|services)$/i.test(rest)) return [];
	const name = rest.toLowerCase() === "default" ? "default" : rest;
	const section = prefix.toLowerCase().replace("_", "-");
	const isProfile = section === "profile";
	const isBare = isProfile && (kind === "credentials" || name === "default");
	const wanted = isBare ? name : `${section} ${name}`;
	const meaning = headingMeaning(wanted, kind);
	const isRead = meaning.problem === undefined && meaning.kind === section && meaning.name === name;
	if (!isRead || (wanted === heading && open === "")) return [];
	const edits = [{ path, range, newText: open + wanted + close }];
	return [{ title: printableText(`Change to [${wanted}]`), preferred: true, edits }];
}
