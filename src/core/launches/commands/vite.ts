import type { Call, KnownCommand, Next } from "../call.ts";
import { literal } from "../shells/word.ts";
import { isQuestion, readLooseFlags } from "./looseFlags.ts";
import { ownerOf, vitePlugin, viteServer } from "./viteServer.ts";

const booleans = ["cors", "strictPort", "force", "clearScreen", "experimentalBundle", "bypass-lock"];

/** Vite's servers. Alone they serve pages, which call no Lambda; a framework's plugin makes them its server. Source: vite 8.4.0, its `cli.js`. */
export const vite: KnownCommand = {
	names: ["vite"],
	follow: (call: Call): readonly Next[] => {
		const flags = readLooseFlags(call.args, booleans);
		const first = literal(flags.rest[0]);
		if (isQuestion(flags) || first === "build" || first === "optimize") return [];
		const isNamed = first !== undefined && ["dev", "serve", "preview"].includes(first);
		const root = flags.rest[isNamed ? 1 : 0];
		const plugin = vitePlugin(ownerOf(call, root));
		return viteServer(call, {
			name: "vite",
			runtime: plugin?.runtime ?? "vite",
			reachesProcess: plugin?.reachesProcess ?? false,
			command: first === "preview" ? "preview" : "dev",
			root,
			mode: flags.options.get("mode") ?? flags.options.get("m"),
			...(plugin && { server: plugin.runtime }),
		});
	},
};
