import type { EnvironmentLayer, When } from "../launch.ts";
import { filesLayer, unsetLayer, variableLayer, withLayer } from "../layers.ts";
import { certainText } from "../lookup.ts";
import { originOf, type Placed } from "../placed.ts";
import { fillsIn, goneOn, isArgument, needs, type Sourced } from "./goingOn.ts";
import { type Piece, pinned, type Replaced, references, valueFrom, type Word } from "./word.ts";

/** What holds the path of the file that is run; without one they are empty here. */
const ownPath: readonly string[] = ["0", "BASH_SOURCE"];

/** What a shell has while it runs a script: its folder, the environment that it hands on, and variables that it keeps to itself. */
export class ShellState {
	cwd: string;
	layers: readonly EnvironmentLayer[];
	/** What Bun's shell adds to all that it starts: variables in front of a command, where the environment has none of the name. */
	inFront: ReadonlyMap<string, EnvironmentLayer> = new Map();
	/** `set -a`: whatever is assigned is exported. */
	exportsAll = false;
	/** What comes after it is done if it succeeds alone: `… && next`. */
	mustSucceed = false;
	/** Inside what is done on a condition: `[ -f .env ] && …`, `if …`. */
	isConditional = false;
	/** What it was handed: `$1`, `$2`. */
	args: readonly Word[] = [];
	/** What names have, as far as this script says so; null: they are not set. */
	private readonly known: Map<string, readonly Piece[] | null>;
	/** Names that are in the environment for sure, and those that are not. */
	private readonly exported: Map<string, boolean>;
	/** Names that were exported before this script gave them a value: programs see the one that they get. */
	private readonly awaited: Set<string>;
	/** Names that a file brought and whose values this reading does not know. */
	private readonly brought: Map<string, EnvironmentLayer & { kind: "files" }>;

	/** What stood in front of the script. */
	private readonly outer: readonly EnvironmentLayer[];
	/** Files have come since, or what depends on the environment: a name that the script does not know may have another value. */
	private isBlurred: boolean;

	constructor(cwd: string, layers: readonly EnvironmentLayer[], from?: ShellState) {
		this.outer = from?.outer ?? layers;
		this.isBlurred = from?.isBlurred ?? false;
		this.cwd = cwd;
		this.layers = layers;
		this.known = new Map(from?.known);
		this.exported = new Map(from?.exported);
		this.brought = new Map(from?.brought);
		this.exportsAll = from?.exportsAll ?? false;
		this.inFront = from?.inFront ?? new Map();
		this.isConditional = from?.isConditional ?? false;
		this.awaited = new Set(from?.awaited);
		this.args = from?.args ?? [];
	}

	/** What a subshell starts with; it changes nothing here. */
	subshell(): ShellState {
		return new ShellState(this.cwd, this.layers, this);
	}

	/** It runs this file; only bash names it in BASH_SOURCE, too. */
	runs(file: string, isBash: boolean): void {
		for (const name of isBash ? ownPath : ["0"]) this.known.set(name, [file]);
	}

	/** What `$1`, `$2` and so on are, up to `$9`; `$@` and `$*` are all of them. */
	isHanded(args: readonly Word[]): void {
		this.args = args;
		for (let index = 1; index <= 9; index++) {
			const pieces = args[index - 1]?.pieces;
			if (pieces) this.known.set(String(index), pieces);
			else this.known.delete(String(index));
		}
		const all = args.flatMap(({ pieces }, index) => (index === 0 ? pieces : [" ", ...pieces]));
		for (const name of ["@", "*"]) this.known.set(name, all);
	}

	/** The variable of a loop. */
	takes(name: string, pieces: readonly Piece[]): void {
		this.known.set(name, pieces);
	}

	/** The pieces with the variables replaced that this script set itself. */
	resolve(pieces: readonly Piece[]): readonly Piece[] {
		return pieces.flatMap((piece) =>
			typeof piece === "string" || "unknown" in piece ? [piece] : this.replaced(piece),
		);
	}

