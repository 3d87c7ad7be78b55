import assert from "node:assert/strict";
import { inspect } from "node:util";
import { maskAccessKeyId, Secret } from "../../../../src/core/text/secret.ts";
import {
	accessKeyIdProblem,
	isPlaceholder,
	isReference,
	secretProblem,
	withoutWrapping,
} from "../../../../src/core/vocabulary/keyFormat.ts";

const id = "AKIAFAKE000000SHAPE1";
const secret = "NotARealSecret/0000+0000FakeFakeFake0000";

describe("the shape of keys", () => {
	const ids: [text: string, problem: RegExp | undefined][] = [
		[id, undefined],
		[id.replace("AKIA", "ASIA"), undefined],
		[`"${id}",`, /around the value/],
		[` ${id}`, /around/],
		[`x${id}`, /^doesn't start with AKIA or ASIA/],
		[`${id}1`, /^has 21 characters/],
		[secret, /looks like a secret access key/],
		[`-${secret}`, /^doesn't start with AKIA or ASIA/],
		[`${secret}-`, /^doesn't start with AKIA or ASIA/],
		["AIDAFAKE000000SHAPE1", /IAM user or role/],
		["AROAFAKE0001", /IAM user or role/],
		["xAIDAFAKE000000SHAPE", /^doesn't start with AKIA or ASIA/],
		["AROAFAKE-1", /^doesn't start with AKIA or ASIA/],
		[id.toLowerCase(), /lowercase/],
		["xAKIA", /^doesn't start with AKIA or ASIA/],
		["AKIAFAKE000000-SHAPE", /^contains invalid characters/],
	];
	for (const [text, problem] of ids) {
		it(`of an access key ID: ${text}`, () => {
			if (problem) assert.match(accessKeyIdProblem(text) ?? "", problem);
			else assert.equal(accessKeyIdProblem(text), undefined);
		});
	}

	const secrets: [text: string, problem: RegExp | undefined][] = [
		[secret, undefined],
		[`'${secret}';`, /around the value/],
		[`${secret}x`, /^has 41 characters/],
		[id, /looks like an access key ID/],
		[secret.replace("+", "%2B"), /URL-encoded/],
		[secret.replace("+", "<"), /characters/],
	];
	for (const [text, problem] of secrets) {
		it(`of a secret: ${text}`, () => {
			if (problem) assert.match(secretProblem(text) ?? "", problem);
			else assert.equal(secretProblem(text), undefined);
		});
	}

	it("is that within what was copied with it", () => {
		for (const [text, expected] of [
			[" \"'a\"' , ;", "a"],
			["a 'b", "a 'b"],
			["a, b; c", "a, b; c"],
			[", a", ", a"],
		] as const)
			assert.equal(withoutWrapping(text), expected);
	});
});

describe("values that only point at a secret", () => {
	const table: [text: string, isOne: boolean][] = [
		["$NAME", true],
		["$(pass show aws)", true],
		["a$\u007bNAME}", true],
		["a$b", false],
		["op://vault/item", true],
		["a1+b.c-d://x", true],
		["a://x", true],
		["/op://vault", false],
		["Op://vault", false],
		["encrypted:abc", true],
		["not encrypted:abc", false],
		[secret, false],
	];
	for (const [text, isOne] of table) it(`${text}: ${isOne}`, () => assert.equal(isReference(text), isOne));
});

describe("placeholders", () => {
	const table: [text: string, isOne: boolean][] = [
		["<your key>", true],
		["<key>", true],
		[" <key> ", true],
		["a<key>", false],
		["<key>a", false],
		["[key]", true],
		["a[key]", false],
		["[key]a", false],
		["{key}", true],
		["a{key}", false],
		["{key}a", false],
		["YOUR_KEY", true],
		["aws-my-key", true],
		["put/insert here", true],
		["tomy-key", false],
		["changeme", true],
		["unchangeme", false],
		["changemenow", false],
		["AK", true],
		["AKIA", true],
		["xAK", false],
		["M/", true],
		["aM/", false],
		["abc..", true],
		["abc…", true],
		["a..b", false],
		["***", true],
		["-_-", true],
		["a--", false],
		["--a", false],
		["xx", true],
		["XXXX", true],
		["axx", false],
		["xxa", false],
		["x", false],
		["AKIAxxxxxxEND", true],
		["AKIAxxxxxEND", false],
		["a****b", true],
		["a*b", false],
		[id, false],
		["AKIAIOSFODNN7EXAMPLE", false],
	];
	for (const [text, isOne] of table)
		it(`${JSON.stringify(text)}: ${isOne}`, () => assert.equal(isPlaceholder(text), isOne));
});

describe("a secret", () => {
	const held = new Secret("not-a-real-secret");

	it("prints as dots, of one length, in every way", () => {
		const dots = "••••••••";
		assert.equal(held.reveal(), "not-a-real-secret");
		assert.equal(`${held}`, dots);
		assert.equal(JSON.stringify({ held }), `{"held":"${dots}"}`);
		assert.equal(inspect(held), dots);
	});

	it("shows of an access key ID both ends, and of a short one nothing", () => {
		assert.equal(maskAccessKeyId(id), "AKIA…APE1");
		assert.equal(maskAccessKeyId("AKIA567890123456"), "AKIA…3456");
		assert.equal(maskAccessKeyId("AKIA56789012345"), "••••");
	});
});
