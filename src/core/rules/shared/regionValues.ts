import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import { isBeside } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf, runtimes } from "../../runtimes/index.ts";
import type { Runtime } from "../../types.ts";
import { isReference } from "../../vocabulary/keyFormat.ts";
import { regionVariables } from "../../vocabulary/variables.ts";

/** Returns whether Remotion takes its region from variables: its command line does, the Node.js API does not. */
export function readsRegion(runtime: Runtime): boolean {
	return runtimes[runtime].regionVariables.length > 0;
}

/**
 * The regions that are meant for Remotion: REMOTION_AWS_REGION always, since the project's own code may hand it on; AWS_REGION, which
 * other tools read too, only where Remotion would take it.
 */
export function regionValues(situation: ResolvedProject): { file: EnvFile; assignment: Assignment; value: string }[] {
	return situation.envFiles.flatMap((file) =>
		regionVariables.flatMap((name) => {
			const assignment = assigned(file, name);
			const value = assignment?.value.reveal() ?? "";
			// An address, copied from a browser or of an endpoint, is no reference.
			if (!assignment || (isReference(value) && !/^https?:/.test(value))) return [];
			// Another SDK takes the name that it reads, and its code may hand on any of its own.
			if (otherSdkOf(situation.input)) return readsName(situation, name) ? [{ file, assignment, value }] : [];
			const isOthers = !readsRegion(situation.input.runtime) || isBeside(situation, file, "REMOTION_AWS_REGION");
			return name === "AWS_REGION" && isOthers ? [] : [{ file, assignment, value }];
		}),
	);
}

function readsName({ input }: ResolvedProject, name: string): boolean {
	return runtimes[input.runtime].regionVariables.includes(name);
}
