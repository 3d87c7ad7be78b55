import type { ProfileTable } from "../credentialProviders/profileTable.ts";
import { readSignIns } from "../credentialProviders/signIns.ts";
import type { Environment } from "../environment/layers.ts";
import { otherSdkOf } from "../runtimes/index.ts";
import type { InTurns } from "../text/job.ts";
import type { ParseCache } from "../text/parseCache.ts";
import { pathsOf } from "../text/paths.ts";
import type { Active, ExplainInput, Validity } from "../types.ts";
import { tokenFoldersOf } from "./broughtFiles.ts";

/**
 * Returns how long the credentials of profiles can be used, and the active ones.
 * @param input as the program at the end of its launch has it; `now` decides what has ended, absent: this machine's clock
 */
export function* validitiesOf(
	table: ProfileTable,
	environment: Environment,
	input: ExplainInput,
	active: Active,
	cache: ParseCache,
): InTurns<Validity[]> {
	return yield* readSignIns(table, input, pathsOf(input.platform), cache, {
		folders: tokenFoldersOf(environment, input),
		now: input.now ?? Date.now(),
		isJavaScript: otherSdkOf(input) === undefined,
		activeProfile: active.kind === "profile" ? active.profile : undefined,
	});
}
