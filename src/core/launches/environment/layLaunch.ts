import { type EnvFile, fileName, readEnvFile } from "../../dotenv/envFile.ts";
import { expansionOf } from "../../dotenv/expansions.ts";
import { unknownValue } from "../../dotenv/unknownValue.ts";
import { type Act, foldName, injectionAct, refusalAct, variablesAct } from "../../environment/act.ts";
import { type ExpandedFiles, evaluateFile, expandFiles } from "../../environment/expandFiles.ts";
import { type Environment, layEnvironment } from "../../environment/layers.ts";
import { runtimes } from "../../runtimes/index.ts";
import { type Start, startOf } from "../../runtimes/runtime.ts";
import type { InTurns } from "../../text/job.ts";
import type { ParseCache } from "../../text/parseCache.ts";
import { isUnseen, type Unreadable, unseenName } from "../../text/readText.ts";
import type { EnvironmentLayer, ExplainInput } from "../../types.ts";
import { knownVariables } from "../../vocabulary/variables.ts";
import { fileActs, isNoSwitch, type Loading } from "./fileActs.ts";
import type { DroppedVariable, Laid, MissingFile, Stop } from "./laid.ts";
import { namedBy } from "./names.ts";
import { hasPrivateKey, hasVault } from "./secretFiles.ts";
import { valuesAct } from "./values.ts";
import { whenHolds } from "./when.ts";

/** What is at hand while layers act. */
export interface Tools {
	readonly cache: ParseCache;
	unreadable(problem: Unreadable): void;
}

/**
 * Lets the layers act one after the other, from the first process to the program; in turns.
 * @param input its runtime, folder, shell and terminal are those of the launch
 */
export function* layLaunch(input: ExplainInput, layers: readonly EnvironmentLayer[], tools: Tools): InTurns<Laid> {
	const laying = new Laying(input, tools);
	for (const layer of layers) {
		const work = laying.add(layer);
		if (work) yield* work;
		laying.ends.push(laying.acts.length);
	}
	// A platform sets its variables whatever the program loads. A report tells of these, too.
	if (input.launch?.kind !== "report" && !layers.some(({ kind }) => kind === "program")) laying.inject();
	const { files, missing, vaults, dropped, stops } = laying;
	return { environment: layEnvironment(input, laying.acts), files, missing, vaults, dropped, stops };
}

type LayerOf<Kind extends EnvironmentLayer["kind"]> = Extract<EnvironmentLayer, { kind: Kind }>;

class Laying {
	readonly acts: Act[] = [];
	/** After each layer, how much acted up to there. */
	readonly ends: number[] = [];
	readonly files: EnvFile[] = [];
	readonly missing: MissingFile[] = [];
	readonly vaults: string[] = [];
	readonly dropped: DroppedVariable[] = [];
	readonly stops: Stop[] = [];
	readonly #input: ExplainInput;
	readonly #tools: Tools;
	readonly #start: Start;
	/** Files as they were read last: one may be read twice, in other surroundings. */
	readonly #latest = new Map<string, EnvFile>();

	constructor(input: ExplainInput, tools: Tools) {
		this.#input = input;
		this.#tools = tools;
		this.#start = startOf(input);
	}

