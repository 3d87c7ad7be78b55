import type { ProfileSettings } from "../../credentialProviders/profileTable.ts";
import type { AwsFiles } from "../../project/profilePlaces.ts";
import { awsFilesOf } from "../../project/profilePlaces.ts";
import { Notes } from "../../text/notes.ts";
import { nearest } from "../../text/similarNames.ts";
import type { Fix, Origin, Profile, TextEdit } from "../../types.ts";
import { meantName } from "../../vocabulary/misspellings.ts";
import { knownAwsKeys } from "../../vocabulary/profileKeys.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { isPause } from "./inEach.ts";

type Check = (files: AwsFiles) => Iterable<RuleFinding | undefined>;

/** What each check has found. */
const found = new Notes<AwsFiles, Map<Check, readonly RuleFinding[]>>();

/**
 * A check of the AWS files alone: done once for the same texts, however many projects read them and however often these are explained.
 */
export function inAwsFiles(check: Check): Rule["check"] {
	return (situation) => {
		const files = awsFilesOf(situation);
		const known = found.get(files) ?? nothingFound(files);
		const findings = known.get(check) ?? check(files);
		if (Array.isArray(findings)) known.set(check, findings);
		return Array.isArray(findings) ? findings : remembering(findings, (all) => known.set(check, all));
	};
}

function nothingFound(files: AwsFiles): Map<Check, readonly RuleFinding[]> {
	const none = new Map<Check, readonly RuleFinding[]>();
	found.set(files, none);
	return none;
}

/** Hands on what is found. Nobody asks for more than there may be: then it is not known how many there are. */
function* remembering(
	all: Iterable<RuleFinding | undefined>,
	remember: (findings: readonly RuleFinding[]) => void,
): Iterable<RuleFinding | undefined> {
	const findings: RuleFinding[] = [];
	for (const one of all) {
		yield one;
		if (one) findings.push(one);
	}
	remember(findings);
}

/** The same for what is missing in one file and may stand in the other: nothing is said where one of them cannot be read here. */
export function inBothAwsFiles(check: Check): Rule["check"] {
	const find = inAwsFiles(check);
	return (situation) => (situation.aws.unseen === undefined ? find(situation) : []);
}

/** The profiles whose sections have one of these bits, with pauses. */
export function profilesWith(files: AwsFiles, wanted: number): Iterable<Profile | undefined> {
	return (files.bits & wanted) === 0 ? [] : lookFor(files, wanted);
}

function* lookFor({ table, profiles }: AwsFiles, wanted: number): Generator<Profile | undefined> {
	for (const [index, profile] of profiles.entries()) {
		if (((table.facts(profile.name)?.bits ?? 0) & wanted) !== 0) yield profile;
		if (isPause(index)) yield undefined;
	}
}

/** Where a profile's value stands: the name of its key, or the value. */
export function keyOrigin(files: AwsFiles, name: string, key: string, part: "name" | "value" = "name"): Origin[] {
	const found = files.find(name, key);
	if (!found) return [];
	const { nameRange, valueRange } = found.property;
	return [{ layer: "file", path: found.path, range: part === "name" ? nameRange : valueRange }];
}

/** Comparing every name with every other would take minutes in a file of thousands. */
const mostCompared = 50_000;

/** Finds the candidates that a name looks like, as long as there are not too many to compare. */
export function suggester(candidates: readonly string[]): (name: string) => string[] {
	let left = mostCompared;
	return (name) => {
		left -= candidates.length;
		return left < 0 ? [] : nearest(name, candidates);
	};
}

/** "Change to …" for the value of a profile's key, the first one preferred. */
export function changeValue(files: AwsFiles, name: string, key: string, values: readonly string[]): Fix[] {
	return keyOrigin(files, name, key, "value").flatMap(({ path, range }) =>
		path === undefined || !range
			? []
			: values.map((value, index) => ({
					title: `Change to "${value}"`,
					preferred: index === 0,
					edits: [{ path, range, newText: value }],
				})),
	);
}

/** "Comment out …" for a profile's key. */
export function commentOutKey(files: AwsFiles, name: string, key: string): Fix[] {
	return keyOrigin(files, name, key).flatMap(({ path, range }) => {
		if (path === undefined || !range) return [];
		const edits = [{ path, range: { start: range.start, end: range.start }, newText: "# " }];
		return [{ title: `Comment out ${key}`, preferred: true, edits }];
	});
}

/** Puts `# ` before every line of a range that is neither blank nor a comment. */
export function commentOutLines(path: string, text: string, range: { start: number; end: number }): TextEdit[] {
	return [...text.slice(range.start, range.end).matchAll(/^(?![^\S\r\n\u2028\u2029]*(?:[#;]|$)).+$/gm)].map(
		({ index }) => {
			const start = range.start + index;
			return { path, range: { start, end: start }, newText: "# " };
		},
	);
}

const credentialKeys: readonly string[] = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];

/** The keys of a profile that the SDK does not know, each with the one that was meant and is missing. Keys are case-sensitive. */
export function misspelledKeys(settings: ProfileSettings): ReadonlyMap<string, string> {
	const known = knownAwsKeys.profile;
	const found = new Map<string, string>();
	for (const name of Object.keys(settings)) {
		if (known.has(name) || name.includes(".") || name.length > 40) continue;
		const plain = name
			.toLowerCase()
			.replaceAll("-", "_")
			.replace(/^(?:(?:export|set)\s{1,9}|\$env:)?(?:remotion_(?=aws_))?/, "");
		const bare = plain.replaceAll("_", "");
		const meant = known.has(plain)
			? plain
			: (credentialKeys.find((key) => key.replaceAll("_", "") === `aws${bare}`) ??
				meantName(plain.toUpperCase())?.toLowerCase());
		if (meant === undefined || settings[meant] !== undefined) continue;
		if (known.has(plain) || credentialKeys.includes(meant)) found.set(name, meant);
	}
	return found;
}
