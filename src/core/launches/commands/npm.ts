import type { Call, KnownCommand, Next } from "../call.ts";
import type { PackageJson } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";
import { hasFlag, readFlags, valuesOf } from "./flags.ts";
import { packageAround } from "./likelyCalls.ts";
import { npxCommand } from "./npx.ts";

const takesValue = ["--prefix", "-C", "-w", "--workspace", "--loglevel", "--script-shell", "--userconfig", "--cache"];
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
		const behind = readFlags(before.rest.slice(1), takesValue);
		const flags = [...before.flags, ...behind.flags];
		const name = isRun ? literal(behind.rest[0]) : alias;
		if (name === undefined || hasFlag(flags, "--workspaces", "-ws", "--dry-run")) return [];
		const prefix = literal(valuesOf(flags, "--prefix", "-C").at(-1));
		const folder = call.outside.paths.resolve(call.inherited.cwd, prefix ?? ".");
		const owner = packageAround(call.outside, folder);
		const args = argumentsFor(isRun ? behind.rest.slice(1) : behind.rest);
		const hooks = !hasFlag(flags, "--ignore-scripts");
		return owner ? [{ kind: "script", owner, name, args, inherited: call.inherited, hooks }] : [];
	},
};

/** What npm hands on to a script: words that are no options, and all behind `--`. */
function argumentsFor(words: readonly Word[]): Word[] {
	const end = words.findIndex((word) => literal(word) === "--");
	const own = words.slice(0, end === -1 ? undefined : end).filter((word) => !literal(word)?.startsWith("-"));
	return [...own, ...(end === -1 ? [] : words.slice(end + 1))];
}

/** The scripts of a package, or none. */
export function hasScript(owner: PackageJson | undefined, name: string): owner is PackageJson {
	return owner?.scripts.has(name) === true;
}
