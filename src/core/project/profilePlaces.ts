import type { ProfileTable } from "../credentialProviders/profileTable.ts";
import { isPrototypeName } from "../sharedConfig/headings.ts";
import type { AwsFile } from "../sharedConfig/parse.ts";
import type { AwsProperty, AwsSection } from "../sharedConfig/sections.ts";
import { Notes } from "../text/notes.ts";
import type { Profile } from "../types.ts";
import type { ResolvedProject } from "./resolvedProject.ts";

/** What rules need of the two AWS files. */

/** A section and the file it stands in. */
export interface Place {
	readonly file: AwsFile;
	readonly section: AwsSection;
}

export interface AwsFiles {
	readonly table: ProfileTable;
	/** Those that are there and that the SDK does not discard. */
	readonly files: readonly { readonly file: AwsFile; readonly text: string }[];
	/** The SDK discards one of them. */
	readonly hasDiscarded: boolean;
	/** Every profile that the SDK finds, in the order of the files. */
	readonly profiles: readonly Profile[];
	/** Those of them that cannot work. */
	readonly broken: readonly Profile[];
	/** The bits of all sections in these files: what none of them has, no rule need look for. */
	readonly bits: number;
	/** Where a profile's value of a key stands that counts. */
	find(name: string, key: string): { path: string; property: AwsProperty } | undefined;
}

export const filesOf = new Notes<ProfileTable, AwsFiles>();

/** The AWS files as this situation reads them. */
export function awsFilesOf({ aws }: ResolvedProject): AwsFiles {
	const { table } = aws;
	const known = filesOf.get(table);
	if (known) return known;
	const files = [aws.credentials, aws.config].flatMap((file) => {
		const text = file && aws.texts.get(file.path);
		return file && text !== undefined && file.discarded === null ? [{ file, text }] : [];
	});
	let places: Map<string, Place[]> | undefined;
	const placesOf = (name: string) => {
		places ??= byName(files);
		return places.get(name) ?? [];
	};
	const profiles = table.found;
	const found: AwsFiles = {
		table,
		files,
		hasDiscarded: [aws.credentials, aws.config].some((file) => file !== undefined && file.discarded !== null),
		profiles,
		broken: profiles.filter(({ problem }) => problem !== undefined),
		bits: files.reduce((bits, { file }) => bits | file.places.allBits(), 0),
		find(name, key) {
			for (const { file, section } of winningFirst(table, files, name) ?? placesOf(name)) {
				const property = section.properties.findLast((other) => other.name === key);
				if (property) return { path: file.path, property };
			}
			return undefined;
		},
	};
	filesOf.set(table, found);
	return found;
}

/** The sections of a profile, the winning one first; undefined where the SDK merges them in another order, or other ones. */
function winningFirst(table: ProfileTable, files: AwsFiles["files"], name: string): Place[] | undefined {
	if (isPrototypeName(name)) return undefined;
	const found = (table.sections(name) ?? []).flatMap(({ places, index }) => {
		const file = files.find((other) => other.file.places === places)?.file;
		return file ? [{ file, section: places.section(index) }] : [];
	});
	return found.every(({ section }) => section.kind === "profile") ? found.reverse() : undefined;
}

/** The same from the files alone. */
export function byName(files: AwsFiles["files"]): Map<string, Place[]> {
	const places = new Map<string, Place[]>();
	for (const { file } of files) {
		for (const section of file.sections.toReversed()) {
			if (section.kind !== "profile" || section.name === null) continue;
			const known = places.get(section.name);
			if (known) known.push({ file, section });
			else places.set(section.name, [{ file, section }]);
		}
	}
	return places;
}
