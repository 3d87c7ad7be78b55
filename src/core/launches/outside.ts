import { decode } from "ini";
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { parse } from "yaml";
import { type Paths, pathsOf } from "../text/paths.ts";
import type { LaunchInput } from "./launch.ts";
import { type PackageJson, readPackageJson } from "./packageJson.ts";
import { readYaml, YamlValue } from "./yaml.ts";

const mostCode = 200;
const longestCode = 200_000;

/** What launches are found in: files by their text, each read once. */
export class Outside {
	readonly input: LaunchInput;
	readonly paths: Paths;
	/** The workspace folder's root. */
	readonly root: string;
	private readonly texts = new Map<string, string | undefined>();
	private code: Map<string, { path: string; text: string } | undefined> | undefined;
	private codeRead = 0;
	private readonly lists = new Map<string, ReadonlySet<string> | undefined>();
	private readonly yamlValues = new Map<string, YamlValue>();
	private readonly packages = new Map<string, PackageJson | undefined>();

	constructor(input: LaunchInput) {
		this.input = input;
		this.paths = pathsOf(input.platform);
		this.root = this.paths.resolve(input.cwd, input.root ?? input.cwd);
	}

	/** A file's text; undefined where there is none or it cannot be read. */
	text(path: string): string | undefined {
		if (!this.texts.has(path)) this.texts.set(path, this.read(path));
		return this.texts.get(path);
	}

	/** Whether there is a file. */
	has(path: string): boolean {
		const [, folder = "", name = ""] = /^(.*)[\\/]([^\\/]*)$/.exec(path) ?? [];
		const names = this.names(folder);
		return names ? names.has(name) : this.text(path) !== undefined;
	}

	/** The names in a folder; undefined: they cannot be listed. */
	names(folder: string): ReadonlySet<string> | undefined {
		if (!this.lists.has(folder)) this.lists.set(folder, this.list(folder));
		return this.lists.get(folder);
	}

	/**
	 * Code that was handed in, or that can be read: at most 200 files of 200 kB.
	 * @param isRun it is the file of a program: those are read beyond that number, too
	 */
	codeAt(path: string, isRun = false): { path: string; text: string } | undefined {
		this.code ??= new Map((this.input.code ?? []).map((file) => [file.path, file]));
		if (!this.code.has(path) && (isRun || !this.hasReadEnough)) this.code.set(path, this.readCode(path));
		return this.code.get(path);
	}

	/** Whether no more code is read for what programs import. */
	get hasReadEnough(): boolean {
		return this.codeRead >= mostCode;
	}

	/** What a YAML file says; undefined where there is none or it is broken. */
	yaml(path: string): unknown {
		const text = this.text(path);
		if (text === undefined) return undefined;
		try {
			// A tag of CloudFormation is nothing to warn of.
			return parse(text, { logLevel: "error" });
		} catch {
			return undefined;
		}
	}

	/** The values of a YAML file with their places; an empty one where there is none or it is broken. */
	yamlValue(path: string): YamlValue {
		const known = this.yamlValues.get(path);
		if (known) return known;
		const text = this.text(path);
		const value = text === undefined ? new YamlValue() : readYaml(path, text);
		this.yamlValues.set(path, value);
		return value;
	}

	/** What a JSON file says; undefined where there is none or it is broken. */
	json(path: string): unknown {
		const text = this.text(path);
		try {
			return text === undefined ? undefined : JSON.parse(text.replace(/^\uFEFF/, ""));
		} catch {
			return undefined;
		}
	}

	/** What a TOML file says; undefined where there is none or it is broken. */
	toml(path: string): unknown {
		const text = this.text(path);
		try {
			return text === undefined ? undefined : getStaticTOMLValue(parseTOML(text.replace(/^\uFEFF/, "")));
		} catch {
			return undefined;
		}
	}

	/** What an `.npmrc` says, read as npm itself reads it: by the package `ini`. */
	ini(path: string): Readonly<Record<string, unknown>> {
		const text = this.text(path);
		try {
			return text === undefined ? {} : decode(text);
		} catch {
			return {};
		}
	}

	/** The package of a folder; undefined where it has no package.json. */
	packageIn(folder: string): PackageJson | undefined {
		if (!this.packages.has(folder)) {
			const path = this.paths.join(folder, "package.json");
			const text = this.text(path);
			this.packages.set(folder, text === undefined ? undefined : readPackageJson(path, folder, text));
		}
		return this.packages.get(folder);
	}

	/** A folder and those it lies in, up to the workspace's root; outside of the root the folder alone. */
	upwards(folder: string): string[] {
		const found = [folder];
		for (let at = folder; at !== this.root; ) {
			const parent = this.paths.resolve(at, "..");
			if (parent === at || found.length > 40) return [folder];
			found.push(parent);
			at = parent;
		}
		return found;
	}

	/** Whether a folder is the project's, or lies in it. */
	isInside(folder: string): boolean {
		const { cwd } = this.input;
		return folder === cwd || folder.startsWith(cwd + this.paths.join("a", "b").slice(1, -1));
	}

	/** The names that a file like `.env` assigns, as near as a reading without its dialect can tell. */
	namesIn(path: string): string[] {
		const matches = (this.text(path) ?? "").matchAll(/^[^\S\r\n]*(?:export[^\S\r\n]+)?([A-Za-z_]\w*)=/gm);
		return [...matches].map((match) => match[1] ?? "");
	}

	/** The names that a file exports, if a shell runs it: `export NAME`, `export NAME=value`. */
	exportedIn(path: string): string[] {
		const matches = (this.text(path) ?? "").matchAll(/^[^\S\r\n]*export[^\S\r\n]+([A-Za-z_]\w*)/gm);
		return [...matches].map((match) => match[1] ?? "");
	}

	/** The version of a package that is installed for a folder, or that the folder's package asks for exactly. */
	versionOf(name: string, folder: string): string | undefined {
		for (const at of this.upwards(folder)) {
			const installed = this.packageIn(this.paths.join(at, "node_modules", ...name.split("/")));
			if (installed?.version !== undefined) return installed.version;
		}
		for (const at of this.upwards(folder)) {
			const range = this.packageIn(at)?.dependencies.get(name);
			if (range !== undefined) return /^[\^~]?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(range)?.[1];
		}
		return undefined;
	}

	private list(folder: string): ReadonlySet<string> | undefined {
		try {
			const names = this.input.list?.(folder);
			return names && new Set(names);
		} catch {
			return undefined;
		}
	}

	private readCode(path: string): { path: string; text: string } | undefined {
		if (this.input.readCode === undefined || !/\.[cm]?[jt]sx?$/.test(path)) return undefined;
		try {
			const text = this.input.readCode(path);
			if (text === undefined || text.length > longestCode) return undefined;
			this.codeRead++;
			return { path, text };
		} catch {
			return undefined;
		}
	}

	private read(path: string): string | undefined {
		try {
			return this.input.readFile(path);
		} catch {
			return undefined;
		}
	}
}
