import type { AwsEnvironment } from "../credentialProviders/sharedFiles.ts";
import type { EnvFile } from "../dotenv/envFile.ts";
import type { Environment } from "../environment/layers.ts";
import type { DroppedVariable, MissingFile, Stop } from "../launches/environment/laid.ts";
import type { Unreadable } from "../text/readText.ts";
import type { Active, ExplainInput, Explanation, Step, Validity } from "../types.ts";

/** Everything a rule may look at: one resolved situation. Rules never read files and never look at another rule's findings. */
export interface ResolvedProject {
	readonly input: ExplainInput;
	readonly environment: Environment;
	/** The `.env` files to check; findings belong into these. */
	readonly envFiles: readonly EnvFile[];
	/** Those of the folders above the project, where nothing that is read holds credentials; the nearest first. */
	readonly above: readonly EnvFile[];
	readonly aws: AwsEnvironment;
	readonly active: Active;
	readonly steps: readonly Step[];
	readonly region: Explanation["region"];
	/** How long credentials can be used: those of profiles, and the active ones. */
	readonly validities: readonly Validity[];
	/** Files that whoever loads them must have, and that are not there. */
	readonly missing: readonly MissingFile[];
	/** What the shell doesn't get past on the way to the program. */
	readonly stops: readonly Stop[];
	/** The paths of `.env` files in whose place dotenv decrypts a vault. */
	readonly vaults: readonly string[];
	/** Variables that are set and do not reach the program. */
	readonly dropped: readonly DroppedVariable[];
	/** Files that are there and cannot be read. */
	readonly unreadable: readonly Unreadable[];
}
