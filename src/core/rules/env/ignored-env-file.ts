import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, fileName, nameOrigin } from "../../dotenv/envFile.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { runtimes } from "../../runtimes/index.ts";
import { startOf } from "../../runtimes/runtime.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { isReal, keyParts } from "../shared/keyParts.ts";

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
			if (!first || file.loaded || isReadInAnyMode(situation, file) || isReadByALaunch(situation, file)) return [];
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

function firstCredential(file: EnvFile) {
	const profiles = profileVariables.map((name) => assigned(file, name));
	const keys = keyParts(file).find(isReal)?.assignment;
	return [...profiles, keys].reduce((first, other) =>
		first && (!other || first.range.start < other.range.start) ? first : other,
	);
}

/** Whether another way in which this project is started reads the file. */
function isReadByALaunch({ input }: ResolvedProject, { path }: EnvFile): boolean {
	return (input.launches ?? []).some((launch) =>
		launch.layers.some((layer) => {
			if (layer.kind === "files") return layer.paths.includes(path);
			if (layer.kind !== "program") return false;
			const { mode: _, ...others } = input;
			const start = startOf({ ...others, environment: {}, runtime: launch.runtime, cwd: launch.cwd, launch });
			return (["development", "production", "test"] as const).some((mode) =>
				runtimes[launch.runtime].loads({ ...start, mode }).includes(path),
			);
		}),
	);
}

/** Next.js and Bun read other files in another mode: those are not ignored, only not read now. */
function isReadInAnyMode({ input }: ResolvedProject, { path }: EnvFile): boolean {
	const start = startOf({ ...input, environment: {} });
	return (["development", "production", "test"] as const).some((mode) =>
		runtimes[input.runtime].loads({ ...start, mode }).includes(path),
	);
}
