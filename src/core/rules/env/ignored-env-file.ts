import type { EnvFile } from "../../dotenv/envFile.ts";
import { fileName, nameOrigin } from "../../dotenv/envFile.ts";
import { launchesOf, loadsInAnyMode, mayCallLambda, readsFile } from "../../project/launchFiles.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { runtimes } from "../../runtimes/index.ts";
import { type ProgramRow, startOf } from "../../runtimes/runtime.ts";
import { pathsOf, relativeTo } from "../../text/paths.ts";
import type { EnvironmentLayer } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { firstCredential } from "../shared/keyParts.ts";

/** Credentials in a file that never reaches Remotion. */
export const ignoredEnvFile: Rule = {
	id: "ignored-env-file",
	severity: "warning",
	docs: "Credentials in a file that this runtime never reads (the Remotion CLI reads `.env` alone): Remotion does not see them.",
	isSilentInExamples: true,
	isOncePerFile: true,
	check: (situation) =>
		situation.envFiles.flatMap((file) => {
			const first = firstCredential(file);
			if (!first || file.loaded || isRead(situation, file)) return [];
			// They are for another AWS client.
			if (!first.name.startsWith("REMOTION_") && !mayCallLambda(situation.input)) return [];
			const { runtime, facts, cwd, platform } = situation.input;
			const { neverReads } = runtimes[runtime];
			// What a platform's settings hold is not known; the files only stand for it.
			if (!neverReads) return [];
			const isAtHand = relativeTo(platform, cwd, file.path) === fileName(file);
			const isLoadedByCode = (facts?.codeLoadsEnv ?? []).includes(file.path);
			return [
				{
					message: isLoadedByCode
						? `${neverReads.reader} does not read ${fileName(file)} itself; it counts only where the project's own code loads it.`
						: isAtHand
							? `${neverReads.reader} never reads ${fileName(file)}, so Remotion does not see these credentials. ${neverReads.remedy}`
							: away(situation.input, file, neverReads),
					origin: nameOrigin(file, first),
					fixes: [],
					...(isLoadedByCode && { severity: "information" as const }),
				},
			];
		}),
};

/** Whether this program reads the file in another mode, or another way in which the project is started reads it, or may do so. */
function isRead({ input }: ResolvedProject, { path }: EnvFile): boolean {
	return (
		loadsInAnyMode(input, path) ||
		launchesOf(input).some(
			(launch) => readsFile(input, launch, path) || (launch.place === "here" && launch.layers.some(mayReadFiles)),
		)
	);
}

/** Whether a layer reads files whose names are not known here: `config({ path: chosen })`, a tool that is not known. */
function mayReadFiles(layer: EnvironmentLayer): boolean {
	return layer.kind === "hidden" && !(layer.names || layer.onlyIfUnset || layer.readsNoFile);
}

/** Where the program runs in another folder than the file's: its own files are not meant then. */
function away(input: ResolvedProject["input"], file: EnvFile, { reader, remedy }: ProgramRow["neverReads"]): string {
	const { platform, cwd } = input;
	const folder = relativeTo(platform, pathsOf(platform).join(file.path, ".."), cwd);
	const readsOwn = runtimes[input.runtime].loads(startOf(input)).length > 0;
	const how = readsOwn
		? `Move them there, or load this file in the script: dotenv -e ${relativeTo(platform, cwd, file.path)} -- …`
		: remedy;
	return `${reader} runs in ${folder} and never reads this ${fileName(file)}, so Remotion does not see these credentials. ${how}`;
}
