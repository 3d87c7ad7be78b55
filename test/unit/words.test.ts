/** Texts are written as `test/words.ts` says: one word for one thing, nothing stilted, no longer than people read. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { avoided, limits } from "../words.ts";
import { type Text, texts } from "./texts.ts";

/** Texts that may say what others may not, with the reason. This list may only shrink: what is no longer needed fails below. */
const exceptions: readonly (readonly [says: RegExp, where: RegExp, why: string])[] = [
	[/^Connection refused$/, /errorGuide\/verifying/, "what TCP calls it (ECONNREFUSED): people search for it"],
	[/sign with them"|into a gap"/, /^SECURITY\.md/, "titles of tests, quoted so that they are found"],
];

interface Fault extends Text {
	readonly fault: string;
}

function faults(all: readonly Text[]): Fault[] {
	return all.flatMap((one) =>
		avoided.flatMap(({ says, instead }) => {
			const found = says.exec(one.text)?.[0];
			return found === undefined ? [] : [{ ...one, fault: `"${found.trim()}": write ${instead}` }];
		}),
	);
}

const excused = ({ text, place }: Text) => exceptions.find(([says, where]) => says.test(text) && where.test(place));
const told = ({ place, text, fault }: Fault) => `${place}: ${fault}\n\t${text}`;

describe("texts for people", () => {
	it("say one word for one thing", () => {
		const left = faults(texts()).filter((one) => !excused(one));
		assert.deepEqual(left.map(told), []);
	});

	it("are excused only where they need it", () => {
		const all = faults(texts());
		for (const [says, where, why] of exceptions) {
			assert.ok(why.length > 10, String(says));
			assert.ok(
				all.some((one) => says.test(one.text) && where.test(one.place)),
				`no longer needed: ${says} in ${where}`,
			);
		}
		assert.ok(exceptions.length < 10);
	});

	it("end with a period only where they are sentences: titles, labels, and placeholders of inputs never", () => {
		const names = new Set(["title", "label", "placeHolder", "shortTitle"]);
		const wrong = texts().filter(({ as, text }) => names.has(as) && /[^.]\.$/.test(text));
		assert.deepEqual(
			wrong.map(({ place, text }) => `${place}: ${text}`),
			[],
		);
	});

	it("have room where they are shown", () => {
		const room: Readonly<Record<string, number>> = {
			"package.json title": limits.command,
			"src/core/rules title": limits.quickFix,
			"src/vscode notification": limits.notification,
		};
		for (const [of, most] of Object.entries(room)) {
			const [where = "", as] = of.split(" ");
			const own = texts().filter(
				(text) => text.place.startsWith(where) && text.as === as && !/walkthroughs/.test(text.place),
			);
			assert.ok(own.length > 10, of);
			assert.deepEqual(
				own
					.filter(({ text }) => text.length > most)
					.map(({ place, text }) => `${place}: ${text.length} characters: ${text}`),
				[],
			);
		}
	});

	it("of problems have room in the list of problems, as the rules' README shows them", () => {
		const readme = readFileSync(new URL("../../src/core/rules/README.md", import.meta.url), "utf8");
		const messages = [...readme.matchAll(/^- `[^`]+`: (.+)$/gm)].map((match) => match[1] ?? "");
		assert.ok(messages.length > 40);
		assert.deepEqual(
			messages.filter((message) => message.length > limits.problem),
			[],
		);
	});

	it("would be found where somebody writes otherwise", () => {
		const text = (words: string): Text => ({ text: words, place: "x", as: "" });
		assert.deepEqual(
			["It signs with this key.", "AWS refuses it.", "“a”", "Sign in", "The signature doesn't match."].map(
				(words) => faults([text(words)]).length,
			),
			[1, 1, 1, 0, 0],
		);
		assert.ok(texts().length > 1500, String(texts().length));
	});
});
