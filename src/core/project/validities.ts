import { activeExpiry, keysState } from "../credentialProviders/datedKeys.ts";
import type { ProfileTable } from "../credentialProviders/profileTable.ts";
import { readValidities } from "../credentialProviders/validities.ts";
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
	const now = input.now ?? Date.now();
	const own = activeExpiry(environment, active);
	const ofProfiles = yield* readValidities(table, input, pathsOf(input.platform), cache, {
		folders: tokenFoldersOf(environment, input),
		now,
		isJavaScript: otherSdkOf(input) === undefined,
		activeProfile: active.kind === "profile" ? active.profile : undefined,
	});
	return own
		? [{ kind: "keys", ...keysState(own.expires, now), profiles: [], isActive: true }, ...ofProfiles]
		: ofProfiles;
}
