/** Variables in `.env` values (`$NAME`, `${NAME}`, `${NAME:-default}`), as Next.js and as Bun replace them. Node.js's dotenv replaces none. */

/** Names and values, in the order in which a file names them first. */
export type Values = ReadonlyMap<string, string>;

export interface Layers {
	/** What the shell and the terminal set; names are folded. */
	readonly outside: Values;
	/** The loaded files, the winning one first: what each says by itself. */
	readonly files: readonly Values[];
	/** Makes two names one where the system does (Windows: upper case). */
	fold(name: string): string;
	/** The files win over what is there. */
	readonly overrides?: true;
	/** For each file the names whose value stands in single quotes. */
	readonly literals?: readonly ReadonlySet<string>[];
}

export interface Expanded {
	/** The shell's and the terminal's values, for a runtime that replaces variables even there. */
	readonly outside: Values;
	/** The files' values, those too that another layer wins over; undefined: the runtime gives the whole file up. */
	readonly files: readonly (Values | undefined)[];
	/** Folded names that are there and that the files win over all the same. */
	readonly replaces?: ReadonlySet<string>;
}

export type Expand = (layers: Layers) => Expanded;

/**
 * As `@next/env` 16 does with its own dotenv-expand 10, oddities included: the last reference of a value is replaced first, and what comes
 * in is searched again; a default wins over a variable of the same file; a value that a file names too is expanded even where the shell
 * set it; and a variable that leads back to itself overflows the stack, upon which Next.js goes on without the whole file.
 */
export const expandAsNext: Expand = ({ outside, files, fold }) => {
	const environment = new Map(outside);
	const expanded = files.map((file) => {
		const parsed = new Map(file);
		const said = new Map<string, string>();
		const resolve = (value: string, budget: Budget) =>
			resolveAsNext(
				value,
				(name) => environment.get(fold(name)),
				(name) => parsed.get(name),
				budget,
			);
		const budget = new Budget();
		// What another layer wins over is never expanded by Next.js, and so must not be what the file fails for.
		const spare = new Budget();
		// An object's own order, which the loop of dotenv-expand goes by: whole numbers first.
		for (const name of Object.keys(Object.fromEntries(file))) {
			const set = environment.get(fold(name));
			const written = file.get(name) ?? "";
			const value = resolve(set ?? written, budget);
			if (value === undefined) return undefined;
			parsed.set(name, value);
			said.set(name, set === undefined ? value : (resolve(written, spare) ?? written));
		}
		for (const [name, value] of parsed) environment.set(fold(name), value);
		return said;
	});
	return { outside: new Map([...outside.keys()].map((name) => [name, environment.get(name) ?? ""])), files: expanded };
};

/** Name and default of a reference; both braces may be missing. The expression of dotenv-expand 10. */
const reference = /\$\{?(\w+)(?::-([^}\\]*))?\}?/y;

type Lookup = (name: string) => string | undefined;

/** Undefined: it has no end. */
function resolveAsNext(value: string, outer: Lookup, inner: Lookup, budget: Budget): string | undefined {
	let text = value;
	for (let steps = 0; ; steps++) {
		// -1 counts as 0, and then no `$` stands there.
		reference.lastIndex = lastDollar(text);
		const match = reference.exec(text);
		if (match === null) return text.replaceAll("\\$", "$");
		if (steps === maxSteps || !budget.allows(text.length)) return undefined;
		const [whole, name = "", fallback] = match;
		// A text as replacement, as there: it goes where `whole` stands first, and `$&` or `$$` in it mean what they mean to `replace`.
		text = text.replace(whole, outer(name) || fallback || inner(name) || "");
	}
}

/** The last `$` without a backslash before it; -1: none. */
function lastDollar(text: string): number {
	let at = text.lastIndexOf("$");
	while (text[at - 1] === "\\") at = text.lastIndexOf("$", at - 1);
	return at;
}

/**
 * As Bun 1.4 does: each new name once, in file order, from left to right; what comes in is not searched again, so that a name further
 * down gives its text as it stands. Source: `expand_into` of Bun's `env_loader.rs`.
 */
export const expandAsBun: Expand = ({ outside, files, fold }) => {
	const environment = new Map(outside);
	const expanded = files.map((file) => {
		const isNew = new Set([...file.keys()].filter((name) => !environment.has(fold(name))));
		for (const name of isNew) environment.set(fold(name), file.get(name) ?? "");
		const said = new Map<string, string>();
		const budget = new Budget();
		for (const [name, text] of file) {
			const value = resolveAsBun(text, (other) => environment.get(fold(other)), budget);
			if (value === undefined) return undefined;
			said.set(name, value);
			if (isNew.has(name)) environment.set(fold(name), value);
		}
		return said;
	});
	return { outside, files: expanded };
};

