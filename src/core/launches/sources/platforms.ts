import { deploymentFiles, platformsIn } from "../../runtimes/deploymentFiles.ts";
import { runtimes } from "../../runtimes/index.ts";
import type { PlatformRuntime } from "../../types.ts";
import { dependsOnClient } from "../commands/likelyCalls.ts";
import type { EnvironmentLayer } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { amplifyLayers } from "../platforms/amplify.ts";
import { isProjects } from "../platforms/meant.ts";
import { samLayers } from "../platforms/sam.ts";
import { serverlessLayers } from "../platforms/serverless.ts";
import { sstLayers } from "../platforms/sst.ts";
import type { Found, Source } from "./source.ts";

type Read = (path: string, outside: Outside) => EnvironmentLayer[] | undefined;

/** What the file of a platform says of variables, where it says it at all; undefined: another file does, or none. */
const readers: Readonly<Partial<Record<PlatformRuntime, Read>>> = {
	amplify: amplifyLayers,
	sam: samLayers,
	serverless: serverlessLayers,
	sst: sstLayers,
};

/** Where the project is deployed to, as far as its files, or those at the workspace's top that do not tell of another package, say so. */
export const platformLaunches: Source = {
	find: (outside) => {
		const { cwd } = outside.input;
		// What renders in another way, in Vercel's sandbox for one, signs nothing there.
		if (!dependsOnClient(outside.packageIn(cwd), outside)) return [];
		const found = new Map<PlatformRuntime, Found>();
		for (const folder of new Set([cwd, outside.root])) {
			const texts = new Map(
				deploymentFiles.flatMap((name): [string, string][] => {
					const text = outside.text(outside.paths.join(folder, name));
					return text === undefined || !isProjects(text, folder, outside) ? [] : [[name, text]];
				}),
			);
			for (const id of platformsIn(texts)) if (!found.has(id)) found.set(id, launchOn(id, folder, texts, outside));
		}
		return [...found.values()];
	},
};

function launchOn(id: PlatformRuntime, folder: string, texts: ReadonlyMap<string, string>, outside: Outside): Found {
	const row = runtimes[id];
	const paths = row.signs
		.filter(([name, wanted]) => wanted?.test(texts.get(name) ?? "") ?? texts.has(name))
		.map(([name]) => outside.paths.join(folder, name));
	const [path = folder] = paths;
	const told = paths.map((one) => readers[id]?.(one, outside)).find((layers) => layers !== undefined);
	return {
		launch: {
			id: `platform:${id}`,
			label: row.label,
			kind: "platform",
			runtime: id,
			cwd: outside.input.cwd,
			place: "elsewhere",
			// The project's files stand for what the platform's settings hold.
			layers: told ?? [{ kind: "program", mode: "production" }],
			callsLambda: "likely",
			origin: { layer: "launch", path },
		},
	};
}
