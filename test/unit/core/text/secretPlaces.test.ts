import assert from "node:assert/strict";
import { secretPlaces } from "../../../../src/core/text/redact.ts";

const secret = "notARealSecret/secret/000000000000000000";
const id = "AKIAFAKEHIDDEN00007Q";

describe("the places of secrets that are covered on the screen", () => {
	const table: [what: string, text: string, hidden: string[]][] = [
		["a pair", `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`, ["FAKEHIDDEN00", secret]],
		["a value in quotes", `AWS_SECRET_ACCESS_KEY="${secret}" # mine\n`, [secret]],
		["keys that are commented out", `# AWS_SECRET_ACCESS_KEY=${secret}\n`, [secret]],
		[
			"an account of a pool",
			`AWS_KEY_1=${id}\nAWS_SECRET_1=${secret}\nAWS_TOKEN_1=not/a/real/token/1`,
			["FAKEHIDDEN00", secret, "not/a/real/token/1"],
		],
		[
			"a profile",
			`[a]\r\naws_access_key_id = ${id}\r\naws_secret_access_key = ${secret}\r\n`,
			["FAKEHIDDEN00", secret],
		],
		["a password", "DATABASE_PASSWORD=not-a-real-password-1", ["not-a-real-password-1"]],
		[
			"nothing of what is no secret",
			"AWS_REGION=us-east-1\nREMOTION_AWS_PROFILE=studio\n[profile a]\nregion = us-east-1\n",
			[],
		],
		["nothing of an empty value", "AWS_SECRET_ACCESS_KEY=\n", []],
	];
	for (const [what, text, hidden] of table)
		it(`are ${what}`, () =>
			assert.deepEqual(
				secretPlaces(text).map(({ start, end }) => text.slice(start, end)),
				hidden,
			));
});
