import { type Call, type Next, withLayers } from "../call.ts";
import { filesLayer } from "../layers.ts";
import { isOn, lookup } from "../lookup.ts";
import { originOf } from "../placed.ts";
import { assumedText, literal } from "../shells/word.ts";
import { hasFlag, readFlags, valuesOf } from "./flags.ts";

const known = /^(?:-f|--file|-q|--quiet|--debug|--override|--fast)$/;

/** `dotenv run` of the package dotenv itself. Anything else it answers with its usage. Source: dotenv 18.0.10, run. */
export function dotenvRun(call: Call): readonly Next[] {
	if (literal(call.args[0]) !== "run") return [];
	const { flags, rest } = readFlags(call.args.slice(1), ["-f", "--file"]);
	if (flags.some(({ name }) => !known.test(name)) || rest.length === 0) return [];
	const { layers, cwd } = call.inherited;
	const named = valuesOf(flags, "-f", "--file");
	const told = lookup(layers, "DOTENV_PATH") ?? lookup(layers, "DOTENV_CONFIG_PATH");
	const listed = named
		.flatMap((word) => (assumedText(word) ?? "").split(",").map((name) => name.trim()))
		.filter(Boolean);
	const names = named.length > 0 ? listed : [told ?? ".env"];
	const paths = names.map((name) => call.outside.paths.resolve(cwd, name));
	const switched = isOn(lookup(layers, "DOTENV_OVERRIDE") ?? lookup(layers, "DOTENV_CONFIG_OVERRIDE"));
	const overrides = hasFlag(flags, "--override") || switched;
	const place = named[0]?.placed ?? call.args[0]?.placed;
	const files = filesLayer({
		by: "dotenv run",
		paths: overrides ? paths.reverse() : paths,
		dialect: "dotenv-17",
		...(overrides && { overrides: true }),
		...((named.length > 0 || told !== undefined) && { required: true }),
		...(place && { origin: originOf(place) }),
	});
	return [{ kind: "command", words: rest, inherited: withLayers(call.inherited, files) }];
}
