/** Runs a regular expression as a backtracking engine does and counts its steps: how long it takes, without a clock. */
import { type AST, RegExpParser } from "@eslint-community/regexpp";

type Element = AST.Element | AST.QuantifiableElement;
/** From a place in the text to whether the rest of the expression matches there. */
type Matcher = (at: number, next: (at: number) => boolean) => boolean;

/** Thrown where the budget is spent. */
class Spent extends Error {}

/** Of one expression. */
export class RegexSteps {
	readonly pattern: AST.Pattern;
	readonly #flags: string;
	readonly #sets = new Map<string, (character: string) => boolean>();
	#text = "";
	#steps = 0;
	#budget = 0;
	#groups = new Map<AST.CapturingGroup, [start: number, end: number]>();

	constructor(source: string, flags: string) {
		this.pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode: /[uv]/.test(flags) });
		this.#flags = flags;
	}

	/** Steps that a search for all matches in the text takes, as `replaceAll` would; the budget where it is spent before. */
	count(text: string, budget: number): number {
		this.#text = text;
		this.#steps = 0;
		this.#budget = budget;
		const match = this.#alternatives(this.pattern.alternatives, true);
		const onlyAtStart =
			!this.#flags.includes("m") &&
			this.pattern.alternatives.every(({ elements: [first] }) => first?.type === "Assertion" && first.kind === "start");
		try {
			for (let at = 0; at <= text.length; ) {
				this.#groups.clear();
				let end = -1;
				const found = match(at, (stop) => {
					end = stop;
					return true;
				});
				if (!this.#flags.includes("g") && (found || onlyAtStart)) break;
				at = found && end > at ? end : at + 1;
			}
		} catch (error) {
			if (!(error instanceof Spent)) throw error;
			return budget;
		}
		return this.#steps;
	}

	#step(): void {
		if (++this.#steps >= this.#budget) throw new Spent();
	}

	#alternatives(list: readonly AST.Alternative[], forward: boolean): Matcher {
		const matchers = list.map(({ elements }) => this.#sequence(elements, forward));
		return (at, next) => matchers.some((match) => match(at, next));
	}

	#sequence(elements: readonly Element[], forward: boolean): Matcher {
		const ordered = forward ? elements : [...elements].reverse();
		const matchers = ordered.map((element) => this.#element(element, forward));
		const from = (index: number, at: number, next: (at: number) => boolean): boolean => {
			const match = matchers[index];
			return match ? match(at, (place) => from(index + 1, place, next)) : next(at);
		};
		return (at, next) => from(0, at, next);
	}

	#element(element: Element, forward: boolean): Matcher {
		switch (element.type) {
			case "Character":
			case "CharacterSet":
			case "CharacterClass":
			case "ExpressionCharacterClass":
				return this.#characters(element, forward);
			case "Group":
				return this.#alternatives(element.alternatives, forward);
			case "CapturingGroup": {
				const match = this.#alternatives(element.alternatives, forward);
				return (at, next) =>
					match(at, (end) => {
						this.#groups.set(element, [Math.min(at, end), Math.max(at, end)]);
						return next(end);
					});
			}
			case "Backreference":
				return (at, next) => {
					this.#step();
					const [group] = [element.resolved].flat();
					const [start, end] = (group && this.#groups.get(group)) ?? [0, 0];
					return this.#text.startsWith(this.#text.slice(start, end), at) && next(at + end - start);
				};
			case "Assertion":
				return this.#assertion(element);
			case "Quantifier":
				return this.#quantifier(element, forward);
		}
	}

	#characters({ raw }: Element, forward: boolean): Matcher {
		let test = this.#sets.get(raw);
		if (!test) {
			const one = new RegExp(`^(?:${raw})$`, this.#flags.replace(/[gmy]/g, ""));
			const known = new Map<string, boolean>();
			test = (character) => {
				const answer = known.get(character) ?? one.test(character);
				known.set(character, answer);
				return answer;
			};
			this.#sets.set(raw, test);
		}
		const fits = test;
		return (at, next) => {
			this.#step();
			const place = forward ? at : at - 1;
			const character = this.#text[place];
			return character !== undefined && fits(character) && next(forward ? at + 1 : place);
		};
	}

	#assertion(element: AST.Assertion): Matcher {
		if (element.kind === "lookahead" || element.kind === "lookbehind") {
			const match = this.#alternatives(element.alternatives, element.kind === "lookahead");
			return (at, next) => match(at, () => true) !== element.negate && next(at);
		}
		const lineEnd = (character: string | undefined) =>
			character === undefined || (this.#flags.includes("m") && /[\n\r\u2028\u2029]/.test(character));
		const word = (at: number) => /\w/.test(this.#text[at] ?? "");
		return (at, next) => {
			this.#step();
			const holds =
				element.kind === "start"
					? lineEnd(this.#text[at - 1])
					: element.kind === "end"
						? lineEnd(this.#text[at])
						: (word(at - 1) !== word(at)) !== (element.kind === "word" && element.negate);
			return holds && next(at);
		};
	}

	#quantifier({ element, min, max, greedy }: AST.Quantifier, forward: boolean): Matcher {
		const match = this.#element(element, forward);
		const again = (count: number, at: number, next: (at: number) => boolean): boolean => {
			const more = () =>
				count < max && match(at, (place) => (place !== at || count < min) && again(count + 1, place, next));
			if (count < min) return more();
			return greedy ? more() || next(at) : next(at) || more();
		};
		return (at, next) => again(0, at, next);
	}
}

/** Texts that try to be slow for it: what stands before a repetition, then what repeats many times, then what breaks the match. */
export function attacks(pattern: AST.Pattern, flags: string): { before: string; pump: string; after: string }[] {
	const found = new Map<string, { before: string; pump: string; after: string }>();
	const add = (before: string, pump: string) => {
		if (pump === "") return;
		for (const first of new Set([before, `\0${before}`])) {
			for (const after of ["\0", "\n\0", "x\u2028\0", "#", ""]) {
				found.set(JSON.stringify([first, pump, after]), { before: first, pump, after });
			}
		}
	};
	const samples = (element: Element): string[] => {
		switch (element.type) {
			case "Character":
				return [String.fromCodePoint(element.value)];
			case "CharacterSet":
			case "CharacterClass":
			case "ExpressionCharacterClass": {
				const one = new RegExp(`^(?:${element.raw})$`, flags.replace(/[gmy]/g, ""));
				const fits = [...candidates].filter((character) => one.test(character));
				// One of each kind: the first letter, digit, mark, white space.
				const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[ \t]/, /[\r\n]/, /[^\w\s]/];
				return [...new Set(kinds.flatMap((kind) => fits.find((character) => kind.test(character)) ?? []))];
			}
			case "Group":
			case "CapturingGroup":
				return element.alternatives.flatMap(({ elements }) => chain(elements)).slice(0, 12);
			case "Quantifier": {
				const once = samples(element.element);
				const least = Math.max(element.min, element.max > 0 ? 1 : 0);
				return [...once.map((text) => text.repeat(Math.min(least, 60))), ...(element.min === 0 ? [""] : [])];
			}
			default:
				return [""];
		}
	};
	const chain = (elements: readonly Element[]): string[] => {
		const each = elements.map(samples);
		const widest = Math.max(1, ...each.map(({ length }) => length));
		return Array.from({ length: Math.min(widest, 6) }, (_, index) =>
			each.map((list) => list[Math.min(index, list.length - 1)] ?? "").join(""),
		);
	};
	const walk = (alternatives: readonly AST.Alternative[], befores: readonly string[]) => {
		for (const { elements } of alternatives) {
			elements.forEach((element, index) => {
				const [first = "", second = first] = chain(elements.slice(0, index));
				const here = befores.flatMap((before) => [before + first, before + second]).slice(0, 2);
				const inner = element.type === "Quantifier" ? element.element : element;
				if (element.type === "Quantifier" && element.max > 20)
					for (const before of here) for (const pump of samples(inner)) add(before, pump);
				if ("alternatives" in inner) walk(inner.alternatives, here);
			});
			for (const whole of chain(elements)) add("", whole);
		}
	};
	walk(pattern.alternatives, [""]);
	for (const pump of [" ", "\t", "\n", "a", "A", "0", "=", ".", "\\", "/", '"', "a=", "a ", "#"]) add("", pump);
	return [...found.values()];
}

const candidates = "aAbeExX019 \t\n\r_-./=:'\"`#@,;+%$&|<>()[]{}!?*~^\\é\u0001";
