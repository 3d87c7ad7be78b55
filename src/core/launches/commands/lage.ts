import type { Call, KnownCommand, Next } from "../call.ts";
import { managerOf } from "../managers.ts";
import { literal } from "../shells/word.ts";
import { filtered } from "../workspaces.ts";
import { readAllFlags, valuesOf } from "./flags.ts";
import { hasScript, runScript } from "./packageScripts.ts";

const takesValue = [
	"--scope",
	"--to",
	"--since",
	"--ignore",
	"--concurrency",
	"--grouped",
	"--log-level",
	"--reporter",
];

/** lage: scripts of the packages, with the whole environment. Source: lage 2.17.0, run. */
export const lage: KnownCommand = {
	names: ["lage"],
	follow: (call: Call): readonly Next[] => {
		const { flags, words } = readAllFlags(call.args, takesValue);
		const { outside } = call;
		const names = literal(words[0]) === "run" ? words.slice(1) : words;
		const scopes = valuesOf(flags, "--scope", "--to").map((word) => literal(word) ?? "");
		return filtered(outside, outside.root, scopes).flatMap((owner) =>
			names.flatMap((name) =>
				hasScript(owner, name) ? runScript(call, managerOf(outside, owner.folder).name, owner, [name]) : [],
			),
		);
	},
};
