import assert from "node:assert/strict";
import { leaveComment, leaveProfile, pairIn } from "../../../../src/core/dotenv/keyPair.ts";
import { apply, replaceMiddle } from "../../../../src/core/text/edits.ts";

const secret = "notARealSecret/moved/0000000000000000001";

describe("moving a key pair into a profile", () => {
	const table: [what: string, before: string, after: string][] = [
		[
			"the prefixed pair with its token",
			`A=1\nREMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEMOVED0000001\nREMOTION_AWS_SECRET_ACCESS_KEY="${secret}"\nREMOTION_AWS_SESSION_TOKEN=t\nB=2\n`,
			"A=1\nB=2\nREMOTION_AWS_PROFILE=mine\n",
		],
		[
			"the plain pair, and the profile variable there already",
			`AWS_ACCESS_KEY_ID=AKIAFAKEMOVED0000001\r\nREMOTION_AWS_PROFILE=\r\nAWS_SECRET_ACCESS_KEY=${secret}\r\n`,
			"REMOTION_AWS_PROFILE=mine\r\n",
		],
	];
	for (const [what, before, after] of table) {
		it(what, () => {
			const pair = pairIn(before);
			assert.ok(pair);
			assert.equal(pair.secretAccessKey.reveal(), secret);
			const edits = leaveProfile("/.env", before, pair, "mine");
			assert.equal(edits?.length, 1);
			assert.equal(apply(before, edits ?? []), after);
			assert.ok(!JSON.stringify([pair, edits]).includes(secret), "the secret is in the edit");
		});
	}

	it("leaves the pair where it is told no names, and names the profile all the same", () => {
		const before = `AWS_ACCESS_KEY_ID=AKIAFAKEMOVED0000001\nAWS_SECRET_ACCESS_KEY=${secret}\n`;
		const edits = leaveProfile("/.env", before, { names: [] }, "mine");
		assert.equal(apply(before, edits ?? []), `${before}REMOTION_AWS_PROFILE=mine\n`);
	});

	for (const text of [
		"",
		"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEMOVED0000001\n",
		`REMOTION_AWS_ACCESS_KEY_ID=A\nAWS_SECRET_ACCESS_KEY=${secret}\n`,
	]) {
		it(`finds no pair in ${text.length} characters without one`, () => assert.equal(pairIn(text), undefined));
	}

	it("names the half that refers to another variable", () => {
		const of = (id: string, own: string) => pairIn(`AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${own}`)?.reference;
		assert.equal(of("AKIAFAKEMOVED0000001", "$OTHER"), "AWS_SECRET_ACCESS_KEY");
		assert.equal(of("$ID", secret), "AWS_ACCESS_KEY_ID");
		assert.equal(of("AKIAFAKEMOVED0000001", secret), undefined);
	});

	it("has the token that stands with the pair, and none where it is empty", () => {
		const of = (more: string) => pairIn(`AWS_ACCESS_KEY_ID=A\nAWS_SECRET_ACCESS_KEY=s\n${more}`);
		assert.equal(of("AWS_SESSION_TOKEN=t")?.sessionToken?.reveal(), "t");
		for (const more of ["", "AWS_SESSION_TOKEN=", "REMOTION_AWS_SESSION_TOKEN=t"])
			assert.deepEqual(Object.keys(of(more) ?? {}), ["names", "accessKeyId", "secretAccessKey"], more);
		assert.deepEqual(of("")?.names, ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]);
		assert.equal(of("AWS_SESSION_TOKEN=$T")?.reference, "AWS_SESSION_TOKEN");
	});

	it("leaves a comment in the place of the pair", () => {
		const pair = `AWS_ACCESS_KEY_ID=A\nAWS_SECRET_ACCESS_KEY=${secret}\n`;
		const cases: [before: string, after: string][] = [
			[pair, "# gone\n"],
			[`X=1\n${pair}Y=2`, "X=1\nY=2\n# gone\n"],
			[`X=1\n${pair}Y=2\n`, "X=1\nY=2\n# gone\n"],
			[`X=1\n${pair}Y=2`.replaceAll("\n", "\r\n"), "X=1\r\nY=2\r\n# gone\r\n"],
			[`\n${pair}Y=2`, "\nY=2\n# gone\n"],
		];
		for (const [before, after] of cases) {
			const found = pairIn(before);
			assert.ok(found);
			assert.equal(apply(before, leaveComment("/.env", before, found, "gone") ?? []), after);
		}
		const found = pairIn(pair);
		assert.ok(found);
		for (const other of [
			pair.replace("=A", "=B"),
			pair.replace(secret, "x"),
			pair.replaceAll("AWS_", "REMOTION_AWS_"),
			"",
		])
			assert.equal(leaveComment("/.env", other, found, "gone"), undefined, other);
	});

	it("touches nothing that both texts share", () => {
		assert.deepEqual(replaceMiddle("/x", "abcd", "abXd"), [{ path: "/x", range: { start: 2, end: 3 }, newText: "X" }]);
		assert.deepEqual(replaceMiddle("/x", "aa", "aaa"), [{ path: "/x", range: { start: 2, end: 2 }, newText: "a" }]);
		assert.deepEqual(replaceMiddle("/x", "abXcd", "abYcd"), [
			{ path: "/x", range: { start: 2, end: 3 }, newText: "Y" },
		]);
		assert.deepEqual(replaceMiddle("/x", "abc", "ab"), [{ path: "/x", range: { start: 2, end: 3 }, newText: "" }]);
		assert.deepEqual(replaceMiddle("/x", "ab", "abc"), [{ path: "/x", range: { start: 2, end: 2 }, newText: "c" }]);
		assert.deepEqual(replaceMiddle("/x", "", ""), []);
		assert.deepEqual(replaceMiddle("/x", "same", "same"), []);
	});
});
