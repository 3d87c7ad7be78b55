import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { readFlags } from "./flags.ts";
import { packageAround } from "./likelyCalls.ts";

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
		const paths = filesIn(call.inherited.cwd, call.outside);
		const layers: EnvironmentLayer[] = [
			filesLayer({ by: "varlock run", paths, dialect: "dotenv-17", expand: "dotenvx", ...origin }),
		];
		if (fetches(paths, call.outside)) layers.push({ kind: "hidden", by: "varlock run", ...origin });
		return rest.length === 0
			? []
			: [{ kind: "command", words: rest, inherited: withLayers(call.inherited, ...layers) }];
	},
};

/**
 * What varlock's plugin for a framework brings into the server of a folder: what its files fetch from elsewhere.
 * Source: the documentation of @varlock/nextjs-integration, @varlock/vite-integration and @varlock/astro-integration.
 */
export function varlockPlugin(outside: Outside, folder: string): EnvironmentLayer[] {
	const names = [...(packageAround(outside, folder)?.dependencies.keys() ?? [])];
	const isThere = names.some((name) => /^@varlock\/(?:nextjs|vite|astro)-integration$/.test(name));
	return isThere && fetches(filesIn(folder, outside), outside) ? [{ kind: "hidden", by: "varlock" }] : [];
}

function filesIn(folder: string, { paths }: Outside): string[] {
	return [".env.local", ".env", ".env.schema"].map((name) => paths.join(folder, name));
}

function fetches(paths: readonly string[], outside: Outside): boolean {
	return paths.some((path) => fetched.test(outside.text(path) ?? ""));
}