	/** What this script says that a variable is replaced by: a value, or the operand; undefined: only the environment tells. */
	look({ isFolder, ...piece }: Replaced): readonly Piece[] | "operand" | undefined {
		if (isFolder) return this.folderOf(piece);
		const { variable, operator, after } = piece;
		if (after !== undefined) return undefined;
		if (ownPath.includes(variable) && !this.known.has(variable)) return [""];
		if (variable === "PWD" && !this.known.has(variable) && operator === undefined) return [this.cwd];
		if (this.brought.has(variable)) return [{ unknown: "a variable of a file" }];
		const known = this.known.get(variable) ?? this.fromOutside(variable);
		if (known === undefined) return undefined;
		if (operator === undefined) return known ?? [];
		if (operator === "-") return known ?? "operand";
		if (operator === "+") return known ? "operand" : [];
		const text = known ?? [];
		if (!text.every((part) => typeof part === "string")) return [{ unknown: "a value with a default" }];
		const isEmpty = text.join("") === "";
		if (operator === ":-") return isEmpty ? "operand" : text;
		return isEmpty ? [] : "operand";
	}

	/** What a name has that this script gives no value: what stands in front of the script may have set it. */
	private fromOutside(name: string): readonly Piece[] | null | undefined {
		if (this.known.has(name) || isArgument(name)) return null;
		const text = this.isBlurred ? undefined : certainText(this.outer, name);
		return text === undefined ? undefined : [text];
	}

	/** Whether this script has taken a variable away. */
	isUnset(name: string): boolean {
		return this.known.get(name) === null && !this.brought.has(name);
	}

	/** A variable's text, where this script has given it one. */
	textOf(name: string): string | undefined {
		const known = this.known.get(name);
		return known?.every((piece) => typeof piece === "string") ? known.join("") : undefined;
	}

	/**
	 * `NAME=value`: seen by programs where the name is exported, here or already.
	 * @param more what comes of the value where the shell makes several words of it
	 * @param isNeeded nothing more is run where the shell stops at the value
	 */
	assign(
		name: string,
		given: readonly Piece[],
		place: Placed,
		how: "assign" | "export" = "assign",
		{ more = "joins", isNeeded = false }: { more?: "joins" | "drops"; isNeeded?: boolean } = {},
	): void {
		const pieces = this.resolve(given);
		const before = this.layers.length;
		const isExported = how === "export" || this.exportsAll || this.exported.get(name) === true;
		if (isExported) this.exported.set(name, true);
		if (this.exported.get(name) !== false) {
			const layer = { ...variableLayer(place, name, valueFrom(pieces, more)), ...needs(pieces, isNeeded) };
			this.hand(name, layer, isExported);
		}
		this.brought.delete(name);
		// `PATH=a:$PATH` is made of the value from before.
		this.known.set(name, references(pieces).includes(name) ? pinned(pieces, before) : pieces);
	}

	/** `NAME=value command` of Bun's shell. */
	fill(name: string, pieces: readonly Piece[], place: Placed): void {
		const layer = variableLayer(place, name, valueFrom(this.resolve(pieces)));
		this.inFront = new Map([...this.inFront, [name, { ...layer, onlyIfUnset: true as const }]]);
	}

	/** `export NAME`. */
	export(name: string, place: Placed): void {
		const known = this.known.get(name);
		const file = this.brought.get(name);
		if (file) {
			const { required: _, ...known } = file;
			this.layers = [...this.layers, { ...known, names: [name] }];
		} else if (known && this.exported.get(name) !== true)
			this.hand(name, variableLayer(place, name, valueFrom(known, "joins")), true);
		else if (!known && this.exported.get(name) !== true) this.awaited.add(name);
		this.exported.set(name, true);
	}

	/** `unset NAME`. */
	unset(name: string, place: Placed): void {
		this.keepReferencesTo(name, this.layers.length);
		this.layers = [...this.layers, unsetLayer(place, [name])];
		this.awaited.delete(name);
		this.known.set(name, null);
		this.exported.set(name, false);
		this.brought.delete(name);
	}

