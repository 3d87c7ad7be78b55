import type { AwsFiles } from "../../project/profilePlaces.ts";
import type { CliFile } from "../../sharedConfig/cliFile.ts";
import { readAsCliInTurns } from "../../sharedConfig/cliParse.ts";
import { CliProfiles } from "../../sharedConfig/cliProfiles.ts";
import type { AwsFile } from "../../sharedConfig/parse.ts";
import { type InTurns, Job } from "../../text/job.ts";
import { Notes } from "../../text/notes.ts";

/** The AWS files as the AWS CLI and boto3 read them, for the rules that compare. */
export interface CliReading {
	/** What it finds in each file; of one that it does not read, what it would find. */
	of(file: AwsFile): CliFile | undefined;
	/** The profiles of both files; undefined: it does not read one of them, and stops there. */
	readonly profiles: CliProfiles | undefined;
}

const readings = new Notes<AwsFiles, Job<CliReading>>();

/** Reads the files once for all rules, with pauses. */
export function* cliReading(files: AwsFiles): Generator<undefined, CliReading> {
	const known = readings.get(files) ?? new Job(readBoth(files));
	readings.set(files, known);
	for (const _ of known.inTurns()) yield undefined;
	return known.result;
}

function* readBoth({ files }: AwsFiles): InTurns<CliReading> {
	const read = new Map<AwsFile, CliFile>();
	for (const { file, text } of files) {
		read.set(file, yield* readAsCliInTurns(text));
		yield;
	}
	const of = (kind: AwsFile["kind"]) => read.get([...read.keys()].find((file) => file.kind === kind) as AwsFile);
	const isRead = [...read.values()].every(({ refusals }) => refusals.length === 0);
	return {
		of: (file) => read.get(file),
		profiles: isRead ? new CliProfiles(of("credentials"), of("config")) : undefined,
	};
}

/** What sentences call the programs that read the AWS files so. */
export const cliName = "The AWS CLI and boto3";
/** What they call Remotion where it reads the files by the AWS SDK for JavaScript. */
export const others = "Remotion's JavaScript packages";
