import { parseDotenv } from "../../dotenv/parse.ts";
import type { EnvironmentLayer, Value } from "../launch.ts";
import { baseName, filesLayer, guarded, moved } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { record, string } from "../packageJson.ts";
import { originOf, placedAt } from "../placed.ts";
import { miseValue } from "./miseValue.ts";
import { layersOfScript } from "./script.ts";

/** Where mise looks in a folder, the winning one last. Source: `LOCAL_CONFIG_FILENAMES` of mise (`src/config/mod.rs`), 2026-08-22. */
const names = [
	".config/mise/config.toml",
	".config/mise/mise.toml",
	".config/mise.toml",
	".mise/config.toml",
	"mise/config.toml",
	"mise.toml",
	".mise.toml",
	".config/mise/config.local.toml",
	".config/mise/mise.local.toml",
	".config/mise.local.toml",
	".mise/config.local.toml",
	"mise/config.local.toml",
	"mise.local.toml",
	".mise.local.toml",
];

/** Directives that set PATH and its like. */
const pathsAlone = new Set(["path", "python"]);

/**
 * What mise's hook, or `mise exec`, sets in a folder: `[env]` of the `mise.toml` there and of those above, in the order written; it beats what
 * the shell had. That they are trusted is assumed; files for MISE_ENV, `conf.d` and those of the home folder are not read.
 * Facts: mise 2026.9.15, run: test/real-programs/environments.json.
 * @returns undefined: there is no such file
 */
export function miseLayers(outside: Outside, folder: string): readonly EnvironmentLayer[] | undefined {
	const files = outside
		.upwards(folder)
		.reverse()
		.flatMap((at) => names.map((name) => ({ path: outside.paths.join(at, ...name.split("/")), root: at })))
		.filter(({ path }) => outside.text(path) !== undefined);
	if (files.length === 0) return undefined;
	const configs = files.map(({ path, root }) => ({ path, root, json: outside.toml(path) }));
	// One that is broken, and nothing is set at all.
	if (configs.some(({ json }) => json === undefined)) return [];
	const layers: EnvironmentLayer[] = [];
	for (const config of configs) new Config(config, outside, layers).add();
	const settings = configs.flatMap((config) => new Config(config, outside, []).settingsFile());
	const refused = layers.filter((layer) => layer.kind === "files" && isRefused(layer.paths, outside));
	return refused.length > 0 ? refused : [...layers, ...settings];
}

function isRefused(paths: readonly string[], outside: Outside): boolean {
	return paths.some((path) => parseDotenv(outside.text(path) ?? "", "mise").isRefused === true);
}

interface ConfigFile {
	readonly path: string;
	/** The folder that paths in it are relative to. */
	readonly root: string;
	readonly json: unknown;
}

class Config {
	readonly #file: ConfigFile;
	readonly #outside: Outside;

	readonly #layers: EnvironmentLayer[];

	/** @param layers those of the files before; its own are added */
	constructor(file: ConfigFile, outside: Outside, layers: EnvironmentLayer[]) {
		this.#layers = layers;
		this.#file = file;
		this.#outside = outside;
	}