	/**
	 * `. ./.env`: the shell runs the file. Without `set -a` only names that are exported already reach programs.
	 * @param file its path, the names that it sets, and those that it exports
	 * @param isNeeded nothing more is run where the file is not there
	 */
	source({ path, names, exports, isPart }: Sourced, place: Placed, isNeeded: boolean): void {
		const required = isNeeded && !this.isConditional ? ({ required: true } as const) : {};
		const whole = filesLayer({
			by: "shell",
			paths: [path],
			dialect: "sh",
			overrides: true,
			...(isPart && { names }),
			...required,
			origin: originOf(place),
		});
		const before = this.layers.length;
		this.isBlurred = true;
		this.layers = [...this.layers, this.exportsAll ? whole : { ...whole, onlyIfSet: true }];
		const awaited = names.filter((name) => this.awaited.has(name));
		if (awaited.length > 0 && !this.exportsAll) {
			const { required: _, ...known } = whole;
			this.layers = [...this.layers, { ...known, names: awaited }];
		}
		for (const name of names) {
			this.known.delete(name);
			this.brought.delete(name);
			if (this.exportsAll || exports.includes(name)) this.exported.set(name, true);
			else if (this.exported.get(name) !== true) this.brought.set(name, whole);
			this.keepReferencesTo(name, before);
		}
	}

	/**
	 * From here on what is done no longer depends on the files that were run after so many layers, nor on names that had to be set there: what
	 * stood behind such a name in `… && …` was done only if it was set.
	 */
	goOnWithout(before: number): void {
		// What these names have now, only the environment tells.
		this.layers = goneOn(this.layers, before, (name) => this.#forget(name));
	}

	/** What this does is done on these conditions alone, and the folder it ends in is not what follows starts in. */
	under<Result>(when: readonly When[], does: () => Result): Result {
		const { isConditional, cwd, exportsAll } = this;
		const before = this.layers.length;
		this.isConditional = true;
		const result = does();
		this.isConditional = isConditional;
		if (when.length > 0) {
			this.settle(before, when);
			this.cwd = cwd;
			this.exportsAll = exportsAll;
		}
		return result;
	}

	/** What was added since so many layers is there on these conditions; what the names have then, only the environment tells. */
	settle(before: number, when: readonly When[]): void {
		this.layers = this.layers.map((layer, index) => {
			if (index < before || (layer.kind !== "variables" && layer.kind !== "files" && layer.kind !== "hidden"))
				return layer;
			for (const name of layer.kind === "variables" ? Object.keys(layer.values) : []) {
				const known = this.known.get(name);
				const isFilled = when.length === 1 && fillsIn(when[0], name) && known;
				if (layer.kind === "variables" && layer.onlyIfSet && !isFilled) continue;
				this.#forget(name);
				if (isFilled) this.known.set(name, [{ variable: name, operator: ":-", operand: known, after: before }]);
			}
			return { ...layer, when: [...when, ...(layer.when ?? [])] };
		});
	}

	/** What programs get of a whole layer, such as `export $(cat .env | xargs)`. */
	add(layer: EnvironmentLayer, names: readonly string[] = []): void {
		const before = this.layers.length;
		if (layer.kind !== "variables") this.isBlurred = true;
		this.layers = [...this.layers, layer];
		for (const name of names) {
			this.known.delete(name);
			this.brought.delete(name);
			this.exported.set(name, true);
			this.keepReferencesTo(name, before);
		}
	}

	/** `${NAME%/*}` of a path that the script knows. */
	private folderOf(piece: Replaced): readonly Piece[] {
		const path = this.resolve([piece]);
		if (!path.every((part) => typeof part === "string")) return [{ unknown: "a part of a value" }];
		const text = path.join("");
		return [text.includes("/") ? text.replace(/\/[^/]*$/, "") : text];
	}

	private replaced(piece: Replaced): readonly Piece[] {
		const found = this.look(piece);
		if (found !== "operand" && found !== undefined) return found;
		if (piece.after !== undefined) return [piece];
		const operand = this.resolve(piece.operand ?? []);
		return found === "operand" ? operand : [{ ...piece, ...(piece.operator && { operand }) }];
	}

	#forget(name: string): void {
		this.isBlurred = true;
		this.known.delete(name);
		this.exported.delete(name);
		this.brought.delete(name);
	}

	private hand(name: string, layer: EnvironmentLayer & { kind: "variables" }, isExported: boolean): void {
		this.keepReferencesTo(name, this.layers.length);
		this.layers = withLayer(this.layers, isExported ? layer : { ...layer, onlyIfSet: true });
	}

	/** A value that was made of a variable's earlier value is not made of its new one. */
	private keepReferencesTo(name: string, before: number): void {
		for (const [other, pieces] of this.known) {
			if (pieces && references(pieces).includes(name)) this.known.set(other, pinned(pieces, before));
		}
	}
}
