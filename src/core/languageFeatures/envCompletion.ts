import { dotenvValue } from "../dotenv/editValue.ts";
import { lastAssignments, parseDotenv } from "../dotenv/parse.ts";
import { profileTypes } from "../precedence/reasons.ts";
import type { Profile, TextRange } from "../types.ts";
import { isInChina } from "../vocabulary/partitions.ts";
import { isEnabledByDefault, regionsOf } from "../vocabulary/regions.ts";
import { knownVariables } from "../vocabulary/variables.ts";

/** One thing to type, in the order in which to show it. */
export interface Suggestion {
	readonly kind: "variable" | "profile" | "region" | "value";
	readonly label: string;
	/** One sentence about it. */
	readonly detail: string;
	readonly insert: string;
}

export interface Completion {
	/** What the chosen text replaces. */
	readonly range: TextRange;
	readonly suggestions: readonly Suggestion[];
}

/**
 * What can be typed at a place of a `.env` text: names of variables, those this file does not set first; profiles behind a profile
 * variable, regions behind a region variable. Nothing in comments, in values over several lines, and behind other variables.
 * @param version the project's Remotion version
 */
export function completeDotenv(
	text: string,
	offset: number,
	profiles: readonly Profile[],
	version?: string,
): Completion | undefined {
	const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
	const before = text.slice(lineStart, offset).replace(/^\ufeff/, "");
	const parsed = parseDotenv(text);
	if (parsed.assignments.some(({ range }) => range.start < lineStart && offset <= range.end)) return undefined;
	const rest = /[^\r\n]*/.exec(text.slice(offset))?.[0] ?? "";

	const name = /^\s*(?:export\s+)?([\w.-]*)$/.exec(before)?.[1];
	if (name !== undefined) {
		const tail = /[\w.-]*/.exec(rest)?.[0] ?? "";
		const hasSeparator = /^\s*[=:]/.test(rest.slice(tail.length));
		const set = lastAssignments(parsed);
		const isSet = (variable: string) => (set.get(variable)?.value.reveal() ?? "") !== "" && variable !== name + tail;
		const known = [...knownVariables.values()].sort((a, b) => Number(isSet(a.name)) - Number(isSet(b.name)));
		return {
			range: { start: offset - name.length, end: offset + tail.length },
			suggestions: known.map((variable) => ({
				kind: "variable",
				label: variable.name,
				detail: variable.does,
				insert: hasSeparator ? variable.name : `${variable.name}=`,
			})),
		};
	}

	const value = /^\s*(?:export\s+)?([\w.-]+)(?:\s*=|:\s)\s*(?:(["'`])([^"'`#]*)|([^\s"'`#][^"'`#]*)?)$/.exec(before);
	if (!value) return undefined;
	const [, variable = "", quote = "", quoted, bare] = value;
	const typed = quoted ?? bare ?? "";
	const tail = (quote === "" ? /[^\s#]*/ : new RegExp(`[^${quote}]*`)).exec(rest)?.[0] ?? "";
	const range = { start: offset - typed.length, end: offset + tail.length };
	switch (knownVariables.get(variable)?.kind) {
		case "profile":
			return { range, suggestions: profileSuggestions(profiles, quote !== "") };
		case "region":
			return { range, suggestions: regionSuggestions(version) };
		default:
			return undefined;
	}
}

/**
 * The profiles that can work first; what the AWS SDK does not see is left out.
 * @param isLiteral where a name needs no quotes of its own
 */
export function profileSuggestions(profiles: readonly Profile[], isLiteral: boolean): Suggestion[] {
	return profiles
		.toSorted((a, b) => Number(a.problem !== undefined) - Number(b.problem !== undefined))
		.flatMap(({ name, type, region, problem }): Suggestion[] => {
			const insert = isLiteral ? name : dotenvValue(name);
			if (insert === undefined || type === "none") return [];
			const detail = problem ?? `Uses ${profileTypes[type]}${region === undefined ? "" : `; its region is ${region}`}.`;
			return [{ kind: "profile", label: name, detail, insert }];
		});
}

/** The regions of a version of Remotion Lambda, those first that every account may use. */
export function regionSuggestions(version?: string): Suggestion[] {
	return regionsOf(version)
		.toSorted((a, b) => Number(isEnabledByDefault(b)) - Number(isEnabledByDefault(a)))
		.map((label) => ({
			kind: "region",
			label,
			detail: isEnabledByDefault(label)
				? "Every AWS account can use this region."
				: isInChina(label)
					? "Needs an AWS China account."
					: "An AWS account must enable this region first.",
			insert: label,
		}));
}
