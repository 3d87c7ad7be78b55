/** The pictures: a bundle of its own (`dist/webviews.cjs`), loaded when the first one is asked for. */
export { openComparison } from "./compareLaunches.ts";
