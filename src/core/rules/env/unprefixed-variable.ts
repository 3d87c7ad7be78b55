import { renameAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { fileName, isExample, nameOrigin } from "../../dotenv/envFile.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf, platformOf } from "../../runtimes/index.ts";
import type { PlatformFacts } from "../../runtimes/runtime.ts";
import type { Fix } from "../../types.ts";
import { skipVariable } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { moveToProfile } from "../shared/fixes.ts";
import { isHandedOn } from "../shared/references.ts";
import { giveNames, isShared, leftTo } from "../shared/remotionNames.ts";

const idName = "AWS_ACCESS_KEY_ID";
const secretName = "AWS_SECRET_ACCESS_KEY";
const pairNames = [idName, secretName, "AWS_SESSION_TOKEN"];
const profileName = "AWS_PROFILE";

/** Plain AWS names in a `.env` file: any shell and any hosting platform overrides them; the REMOTION_ names are Remotion's alone. */
export const unprefixedVariable: Rule = {
	id: "unprefixed-variable",
	severity: "warning",
	docs: "AWS credentials without the `REMOTION_` prefix. Shells and hosting platforms can set the same variables, and every other AWS client reads them too.",
	check: (situation) => {
		// Remotion's SDKs for other languages read the plain names alone.
		if (otherSdkOf(situation.input)) return [];
		return situation.envFiles.flatMap((file) => {
			const { environment, input } = situation;
			const platform = platformOf(input.runtime);
			// With the check switched off, the plain names are the ones that count and the REMOTION_ names are ignored.
			const isSkipped = isSet(file, skipVariable) || (file.loaded && environment.get(skipVariable) !== undefined);
			const names = isSkipped
				? []
				: unprefixedNames(situation, file).filter((name) => !platform || name !== profileName);
			if (names.length === 0) return [];
			const fixesOf = new Map(names.map((name) => [name, fixes(situation, file, name, names)]));
			return file.parsed.assignments
				.filter(({ name, value }) => names.includes(name) && value.reveal() !== "")
				.map((assignment) => {
					const { name } = assignment;
					return {
						message: `${isShared(situation, name) ? "Copy" : "Rename"} ${name} to REMOTION_${name}${leftTo(situation, name)}. ${why(name, platform)}`,
						origin: nameOrigin(file, assignment),
						// A fix edits every assignment of the name: offered at each of them, the answer would grow with their square.
						fixes: file.last.get(name) === assignment ? (fixesOf.get(name) ?? []) : [],
						...((platform?.injects.includes(name) || platform?.rejects?.includes(name)) && {
							severity: "error" as const,
						}),
					};
				});
		});
	},
};

/** What becomes of the plain name: anywhere, or where the project is deployed to. */
function why(name: string, platform: PlatformFacts | undefined): string {
	if (platform?.wins === "project" && platform.rejects?.includes(name))
		return `${platform.name} rejects variables with this name, so the credentials would be missing there.`;
	if (!platform?.injects.includes(name))
		return `Shells and hosting platforms can set ${name} too, and then Remotion uses the wrong credentials.`;
	return platform.wins === "platform"
		? `${platform.name} reserves the unprefixed variable and sets it to that of ${platform.identity}, and ${platform.outcome}.`
		: `${platform.name} can set the unprefixed variables too. Unless yours replace all three of them, they are mixed up, and AWS rejects them with UnrecognizedClientException.`;
}

function isSet(file: EnvFile, name: string): boolean {
	return (file.last.get(name)?.value.reveal() ?? "") !== "";
}

/**
 * The plain names worth renaming. One that the same file, or one loaded with it, outranks with a REMOTION_ name is left alone: it may well
 * be there for another tool, and a rename would change what Remotion signs with.
 */
function unprefixedNames(situation: ResolvedProject, file: EnvFile): string[] {
	const { environment } = situation;
	// Keys of a storage of one's own, such as Tigris or MinIO.
	if (isSet(file, "AWS_ENDPOINT_URL_S3")) return [];
	const isLoaded = (name: string) => file.loaded && environment.setting(name)?.origin.layer === "file";
	const isOutranked = (...own: string[]) => own.every((name) => isLoaded(name) && environment.get(name) !== undefined);
	if (isOutranked(`REMOTION_${idName}`, `REMOTION_${secretName}`) || isOutranked(`REMOTION_${profileName}`)) return [];
	// In a file to be filled in, an empty name counts: it is what people will fill in.
	const names = (name: string) => isSet(file, name) || (isExample(file.path) && file.last.has(name));
	const remotionPair = names(`REMOTION_${idName}`) && names(`REMOTION_${secretName}`);
	if (remotionPair || names(`REMOTION_${profileName}`)) return [];
	// A compose file or a script gives it to Remotion's own name: a rename would take it away from there.
	const isGiven = (name: string) => isHandedOn(situation, name, `REMOTION_${name}`);
	return [...pairNames, profileName].filter(
		(name) => isSet(file, name) && !names(`REMOTION_${name}`) && !isGiven(name),
	);
}

/** Only renames after which Remotion signs with the same source or with the one the file meant: never one half of a complete pair. */
function fixes(situation: ResolvedProject, file: EnvFile, name: string, names: readonly string[]): Fix[] {
	const pair = names.filter((other) => pairNames.includes(other));
	const isComplete = pair.includes(idName) && pair.includes(secretName);
	if (isTornApart(file, pair)) return name === profileName ? [] : moveToProfile(situation, file);
	const profile = names.includes(profileName);
	const found: Fix[] = [];
	// A renamed pair would outrank a plain AWS_PROFILE beside it, which wins today: then only the whole file is renamed.
	if (name === profileName || (!profile && !isComplete)) {
		found.push(...give(situation, `to REMOTION_${name}`, [[file, [name]]]));
	}
	const other = profile || isComplete ? undefined : otherHalf(situation, file, pair);
	if (other) {
		const title = `to REMOTION_AWS_… in ${fileName(file)} and ${fileName(other)}`;
		const both = give(situation, title, [
			[file, pair],
			[other, pairNames],
		]);
		// A token alone may be a stray one, which a rename of its own takes away from the pair.
		if (pair.length === 1 && pair[0] === pairNames[2]) found.unshift(...both);
		else found.push(...both);
	}
	if (pair.length > 1 && pair.includes(name) && !profile) {
		found.push(...give(situation, "to REMOTION_AWS_…", [[file, pair]]));
	}
	if (profile && names.length > 1) {
		found.push(...give(situation, "every unprefixed credential in this file", [[file, names]]));
	}
	const preferred = found.findLast(({ title }) => title.startsWith(isShared(situation, name) ? "Copy" : "Rename"));
	if (preferred) preferred.preferred = true;
	return name === profileName ? found : [...found, ...moveToProfile(situation, file)];
}

/** The names of these files with the prefix: renamed or, where others may read them, copied, and renamed only if somebody asks for it. */
function give(
	situation: ResolvedProject,
	what: string,
	files: readonly (readonly [EnvFile, readonly string[]])[],
): Fix[] {
	const prefixed = files.map(([file, names]) => {
		return [file, new Map(names.map((name) => [name, `REMOTION_${name}`]))] as const;
	});
	const renamed = {
		title: `Rename ${what}`,
		edits: prefixed.flatMap(([file, names]) => renameAll(file, names)),
	};
	const given = prefixed.map(([file, names]) => giveNames(situation, file, names));
	if (given.every(({ verb }) => verb === "Rename")) return [renamed];
	return [{ title: `Copy ${what}`, edits: given.flatMap(({ edits }) => edits) }, renamed];
}

/** The file that holds the other half of a pair of which this file has one, where both are loaded. */
function otherHalf(
	{ environment, envFiles }: ResolvedProject,
	file: EnvFile,
	pair: readonly string[],
): EnvFile | undefined {
	const missing = [idName, secretName].find((name) => !pair.includes(name));
	const path = missing === undefined ? undefined : environment.setting(missing)?.origin.path;
	return file.loaded && path !== file.path ? envFiles.find((other) => other.path === path) : undefined;
}

/** Whether the other half of these stays behind under its plain name: renamed, they would go along with another key's half. */
function isTornApart(file: EnvFile, names: readonly string[]): boolean {
	const value = (name: string) => file.last.get(name)?.value.reveal();
	return [idName, secretName].some(
		(name) =>
			names.length > 0 && !names.includes(name) && isSet(file, name) && value(name) !== value(`REMOTION_${name}`),
	);
}
