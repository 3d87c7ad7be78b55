import type { AwsFiles } from "../../project/profilePlaces.ts";
import type { CliFile } from "../../sharedConfig/cliFile.ts";
import { readAsCli, readAsCliInTurns } from "../../sharedConfig/cliParse.ts";
import { CliProfiles } from "../../sharedConfig/cliProfiles.ts";
import type { AwsFile } from "../../sharedConfig/parse.ts";
import { apply } from "../../text/edits.ts";
import { type InTurns, Job } from "../../text/job.ts";
import { Notes } from "../../text/notes.ts";
import type { Fix, TextEdit, TextRange } from "../../types.ts";

/** The AWS files as the AWS CLI and boto3 read them, for the rules that compare. */
export interface CliReading {
	/** What it finds in each file; of one that it does not read, what it would find. */
	of(file: AwsFile): CliFile | undefined;
	/** Whether it reads both files; where it does not read one of them, it stops there. */
	readonly isRead: boolean;
	/** The profiles of both files, put together when first asked for. */
	readonly profiles: CliProfiles;
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
	let profiles: CliProfiles | undefined;
	return {
		of: (file) => read.get(file),
		isRead,
		get profiles() {
			profiles ??= new CliProfiles(of("credentials"), of("config"));
			return profiles;
		},
	};
}

/** So many fixes of a file are tried, and fewer of a long one: trying costs a reading. */
const mostTried = 40;
const mostCharacters = 400_000;

/** Tries fixes on a file: what they change may be what kept another line from being one for which the AWS CLI does not read the file. */
export class CliTrial {
	readonly #path: string;
	readonly #text: string;
	readonly #refusals: number;
	#left: number;

	constructor(path: string, text: string, { refusals }: CliFile) {
		this.#path = path;
		this.#text = text;
		this.#refusals = refusals.length;
		this.#left = Math.min(mostTried, mostCharacters / Math.max(1, text.length));
	}

	/** The fix, where the AWS CLI then has no more to refuse than before. */
	offer(title: string, edits: TextEdit[]): Fix[] {
		if (this.#left < 1 || edits.length === 0) return [];
		this.#left--;
		const isRead = readAsCli(apply(this.#text, edits)).refusals.length <= this.#refusals;
		return isRead ? [{ title, preferred: true, edits }] : [];
	}

	unindent(range: TextRange): Fix[] {
		return this.offer("Remove the indentation", [{ path: this.#path, range, newText: "" }]);
	}
}

/** What sentences call the programs that read the AWS files so. */
export const cliName = "The AWS CLI and boto3";
/** What they call Remotion where it reads the files by the AWS SDK for JavaScript. */
export const others = "Remotion's JavaScript packages";
