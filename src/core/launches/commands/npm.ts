import type { Call, KnownCommand, Next } from "../call.ts";
import { literal, type Word } from "../shells/word.ts";
import { workspacesOf } from "../workspaces.ts";
import { hasFlag, readAllFlags, readFlags, valuesOf } from "./flags.ts";
import { packageAround } from "./likelyCalls.ts";
import { npxCommand } from "./npx.ts";
import { runScript } from "./packageScripts.ts";

const takesValue = [
	"--prefix",
	"-C",
	"-w",
	"--workspace",
	"--loglevel",
	"--script-shell",
	"--userconfig",
	"--cache",
	"--omit",
	"--include",
];
const ownScripts = new Set(["start", "stop", "test", "restart"]);

/** npm. Source: npm 11 and 12, run. */
export const npm: KnownCommand = {
	names: ["npm"],
	follow: (call: Call): readonly Next[] => {
		const before = readFlags(call.args, takesValue);
		const command = literal(before.rest[0]);
		if (command === undefined) return [];
		if (command === "exec" || command === "x") return npxCommand(call, before.rest.slice(1));
		const alias = command === "t" || command === "tst" ? "test" : command;
		const isRun = ["run", "run-script", "rum", "urn"].includes(command);
		if (!isRun && !ownScripts.has(alias)) return [];
		const behind = readAllFlags(before.rest.slice(1), takesValue);
		const handed = [...behind.words, ...behind.behind];
		const flags = [...before.flags, ...behind.flags];
		const words = isRun ? handed : [{ ...(before.rest[0] as Word), pieces: [alias] }, ...handed];
		if (hasFlag(flags, "--dry-run")) return [];
		const prefix = literal(valuesOf(flags, "--prefix", "-C").at(-1));
		const folder = call.outside.paths.resolve(call.inherited.cwd, prefix ?? ".");
		const hooks = !hasFlag(flags, "--ignore-scripts");
		const wanted = valuesOf(flags, "-w", "--workspace").map((word) => literal(word) ?? "");
		if (wanted.length > 0 || hasFlag(flags, "--workspaces", "-ws"))
			return workspacesOf(call.outside, folder, wanted).flatMap((owner) => runScript(call, "npm", owner, words, hooks));
		return runScript(call, "npm", packageAround(call.outside, folder), words, hooks);
	},
};
