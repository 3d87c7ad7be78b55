import { rangeOf } from "../../code/tokens.ts";
import { maskAccessKeyId } from "../../text/secret.ts";
import type { TextRange } from "../../types.ts";
import type { LintedFile, LintRule } from "./types.ts";

/** An access key ID where everybody with the repository reads it. */
export const accessKeyInCode: LintRule = {
	id: "access-key-in-code",
	severity: "error",
	docs: "A hard-coded access key ID in code, `vercel.json`, or a workflow: anyone with access to the repository can read it, and probably its secret. Example keys from the AWS documentation are ignored.",
	check: (file) =>
		writtenTexts(file).flatMap((range) =>
			[...file.text.slice(range.start, range.end).matchAll(accessKeyId)].flatMap(({ 0: id, index }) => {
				if (isExample(id)) return [];
				const start = range.start + index;
				return [
					{
						message: `Hard-coded access key ID ${maskAccessKeyId(id)}: anyone with this file can read it. Move it and its secret to .env as REMOTION_AWS_…, and replace the key in AWS if the file was ever shared.`,
						origin: { layer: "file" as const, path: file.path, range: { start, end: start + id.length } },
						fixes: [],
					},
				];
			}),
		),
};

/** Not within a longer word, and not in a signed link: that names the key that signed it, and gives nothing away. */
const accessKeyId =
	/(?<![A-Za-z0-9+/_]|Credential(?:=|%3D)|AccessKeyId(?:=|%3D))(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9+/_])/g;

function writtenTexts(file: LintedFile): readonly TextRange[] {
	if (file.kind !== "code") return file.configuration.texts;
	return file.code.tokens
		.filter(({ type }) => /^(?:StringLiteral|NoSubstitutionTemplate|Template|JSXString)/.test(type))
		.map(rangeOf);
}

/** What people write to show the form: words, counted digits, few different characters. Real ones are drawn at random. */
function isExample(id: string): boolean {
	const body = id.slice(4);
	if (/EXAMPLE|SAMPLE|FAKE|TEST|DUMMY|PLACEHOLDER|YOURKEY|YOURACCESS|CHANGEME|123456|ABCDEF|(.)\1{3}/.test(body))
		return true;
	return new Set(body).size < 6;
}
