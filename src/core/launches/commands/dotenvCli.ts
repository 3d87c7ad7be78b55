import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import { originOf } from "../placed.ts";
import { assumedText, behind, literal, literalStart, valueFrom } from "../shells/word.ts";
import { dotenvRun } from "./dotenvRun.ts";
import { hasFlag, valuesOf } from "./flags.ts";
import { lateEnvFiles } from "./lateEnvFiles.ts";
import { readMinimist } from "./minimist.ts";

/** dotenv-cli, and where it is not there the command of dotenv 18, which has the same name. Source: dotenv-cli 11 and dotenv 18, run. */
export const dotenvCli: KnownCommand = {
	names: ["dotenv", "dotenv-cli"],
	follow: (call: Call): readonly Next[] => {
		if (call.name === "dotenv" && isOfDotenv(call)) return dotenvRun(call);
		const { flags, words } = readMinimist(call.args);
		const overrides = hasFlag(flags, "-o", "--override");
		const cascade = flags.find(({ name }) => name === "-c");
		if ((overrides && cascade) || hasFlag(flags, "--help", "--debug", "-p") || words.length === 0) return [];
		const named = valuesOf(flags, "-e");
		const bases = named.length > 0 ? named.map((word) => assumedText(word)) : [".env"];
		const names = bases.flatMap((base) =>
			base === undefined ? [] : cascaded(base, cascade && (literal(cascade.value) ?? "")),
		);
		const paths = names.map((name) => call.outside.paths.resolve(call.inherited.cwd, name));
		const expands = !flags.some(
			({ name, value }) => name === "--no-expand" || (name === "--expand" && literal(value) === "false"),
		);
		const place = named[0]?.placed ?? call.words[0]?.placed;
		const layers: EnvironmentLayer[] = [
			...lateEnvFiles(call.args, call.inherited, call.outside),
			filesLayer({
				by: "dotenv",
				paths: overrides ? paths.reverse() : paths,
				dialect: "dotenv-17",
				...(expands && { expand: "dotenv-cli" }),
				...(overrides && { overrides: true }),
				...(place && { origin: originOf(place) }),
			}),
		];
		if (bases.includes(undefined)) layers.push({ kind: "hidden", by: "dotenv -e" });
		for (const word of valuesOf(flags, "-v")) {
			const name = /^\w+(?==)/.exec(literalStart(word))?.[0];
			// It stops with an error.
			if (name === undefined || literal(word) === `${name}=`) return [];
			layers.push(variableLayer(word.placed, name, valueFrom(behind(word, name.length + 1).pieces), "dotenv -v"));
		}
		return [{ kind: "command", words, inherited: withLayers(call.inherited, ...layers) }];
	},
};

/** The files of `-c`, with a mode or without one. */
function cascaded(base: string, mode: string | undefined): string[] {
	if (mode === undefined) return [base];
	return mode === "" ? [`${base}.local`, base] : [`${base}.${mode}.local`, `${base}.local`, `${base}.${mode}`, base];
}

/** Whether `dotenv` is the command of the package dotenv, which `npm ci` puts there before that of dotenv-cli. */
function isOfDotenv({ args, inherited, owner, outside }: Call): boolean {
	for (const folder of outside.upwards(inherited.cwd)) {
		const text = outside.text(outside.paths.join(folder, "node_modules", ".bin", "dotenv"));
		if (text !== undefined && /minimist|dotenv-cli/.test(text)) return false;
		if (text?.includes("dotenv run")) return true;
	}
	const major = Number(/\d+/.exec(outside.versionOf("dotenv", inherited.cwd) ?? "")?.[0] ?? 0);
	if (owner?.dependencies.has("dotenv-cli")) return major >= 18;
	return literal(args[0]) === "run";
}
