import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { filesLayer } from "../layers.ts";
import { originOf, placedAt } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { readAllFlags, valuesOf } from "./flags.ts";

const takesValue = ["-j", "--procfile", "-e", "--env", "-p", "--port", "-f", "--raw", "-x", "-s"];

/**
 * foreman on npm: `nf start` is each line of the Procfile, `nf run` one command, with `.env` in front of the shell; `nf` alone prints its help.
 * Source: foreman 3.0.1, run: test/real-programs/nf.json.
 */
export const nf: KnownCommand = {
	names: ["nf"],
	follow: ({ args, words, inherited, outside }: Call): readonly Next[] => {
		const { flags, words: named, behind } = readAllFlags(args, takesValue);
		const command = literal(named[0]);
		if (command !== "run" && command !== "start") return [];
		const path = outside.paths.resolve(
			inherited.cwd,
			literal(valuesOf(flags, "-j", "--procfile").at(-1)) ?? "Procfile",
		);
		const text = outside.text(path) ?? "";
		// Of several the last wins.
		const files = (literal(valuesOf(flags, "-e", "--env").at(-1)) ?? ".env").split(",").reverse();
		const place = words[0]?.placed;
		const started = withLayers(
			inherited,
			filesLayer({
				by: "nf",
				paths: files.map((name) => outside.paths.resolve(inherited.cwd, name)),
				dialect: "foreman",
				overrides: true,
				...(place && { origin: originOf(place) }),
			}),
		);
		if (command === "run") {
			const run = [...named.slice(1), ...behind];
			return run.length > 0 ? [{ kind: "command", words: run, inherited: started }] : [];
		}
		const only = literal(named[1])?.replace(/=\d+/g, "").split(",");
		return [...text.matchAll(/^([A-Za-z0-9_-]+):[ \t]*(.+)$/gm)].flatMap((line): Next[] => {
			const [whole, name = "", script = ""] = line;
			if (only && !only.includes(name)) return [];
			const at = line.index + whole.length - script.length;
			return [{ kind: "shell", text: placedAt(path, script, at), inherited: started }];
		});
	},
};