/** An escaped dollar, the start of a braced reference, or a bare one. */
const bunDollar = /\\\$|\$\{|\$(\w+)/g;
/** What decides where a braced reference ends. */
const bunBrace = /\\[\s\S]|\$\{|\}/g;
const bunName = /\w*/y;
/** Bun looks at defaults of defaults no deeper. */
const maxDepth = 200;

function resolveAsBun(value: string, lookup: Lookup, budget: Budget): string | undefined {
	return new BunValue(value, lookup, budget).resolve(0, value.length, 0);
}

/** One value in which Bun replaces references. */
class BunValue {
	readonly #value: string;
	readonly #lookup: Lookup;
	readonly #budget: Budget;
	/** Where each braced reference ends, by where its name starts: the search for one finds those in it, too. */
	readonly #closes = new Map<number, number>();

	constructor(value: string, lookup: Lookup, budget: Budget) {
		this.#value = value;
		this.#lookup = lookup;
		this.#budget = budget;
	}

	/** What a part of it comes to; undefined: more than there may be. */
	resolve(start: number, end: number, depth: number): string | undefined {
		// A search must not go on beyond the part.
		const value = this.#value.slice(0, end);
		if (depth > maxDepth) return value.slice(start);
		let out = "";
		let done = start;
		for (;;) {
			const match = matchAt(bunDollar, value, done);
			if (match === null) break;
			const [whole, bare] = match;
			out += value.slice(done, match.index);
			done = match.index + whole.length;
			if (whole === "\\$") out += "$";
			else if (bare !== undefined) out += this.#lookup(bare) ?? "";
			else {
				const close = this.#closingBrace(done);
				if (close === undefined) return undefined;
				// Nothing closes it: the rest is text.
				if (close === -1 || close >= end) return out + value.slice(match.index);
				const braced = this.#braced(done, close, depth);
				if (braced === undefined) return undefined;
				out += braced;
				done = close + 1;
			}
			if (out.length > maxLength) return undefined;
		}
		out += value.slice(done);
		return depth > 0 || this.#budget.allows(out.length) ? out : undefined;
	}

	/** What stands in braces: a name, and behind it a default or nothing. */
	#braced(start: number, close: number, depth: number): string | undefined {
		const nameEnd = start + (matchAt(bunName, this.#value, start)?.[0].length ?? 0);
		const hasDefault = this.#value.startsWith(":-", nameEnd) && nameEnd + 2 <= close;
		if (nameEnd !== close && !hasDefault) return this.#value.slice(start - 2, close + 1);
		const found = this.#lookup(this.#value.slice(start, nameEnd));
		if (found !== undefined || !hasDefault) return found ?? "";
		return this.resolve(nameEnd + 2, close, depth + 1);
	}

	/** The `}` that closes a `${` whose name starts here; -1: none; undefined: the search takes too long. */
	#closingBrace(start: number): number | undefined {
		const known = this.#closes.get(start);
		if (known !== undefined) return known;
		const open = [start];
		let at = -1;
		for (let match = matchAt(bunBrace, this.#value, start); match !== null; match = bunBrace.exec(this.#value)) {
			if (match[0] === "${") open.push(match.index + 2);
			else if (match[0] === "}") {
				this.#closes.set(open.pop() ?? start, match.index);
				at = match.index;
			}
			if (open.length === 0) break;
		}
		const end = open.length === 0 ? at : this.#value.length;
		for (const unclosed of open) this.#closes.set(unclosed, -1);
		if (!this.#budget.allows(end - start)) return undefined;
		return this.#closes.get(start);
	}
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
	expression.lastIndex = at;
	return expression.exec(text);
}

/** So many references in one value overflow the stack of Next.js (Node.js 24: 3,000 do not, 5,000 do). */
const maxSteps = 4_000;

/** What doubles from line to line has no end for the runtime, and must have one here: so many characters for one file's values. */
const maxLength = 10_000_000;

/** So much a step costs besides what it makes: a hundred thousand steps are enough for any file. */
const stepCost = 100;

/** So many characters, and no more, are spent on the values of one file. */
export class Budget {
	#left = maxLength;

	/** Spends so much, and a little for the step; false: more than there is. */
	allows(amount: number): boolean {
		this.#left -= amount + stepCost;
		return this.#left >= 0;
	}

	get isSpent(): boolean {
		return this.#left < 0;
	}
}
