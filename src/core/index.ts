/** The face of the core: what other programs call. */
export { explain, prepare } from "./explain.ts";
export { type ExplainedLaunches, explainLaunches, type LaunchFinding } from "./explainLaunches.ts";
export { findLaunches } from "./launches/findLaunches.ts";
export type { LaunchInput } from "./launches/launch.ts";
export { createParseCache, type ParseCache } from "./text/parseCache.ts";
export { maskAccessKeyId, Secret } from "./text/secret.ts";
export type * from "./types.ts";
