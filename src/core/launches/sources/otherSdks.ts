import { runtimes } from "../../runtimes/index.ts";
import type { EnvironmentLayer, Expansion } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { otherSdksIn } from "../packageFiles.ts";
import { terminalLayers } from "../terminal.ts";
import type { Found, Source } from "./source.ts";

/**
 * How the packages that load `.env` replace variables. The lines that people write keys in they read as dotenv does; where one of them reads
 * a rarer line in another way, that is not looked at.
 */
const expansions: Readonly<Record<string, Expansion>> = {
	"python-dotenv": "python-dotenv",
	"vlucas/phpdotenv": "phpdotenv",
	"github.com/joho/godotenv": "godotenv",
	dotenv: "ruby-dotenv",
	"dotenv-rails": "ruby-dotenv",
};

/**
 * A program in another language, where the project's package file names Remotion's SDK for it. Nothing says how it is started. `.env` of its
 * folder counts where the same files name a package that loads it: such a package fills in what is not set.
 */
export const otherSdks: Source = {
	find: (outside) => {
		const { cwd } = outside.input;
		return otherSdksIn(outside, cwd).map(({ sdk, path, version, range, loader }): Found => {
			const files = loader === undefined ? [] : [envFile(loader)];
			return {
				launch: {
					id: sdk,
					label: runtimes[sdk].label,
					kind: "command",
					runtime: sdk,
					cwd,
					place: "here",
					layers: [...terminalLayers(outside), ...files],
					callsLambda: "likely",
					...(version !== undefined && { versions: { remotion: version } }),
					origin: { layer: "launch", path, ...(range && { range }) },
				},
				isOtherSdk: true,
			};
		});
	},
};

function envFile(by: string): EnvironmentLayer {
	const expand = expansions[by];
	return filesLayer({ by, paths: [".env"], dialect: "dotenv-17", ...(expand && { expand }) });
}
