import { sectionBits } from "../../sharedConfig/decidingKeys.ts";
import { knownAwsKeys } from "../../vocabulary/profileKeys.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { inAwsFiles } from "../shared/sharedConfig.ts";

/** Quotes around a value of an AWS file, where they are a part of it. */
export const quotedValue: Rule = {
	id: "quoted-value",
	severity: "error",
	docs: "Quotes around a value of an AWS file: unlike in `.env` files, they are taken for a part of the value.",
	check: inAwsFiles(({ files, bits }) =>
		inEach((bits & sectionBits.quoted) === 0 ? [] : files, ({ file: { path, places }, text }) =>
			inEach(places.sectionsWith(sectionBits.quoted), ({ kind, properties }) => {
				if (kind !== "profile" && kind !== "sso-session") return [];
				return inEach(properties, ({ name, valueRange: { start, end } }) => {
					// A program's path has its own quotes.
					if (!knownAwsKeys[kind].has(name) || name === "credential_process") return [];
					const quote = text.charAt(start);
					if (end - start < 3 || !(quote === '"' || quote === "'") || text.charAt(end - 1) !== quote) return [];
					const edits = [start, end - 1].map((at) => ({ path, range: { start: at, end: at + 1 }, newText: "" }));
					return [
						{
							message: "Remove the quotes. The AWS SDK treats them as part of the value.",
							severity: name.startsWith("aws_") ? ("error" as const) : ("warning" as const),
							origin: { layer: "file" as const, path, range: { start, end } },
							fixes: [{ title: "Remove the quotes", preferred: true, edits }],
						},
					];
				});
			}),
		),
	),
};
