import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { literal } from "../shells/word.ts";
import { likelyCalls } from "./likelyCalls.ts";
import { isQuestion, readLooseFlags } from "./looseFlags.ts";
import { viteServer } from "./viteServer.ts";

const booleans = ["cors", "strictPort", "force", "clearScreen", "profile"];

/** React Router's dev server. Source: @react-router/dev 8.4.0, its `cli`. */
export const reactRouter: KnownCommand = {
	names: ["react-router", "@react-router/dev"],
	follow: (call: Call): readonly Next[] => {
		const flags = readLooseFlags(call.args, booleans);
		if (isQuestion(flags) || literal(flags.rest[0]) !== "dev") return [];
		return viteServer(call, {
			name: "react-router",
			runtime: "react-router",
			reachesProcess: true,
			command: "dev",
			root: flags.rest[1],
			mode: flags.options.get("mode") ?? flags.options.get("m"),
			server: "react-router",
		});
	},
};

/** The server of what React Router built: it loads no `.env`. Source: @react-router/serve 8.4.0, run. */
export const reactRouterServe: KnownCommand = {
	names: ["react-router-serve", "@react-router/serve"],
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		if (args.length === 0) return [];
		const program = {
			name: "react-router-serve",
			runtime: "react-router",
			inherited: withLayers(inherited, { kind: "program", mode: "production" }),
			callsLambda: likelyCalls(outside, inherited.cwd),
			server: "react-router",
		} as const;
		return [{ kind: "program", program }];
	},
};
