import { viteFileNames } from "../../runtimes/runtime.ts";
import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { filesLayer } from "../layers.ts";
import { lookup } from "../lookup.ts";
import { literal } from "../shells/word.ts";
import { isQuestion, readLooseFlags } from "./looseFlags.ts";

const booleans = ["strict-port", "source-map", "no-env", "watch", "w"];

/**
 * Rsbuild's servers. They load the files of Vite's names into process.env before the configuration is read, whose middleware may call Lambda;
 * the shell wins, unless a variable is set to nothing. Source: @rsbuild/core 2.3.2, run.
 */
export const rsbuild: KnownCommand = {
	names: ["rsbuild", "@rsbuild/core"],
	follow: (call: Call): readonly Next[] => {
		const flags = readLooseFlags(call.args, booleans);
		const command = literal(flags.rest[0]) ?? "dev";
		if (isQuestion(flags) || (command !== "dev" && command !== "preview")) return [];
		const { outside, inherited } = call;
		const option = (...names: string[]) => names.map((name) => literal(flags.options.get(name))).find(Boolean);
		const root = outside.paths.resolve(inherited.cwd, option("root", "r") ?? ".");
		const folder = outside.paths.resolve(root, option("env-dir", "envDir") ?? ".");
		const own = command === "dev" ? "development" : "production";
		const mode = option("env-mode", "envMode") ?? (lookup(inherited.layers, "NODE_ENV") || own);
		const paths = viteFileNames(mode).map((name) => outside.paths.join(folder, name));
		const files = filesLayer({ by: "Rsbuild", paths, dialect: "dotenv-17", expand: "nest", fillsEmpty: true });
		const program = {
			name: "rsbuild",
			runtime: "node",
			inherited: flags.options.has("no-env") ? inherited : withLayers(inherited, files),
			callsLambda: "unknown",
			isDevServer: command === "dev",
		} as const;
		return [{ kind: "program", program }];
	},
};
