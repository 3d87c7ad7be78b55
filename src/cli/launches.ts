import { join } from "node:path";
import { explain } from "../core/explain.ts";
import { deployedInput, explainEach } from "../core/explainLaunches.ts";
import { listedFolderNames } from "../core/launches/listedFolders.ts";
import type { ParseCache } from "../core/text/parseCache.ts";
import type { ExplainInput, Explanation, Launch } from "../core/types.ts";
import { listFolder, packageFolders, type Texts } from "./folder.ts";

/** How the folder's project is started, and where it is deployed to. */
export interface Launches {
	/** The main one first. */
	readonly launches: readonly Launch[];
	readonly deployed: readonly Launch[];
}

export interface ExplainedLaunch {
	readonly launch: Launch;
	readonly explanation: Explanation;
}

/** Finds the launches of the folder that an input is of. The parsers for it are a bundle of their own. */
export async function findLaunchesOf({ input, texts }: { input: ExplainInput; texts: Texts }): Promise<Launches> {
	const { findLaunches } = await import("../core/launches/findLaunches.ts");
	const { cwd, root = cwd, platform, home } = input;
	const listed = new Set(listedFolderNames.map((names) => join(root, ...names)));
	const os = process.platform === "win32" ? "windows" : process.platform === "darwin" ? "osx" : "linux";
	const found = findLaunches({
		cwd,
		root,
		platform,
		home,
		os,
		readFile: texts.peek,
		readCode: texts.peek,
		packages: packageFolders(root),
		list: (folder) => (listed.has(folder) ? listFolder(folder) : undefined),
	});
	const isDeployed = ({ kind }: Launch) => kind === "platform";
	return { launches: found.filter((launch) => !isDeployed(launch)), deployed: found.filter(isDeployed) };
}

/** Explains them: those on this machine, in containers and in workflows first, then the deployed ones. */
export function explainThem(
	input: ExplainInput,
	{ launches, deployed }: Launches,
	cache: ParseCache,
): ExplainedLaunch[] {
	const whole = { ...input, launches };
	return [
		...explainEach(whole, launches, cache),
		...deployed.map((launch) => {
			return { launch, explanation: explain(deployedInput(whole, launch.runtime, launch), cache) };
		}),
	];
}
