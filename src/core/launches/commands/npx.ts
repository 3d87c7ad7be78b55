import type { Call, KnownCommand, Next } from "../call.ts";
import { literal, type Word } from "../shells/word.ts";
import { bunCommand } from "./bun.ts";
import { readFlags, valuesOf } from "./flags.ts";

const takesValue = ["-p", "--package", "-c", "--call", "-w", "--workspace", "--prefix", "--loglevel"];

/** npx and what is like it: the command of a package. */
export const npx: KnownCommand = {
	names: ["npx", "bunx", "pnpx"],
	follow: (call: Call) => (call.name === "bunx" ? bunCommand(call, [], call.args) : npxCommand(call, call.args)),
};

/** What `npx ARGS` starts; a version behind the package's name is no part of its command's. */
export function npxCommand(call: Call, args: readonly Word[]): readonly Next[] {
	const { flags, rest } = readFlags(args, takesValue);
	const [script] = valuesOf(flags, "-c", "--call");
	if (script && literal(script) !== undefined)
		return [{ kind: "shell", text: script.placed, inherited: call.inherited }];
	const written = literal(rest[0]);
	if (written === undefined || !rest[0]) return [];
	const name = written.replace(/(?<=.)@[^/\\]*$/, "");
	return [{ kind: "command", words: [{ ...rest[0], pieces: [name] }, ...rest.slice(1)], inherited: call.inherited }];
}
