import { type EnvFile, nameOrigin } from "../../dotenv/envFile.ts";
import { launchesOf, mayCallLambda, readsFile } from "../../project/launchFiles.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf, runtimes } from "../../runtimes/index.ts";
import { startOf } from "../../runtimes/runtime.ts";
import { relativeTo } from "../../text/paths.ts";
import { commandIds, offerOf } from "../../vocabulary/commandIds.ts";
import type { Rule } from "../rule.ts";
import { firstCredential } from "../shared/keyParts.ts";

/** Credentials in the root of a monorepo, while the program reads the `.env` of its own folder. */
export const envFileElsewhere: Rule = {
	id: "env-file-elsewhere",
	severity: "warning",
	docs: "Credentials in a `.env` file of a folder above the project (a monorepo's root), where nothing reads them, and the project has none of its own.",
	isSilentInExamples: true,
	isOncePerFile: true,
	check: (situation) => {
		const { input, above, active } = situation;
		// A package of videos only, in a monorepo whose other packages render them.
		if (!mayCallLambda(input)) return [];
		for (const file of above) {
			const first = firstCredential(file);
			if (!first || launchesOf(input).some((launch) => readsFile(input, launch, file.path))) continue;
			// Where the default profile signs, plain variables may well be another program's.
			if (active.kind === "profile" && !first.name.startsWith("REMOTION_")) continue;
			return [finding(situation, file, nameOrigin(file, first))];
		}
		return [];
	},
};

function finding({ input }: ResolvedProject, file: EnvFile, origin: ReturnType<typeof nameOrigin>) {
	const up = relativeTo(input.platform, input.cwd, file.path);
	const { neverReads } = runtimes[input.runtime];
	const reader = neverReads?.reader ?? "The program";
	const readsOwn = runtimes[input.runtime].loads(startOf(input)).length > 0;
	const how = otherSdkOf(input)
		? `${reader} doesn't load it. ${neverReads?.remedy ?? ""}`
		: readsOwn
			? `${reader} reads no .env file outside its own folder. Move the credentials there, or load this file in the script: dotenv -e ${up} -- …`
			: `${reader} doesn't load it. Load it in the script: node --env-file=${up} …, or dotenv -e ${up} -- …`;
	return {
		message: `${up} contains credentials, but Remotion doesn't see them: ${how}`,
		origin,
		fixes: readsOwn
			? [offerOf("Copy the credentials to the project's .env", commandIds.copyCredentials, file.path)]
			: [],
	};
}
