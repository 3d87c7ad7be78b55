import assert from "node:assert/strict";
import {
	firstThatFits,
	mostInNotification,
	namesThatFit,
	sentencesThatFit,
} from "../../../../src/core/text/notification.ts";

const long = (character: string, length: number) => character.repeat(length);

describe("what fits into a notification", () => {
	it("is the first way to say it that has room, or the last", () => {
		const [full, short] = [long("a", 201), long("b", 200)];
		assert.equal(firstThatFits(["a", "b"]), "a");
		assert.equal(firstThatFits([full, short, "c"]), short);
		assert.equal(firstThatFits([full]), full);
		assert.equal(firstThatFits([full, `${full}c`]), `${full}c`);
	});

	const table: [sentences: string[], rest: string, expected: string][] = [
		[[], "", ""],
		[["A.", "", "B."], "More.", "A. B."],
		[["A.", long("b", 197)], "", `A. ${long("b", 197)}`],
		[["A.", long("b", 198)], "", "A."],
		[["A.", long("b", 198), "C."], "", "A. C."],
		[["A.", long("b", 198), "C."], "More.", "A. C. More."],
		// What is said at the end has its room as well.
		[["A.", long("b", 191), "C.", "D.D."], "More.", `A. ${long("b", 191)} More.`],
		[["A.", long("b", 192), "C.", "D.D."], "More.", "A. C. D.D. More."],
		[[long("a", 300), "B."], "", long("a", 300)],
	];
	for (const [sentences, rest, expected] of table)
		it(`is whole sentences: ${sentences.map(({ length }) => length).join("+")} and ${rest.length} give ${expected.length}`, () =>
			assert.equal(sentencesThatFit(sentences, rest), expected));

	const lists: [names: string[], expected: RegExp][] = [
		[["a"], /^Failed: a\.$/],
		[["a", "b"], /^Failed: a, b\.$/],
		[["a", "b", "c", "d", "e", "f"], /^Failed: a, b, c, d, e, …$/],
		[[long("a", 100), long("b", 100), "c"], /^Failed: a{100}, …$/],
		[[long("a", 100), long("b", 80), "ccccccccccc"], /^Failed: a{100}, b{80}, …$/],
		[[long("a", 300)], /^Failed: a{300}\.$/],
	];
	for (const [names, expected] of lists)
		it(`is as many of ${names.length} names as there is room for: ${expected.source.slice(0, 40)}`, () => {
			const text = namesThatFit("Failed:", names);
			assert.match(text, expected);
			assert.ok(text.length <= mostInNotification || names.length === 1);
		});
});
