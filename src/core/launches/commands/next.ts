import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { configurationLayers } from "../code/configuration.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { literal } from "../shells/word.ts";
import { readFlags } from "./flags.ts";
import { likelyCalls } from "./likelyCalls.ts";
import { varlockPlugin } from "./varlock.ts";

const takesValue = ["-p", "--port", "-H", "--hostname", "--keepAliveTimeout"];
/** Its other commands: they serve nothing. */
const others = new Set([
	"build",
	"export",
	"info",
	"lint",
	"telemetry",
	"experimental-test",
	"analyze",
	"typegen",
	"upgrade",
]);

/** Next.js's server. A folder behind the command is the project that it serves. Source: `next` 16, `bin/next.ts`. */
export const next: KnownCommand = {
	names: ["next"],
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = readFlags(call.args, takesValue);
		if (flags.some(({ name }) => /^(?:-h|--help|-v|--version)$/.test(name))) return [];
		const first = literal(rest[0]);
		if (first !== undefined && others.has(first)) return [];
		const isNamed = first === "dev" || first === "start";
		const [folder] = readFlags(isNamed ? rest.slice(1) : rest, takesValue).rest;
		const cwd = call.outside.paths.resolve(call.inherited.cwd, literal(folder) ?? ".");
		const mode = first === "start" ? "production" : "development";
		const layers: EnvironmentLayer[] = [{ kind: "program", mode }, ...varlockPlugin(call.outside, cwd)];
		const own = withLayers({ ...call.inherited, cwd }, ...layers);
		// It is read after the `.env` files are.
		const inherited = withLayers(own, ...configurationLayers("next.config", cwd, own, call.outside));
		const callsLambda = likelyCalls(call.outside, cwd);
		return [{ kind: "program", program: { name: "next", runtime: "next", inherited, callsLambda, server: "next" } }];
	},
};
