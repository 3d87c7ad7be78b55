import { commentsIn, rangeOf } from "../../code/tokens.ts";
import { isRandom } from "../../text/masking/shapes.ts";
import { maskAccessKeyId } from "../../text/secret.ts";
import type { TextRange } from "../../types.ts";
import type { LintedFile, LintRule } from "./types.ts";

/** An access key, its ID or its secret, where everybody with the repository reads it: in a text, or in a comment. */
export const accessKeyInCode: LintRule = {
	id: "access-key-in-code",
	severity: "error",
	docs: "A hard-coded access key in code, `vercel.json`, `package.json`, VS Code's tasks, launch configurations, settings and dev containers, Docker files, scripts, workflows, and other YAML, TOML, Terraform, and systemd files: anyone with access to the repository can read it, in a comment too. Example keys from the AWS documentation are ignored.",
	check: (file) => {
		const { hasText, ids, isComment } = written(file);
		const ofSecrets = [...file.text.matchAll(namedSecret)].flatMap(({ 1: secret = "", index, 0: match }) => {
			const end = index + match.length;
			const range = { start: end - secret.length, end };
			if (!hasText(range) || !isRandom(secret) || /EXAMPLE/i.test(secret)) return [];
			const message = isComment(range)
				? `Secret access key in a comment: anyone with this file can read it. ${remedyInComment}`
				: `Hard-coded secret access key: anyone with this file can read it. ${remedy(file, "it")}`;
			return [{ message, origin: { layer: "file" as const, path: file.path, range }, fixes: [] }];
		});
		const ofIds = ids.map(({ id, range }) => ({
			message: isComment(range)
				? `Access key ID ${maskAccessKeyId(id)} in a comment: anyone with this file can read it. ${remedyInComment}`
				: `Hard-coded access key ID ${maskAccessKeyId(id)}: anyone with this file can read it. ${remedy(file, "it and its secret")}`,
			origin: { layer: "file" as const, path: file.path, range },
			fixes: [],
		}));
		return [...ofIds, ...ofSecrets].sort((a, b) => a.origin.range.start - b.origin.range.start);
	},
};

const remedyInComment = "Delete it, and replace the key in AWS if the file was ever shared.";

function remedy({ kind, path }: LintedFile, what: string): string {
	const replace = "replace the key in AWS if the file was ever shared.";
	if (kind === "workflow") return `Store ${what} as a GitHub secret, write \${{ secrets.NAME }} here, and ${replace}`;
	if (kind === "docker")
		return `Hand ${what} to the container when it starts, as an image keeps what is in its layers, and ${replace}`;
	if (kind === "shell" && /\.(?:ya?ml|toml|tf|tfvars)$/.test(path))
		return `Keep ${what} among the secrets of the platform that this file is for, and ${replace}`;
	return `Move ${what} to .env as REMOTION_AWS_…, and ${replace}`;
}

/** A name of a secret access key, and forty characters for its value. */
const namedSecret =
	/(?:AWS_SECRET_ACCESS_KEY|AWS_SECRET_\d{1,3}|aws_secret_access_key|secretAccessKey)["'`\]\\]{0,4}[ \t]{0,20}(?:[:=]|[ \t])[ \t]{0,20}[\\"'`]{0,4}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/g;

/** Not within a longer word, and not in a signed link: that names the key that signed it, and gives nothing away. */
const accessKeyId =
	/(?<![A-Za-z0-9+/_]|Credential(?:=|%3D)|AccessKeyId(?:=|%3D))(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9+/_])/g;

/** The access key IDs in what somebody wrote as a text or a comment, and whether a place lies in such a one. */
function written(file: LintedFile) {
	const { texts, comments } = writtenTexts(file);
	// What looks like a comment within a text is part of the text.
	const isComment = (place: TextRange) => !isWithin(texts, place) && isWithin(comments, place);
	const hasText = (place: TextRange) => isWithin(texts, place) || isWithin(comments, place);
	const ids = [...file.text.matchAll(accessKeyId)].flatMap(({ 0: id, index }) => {
		const range = { start: index, end: index + id.length };
		return isExample(id) || !hasText(range) ? [] : [{ id, range }];
	});
	return { ids, isComment, hasText };
}

/** Whether a place lies in one of the ranges, which are in order; they are searched in halves. */
function isWithin(ranges: readonly TextRange[], { start, end }: TextRange): boolean {
	let [low, high] = [0, ranges.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ranges[middle]?.start ?? 0) <= start) low = middle + 1;
		else high = middle;
	}
	return end <= (ranges[low - 1]?.end ?? -1);
}

/** Where texts and comments stand, each in order. */
function writtenTexts({ text, path, ...file }: LintedFile): {
	texts: readonly TextRange[];
	comments: readonly TextRange[];
} {
	// Comments are looked for where there is something to find in them.
	const isWorth = text.search(accessKeyId) >= 0 || text.search(namedSecret) >= 0;
	if (file.kind === "code") {
		const texts = file.code.tokens
			.filter(({ type }) => /^(?:StringLiteral|NoSubstitutionTemplate|Template|JSXString)/.test(type))
			.map(rangeOf);
		return { texts, comments: isWorth ? commentsIn(text, path) : [] };
	}
	const { texts } = file.configuration;
	if (!isWorth) return { texts, comments: [] };
	if (/^(?:json|launch|vercel)$/.test(file.kind)) return { texts, comments: commentsIn(text, "json.ts") };
	const lines = [...text.matchAll(/(?<=^|[ \t])#[^\r\n]*/gm)];
	return { texts, comments: lines.map(({ 0: line, index }) => ({ start: index, end: index + line.length })) };
}

/** What people write to show the form: words, counted digits, few different characters. Real ones are drawn at random. */
function isExample(id: string): boolean {
	const body = id.slice(4);
	if (/EXAMPLE|SAMPLE|FAKE|TEST|DUMMY|PLACEHOLDER|YOURKEY|YOURACCESS|CHANGEME|123456|ABCDEF|(.)\1{3}/.test(body))
		return true;
	return new Set(body).size < 6;
}
