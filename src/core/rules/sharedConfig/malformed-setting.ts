import type { AwsSection } from "../../sharedConfig/sections.ts";
import { printable } from "../../text/printableName.ts";
import type { TextEdit } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { allOf, inEach } from "../shared/inEach.ts";
import { inAwsFiles } from "../shared/sharedConfig.ts";

interface Form {
	readonly key: string;
	/** The types of what uses it. */
	readonly types: readonly string[];
	isRight(value: string): boolean;
	readonly message: string;
	/** What was probably meant. */
	meant(value: string, home: string | undefined): string;
	/** The fix's title, where what is meant can hold a secret. */
	readonly title?: string;
}

const noPath = "The AWS SDK doesn't replace ~ or variables here, so it finds no such file. Write the full path.";
const atHome = (value: string, home = "~") => value.replace(/^(["']?)(?:~|\$HOME|\$\{HOME\})(?=\/)/, `$1${home}`);

/** Source: `fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5, run; AWS's API reference of AssumeRole and of SSO. */
const forms: readonly Form[] = [
	{
		key: "role_arn",
		types: ["role", "web-identity"],
		isRight: (value) => /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/.test(value),
		message: "This isn't the ARN of a role, so AWS rejects it. Write arn:aws:iam::ACCOUNT_ID:role/NAME.",
		meant: (value) => withoutHyphens(value.replace(/:iam:(?=\d)/, ":iam::")),
	},
	{
		key: "duration_seconds",
		types: ["role"],
		isRight: (value) => Number.parseInt(value, 10) >= 900 && Number.parseInt(value, 10) <= 43_200,
		message: "AWS rejects this duration. Write a number of seconds from 900 to 43200.",
		meant: () => "3600",
	},
	{
		key: "web_identity_token_file",
		types: ["web-identity"],
		isRight: (value) => !/^~\/|\$/.test(value),
		message: noPath,
		meant: atHome,
		title: "Write the full path",
	},
	{
		key: "credential_process",
		types: ["process"],
		isRight: (value) => !/^["']~\/|^'\$/.test(value),
		message: "The shell doesn't replace ~ in quotes, so it finds no such program. Write the full path.",
		meant: atHome,
		title: "Write the full path",
	},
	{
		key: "sso_account_id",
		types: ["sso"],
		isRight: (value) => /^\d{12}$/.test(value),
		message: "An account ID has 12 digits and nothing else, so AWS rejects this one.",
		meant: withoutHyphens,
	},
	{
		key: "sso_region",
		types: ["sso", "session"],
		isRight: (value) => /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d+$/i.test(value),
		message: "This isn't the name of a region, so signing in fails. Write one such as us-east-1.",
		meant: (value) => value.replaceAll("_", "-").replace(/-?(\d)[a-f]?$/i, "-$1"),
	},
	{
		key: "sso_start_url",
		types: ["sso", "session"],
		isRight: (value) => /^https?:\/\/[^\s.]+\.\S/i.test(value),
		message: "The start URL doesn't begin with https://, so signing in fails.",
		meant: (value) => `https://${value}`,
	},
];

/** A line that sets one of them. */
const setting =
	/^[ \t]*((role_arn|duration_seconds|web_identity_token_file|credential_process|sso_(?:account_id|region|start_url))[ \t]*=[ \t]*)(\S.*)/gm;

/** A value of another form than AWS or its SDK needs. */
export const malformedSetting: Rule = {
	id: "malformed-setting",
	severity: "error",
	docs: "A setting of an AWS file that can't work: a `role_arn` that is no role's ARN, a duration out of range, a `~` that isn't replaced, or a region, account ID, or start URL of another form.",
	check: inAwsFiles(({ table, files, find }) => {
		const isUsed = ({ key, types }: Form, { kind, name, properties }: AwsSection, at: number) => {
			const ofSession = types.includes("session");
			if (kind === "sso-session")
				return ofSession && properties.some((other) => other.name === key && other.nameRange.start === at);
			if (kind !== "profile" || name === null || find(name, key)?.property.nameRange.start !== at) return false;
			// What a session says replaces these two of its profiles.
			return types.includes(table.get(name)?.type ?? "") && !(ofSession && table.facts(name)?.has("sso_session"));
		};
		return allOf(
			files.map(({ file: { path, places }, text }) =>
				inEach(text.matchAll(setting), (match) => {
					const [line, before = "", key, rest = ""] = match;
					const form = forms.find((other) => other.key === key);
					const value = rest.replace(/\s[#;].*/, "").trimEnd();
					// Of other quotes `quoted-value` tells.
					if (!form || form.isRight(value) || (/^["']/.test(value) && key !== "credential_process")) return [];
					const start = match.index + line.length - rest.length;
					const section = places.indexAt(start);
					if (section === undefined || !isUsed(form, places.section(section), start - before.length)) return [];
					const origin = { layer: "file" as const, path, range: { start, end: start + value.length } };
					const meant = form.meant(value, /^(.+)[\\/]\.aws[\\/]\w+$/.exec(path)?.[1]);
					const title = form.title ?? `Change to "${printable(meant)}"`;
					const fix = { title, preferred: true, edits: [{ path, ...changed(start, value, meant) }] };
					const fixes = meant !== value && form.isRight(meant) ? [fix] : [];
					return [{ message: form.message, origin, fixes }];
				}),
			),
		);
	}),
};

function withoutHyphens(value: string): string {
	return value.replace(/(\d{4})-(\d{4})-(\d{4})/, "$1$2$3");
}

/** What differs, and nothing else: the rest can be a secret. */
function changed(at: number, value: string, meant: string): Pick<TextEdit, "range" | "newText"> {
	let start = 0;
	while (start < value.length && value[start] === meant[start]) start++;
	let same = Math.min(value.length, meant.length) - start;
	while (!meant.endsWith(value.slice(value.length - same))) same--;
	return {
		range: { start: at + start, end: at + value.length - same },
		newText: meant.slice(start, meant.length - same),
	};
}
