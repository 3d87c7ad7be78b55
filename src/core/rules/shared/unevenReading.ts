import type { AwsFiles } from "../../project/profilePlaces.ts";
import type { CliFile } from "../../sharedConfig/cliFile.ts";
import { readPartsAsCli } from "../../sharedConfig/cliParse.ts";
import { CliProfiles } from "../../sharedConfig/cliProfiles.ts";
import { sectionBits } from "../../sharedConfig/decidingKeys.ts";
import type { AwsFile } from "../../sharedConfig/parse.ts";
import { isUsual } from "../../sharedConfig/sameReading.ts";
import type { Places } from "../../sharedConfig/sections.ts";
import { type InTurns, Job } from "../../text/job.ts";
import { Notes } from "../../text/notes.ts";
import { type CliReading, cliReading } from "./cliReading.ts";
import { isOneWay } from "./cliWays.ts";
import { isPause } from "./inEach.ts";

/** What the AWS CLI and boto3 read of the sections in which they may see something else than the AWS SDK for JavaScript. */
export interface UnevenReading extends CliReading {
	/** The profiles whose sections are among them; undefined: all profiles. */
	readonly names?: ReadonlySet<string>;
}

const readings = new Notes<AwsFiles, Job<UnevenReading | undefined>>();

/**
 * Reads the AWS files as the AWS CLI does, as far as that may come to something else; most files have no such section. Where it is not
 * known that all the others are the same to both, everything is read.
 */
export function* unevenReading(files: AwsFiles): Generator<undefined, UnevenReading> {
	const known = readings.get(files) ?? new Job(readUneven(files));
	readings.set(files, known);
	for (const _ of known.inTurns()) yield undefined;
	return known.result ?? (yield* cliReading(files));
}

function* readUneven(all: AwsFiles): InTurns<UnevenReading | undefined> {
	if (!all.files.every(({ file, text }) => isEven(file, text)) || all.table.twice.size > 0) return undefined;
	yield;
	const names = new Set<string>();
	const wanted = new Map(all.files.map(({ file }) => [file.places, new Set<number>()] as const));
	for (const [places, sections] of wanted) addUneven(places, sections);
	for (const [index, { name }] of all.profiles.entries()) {
		if (isPause(index)) yield;
		addProfile(all, name, wanted, names);
	}
	const read = new Map<AwsFile["kind"], CliFile>();
	for (const { file, text } of all.files) {
		const sections = [...(wanted.get(file.places) ?? [])].sort((a, b) => a - b);
		const parts = sections.map((index) => file.places.range(index));
		const cli = yield* readPartsAsCli(text, parts);
		// A section of one of the two may hold several of the other's.
		if (cli.refusals.length > 0 || cli.count !== parts.length) return undefined;
		read.set(file.kind, cli);
		yield;
	}
	return {
		of: ({ kind }) => read.get(kind),
		isRead: true,
		names,
		profiles: new CliProfiles(read.get("credentials"), read.get("config")),
	};
}

const { odd, hidden, uneven, repeated } = sectionBits;

/**
 * Whether the AWS CLI sees the same sections, and reads those that are not uneven in the same way: the text has no unusual characters and
 * no line that the SDK ignores; each header is what it looks like, at the start of its line, and has settings below it.
 */
function isEven({ places, problems }: AwsFile, text: string): boolean {
	if (problems.length > 0 || !isUsual(text) || text.includes("[DEFAULT]")) return false;
	const keys = new Set<string | null>();
	for (const index of places.special) {
		const { key } = places.meaning(index);
		if (keys.has(key)) return false;
		keys.add(key);
	}
	for (let index = 0; index < places.count; index++) {
		const bits = places.bits(index);
		if ((bits & (odd | hidden)) !== 0 || places.propertyCount(index) === 0) return false;
		if ((bits & uneven) !== 0 && places.headingRange(index).start - 1 !== places.range(index).start) return false;
	}
	return true;
}

function addUneven(places: Places, sections: Set<number>): void {
	for (let index = 0; index < places.count; index++)
		if ((places.bits(index) & (uneven | repeated)) !== 0) sections.add(index);
}

/** Adds all sections of a profile of which one is uneven, or whose way to credentials depends on an order. */
function addProfile(
	{ table }: AwsFiles,
	name: string,
	wanted: ReadonlyMap<Places, Set<number>>,
	names: Set<string>,
): void {
	const sections = table.sections(name) ?? [];
	const bits = { credentials: 0, config: 0 };
	for (const { places, index } of sections) bits[places.kind] |= places.bits(index);
	if (((bits.credentials | bits.config) & (uneven | repeated)) === 0 && isOneWay(bits.credentials, bits.config)) return;
	names.add(name);
	for (const { places, index } of sections) wanted.get(places)?.add(index);
}
