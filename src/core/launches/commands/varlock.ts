import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { originOf } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { readFlags } from "./flags.ts";

/** A value that varlock gets from elsewhere: `op(…)`, `exec(…)`, or a plugin that brings such functions. */
const fetched = /^[^#\r\n=]{1,200}=[^\S\r\n]*["']?[A-Za-z]\w*\(|^#[^\r\n]{0,200}@(?:plugin|currentEnv|import)\b/m;

/** `varlock run`: its files, and where they name other sources what nobody sees here. Source: varlock 1.20.0, run. */
export const varlock: KnownCommand = {
	names: ["varlock"],
	follow: (call: Call): readonly Next[] => {
		if (literal(call.args[0]) !== "run") return [];
		const { rest } = readFlags(call.args.slice(1), ["-p", "--path", "--env", "--inject"]);
		const place = call.words[0];
		const origin = place && { origin: originOf(place.placed) };
		const names = [".env.local", ".env", ".env.schema"];
		const paths = names.map((name) => call.outside.paths.join(call.inherited.cwd, name));
		const layers: EnvironmentLayer[] = [
			filesLayer({ by: "varlock run", paths, dialect: "dotenv-17", expand: "dotenvx", ...origin }),
		];
		if (paths.some((path) => fetched.test(call.outside.text(path) ?? "")))
			layers.push({ kind: "hidden", by: "varlock run", ...origin });
		return rest.length === 0
			? []
			: [{ kind: "command", words: rest, inherited: withLayers(call.inherited, ...layers) }];
	},
};
