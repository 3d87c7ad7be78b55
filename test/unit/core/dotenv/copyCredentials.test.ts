import assert from "node:assert/strict";
import { copyCredentials } from "../../../../src/core/dotenv/copyCredentials.ts";
import { apply } from "../../../../src/core/text/edits.ts";

const names = ["REMOTION_AWS_PROFILE", "REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY", "AWS_REGION"];

describe("copying credentials to another .env file", () => {
	for (const [title, from, to, after, copied] of [
		[
			"all of it",
			"AWS_REGION=us-east-1\nOTHER=1\nREMOTION_AWS_PROFILE=a\n",
			"",
			"REMOTION_AWS_PROFILE=a\nAWS_REGION=us-east-1\n",
			[0, 3],
		],
		[
			"what the file lacks",
			"AWS_REGION=us-east-1\nREMOTION_AWS_PROFILE=a\n",
			"X=1\r\nAWS_REGION=eu-west-1",
			"X=1\r\nAWS_REGION=eu-west-1\r\nREMOTION_AWS_PROFILE=a\r\n",
			[0],
		],
		[
			"what counts, of several",
			"REMOTION_AWS_PROFILE=a\nREMOTION_AWS_PROFILE='b c'\n",
			"",
			"REMOTION_AWS_PROFILE='b c'\n",
			[0],
		],
		[
			"nothing: the file sets it, empty",
			"REMOTION_AWS_PROFILE=a\n",
			"REMOTION_AWS_PROFILE=\n",
			"REMOTION_AWS_PROFILE=\n",
			[],
		],
		["nothing: an empty value", "REMOTION_AWS_PROFILE=\n", "", "", []],
	] as const)
		it(title, () => {
			const result = copyCredentials("/p/.env", { text: to }, { text: from }, names);
			assert.ok(result);
			assert.equal(apply(to, result.edits), after);
			assert.deepEqual(
				result.names,
				copied.map((index) => names[index]),
			);
			assert.ok(result.edits.every(({ path }) => path === "/p/.env"));
		});

	it("copies a value with a # as it is", () => {
		const from = { text: 'REMOTION_AWS_SECRET_ACCESS_KEY="not-a-real#secret-above-0000000000000001"\n' };
		const result = copyCredentials("/p/.env", { text: "" }, from, names);
		const again = copyCredentials("/q/.env", { text: "" }, { text: apply("", result?.edits ?? []) }, names);
		assert.match(apply("", again?.edits ?? []), /not-a-real#secret-above-0000000000000001/);
	});
});
