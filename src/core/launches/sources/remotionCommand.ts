import { configurationLayers } from "../code/configuration.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { managerOf } from "../managers.ts";
import { terminalLayers } from "../terminal.ts";
import type { Source } from "./source.ts";

/** Remotion's command line, typed by hand wherever it is installed. */
export const remotionCommand: Source = {
	find: (outside) => {
		const { cwd } = outside.input;
		const isInstalled = outside.upwards(cwd).some((folder) => {
			const cli = outside.paths.join(folder, "node_modules", "@remotion", "cli");
			return outside.packageIn(folder)?.dependencies.has("@remotion/cli") || outside.packageIn(cli) !== undefined;
		});
		if (!isInstalled) return [];
		const layers: EnvironmentLayer[] = [...terminalLayers(outside), { kind: "program" }];
		const remotion = outside.versionOf("@remotion/cli", cwd);
		return [
			{
				launch: {
					id: "command:remotion",
					label: `${managerOf(outside, cwd).execute} remotion lambda`,
					kind: "command",
					runtime: "remotion-cli",
					cwd,
					place: "here",
					layers: [...layers, ...configurationLayers("remotion.config", cwd, { cwd, layers, place: "here" }, outside)],
					callsLambda: "unknown",
					...(remotion !== undefined && { versions: { remotion } }),
				},
			},
		];
	},
};
