import assert from "node:assert/strict";
import { withoutGaps } from "../../../../src/core/accountPool/accountsInFile.ts";
import { addAccount, freeNumber, removeAccount, renumberAccounts } from "../../../../src/core/accountPool/edits.ts";
import { apply } from "../../../../src/core/text/edits.ts";
import { Secret } from "../../../../src/core/text/secret.ts";
import type { TextEdit } from "../../../../src/core/types.ts";
import { documentedNames } from "../../../../src/core/vocabulary/rotationNames.ts";

const path = "/.env";
const edited = (text: string, edits: readonly TextEdit[] | undefined) => edits && apply(text, edits);

describe("changes of the pool in .env", () => {
	const account = (number: number, more = {}) => ({
		number,
		accessKeyId: "AKIAFAKENEW000000001",
		secretAccessKey: new Secret("s/+="),
		...more,
	});
	const adds: [title: string, before: string, number: number, after: string][] = [
		["an empty file", "", 1, "AWS_KEY_1=AKIAFAKENEW000000001\nAWS_SECRET_1=s/+=\n"],
		["a file without a last line end", "A=1", 1, "A=1\nAWS_KEY_1=AKIAFAKENEW000000001\nAWS_SECRET_1=s/+=\n"],
		[
			"behind the one before it, with its line ends",
			"AWS_KEY_1=a # first\r\nAWS_SECRET_1='b' # c\r\n\r\nOTHER=1\r\n",
			2,
			"AWS_KEY_1=a # first\r\nAWS_SECRET_1='b' # c\r\nAWS_KEY_2=AKIAFAKENEW000000001\r\nAWS_SECRET_2=s/+=\r\n\r\nOTHER=1\r\n",
		],
		[
			"into a gap",
			"AWS_KEY_1=a\nAWS_SECRET_1=b\n# third\nAWS_KEY_3=c\nAWS_SECRET_3=d\n",
			2,
			"AWS_KEY_1=a\nAWS_SECRET_1=b\nAWS_KEY_2=AKIAFAKENEW000000001\nAWS_SECRET_2=s/+=\n# third\nAWS_KEY_3=c\nAWS_SECRET_3=d\n",
		],
		[
			"in the place of empty ones",
			"AWS_KEY_1=\nAWS_SECRET_1=\nB=2\n",
			1,
			"B=2\nAWS_KEY_1=AKIAFAKENEW000000001\nAWS_SECRET_1=s/+=\n",
		],
		[
			"behind a last line with a comment and without an end",
			"AWS_KEY_1=a # first",
			2,
			"AWS_KEY_1=a # first\nAWS_KEY_2=AKIAFAKENEW000000001\nAWS_SECRET_2=s/+=\n",
		],
		[
			"the middle of a file whose last line has no end",
			"AWS_KEY_1=a\nB=1",
			2,
			"AWS_KEY_1=a\nAWS_KEY_2=AKIAFAKENEW000000001\nAWS_SECRET_2=s/+=\nB=1",
		],
	];
	for (const [title, before, number, after] of adds)
		it(`adds to ${title}`, () =>
			assert.equal(edited(before, addAccount(path, before, documentedNames, account(number))), after));

	it("adds a token, and quotes what needs quotes", () => {
		const sessionToken = new Secret("t#en==");
		assert.equal(
			edited("", addAccount(path, "", documentedNames, account(1, { sessionToken }))),
			"AWS_KEY_1=AKIAFAKENEW000000001\nAWS_SECRET_1=s/+=\nAWS_TOKEN_1='t#en=='\n",
		);
	});

	it("adds nothing that the file could not say", () =>
		assert.equal(
			addAccount(path, "", documentedNames, account(1, { secretAccessKey: new Secret(`'"\`\r`) })),
			undefined,
		));

	it("adds nothing behind a quote that the new lines would close", () => {
		const text = 'X="open\n';
		const secretAccessKey = new Secret('s"#x');
		assert.equal(addAccount(path, text, documentedNames, account(1, { secretAccessKey })), undefined);
		const half = addAccount(
			path,
			text,
			documentedNames,
			account(1, { secretAccessKey, sessionToken: new Secret("t") }),
		);
		assert.equal(half, undefined);
	});

	const three =
		"# mine\nexport AWS_KEY_1=a\nAWS_SECRET_1=\"b\"\nAWS_KEY_2=c\nAWS_SECRET_2=d # why\nAWS_TOKEN_2=t\nX=1\nAWS_KEY_3='e'\nAWS_SECRET_3=f\nAWS_TOKEN_3=u";
	it("removes an account and moves the others up; comments, quotes and the rest stay", () =>
		assert.equal(
			edited(three, removeAccount(path, three, documentedNames, 2, true)),
			"# mine\nexport AWS_KEY_1=a\nAWS_SECRET_1=\"b\"\n# why\nX=1\nAWS_KEY_2='e'\nAWS_SECRET_2=f\nAWS_TOKEN_2=u",
		));
	it("removes the first, the last, and leaves the numbers where it is asked to", () => {
		const text = "AWS_KEY_1=a\nAWS_SECRET_1=b\nAWS_KEY_2=c\nAWS_SECRET_2=d\n";
		assert.equal(edited(text, removeAccount(path, text, documentedNames, 1, true)), "AWS_KEY_1=c\nAWS_SECRET_1=d\n");
		assert.equal(edited(text, removeAccount(path, text, documentedNames, 1, false)), "AWS_KEY_2=c\nAWS_SECRET_2=d\n");
		assert.equal(edited(text, removeAccount(path, text, documentedNames, 2, true)), "AWS_KEY_1=a\nAWS_SECRET_1=b\n");
	});

	it("numbers without a gap, tokens too", () => {
		const text = "AWS_SECRET_9=b\r\nAWS_KEY_9=a # x\r\nAWS_TOKEN_9=t\r\nAWS_KEY_2=c\r\nAWS_SECRET_2=d\r\n";
		assert.equal(
			edited(text, renumberAccounts(path, text, documentedNames, withoutGaps([9, 2]))),
			"AWS_SECRET_2=b\r\nAWS_KEY_2=a # x\r\nAWS_TOKEN_2=t\r\nAWS_KEY_1=c\r\nAWS_SECRET_1=d\r\n",
		);
	});

	it("finds the lowest free number", () => {
		assert.deepEqual([freeNumber([]), freeNumber([1, 2, 4, null]), freeNumber([2])], [1, 3, 1]);
	});
});
