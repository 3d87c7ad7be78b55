/**
 * Every regular expression of the code takes linear time, whatever it is given. Each is found in the sources by itself, attacked with texts
 * made from its own shape, and its steps are counted (`regexSteps.ts`): no clock is involved.
 */
import assert from "node:assert/strict";
import type { AnyNode } from "acorn";
import { full } from "acorn-walk";
import { attacks, RegexSteps } from "./regexSteps.ts";
import { placeOf, sources } from "./sourceCode.ts";

interface Expression {
	place: string;
	source: string;
	flags: string;
}

/** Those built at run time, with what is put in as they get it. A new one must be named here. */
const built: Record<string, [source: string, flags: string][]> = {
	"src/core/languageFeatures/envCompletion.ts": [["^[^'\"`]*", ""]],
	"src/core/rules/shared/fixes.ts": [
		["^[^\\S\\r\\n]*(#[^\\S\\r\\n]*)(?:export[^\\S\\r\\n]+)?AWS_SECRET_ACCESS_KEY[^\\S\\r\\n]*=[^\\r\\n]*", "gm"],
	],
	"src/core/rules/disableLine.ts": [
		["#[^\\S\\r\\n]*remotion-lambda-disable-line(?![\\w-])([^\\r\\n]*)", "g"],
		["(^|\\s)[#;][^\\S\\r\\n]*remotion-lambda-disable-line(?![\\w-])([^\\r\\n]*)", "g"],
	],
	"src/remotion/child/download.ts": [["<Code>([^<]*)</Code>", ""]],
};

function expressions(): Expression[] {
	const found = new Map<string, Expression>();
	const add = (place: string, source: string, flags: string) => {
		const key = `/${source}/${flags}`;
		if (!found.has(key)) found.set(key, { place, source, flags });
	};
	for (const file of sources()) {
		let dynamic = 0;
		full(file.tree, (node) => {
			const one = node as AnyNode;
			if (one.type === "Literal" && one.regex) add(placeOf(file, one), one.regex.pattern, one.regex.flags);
			const isCall = one.type === "NewExpression" || one.type === "CallExpression";
			if (isCall && one.callee.type === "Identifier" && one.callee.name === "RegExp") dynamic++;
		});
		const named = built[file.path] ?? [];
		assert.equal(dynamic, named.length, `${file.path}: RegExp(…) built at run time and not named in this test`);
		for (const [source, flags] of named) add(file.path, source, flags);
	}
	return [...found.values()];
}

const small = 60;
/** Beyond the largest bounded repetition ({0,500}), where quadratic and bounded part ways. */
const large = 700;
const budget = 2_000_000;

/** The attack whose steps grow faster than the text; undefined: none does. */
function slowAttack({ source, flags }: Pick<Expression, "source" | "flags">): string | undefined {
	const regex = new RegexSteps(source, flags);
	const growth = (attack: { before: string; pump: string; after: string }, length: number) => {
		const text = (times: number) => attack.before + attack.pump.repeat(times) + attack.after;
		const times = Math.max(4, Math.ceil(length / attack.pump.length));
		const once = regex.count(text(times), budget);
		if (once === budget) return Number.POSITIVE_INFINITY;
		return regex.count(text(times * 2), budget * 4) / Math.max(once, 40);
	};
	for (const attack of attacks(regex.pattern, flags)) {
		// Linear is 2, quadratic 4. What looks steep in a short text is looked at in a long one.
		if (growth(attack, small) > 2.6 && growth(attack, large) > 3) return JSON.stringify(attack);
	}
	return undefined;
}

describe("regular expressions", () => {
	it("are counted as an engine runs them", () => {
		assert.equal(slowAttack({ source: "^a+$", flags: "" }), undefined);
		for (const source of [
			"\\s+$",
			"^(a+)+$",
			"^(a|a)*$",
			"a*a*b",
			"(.*)x",
			"^profile\\s+(.+)$",
			"(?<!^)\\\\+$",
			"^[ ']+|[ ',]+$",
		])
			assert.ok(slowAttack({ source, flags: "" }), source);
		assert.equal(new RegexSteps("ab", "g").count("abab", 1000), 5);
	});

	it("are linear, every one of the code", () => {
		const all = expressions();
		assert.ok(all.length > 200, `only ${all.length} were found`);
		const slow = all.flatMap((one) => {
			const attack = slowAttack(one);
			return attack === undefined ? [] : [`${one.place} /${one.source}/${one.flags} with ${attack}`];
		});
		assert.deepEqual(slow, []);
	}).timeout(300_000);

	it("are written in ASCII, as all else is that esbuild writes: one other character makes V8 keep and scan a whole bundle at twice its size", () => {
		const isAscii = /^[ -~]*$/;
		const other = expressions().filter(({ source }) => !isAscii.test(source));
		assert.deepEqual(
			other.map(({ place, source }) => `${place} /${source}/`),
			[],
		);
	});
});