	/** Lets a layer act; returns the work that reading files is, which takes turns. */
	add(layer: EnvironmentLayer): InTurns<void> | undefined {
		if (
			"when" in layer &&
			layer.when &&
			!whenHolds(this.#input, layer.when, this.#now(), (count) => this.#after(count))
		)
			return undefined;
		switch (layer.kind) {
			case "shell":
				this.acts.push(variablesAct(this.#input, "shell", this.#input.environment));
				return undefined;
			case "terminal":
				this.acts.push(variablesAct(this.#input, "terminal", this.#input.terminal));
				return undefined;
			case "variables":
				this.#variables(layer);
				return undefined;
			case "files":
				return this.#filesLayer(layer);
			case "program":
				return this.#program(layer);
			case "hidden":
				this.#hidden(layer);
				return undefined;
			case "only":
				this.#only(layer);
				return undefined;
		}
	}

	#variables(layer: LayerOf<"variables">): void {
		const { needs, onlyIf = [], origin } = layer;
		if (onlyIf.some(({ names, after }) => names.some((name) => !this.#after(after).setting(name)))) return;
		const now = this.#now();
		const stop = (name: string, why: Stop["why"]) => this.stops.push({ name, why, ...(origin && { origin }) });
		const unset = needs?.names.find((name) => !now.setting(name));
		if (unset !== undefined) {
			if (needs?.isNeeded) stop(unset, "not set");
			return;
		}
		const after = (count: number) => this.#after(count);
		this.acts.push(valuesAct(this.#input, layer, now, after, (name) => stop(name, "several words")));
	}

	#only(layer: LayerOf<"only">): void {
		const { by, origin: at } = layer;
		const passes = this.#passes(layer);
		const now = this.#now();
		for (const name of knownVariables.keys()) {
			const setting = passes(this.#fold(name)) ? undefined : now.setting(name);
			if (setting && setting.value !== "") this.dropped.push({ name, by, origin: setting.origin, at });
		}
		this.acts.push({ kind: "only", passes });
	}

	/** What the platform sets by itself. */
	inject(): void {
		const { platform } = runtimes[this.#input.runtime];
		if (!platform) return;
		const { rejects, wins } = platform;
		// Where the platform's own win, those of the project stay as what is overridden.
		if (rejects && wins === "project") this.acts.push(refusalAct(this.#input, rejects));
		this.acts.push(injectionAct(this.#input, platform));
	}

	readonly #fold = (name: string) => foldName(this.#input, name);

	/** The environment as it was after so many layers. */
	#after(count: number): Environment {
		return layEnvironment(this.#input, this.acts.slice(0, count === 0 ? 0 : this.ends[count - 1]));
	}

	/** The environment as it is after what acted so far. */
	#now(): Environment {
		return layEnvironment(this.#input, [...this.acts]);
	}

	#filesLayer(layer: LayerOf<"files">): InTurns<void> {
		const { paths, cwd } = this.#start;
		return this.#load({
			by: layer.by,
			way: layer.onlyIfSet ? "update" : layer.overrides ? "replace" : layer.fillsEmpty ? "fill-empty" : "fill",
			paths: layer.paths.map((path) => paths.resolve(cwd, path)),
			dialect: layer.dialect,
			expand: layer.expand && expansionOf(layer.expand),
			expandsAll: layer.expand === "dotenv-cli",
			decrypts: layer.expand === "dotenvx",
			names: layer.names,
			required: layer.required,
			around: layer.after === undefined ? undefined : () => this.#after(layer.after ?? 0),
			besides: layer.besides && this.#besides(layer),
			vault: layer.vault,
			origin: layer.origin,
			skipsBlank: layer.skipsBlank,
		});
	}

	#besides({ besides, by }: LayerOf<"files">) {
		return () => {
			const layer = { kind: "variables", by, values: besides?.values ?? {} } as const;
			const act = valuesAct(
				this.#input,
				layer,
				this.#now(),
				(count) => this.#after(count),
				() => {},
			);
			const values = [...act.values].flatMap(([name, settings]) =>
				settings?.[0] ? [[name, settings[0].value] as const] : [],
			);
			const files = (besides?.files ?? []).flatMap((path) => {
				const file = this.#latest.get(path);
				if (!file?.loaded) return [];
				return file.values
					? [...file.values]
					: [...file.last].map(([name, one]) => [name, one.value.reveal()] as const);
			});
			return { values: new Map(values), files: new Map(files) };
		};
	}

	*#program({ mode = this.#input.mode, without = [], absent = [] }: LayerOf<"program">): InTurns<void> {
		const runtime = runtimes[this.#input.runtime];
		const { mode: _, ...rest } = this.#start;
		const start: Start = { ...rest, ...(mode && { mode }), outside: this.#now() };
		const { expand } = runtime;
		yield* this.#load({
			by: runtime.label,
			way: "fill",
			paths: runtime.loads(start).filter((path) => !without.includes(path) && !absent.includes(fileName({ path }))),
			dialect: runtime.dialect(start),
			expand: expand && ((layers) => expand(layers, start)),
			vault: runtime.readsVault?.(start),
		});
		this.inject();
	}

	/** A name that is written out passes whatever is taken away from the patterns. */
	#passes({ names, except = [] }: LayerOf<"only">): (name: string) => boolean {
		const written = namedBy(
			names.filter((name) => !name.includes("*")),
			this.#fold,
		);
		const matched = namedBy(names, this.#fold);
		const taken = namedBy(except, this.#fold);
		return (name) => written(name) || (matched(name) && !taken(name));
	}

	#hidden({ by, names, removes = [], onlyIfUnset }: LayerOf<"hidden">): void {
		const may = names ? namedBy(names, this.#fold) : isNoSwitch;
		this.acts.push({
			kind: "hidden",
			way: onlyIfUnset ? "fill" : "replace",
			by,
			may,
			removes: namedBy(removes, this.#fold),
		});
	}

	*#load(loading: Loading): InTurns<void> {
		const { way, names, expand } = loading;
		const { files: found, unseen } = this.#read(loading);
		const loaded = found.filter((file) => file.loaded);
		const expanded: ExpandedFiles =
			expand && (loaded.length > 0 || loading.expandsAll)
				? yield* expandFiles(this.#input, loaded, this.#now(), expand, this.#tools.unreadable, way === "replace")
				: { files: loaded.map((file) => evaluateFile(file, loading.around ?? (() => this.#now()), loading.besides)) };
		const decrypted = loading.decrypts ? expanded.files.map((file) => this.#decrypted(file)) : expanded.files;
		const files = found.map((file) => decrypted.find(({ path }) => path === file.path) ?? file);
		for (const file of files) this.#met(names?.length === 0 ? { ...file, loaded: false } : file);
		const only = names && new Set(names.map(this.#fold));
		const acts = fileActs(loading, { files, unseen, expanded, only, fold: this.#fold });
		// Whoever fills in takes the winning file first, whoever replaces takes it last.
		this.acts.push(...(way.startsWith("fill") ? acts : acts.reverse()));
	}

	/** Files are told once; one of which nothing was loaded before may be loaded by a later layer. */
	#met(file: EnvFile): void {
		this.#latest.set(file.path, file);
		const index = this.files.findIndex(({ path }) => path === file.path);
		if (index === -1) this.files.push(file);
		else if (file.loaded && !this.files[index]?.loaded) this.files[index] = file;
	}

	/** With what dotenvx decrypts, whose value nobody here knows, in the place of what is encrypted: with a private key alone. */
	#decrypted(file: EnvFile): EnvFile {
		const values = new Map(file.values);
		const isEncrypted = [...values].some(([, value]) => value.startsWith("encrypted:"));
		if (!isEncrypted || !hasPrivateKey(this.#input, file.path, this.#now())) return file;
		for (const [name, value] of values) if (value.startsWith("encrypted:")) values.set(name, unknownValue);
		return { ...file, values };
	}

	/** The files that are there, and of those that cannot be read here how many come before them. */
	#read({ paths, dialect, required, by, origin, vault }: Loading): {
		files: EnvFile[];
		unseen: { by: string; before: number }[];
	} {
		const files: EnvFile[] = [];
		const unseen: { by: string; before: number }[] = [];
		for (const path of new Set(paths)) {
			let problem: Unreadable | undefined;
			const unreadable = (found: Unreadable) => {
				problem = found;
				this.#tools.unreadable(found);
			};
			const { cache } = this.#tools;
			const file = readEnvFile(this.#input, path, { loaded: true, dialect, cache, unreadable });
			if (vault && hasVault(this.#input, path, this.#now())) {
				if (file) files.push({ ...file, loaded: false });
				this.vaults.push(path);
				unseen.push({ by: `${fileName({ path })}.vault (encrypted)`, before: files.length });
			} else if (file) files.push(file.parsed.isRefused ? { ...file, loaded: false } : file);
			else if (problem && isUnseen(problem.code))
				unseen.push({ by: unseenName(fileName({ path }), problem.code), before: files.length });
			else if (required && !problem) this.missing.push({ path, by, ...(origin && { origin }) });
		}
		return { files, unseen };
	}
}
