import { filesForPrograms, loadsForPrograms, loadsNoFiles, replacesNode } from "../bunFiles.ts";
import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { assumedText, literal, type Word } from "../shells/word.ts";
import { type Flag, hasFlag, readFlags, valuesOf } from "./flags.ts";
import { packageAround } from "./likelyCalls.ts";
import { isCodeFile, nodeFile } from "./nodeFile.ts";
import { hasScript, runScript } from "./packageScripts.ts";
import { preloadedBy } from "./preloads.ts";

const takesValue = [
	"-r",
	"--preload",
	"--require",
	"--import",
	"--cwd",
	"-c",
	"--config",
	"--env-file",
	"-F",
	"--filter",
	"--shell",
	"-d",
	"--define",
	"--tsconfig-override",
	"--conditions",
	"--smol-port",
	"--port",
];
/** Bun's own commands: `bun deploy` and others are kept for later. */
const own = new Set(
	"test build install i add a remove rm update link unlink pm create c init upgrade publish patch outdated audit info why deploy repl feedback".split(
		" ",
	),
);

/** Bun. Source: Bun 1.4.5 and 1.3.14, run. */
export const bun: KnownCommand = {
	names: ["bun"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const before = readFlags(call.args, takesValue);
		const command = literal(before.rest[0]);
		if (command === undefined || own.has(command)) return [];
		if (command === "x") return bunCommand(call, before.flags, before.rest.slice(1));
		const isRun = command === "run";
		const behind = isRun ? readFlags(before.rest.slice(1), takesValue) : before;
		const flags = isRun ? [...before.flags, ...behind.flags] : before.flags;
		const cwd = call.outside.paths.resolve(call.inherited.cwd, literal(valuesOf(flags, "--cwd").at(-1)) ?? ".");
		const started: Call = { ...call, inherited: { ...call.inherited, cwd } };
		const [first] = behind.rest;
		if (command === "exec") return shellText(started, before.rest.slice(1));
		if (!first) return [];
		const owner = packageAround(call.outside, cwd);
		const files = scriptLayers(flags, started.inherited, owner?.folder ?? cwd, call.outside);
		if (isRun && hasScript(owner, first))
			return runScript({ ...started, inherited: withLayers(started.inherited, ...files) }, "bun", owner, behind.rest);
		const written = literal(first) ?? "";
		if (isCodeFile(written) || /^\.{0,2}\//.test(written)) return bunFile(started, flags, behind.rest);
		if (hasScript(owner, first))
			return runScript({ ...started, inherited: withLayers(started.inherited, ...files) }, "bun", owner, behind.rest);
		return bunCommand(started, flags, behind.rest);
	},
};

/** The command of a package, by Bun: on Node.js where its first line says so, unless `--bun` is told. */
export function bunCommand(call: Call, told: readonly Flag[], words: readonly Word[]): readonly Next[] {
	const { flags, rest } = readFlags(words, [...takesValue, "-p", "--package"]);
	const all = [...told, ...flags];
	const [first] = rest;
	const written = literal(first);
	if (!first || written === undefined) return [];
	const name = written.replace(/(?<=.)@[^/\\]*$/, "");
	const inherited = withLayers(call.inherited, ...envFileLayers(all, call.inherited, call.outside));
	const next = [{ ...first, pieces: [name] }, ...rest.slice(1)];
	// Up to 1.3 Bun loads its files for a program that it is told to run itself.
	const isOwn = hasFlag(all, "--bun", "-b") && loadsForPrograms(call.outside, call.inherited.cwd);
	if (isOwn && name === "remotion")
		return [{ kind: "command", words: [{ ...first, pieces: ["remotionb"] }, ...rest.slice(1)], inherited }];
	return [{ kind: "command", words: next, inherited }];
}

function bunFile(call: Call, flags: readonly Flag[], words: readonly Word[]): readonly Next[] {
	const { inherited, outside } = call;
	const isSilent = hasFlag(flags, "--no-env-file") || loadsNoFiles(outside, inherited.cwd);
	const files = envFileLayers(flags, inherited, outside);
	const named = flags.some(({ name }) => name === "--env-file");
	const layers: EnvironmentLayer[] = named ? files : isSilent ? [] : [{ kind: "program" }];
	const started = withLayers(inherited, ...layers);
	const preloads = preloadedBy(
		valuesOf(flags, "-r", "--preload", "--require", "--import"),
		words.slice(1),
		started,
		outside,
	);
	return nodeFile(call, words, withLayers(started, ...preloads), "bun");
}

/** What Bun brings to all that a script starts: files that are named; without them, where it takes the place of Node.js, its own. */
function scriptLayers(
	flags: readonly Flag[],
	inherited: Inherited,
	folder: string,
	outside: Outside,
): EnvironmentLayer[] {
	const named = envFileLayers(flags, inherited, outside);
	if (named.length > 0 || hasFlag(flags, "--no-env-file")) return named;
	const isBuns = hasFlag(flags, "--bun", "-b") || replacesNode(outside, folder);
	return isBuns ? filesForPrograms(outside, folder, inherited.layers) : [];
}

/** `--env-file`: only the files named, the last to win; a comma separates them, too; absent ones are passed over. */
function envFileLayers(flags: readonly Flag[], { cwd }: Inherited, outside: Outside): EnvironmentLayer[] {
	const words = valuesOf(flags, "--env-file");
	const names = words
		.flatMap((word) => (assumedText(word) ?? "").split(","))
		.filter(Boolean)
		.reverse();
	const [place] = words;
	if (names.length === 0 || !place) return [];
	const paths = names.map((name) => outside.paths.resolve(cwd, name));
	return [filesLayer({ by: "bun --env-file", paths, dialect: "bun", expand: "bun", origin: originOf(place.placed) })];
}

function shellText(call: Call, words: readonly Word[]): readonly Next[] {
	const [text] = words;
	if (!text || literal(text) === undefined) return [];
	return [{ kind: "shell", text: text.placed, inherited: call.inherited, shell: "bun" }];
}
