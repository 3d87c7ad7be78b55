import { compareVersions, exactVersion } from "../text/versions.ts";
import type { ExplainInput } from "../types.ts";

/**
 * A change between two versions of Remotion Lambda: the nearest ones that the npm registry has with and without it. Versions between the two
 * were never seen, and count as having it.
 */
export interface VersionChange {
	readonly presentIn: string;
	readonly absentIn: string;
}

/**
 * Profiles with `login_session` (`aws login`). The AWS SDK in Remotion's bundle reads them: 3.787.0 in 4.0.377 does not, 3.936.0 in 4.0.379
 * does. Source: `resolveProfileData` in `dist/esm/index.mjs` of `@remotion/lambda-client`; test/conformance/remotionVersions.test.ts.
 */
export const loginSessions: VersionChange = { absentIn: "4.0.377", presentIn: "4.0.379" };

/**
 * AWS_IGNORE_CONFIGURED_ENDPOINT_URLS, exactly `true`, passes by every address. Up to 4.0.363 the client depends on packages `@smithy/*` in
 * ranges, whose newest know the variable (`@smithy/core` 3.41.1); the bundle since 4.0.365 does not, up to 4.0.527. Source: `getFunctions` of
 * `@remotion/lambda-client` 4.0.350, .363, .371, .377, .379 and .527 with it; test/conformance/remotionVersions.test.ts.
 */
export const ignoredEndpoints: VersionChange = { presentIn: "4.0.363", absentIn: "4.0.365" };

/** Returns the project's Remotion version, as its launch or its package says it. */
export function remotionVersionOf({
	launch,
	remotionVersion,
}: Pick<ExplainInput, "launch" | "remotionVersion">): string | undefined {
	return launch?.versions?.remotion ?? remotionVersion;
}

/** Whether a version of Remotion has what came or went with a change. A version that is not known counts as the newest. */
export function isPresent({ presentIn, absentIn }: VersionChange, version: string | undefined): boolean {
	const exact = exactVersion(version ?? "");
	const wasAdded = compareVersions(presentIn, absentIn) > 0;
	if (exact === undefined) return wasAdded;
	const distance = compareVersions(exact, absentIn);
	return wasAdded ? distance > 0 : distance < 0;
}
