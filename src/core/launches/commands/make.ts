import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import { type Makefile, readMakefile, type Target } from "../makefile.ts";
import { recipeLine } from "../makeValue.ts";
import type { Outside } from "../outside.ts";
import { joined } from "../placed.ts";
import { literal, literalStart } from "../shells/word.ts";
import { variableOf } from "./env.ts";
import { hasFlag, readAllFlags, valuesOf } from "./flags.ts";

const takesValue = "-C --directory -f --file --makefile -I --include-dir -l -o -W --eval".split(" ");

/** So many targets need one another, one after the other. */
const deepest = 50;

const isSetting = /^([A-Za-z_]\w*)=/;

/** The makefile of a folder; undefined: there is none. */
export function makefileIn(outside: Outside, folder: string): string | undefined {
	const paths = ["GNUmakefile", "makefile", "Makefile"].map((name) => outside.paths.join(folder, name));
	return paths.find((path) => outside.text(path) !== undefined);
}

/**
 * GNU make: each line of a recipe is a shell's, in the environment that the makefile changes. `NAME=value` behind it beats what the makefile
 * says. Source: GNU make 4.3, run.
 */
export const make: KnownCommand = {
	names: ["make", "gmake"],
	isNative: true,
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		const { flags, words } = readAllFlags(args, takesValue);
		const folder = valuesOf(flags, "-C", "--directory").map(literal).at(-1) ?? ".";
		const cwd = outside.paths.resolve(inherited.cwd, folder);
		const named = literal(valuesOf(flags, "-f", "--file", "--makefile")[0]);
		const path = named === undefined ? makefileIn(outside, cwd) : outside.paths.resolve(cwd, named);
		if (path === undefined) return [];
		const keepsShell = hasFlag(flags, "-e", "--environment-overrides");
		const file = readMakefile(outside, path, cwd, keepsShell);
		const settings = words.filter((word) => isSetting.test(literalStart(word)));
		const given = settings.map((word) => variableOf(word, isSetting.exec(literalStart(word))?.[1] ?? "", "make"));
		const goals = words.flatMap((word) => literal(word)?.match(/^[^=\d][^=]*$/)?.[0] ?? []);
		const first = [...file.targets.keys()].find((name) => !/^\.|%/.test(name));
		const variables = new Map(file.variables);
		for (const { values } of given)
			for (const [name, value] of Object.entries(values)) if (typeof value === "string") variables.set(name, value);
		const started = withLayers({ ...inherited, cwd }, ...file.layers);
		// What was given to it is given to those that it calls.
		variables.set(
			"MAKE",
			["make", ...(keepsShell ? ["-e"] : []), ...settings.map(({ placed }) => placed.text)].join(" "),
		);
		const kept = given.filter(({ values }) => !Object.keys(values).some((name) => file.withheld.has(name)));
		const run = new Run({ ...file, variables }, kept);
		return (goals.length > 0 ? goals : [first ?? ""]).flatMap((goal) => run.made(goal, started));
	},
};

/** One run of make: no target is made twice. */
class Run {
	readonly #file: Makefile;
	readonly #given: Inherited["layers"];
	readonly #made = new Set<string>();

	constructor(file: Makefile, given: Inherited["layers"]) {
		this.#file = file;
		this.#given = given;
	}

	/** What a target starts, that which it needs first. */
	made(name: string, inherited: Inherited, depth = 0): Next[] {
		const target = this.#file.targets.get(name);
		if (!target || this.#made.has(name) || depth > deepest) return [];
		this.#made.add(name);
		const own = target.sets.flatMap((one) => this.#file.layersOf(one));
		const started = withLayers(inherited, ...own);
		return [
			...target.needs.flatMap((need) => this.made(need, started, depth + 1)),
			...this.#recipe(name, target, started),
		];
	}

	#recipe(name: string, { needs, recipe, sets }: Target, inherited: Inherited): Next[] {
		const automatic = new Map([
			["@", name],
			["<", needs[0] ?? ""],
			["^", needs.join(" ")],
		]);
		const variables = new Map([...this.#file.variables, ...sets.map((one) => [one.name.text, one.value] as const)]);
		const lines = recipe.map((line) => recipeLine(line, variables, automatic));
		const [first] = lines;
		const shell = /(?:^|\/)(bash|zsh)$/.test(this.#file.variables.get("SHELL") ?? "") ? "bash" : "sh";
		const texts =
			this.#file.isOneShell && first
				? [
						joined(
							first.path,
							lines.flatMap((line) => [line, { path: line.path, text: "\n", at: [0, 0] }]),
						),
					]
				: lines;
		return texts.map((text) => ({
			kind: "shell",
			text,
			shell,
			inherited: withLayers(inherited, ...this.#given, ...this.#file.empty),
		}));
	}
}
