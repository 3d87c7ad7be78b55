import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { variableLayer } from "../layers.ts";
import { managerOf } from "../managers.ts";
import { record, string } from "../packageJson.ts";
import { placedAt } from "../placed.ts";
import { plainWord } from "../shells/word.ts";
import { runScript } from "./packageScripts.ts";

/** wireit: a script whose command stands in the package's `wireit`, with an `env` that beats the shell. Source: wireit 0.14.13, run. */
export const wireit: KnownCommand = {
	names: ["wireit"],
	follow: (call: Call): readonly Next[] => {
		const { owner, script, inherited } = call;
		const own = record(record(owner?.json.wireit)[script ?? ""]);
		if (!owner || script === undefined) return [];
		const dependencies = Array.isArray(own.dependencies) ? own.dependencies : [];
		const started = dependencies.flatMap((one) => dependency(call, string(one) ?? string(record(one).script) ?? ""));
		const text = owner.placed("wireit", script, "command");
		const layers = Object.entries(record(own.env)).flatMap(([name, value]) => variable(call, script, name, value));
		return text ? [...started, { kind: "shell", text, inherited: withLayers(inherited, ...layers) }] : started;
	},
};

/** A dependency: a script of this package, or `./folder:script` of another. */
function dependency(call: Call, text: string): readonly Next[] {
	const { owner, outside } = call;
	if (!owner || text.startsWith("<") || text.startsWith("$")) return [];
	const colon = /^\.{1,2}\//.test(text) ? text.lastIndexOf(":") : -1;
	const folder = colon === -1 ? owner.folder : outside.paths.resolve(owner.folder, text.slice(0, colon));
	const name = colon === -1 ? text : text.slice(colon + 1);
	const target = outside.packageIn(folder);
	return runScript(call, managerOf(outside, folder).name, target, [plainWord(placedAt(owner.path, name))]);
}

/** A text replaces the shell's; with `external` the shell's counts, and `default` where there is none. */
function variable({ owner }: Call, script: string, name: string, value: unknown): EnvironmentLayer[] {
	const place = owner?.placed("wireit", script, "env", name) ?? owner?.placed("wireit", script, "command");
	if (!place) return [];
	const text = string(value);
	if (text !== undefined) return [variableLayer(place, name, text, "wireit")];
	const fallback = string(record(value).default);
	if (record(value).external !== true || fallback === undefined) return [];
	return [{ ...variableLayer(place, name, fallback, "wireit"), onlyIfUnset: true }];
}
