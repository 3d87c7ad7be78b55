import type { EnvFile } from "../../dotenv/envFile.ts";
import type { Environment } from "../../environment/layers.ts";
import type { Origin } from "../../types.ts";

/** A file that a loader must have and that is not there. */
export interface MissingFile {
	readonly path: string;
	/** Who loads it. */
	readonly by: string;
	/** Where that is said. */
	readonly origin?: Origin;
}

/** A variable that was set and that a tool does not hand on. */
export interface DroppedVariable {
	readonly name: string;
	/** Who does not. */
	readonly by: string;
	/** Where it was set. */
	readonly origin: Origin;
	/** Where the tool is named. */
	readonly at?: Origin | undefined;
}

/** What a program has when it starts. */
export interface Laid {
	readonly environment: Environment;
	/** Every file that was read on the way, in the order in which they were. */
	readonly files: readonly EnvFile[];
	readonly missing: readonly MissingFile[];
	/** The paths of the files in whose place a vault is decrypted. */
	readonly vaults: readonly string[];
	/** Of Remotion's credentials and its region. */
	readonly dropped: readonly DroppedVariable[];
	readonly stops: readonly Stop[];
}

/** What a shell doesn't get past, so that the program is not started. */
export interface Stop {
	/** The variable: not set where the shell takes that for an error, or its value comes apart at blanks, for want of quotes. */
	readonly name: string;
	readonly why: "not set" | "several words";
	/** Where that is said. */
	readonly origin?: Origin;
}
