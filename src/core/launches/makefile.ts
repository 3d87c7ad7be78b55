import { make } from "../dotenv/dialects/make.ts";
import type { EnvironmentLayer } from "./launch.ts";
import { filesLayer, unsetLayer } from "./layers.ts";
import { type Setting, settingLayer, settingOf } from "./makeSetting.ts";
import { linesOf, textOf, type Variables } from "./makeValue.ts";
import type { Outside } from "./outside.ts";
import { originOf, type Placed, placedAt, slice } from "./placed.ts";

/** What a makefile does to the environment of its recipes, and the recipes. Source: GNU make 4.3, run. */
export interface Makefile {
	/** For every recipe, in the order in which they act. */
	readonly layers: readonly EnvironmentLayer[];
	/** What acts last: a name that is exported and that nothing sets is there, and empty. */
	readonly empty: readonly EnvironmentLayer[];
	/** Names that it takes away from every recipe, also where they were given to make. */
	readonly withheld: ReadonlySet<string>;
	readonly targets: ReadonlyMap<string, Target>;
	readonly variables: Variables;
	/** What a target's setting does. */
	layersOf(setting: Setting): EnvironmentLayer[];
	/** `.ONESHELL`: the lines of a recipe are one script. */
	readonly isOneShell: boolean;
}

export interface Target {
	readonly name: Placed;
	/** The targets that are made before it. */
	readonly needs: string[];
	/** What it sets for itself and those. */
	readonly sets: Setting[];
	readonly recipe: Placed[];
}

type Statement =
	| ({ readonly kind: "set" } & Setting)
	| { readonly kind: "files"; readonly place: Placed; readonly path: string; readonly isOptional: boolean }
	/** Lines behind a condition that cannot be told: what they may set. */
	| { readonly kind: "hidden"; readonly place: Placed; readonly names: readonly string[] };

/** So many lines that set something count. */
const most = 1_000;

/** Each is read once, however many of its targets are followed. */
const read = new WeakMap<Outside, Map<string, Makefile>>();

/**
 * Reads a makefile.
 * @param folder in which make runs; what it includes is looked for there
 * @param keepsShell `make -e`: the shell's variables win
 */
export function readMakefile(outside: Outside, path: string, folder: string, keepsShell = false): Makefile {
	const files = read.get(outside) ?? new Map<string, Makefile>();
	read.set(outside, files);
	const key = JSON.stringify([path, folder, keepsShell]);
	const file = files.get(key) ?? new Reader(outside, path, folder).read(keepsShell);
	files.set(key, file);
	return file;
}

class Reader {
	readonly #outside: Outside;
	readonly #path: string;
	readonly #folder: string;
	readonly #variables = new Map<string, string>();
	/** Names that a line of their own exports. */
	readonly #exported = new Map<string, Placed>();
	/** Names that an assignment anywhere exports. */
	readonly #handedOn = new Set<string>();
	readonly #withheld = new Map<string, Placed>();
	readonly #statements: Statement[] = [];
	readonly #targets = new Map<string, Target>();
	#exportsAll = false;
	/** Those of the rule whose recipe may follow. */
	#rule: readonly Target[] = [];
	/** Of each condition around a line: whether it holds; undefined: nobody can tell. */
	readonly #conditions: (boolean | undefined)[] = [];
	#isText = false;

	constructor(outside: Outside, path: string, folder: string) {
		this.#outside = outside;
		this.#path = path;
		this.#folder = folder;
	}

