import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { originOf } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { likelyCalls } from "./likelyCalls.ts";
import { isQuestion, readLooseFlags } from "./looseFlags.ts";

const booleans = ["https", "open", "o", "qr", "clipboard", "fork", "no-fork", "public", "tunnel", "clear"];

/** Nuxt's servers. `--dotenv FILE` is loaded in place of `.env`; both are of the project's folder. Source: nuxt 4.5.2, run. */
export const nuxt: KnownCommand = {
	names: ["nuxt", "nuxi", "nuxt-cli", "@nuxt/cli"],
	follow: (call: Call): readonly Next[] => {
		const flags = readLooseFlags(call.args, booleans);
		const first = literal(flags.rest[0]);
		// `start` is another name for `preview`.
		if (isQuestion(flags) || (first !== "dev" && first !== "preview" && first !== "start")) return [];
		const { outside, inherited } = call;
		const cwd = outside.paths.resolve(
			inherited.cwd,
			literal(flags.options.get("cwd")) ?? literal(flags.rest[1]) ?? ".",
		);
		const named = flags.options.get("dotenv");
		const file = literal(named);
		const layer: EnvironmentLayer =
			named && file !== undefined
				? filesLayer({
						by: "nuxt --dotenv",
						paths: [outside.paths.resolve(cwd, file)],
						dialect: "dotenv-17",
						expand: "nuxt",
						origin: originOf(named.placed),
					})
				: { kind: "program", mode: "development" };
		const program = {
			name: "nuxt",
			runtime: "nuxt",
			inherited: withLayers({ ...inherited, cwd }, layer),
			callsLambda: likelyCalls(outside, cwd),
			server: "nuxt",
			isDevServer: first === "dev",
		} as const;
		return [{ kind: "program", program }];
	},
};
