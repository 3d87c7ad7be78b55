import type { EnvFile } from "../../dotenv/envFile.ts";
import { fileName, nameOrigin } from "../../dotenv/envFile.ts";
import { launchesOf, loadsInAnyMode, readsFile } from "../../project/launchFiles.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { runtimes } from "../../runtimes/index.ts";
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
			const { runtime, facts } = situation.input;
			const { neverReads } = runtimes[runtime];
			// What a platform's settings hold is not known; the files only stand for it.
			if (!neverReads) return [];
			const isLoadedByCode = (facts?.codeLoadsEnv ?? []).includes(file.path);
			return [
				{
					message: isLoadedByCode
						? `${neverReads.reader} does not read ${fileName(file)} itself; it counts only where the project's own code loads it.`
						: `${neverReads.reader} never reads ${fileName(file)}, so Remotion does not see these credentials. ${neverReads.remedy}`,
					origin: nameOrigin(file, first),
					fixes: [],
					...(isLoadedByCode && { severity: "information" as const }),
				},
			];
		}),
};

/** Whether this program reads the file in another mode, or another way in which the project is started reads it. */
function isRead({ input }: ResolvedProject, { path }: EnvFile): boolean {
	return loadsInAnyMode(input, path) || launchesOf(input).some((launch) => readsFile(input, launch, path));
}