	/** Of its environment, in the order in which it is written. Lists of files that stand outside of it come first. */
	add(): void {
		const { env, env_file, dotenv } = record(this.#file.json);
		const tables = Array.isArray(env) ? env : [env];
		this.#layers.push(...this.#files(env_file), ...this.#files(dotenv));
		for (const table of tables)
			for (const [name, value] of Object.entries(record(table))) this.#layers.push(...this.#entry(name, value));
	}

	/** `env_file` of the settings comes last, and its bad lines are passed over. */
	settingsFile(): EnvironmentLayer[] {
		const written = string(record(record(this.#file.json).settings).env_file);
		if (written === undefined) return [];
		const origin = this.#origin("env_file");
		const paths = [this.#outside.paths.resolve(this.#file.root, written)];
		return [filesLayer({ by: "mise", paths, dialect: "mise-settings", overrides: true, after: 0, origin })];
	}

	#entry(name: string, value: unknown): EnvironmentLayer[] {
		if (name !== "_" && name !== "mise") return this.#variable(name, value);
		return Object.entries(record(value)).flatMap(([directive, given]) => {
			switch (directive) {
				case "file":
					return this.#files(given);
				case "source":
					return listed(given).flatMap((one) => this.#source(one));
				default:
					return pathsAlone.has(directive) ? [] : [this.#hidden(directive)];
			}
		});
	}

	#variable(name: string, value: unknown): EnvironmentLayer[] {
		const { value: inner, default: fallback, required } = record(value);
		const isTable = typeof value === "object" && value !== null;
		if (isTable && required !== undefined && inner === undefined && fallback === undefined) return [];
		const text = isTable ? scalar(inner ?? fallback) : scalar(value);
		// Encrypted, or of a kind that a later version may know.
		const said: Value = text === undefined ? { unknown: "an encrypted value" } : text === null ? null : miseValue(text);
		const values = { [name]: guarded(name, said) };
		const isDefault = isTable && inner === undefined && fallback !== undefined;
		const origin = this.#origin(name);
		return [
			{
				kind: "variables",
				by: baseName(this.#file.path),
				values,
				...(isDefault && { fillsEmpty: true as const }),
				origin,
			},
		];
	}

	/** A file, a list of them, or a table with its path. */
	#files(given: unknown): EnvironmentLayer[] {
		return listed(given).flatMap((written): EnvironmentLayer[] => {
			const path = this.#resolved(written);
			if (path === undefined) return [this.#hidden("file")];
			if (/\.(?:json|ya?ml|toml)$/.test(path)) return this.#structured(path);
			return [
				filesLayer({
					by: "mise",
					paths: [path],
					dialect: "mise",
					overrides: true,
					after: 0,
					origin: this.#origin("file"),
				}),
			];
		});
	}

	/** A table of names and values; what SOPS has encrypted is not known. */
	#structured(path: string): EnvironmentLayer[] {
		const { sops, ...table } = record(
			path.endsWith(".json")
				? this.#outside.json(path)
				: path.endsWith(".toml")
					? this.#outside.toml(path)
					: this.#outside.yaml(path),
		);
		if (sops !== undefined) return [this.#hidden("file", Object.keys(table))];
		const values = Object.entries(table).flatMap(([name, value]) => {
			const text = typeof value === "boolean" ? String(value) : scalar(value);
			return typeof text === "string" ? [[name, guarded(name, text)] as const] : [];
		});
		const origin = { layer: "launch", path } as const;
		return [{ kind: "variables", by: baseName(path), values: Object.fromEntries(values), origin }];
	}

	#source(written: string): EnvironmentLayer[] {
		const path = this.#resolved(written);
		if (path === undefined) return [this.#hidden("source")];
		const layers = layersOfScript(path, this.#file.root, "mise", this.#outside);
		return layers.map((layer) => kept(moved(layer, this.#layers.length)));
	}

	#hidden(directive: string, only?: readonly string[]): EnvironmentLayer {
		return { kind: "hidden", by: "mise", ...(only && { names: only }), origin: this.#origin(directive) };
	}

	/** The absolute path; undefined: a template or a pattern, whose value is not known. */
	#resolved(written: string): string | undefined {
		const text = written.replace(/\{\{\s*(?:config_root|cwd)\s*\}\}/g, () => this.#file.root);
		const isKnown = !/\{\{|\{%|[*?[]|^~/.test(text);
		return isKnown ? this.#outside.paths.resolve(this.#file.root, text) : undefined;
	}

	/** The place of a key, as near as its text tells. */
	#origin(key: string): ReturnType<typeof originOf> {
		const { path } = this.#file;
		const text = this.#outside.text(path) ?? "";
		const found = wordAt(text, key);
		return found === -1
			? { layer: "launch", path }
			: originOf(placedAt(path, text.slice(found, found + key.length), found));
	}
}

/** What mise takes over of a script's layer: no variable that the script takes away. */
function kept(layer: EnvironmentLayer): EnvironmentLayer {
	if (layer.kind !== "variables") return layer;
	return { ...layer, values: Object.fromEntries(Object.entries(layer.values).filter(([, value]) => value !== null)) };
}

/** The place where a text has this word and nothing but it; -1: nowhere. */
function wordAt(text: string, word: string): number {
	const isPart = (character: string | undefined) => character !== undefined && /[\w-]/.test(character);
	for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
		if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return at;
	return -1;
}

/** One or several texts: `"a"`, `["a", { path = "b" }]`, `{ path = "a" }`. */
function listed(given: unknown): string[] {
	return (Array.isArray(given) ? given : [given]).flatMap((one) => string(one) ?? string(record(one).path) ?? []);
}

/** A value as mise makes a text of it; null: it takes the variable away. */
function scalar(value: unknown): string | null | undefined {
	if (value === false) return null;
	if (value === true) return "true";
	return typeof value === "number" || typeof value === "bigint" ? String(value) : string(value);
}
