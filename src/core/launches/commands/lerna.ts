import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { managerOf } from "../managers.ts";
import { record } from "../packageJson.ts";
import { originOf } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { matches, workspacesOf } from "../workspaces.ts";
import { type Flag, readAllFlags, valuesOf } from "./flags.ts";
import { runScript } from "./packageScripts.ts";

const takesValue = ["--scope", "--ignore", "--concurrency", "--since", "--loglevel", "--npm-client"];

/** lerna: `run` loads what nx does, `exec` loads nothing. Source: lerna 10.1.1, run. */
export const lerna: KnownCommand = {
	names: ["lerna"],
	follow: (call: Call): readonly Next[] => {
		const { flags, words, behind: rest } = readAllFlags(call.args, takesValue);
		const command = literal(words[0]);
		const { outside } = call;
		const scopes = valuesOf(flags, "--scope").map((word) => literal(word) ?? "");
		const packages = workspacesOf(outside, outside.root, []).filter(
			({ name = "" }) => scopes.length === 0 || scopes.some((scope) => matches(scope, name)),
		);
		if (command === "exec")
			return packages.map(
				(owner): Next => ({ kind: "command", words: rest, inherited: { ...call.inherited, cwd: owner.folder } }),
			);
		if (command !== "run") return [];
		return packages.flatMap((owner) => {
			const files = isLoading(flags, call) ? [filesOf(call, owner.folder)] : [];
			const started = { ...call, inherited: withLayers(call.inherited, ...files) };
			return (literal(words[1]) ?? "").split(",").flatMap((name) => {
				const word = words[1] as Word;
				return runScript(started, managerOf(outside, owner.folder).name, owner, [{ ...word, pieces: [name] }, ...rest]);
			});
		});
	},
};

/** `NX_LOAD_DOT_ENV_FILES=false` does not stop it. */
function isLoading(flags: readonly Flag[], { outside }: Call): boolean {
	const told = flags.findLast(({ name }) => /^--(?:no-)?load-env-files$/.test(name));
	if (told) return told.name === "--load-env-files" && literal(told.value) !== "false";
	return record(outside.json(outside.paths.join(outside.root, "lerna.json"))).useNx !== false;
}

function filesOf({ outside, words }: Call, folder: string): EnvironmentLayer {
	const folders = folder === outside.root ? [folder] : [folder, outside.root];
	const paths = folders.flatMap((at) => [".env.local", ".env"].map((name) => outside.paths.join(at, name)));
	const place = words[0]?.placed;
	return filesLayer({
		by: "lerna run",
		paths,
		dialect: "dotenv-17",
		expand: "nest",
		...(place && { origin: originOf(place) }),
	});
}
