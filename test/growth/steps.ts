/**
 * Counts what a piece of work does, without a clock: how often each block of code runs, as V8 counts it, and how far the language's own
 * functions (searches, replacements, copies, regular expressions) have to go through what they are given.
 *
 * Start it before the code that is to be counted is loaded, as V8 counts blocks only in what is compiled afterwards, and in a thread of its
 * own: it replaces functions of the language.
 */
import { Session } from "node:inspector";

type Method = (this: unknown, ...args: unknown[]) => unknown;

let charged = 0;
let isCounting = false;

/** Of one function of the language: how many steps a call takes. */
type Cost = (self: unknown, args: unknown[], result: unknown) => number;

function charge(owner: object, name: string | symbol, cost: Cost): void {
	const original = Reflect.get(owner, name) as Method;
	Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
		const result = Reflect.apply(original, this, args);
		if (isCounting) charged += cost(this, args, result);
		return result;
	});
}

const sizeOf = (value: unknown): number => {
	if (typeof value === "string" || Array.isArray(value)) return value.length;
	return value instanceof Map || value instanceof Set ? value.size : 1;
};
const whole: Cost = (self) => sizeOf(self);
const both: Cost = (self, _, result) => sizeOf(self) + sizeOf(result);

/** A search that ends where it finds, from where it is told to start. */
const upToFound: Cost = (self, [, from], result) => {
	const [length, start] = [sizeOf(self), typeof from === "number" ? from : 0];
	const end = typeof result === "number" && result >= 0 ? result : length;
	return Math.max(end - start, 1);
};

/** The same from the end. */
const downToFound: Cost = (self, [, from], result) => {
	const start = Math.min(typeof from === "number" ? Math.max(from, 0) : sizeOf(self), sizeOf(self));
	return Math.max(start - (typeof result === "number" && result > 0 ? result : 0), 1);
};

/** How far an expression that is linear has looked: to the end of its match, else to the end of the text unless it starts at one place. */
function looked(regex: RegExp, from: number, text: string, match: RegExpExecArray | null): number {
	if (match) return Math.max(match.index + match[0].length - from, 1);
	return isAtOnePlace(regex) ? 1 : Math.max(text.length - from, 1);
}

/** Whether an expression can match at one place alone. */
function isAtOnePlace({ sticky, multiline, source }: RegExp): boolean {
	return sticky || (source.startsWith("^") && !multiline && source.indexOf("|") < 0);
}

function chargeLanguage(): void {
	for (const name of ["replace", "replaceAll", "split", "normalize", "toUpperCase", "toLowerCase"] as const)
		charge(String.prototype, name, whole);
	for (const name of ["concat", "repeat", "padStart", "padEnd"] as const) charge(String.prototype, name, both);
	for (const name of ["indexOf", "includes"] as const) charge(String.prototype, name, upToFound);
	charge(String.prototype, "lastIndexOf", downToFound);
	for (const name of ["startsWith", "endsWith"] as const) charge(String.prototype, name, (_, [text]) => sizeOf(text));
	for (const name of [
		"slice",
		"concat",
		"flat",
		"join",
		"toSorted",
		"toReversed",
		"reverse",
		"splice",
		"shift",
		"unshift",
		"fill",
	] as const)
		charge(Array.prototype, name, name === "slice" || name === "splice" ? (_, __, result) => sizeOf(result) + 1 : both);
	charge(Array.prototype, "sort", (self) => sizeOf(self));
	for (const name of ["indexOf", "includes"] as const) charge(Array.prototype, name, upToFound);
	// Copies, mostly. Of an array `const [first] = list` would be charged as one, so that only the loops over it are counted.
	for (const owner of [Map, Set])
		for (const name of ["entries", "keys", "values", Symbol.iterator] as const) charge(owner.prototype, name, whole);
	charge(Object, "entries", (_, __, result) => sizeOf(result));
	charge(Object, "keys", (_, __, result) => sizeOf(result));
	charge(Object, "values", (_, __, result) => sizeOf(result));
	charge(Object, "fromEntries", () => 1);
	charge(Array, "from", (_, __, result) => sizeOf(result));
	charge(JSON, "stringify", (_, __, result) => sizeOf(result));
	charge(JSON, "parse", (_, [text]) => sizeOf(text));
	const exec = RegExp.prototype.exec;
	RegExp.prototype.exec = function (text) {
		const from = this.global || this.sticky ? this.lastIndex : 0;
		const match = Reflect.apply(exec, this, [text]);
		if (isCounting) charged += looked(this, from, String(text), match);
		return match;
	};
}

export class Steps {
	readonly #session = new Session();

	constructor() {
		chargeLanguage();
		this.#session.connect();
		this.#post("Profiler.enable");
		this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
	}

	/** How many steps the work takes. */
	count(work: () => unknown): number {
		this.#blocks();
		charged = 0;
		isCounting = true;
		try {
			work();
		} finally {
			isCounting = false;
		}
		return charged + this.#blocks();
	}

	/** How often blocks ran since it was asked last. */
	#blocks(): number {
		let sum = 0;
		const { result } = this.#post("Profiler.takePreciseCoverage") as {
			result: { url: string; functions: { ranges: { count: number }[] }[] }[];
		};
		for (const { url, functions } of result) {
			// Where the work begins is no part of it.
			if (/\/test\/.*\/(?:steps|worker)\.ts$/.test(url)) continue;
			for (const { ranges } of functions) for (const { count } of ranges) sum += count;
		}
		return sum;
	}

	#post(method: string, params?: object): unknown {
		let answer: unknown;
		this.#session.post(method, params, (error, result) => {
			if (error) throw new Error(`${method}: ${error.message}`);
			answer = result;
		});
		return answer;
	}
}
