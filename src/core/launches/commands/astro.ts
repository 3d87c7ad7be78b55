import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { literal } from "../shells/word.ts";
import { likelyCalls } from "./likelyCalls.ts";
import { isQuestion, readLooseFlags } from "./looseFlags.ts";

const booleans = ["verbose", "silent", "force", "open", "remote"];

/** Astro's servers. Source: astro 7.3.5, run. */
export const astro: KnownCommand = {
	names: ["astro"],
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		const flags = readLooseFlags(args, booleans);
		const first = literal(flags.rest[0]);
		if (isQuestion(flags) || (first !== "dev" && first !== "preview")) return [];
		const root = outside.paths.resolve(inherited.cwd, literal(flags.options.get("root")) ?? ".");
		const program = {
			name: "astro",
			runtime: "astro",
			inherited: withLayers(inherited, { kind: "program", mode: first === "dev" ? "development" : "production" }),
			callsLambda: likelyCalls(outside, root),
			server: "astro",
		} as const;
		return [{ kind: "program", program }];
	},
};