	read(keepsShell: boolean): Makefile {
		for (const line of linesOf(placedAt(this.#path, this.#outside.text(this.#path) ?? ""))) this.#line(line);
		return {
			layers: [
				...this.#statements.flatMap((one) => this.#layers(one, keepsShell)),
				...[...this.#withheld].map(([name, place]) => unsetLayer(place, [name], "make")),
			],
			empty: [...this.#exported].flatMap(([name, place]) => this.#empty(name, place)),
			withheld: new Set(this.#withheld.keys()),
			targets: this.#targets,
			variables: this.#variables,
			layersOf: (setting) => this.#layers({ kind: "set", ...setting }, keepsShell),
			isOneShell: this.#targets.has(".ONESHELL"),
		};
	}

	#empty(name: string, place: Placed): EnvironmentLayer[] {
		return settingLayer({ name: { ...place, text: name }, sign: "?=", value: "", isExported: true }, this.#variables);
	}

	#line(line: Placed): void {
		if (this.#isText) {
			this.#isText = !/^\s*endef\b/.test(line.text);
			return;
		}
		if (this.#condition(line)) return;
		if (this.#conditions.includes(false)) return;
		if (line.text.startsWith("\t") && this.#rule.length > 0) {
			const isCertain = !this.#conditions.includes(undefined);
			if (isCertain) for (const { recipe } of this.#rule) recipe.push(slice(line, 1));
			return;
		}
		const end = /(?<!\\)#/.exec(line.text)?.index ?? line.text.length;
		const start = /\S/.exec(line.text)?.index ?? end;
		const text = slice(line, Math.min(start, end), end);
		if (text.text.trim() === "") return;
		if (this.#conditions.includes(undefined)) this.#hide(text);
		else this.#statement(text);
	}

	/** Whether the line is one of a condition. */
	#condition({ text }: Placed): boolean {
		const [, word = "", rest = ""] = /^\s*(ifn?eq|ifn?def|else|endif)\b\s*(.*)$/s.exec(text) ?? [];
		if (word === "") return false;
		const last = this.#conditions.length - 1;
		if (word === "endif") this.#conditions.pop();
		else if (word !== "else") this.#conditions.push(this.#holds(word, rest));
		// `else ifeq …`: which of several holds is told for two.
		else if (rest.trim() !== "") this.#conditions[last] = undefined;
		else if (this.#conditions[last] !== undefined) this.#conditions[last] = !this.#conditions[last];
		return true;
	}

	#holds(word: string, rest: string): boolean | undefined {
		const isTurned = word.startsWith("ifn");
		if (word.endsWith("def")) return this.#variables.has(rest.trim()) ? !isTurned : undefined;
		const sides = rest.trim();
		const comma = sides.lastIndexOf(",");
		const isBracketed = sides.startsWith("(") && sides.endsWith(")") && comma > 0;
		const [, a, b] = isBracketed
			? ["", sides.slice(1, comma), sides.slice(comma + 1, -1)]
			: (/^["']([^"']*)["']\s+["']([^"']*)["']$/.exec(sides) ?? []);
		if (a === undefined || b === undefined) return undefined;
		const [one, other] = [a, b].map((side) => textOf(this.#withFiles(side), this.#variables));
		return one === undefined || other === undefined ? undefined : (one.trim() === other.trim()) !== isTurned;
	}

	/** With the paths of `$(wildcard PATH)` that are there. */
	#withFiles(text: string): string {
		return text.replace(/\$\(wildcard ([^()*?[\]$]+)\)/g, (_, path: string) =>
			this.#outside.has(this.#resolved(path.trim())) ? path.trim() : "",
		);
	}

	#statement(text: Placed): void {
		this.#rule = [];
		const setting = settingOf(text);
		if (setting) {
			this.#set(setting);
			return;
		}
		const [, word = "", rest = ""] =
			/^(-?include|sinclude|define|export|unexport)(?:\s+(.*))?$/s.exec(text.text.trim()) ?? [];
		if (word === "define") this.#isText = true;
		else if (word.endsWith("include")) this.#include(text, rest, word !== "include");
		else if (word === "export" && rest === "") this.#exportsAll = true;
		else if (word !== "") this.#handOn(this.#names(rest), text, word === "export");
		else this.#startRule(text);
	}

	#set(setting: Setting): void {
		const { sign, value } = setting;
		const name = setting.name.text;
		const before = this.#variables.get(name);
		if (setting.isExported) {
			this.#withheld.delete(name);
			this.#handedOn.add(name);
		}
		// What the environment has is added to; nobody knows that here, nor what a command writes.
		if (sign === "+=") this.#variables.set(name, before === undefined ? "$(shell)" : `${before} ${value}`);
		else if (sign === "!=") this.#variables.set(name, "$(shell)");
		else if (sign !== "?=" || before === undefined) this.#variables.set(name, value);
		if (this.#statements.length < most) this.#statements.push({ kind: "set", ...setting });
	}

	#include(place: Placed, written: string, isOptional: boolean): void {
		const paths = textOf(this.#withFiles(written), this.#variables);
		if (paths === undefined) this.#statements.push({ kind: "hidden", place, names: [] });
		for (const name of (paths ?? "").split(/\s+/).filter(Boolean)) {
			const path = this.#resolved(name);
			const text = this.#outside.text(path);
			for (const read of text === undefined ? [] : make.read(text).found) this.#variables.set(read.name, read.value);
			if (this.#statements.length < most) this.#statements.push({ kind: "files", place, path, isOptional });
		}
	}

	/** Names that are written out; or those of the file in `$(shell cut -d= -f1 .env)`. */
	#names(written: string): string[] {
		const words = written.trimStart().startsWith("$(shell ") ? written.split(/[\s|()]+/) : [];
		const file = words.find((word) => word.includes("env") && /^[\w./-]+$/.test(word));
		const text = file === undefined ? written : (this.#outside.text(this.#resolved(file)) ?? "");
		return text.replace(/=.*/g, "").match(/[A-Za-z_]\w*/g) ?? [];
	}

	#handOn(names: readonly string[], place: Placed, isExported: boolean): void {
		const [into, from] = isExported ? [this.#exported, this.#withheld] : [this.#withheld, this.#exported];
		for (const name of names) {
			into.set(name, place);
			from.delete(name);
		}
	}

	#startRule(text: Placed): void {
		const colon = text.text.indexOf(":");
		const names = text.text.slice(0, Math.max(colon, 0)).trim();
		const rest = text.text
			.slice(colon + 1)
			.replace(/^:/, "")
			.trimStart();
		if (names === "" || names.includes("=") || rest.startsWith("=")) return;
		const [needs = "", ...commands] = rest.split(";");
		const own = rest === "" ? undefined : settingOf(slice(text, text.text.length - rest.length));
		this.#rule = names.split(/\s+/).map((name) => {
			const at = text.text.indexOf(name);
			const target = this.#targets.get(name) ?? {
				name: slice(text, at, at + name.length),
				needs: [],
				sets: [],
				recipe: [],
			};
			this.#targets.set(name, target);
			if (own) target.sets.push(own);
			else target.needs.push(...(textOf(needs, this.#variables) ?? "").split(/[\s|]+/).filter(Boolean));
			if (!own && commands.length > 0) target.recipe.push(slice(text, text.text.length - commands.join(";").length));
			return target;
		});
		if (names === ".EXPORT_ALL_VARIABLES") this.#exportsAll = true;
	}

	#hide(place: Placed): void {
		const ofTarget = /^[^:=]+:(?!:?=)\s*/.exec(place.text)?.[0].length ?? 0;
		const setting = settingOf(place) ?? settingOf(slice(place, ofTarget));
		const handsOn = /^(?:un)?export\b(.*)/s.exec(place.text)?.[1];
		if (!setting && handsOn === undefined && !/^(?:-|s)?include\b|^\.EXPORT_ALL/.test(place.text)) return;
		if (setting) this.#variables.set(setting.name.text, "$(shell)");
		this.#statements.push({ kind: "hidden", place, names: setting ? [setting.name.text] : this.#names(handsOn ?? "") });
	}

	#resolved(path: string): string {
		return this.#outside.paths.resolve(this.#folder, path);
	}

	#layers(statement: Statement, keepsShell: boolean): EnvironmentLayer[] {
		const { kind } = statement;
		if (kind === "hidden") {
			const { place, names } = statement;
			return [{ kind, by: "make", ...(names.length > 0 && { names }), origin: originOf(place) }];
		}
		if (kind === "set") {
			const name = statement.name.text;
			const isAlways = this.#exportsAll || this.#exported.has(name) || this.#handedOn.has(name);
			const isExported = statement.isExported || isAlways;
			return settingLayer({ ...statement, isExported }, this.#variables, keepsShell);
		}
		const { path, place, isOptional } = statement;
		const files = { by: "make", paths: [path], dialect: "make" as const, origin: originOf(place) };
		const needed = !isOptional && { required: true as const };
		if (this.#exportsAll) return [filesLayer({ ...files, ...needed, ...(!keepsShell && { overrides: true }) })];
		const names = [...this.#exported.keys(), ...this.#handedOn];
		return [
			...(names.length > 0 ? [filesLayer({ ...files, names, ...(!keepsShell && { overrides: true }) })] : []),
			filesLayer({ ...files, ...needed, ...(!keepsShell && { overrides: true }), onlyIfSet: true }),
		];
	}
}
