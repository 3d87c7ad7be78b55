import assert from "node:assert/strict";
import { maskReferences } from "../../../../src/core/environment/maskReferences.ts";
import { random } from "../../../bench/corpora.ts";

type Values = Record<string, string>;

/** What comes of a file's values, where other ones were written. */
function masked(values: Values, written: Values = {}, outside: Values = {}, outsideBefore: Values = {}) {
	const map = (record: Values) => new Map(Object.entries(record));
	const result = maskReferences(
		{ outside: map(outside), files: [map(values), undefined] },
		{ outside: map(outsideBefore), files: [map(written), map({})] },
	);
	assert.equal(result.files[1], undefined);
	return { ...Object.fromEntries(result.outside), ...Object.fromEntries(result.files[0] ?? []) };
}

const dots = "••••••••";
const secret = "not-a-real-secret-0000000000000001";

describe("secrets where a name is expected", () => {
	it("are dots in what is shown, and stay elsewhere", () => {
		const refers = `x-${secret}-y`;
		assert.deepEqual(
			masked({
				AWS_SECRET_ACCESS_KEY: secret,
				AWS_PROFILE: refers,
				REMOTION_X: refers,
				HOME: refers,
				HOMEPATH: refers,
				MY_NAME: refers,
				MY_AWS: refers,
				HOMES: refers,
				AWS_SESSION_TOKEN: `${secret}-t`,
			}),
			{
				AWS_SECRET_ACCESS_KEY: secret,
				AWS_PROFILE: `x-${dots}-y`,
				REMOTION_X: `x-${dots}-y`,
				HOME: `x-${dots}-y`,
				HOMEPATH: `x-${dots}-y`,
				MY_NAME: refers,
				MY_AWS: refers,
				HOMES: refers,
				AWS_SESSION_TOKEN: `${secret}-t`,
			},
		);
	});

	it("are known by their names", () => {
		for (const name of [
			"AWS_SECRET_1",
			"STRIPE_SECRET",
			"my_password",
			"DB_PASSWD",
			"PRIVATE_KEY",
			"GITHUB_TOKEN",
			"AWS_TOKEN_2",
		])
			assert.equal(masked({ [name]: secret, AWS_PROFILE: secret }).AWS_PROFILE, dots, name);
		for (const name of [
			"AWS_ACCESS_KEY_ID",
			"NAME",
			"AWS_WEB_IDENTITY_TOKEN_FILE",
			"SECRET_URL",
			"TOKEN_URI",
			"SECRETS_DIR",
			"PRIVATE_AWS_PROFILE",
			"SECRET_ACCESS_KEY_ID",
			"SECRET_NAME",
			"AWS_KEY_1",
		])
			assert.equal(masked({ [name]: secret, AWS_REGION: secret }).AWS_REGION, secret, name);
	});

	it("are as long as a secret is", () => {
		const [short, long] = ["a".repeat(15), "a".repeat(16)];
		assert.equal(masked({ MY_SECRET: short, AWS_PROFILE: short }).AWS_PROFILE, short);
		assert.equal(masked({ MY_SECRET: long, AWS_PROFILE: long }).AWS_PROFILE, dots);
		assert.equal(masked({ MY_SECRET: long, OTHER_SECRET: secret, AWS_PROFILE: short }).AWS_PROFILE, short);
	});

	it("are masked whole, the longest first, and wherever they come from", () => {
		const longer = `${secret}-and-more`;
		assert.equal(
			masked({ A_SECRET: secret, B_SECRET: longer, AWS_PROFILE: `${longer} ${secret}` }).AWS_PROFILE,
			`${dots} ${dots}`,
		);
		assert.equal(masked({ AWS_PROFILE: secret }, {}, { A_SECRET: secret }).AWS_PROFILE, dots);
		assert.equal(masked({ A_SECRET: secret }, {}, { AWS_PROFILE: secret }).AWS_PROFILE, dots);
	});

	it("are masked where they run into each other, as one", () => {
		const [first, second] = ["first-half-of-it-and-the-middle", "and-the-middle-and-the-second-half"];
		assert.equal(
			masked({
				A_SECRET: first,
				B_SECRET: second,
				AWS_PROFILE: "x first-half-of-it-and-the-middle-and-the-second-half y",
			}).AWS_PROFILE,
			`x ${dots} y`,
		);
	});

	it("are found among thousands that begin alike, or what has one is dots from end to end", () => {
		const many = (tail: (index: number) => string) =>
			Object.fromEntries(
				Array.from({ length: 3000 }, (_, index) => [
					`S${index}_TOKEN`,
					`begins-all-alike-${index + 1000}${tail(index)}`,
				]),
			);
		const alike = many(() => "");
		assert.equal(masked({ ...alike, AWS_PROFILE: `x-${alike.S1234_TOKEN}-y` }).AWS_PROFILE, `x-${dots}-y`);
		const starts = "begins-all-alike-".repeat(3000);
		assert.equal(masked({ ...alike, AWS_PROFILE: starts }).AWS_PROFILE, starts);
		assert.equal(masked({ ...many((index) => "x".repeat(index)), AWS_PROFILE: starts }).AWS_PROFILE, dots);
		assert.equal(masked({ A_SECRET: "a".repeat(1000), AWS_PROFILE: "a".repeat(100_000) }).AWS_PROFILE, dots);
	});

	it("are found as one search after the other finds them", () => {
		const next = random(21);
		const letters = (length: number) => Array.from({ length }, () => "ab"[Math.floor(next() * 2)]).join("");
		for (let round = 0; round < 500; round++) {
			const secrets = Array.from({ length: 3 }, (_, index) => letters(16 + index));
			const value = [letters(7), secrets[0], letters(2), secrets[2], letters(9), secrets[1]].join("");
			const covered = new Set<number>();
			for (const each of secrets)
				for (let at = value.indexOf(each); at !== -1; at = value.indexOf(each, at + 1))
					for (let place = at; place < at + each.length; place++) covered.add(place);
			const expected = [...value].map((letter, place) => (covered.has(place) ? "•" : letter)).join("");
			const values = {
				...Object.fromEntries(secrets.map((each, index) => [`S${index}_TOKEN`, each])),
				AWS_PROFILE: value,
			};
			assert.equal(masked(values).AWS_PROFILE?.replaceAll(/•+/g, dots), expected.replaceAll(/•+/g, dots));
		}
	});

	it("stay where a person wrote them: nothing was replaced there", () => {
		assert.equal(masked({ A_SECRET: secret, AWS_PROFILE: secret }, { AWS_PROFILE: secret }).AWS_PROFILE, secret);
		assert.equal(
			masked({ A_SECRET: secret }, {}, { AWS_PROFILE: secret }, { AWS_PROFILE: secret }).AWS_PROFILE,
			secret,
		);
	});
});
