import assert from "node:assert/strict";
import { maskReferences } from "../../../../src/core/environment/maskReferences.ts";

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

	it("stay where a person wrote them: nothing was replaced there", () => {
		assert.equal(masked({ A_SECRET: secret, AWS_PROFILE: secret }, { AWS_PROFILE: secret }).AWS_PROFILE, secret);
		assert.equal(
			masked({ A_SECRET: secret }, {}, { AWS_PROFILE: secret }, { AWS_PROFILE: secret }).AWS_PROFILE,
			secret,
		);
	});
});
