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
}

export interface Expanded {
	/** The shell's and the terminal's values, for a runtime that replaces variables even there. */
	readonly outside: Values;
	/** The files' values, those too that another layer wins over; undefined: the runtime gives the whole file up. */
	readonly files: readonly (Values | undefined)[];
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
const bunInner = /^(\w*)(?::-([\s\S]*))?$/;
/** Bun looks at defaults of defaults no deeper. */
const maxDepth = 200;

function resolveAsBun(value: string, lookup: Lookup, budget: Budget, depth = 0): string | undefined {
	if (depth > maxDepth) return value;
	let out = "";
	let done = 0;
	for (let match = matchAt(bunDollar, value, 0); match !== null; match = matchAt(bunDollar, value, done)) {
		const [whole, bare] = match;
		out += value.slice(done, match.index);
		done = match.index + whole.length;
		if (whole === "\\$") out += "$";
		else if (bare !== undefined) out += lookup(bare) ?? "";
		else {
			const close = closingBrace(value, done);
			// Nothing closes it: the rest is text.
			if (close === -1) return out + value.slice(match.index);
			const inner = bunInner.exec(value.slice(done, close));
			const found = inner === null ? value.slice(match.index, close + 1) : lookup(inner[1] ?? "");
			out += found ?? resolveAsBun(inner?.[2] ?? "", lookup, budget, depth + 1) ?? "";
			done = close + 1;
		}
		if (out.length > maxLength) return undefined;
	}
	out += value.slice(done);
	return budget.allows(out.length) ? out : undefined;
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
	expression.lastIndex = at;
	return expression.exec(text);
}

/** The `}` that closes a `${` whose name starts here; -1: none. */
function closingBrace(value: string, start: number): number {
	let open = 1;
	for (let match = matchAt(bunBrace, value, start); match !== null; match = bunBrace.exec(value)) {
		if (match[0] === "}") open--;
		else if (match[0] === "${") open++;
		if (open === 0) return match.index;
	}
	return -1;
}

/** So many references in one value overflow the stack of Next.js (Node.js 24: 3,000 do not, 5,000 do). */
const maxSteps = 4_000;

/** What doubles from line to line has no end for the runtime, and must have one here: so many characters for one file's values. */
const maxLength = 10_000_000;

class Budget {
	#left = maxLength;

	/** Spends so much; false: more than there is. */
	allows(amount: number): boolean {
		this.#left -= amount;
		return this.#left >= 0;
	}
}
