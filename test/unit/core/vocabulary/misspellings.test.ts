import assert from "node:assert/strict";
import { editDistance, nearest } from "../../../../src/core/text/similarNames.ts";
import { findMeantName, meantName } from "../../../../src/core/vocabulary/misspellings.ts";

describe("the variable that was meant", () => {
	const table: [name: string, meant: string | undefined][] = [
		["AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID"],
		["AWS_ACCESS_ID", "AWS_ACCESS_KEY_ID"],
		["AWS_ACCESS_KEYID", "AWS_ACCESS_KEY_ID"],
		["AWS_KEY_ID", "AWS_ACCESS_KEY_ID"],
		["AWS_SECRET_KEY", "AWS_SECRET_ACCESS_KEY"],
		["AWS_SECRET_ACCESS", "AWS_SECRET_ACCESS_KEY"],
		["AWS_SECRET_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
		["AWS_SECRET_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
		["AWS_ACCESS_SECRET", "AWS_SECRET_ACCESS_KEY"],
		["AWS_ACCESS_SECRET_KEY", "AWS_SECRET_ACCESS_KEY"],
		["AWS_ACCESS_KEY_SECRET", "AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_ACCESS_KEY", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_AWS_ACCESS_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_AWS_ACCESS_KEYID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_AWS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_AWS_SECRET_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_SECRET_ACCESS", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_SECRET_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_SECRET_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_ACCESS_SECRET", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_ACCESS_SECRET_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_ACCESS_KEY_SECRET", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["AWS_KEY", undefined],
		["AWS_SECRET", undefined],
		["AWS_TOKEN", undefined],
		["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"],
		["REMOTION_AWS_KEY", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_AWS_SECRET", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_TOKEN", "REMOTION_AWS_SESSION_TOKEN"],
		["REMOTION_AWS_SECURITY_TOKEN", "REMOTION_AWS_SESSION_TOKEN"],
		["REMOTION_AWS_DEFAULT_REGION", "REMOTION_AWS_REGION"],
		["REMOTION_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_SECRET_ACCESS_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_SESSION_TOKEN", "REMOTION_AWS_SESSION_TOKEN"],
		["REMOTION_ACCESS_KEY", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_SECRET_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_REGION", undefined],
		["REMOTION_PROFILE", undefined],
		["REMOTION_KEY", undefined],
		["AWSAccessKeyId", "AWS_ACCESS_KEY_ID"],
		["AWSSecretKey", "AWS_SECRET_ACCESS_KEY"],
		["awsaccesskeyid", "AWS_ACCESS_KEY_ID"],
		["AWS_REGION_2", undefined],
		["AWS_REGIONS", undefined],
		["AWS_REGIO", "AWS_REGION"],
		["AWS_PROFLIE", "AWS_PROFILE"],
		["AWS_PRFL", undefined],
		["aws_region", "AWS_REGION"],
		["remotion_aws_profile", "REMOTION_AWS_PROFILE"],
		["REMOTION_AWS_PROFILES", undefined],
		["REMOTION_AWS_PROFILESS", "REMOTION_AWS_PROFILE"],
		["REMOTION_APP_REGION", undefined],
		["REMOTION_AWS_REGOIN", "REMOTION_AWS_REGION"],
		["REMOTION_AXS_REGION", "REMOTION_AWS_REGION"],
		["REMOTION_AX_REGION", undefined],
		["REMOTION_AXX_REGION", undefined],
		["MY_AWS_REGION", undefined],
		["AWS_", undefined],
		["AWS_X", undefined],
		["AWS_REGION1A", "AWS_REGION"],
		["XAWS_ACCESS_KEY", undefined],
		["REMOTION_SKIP_AWS_CREDENTIAL_CHECK", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK"],
		["REMOTION_SKIP_AWS_CREDENTIALS_CHECKS", undefined],
		["AWS_ACCES_KEY_ID", "AWS_ACCESS_KEY_ID"],
		["AWS_ACCESS_KEY_IDX", "AWS_ACCESS_KEY_ID"],
		["A_REMOTION_ACCESS_KEY", undefined],
		["AWS_REGION_", "AWS_REGION"],
		["AWSS_REGION", "AWS_REGION"],
		["AS_REGIONX", undefined],
		["process.env.REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["import.meta.env.AWS_PROFILE", "AWS_PROFILE"],
		["process.env.AWS_BUCKET", undefined],
		["REMOTION-AWS-ACCESS-KEY-ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["aws.accessKeyId", "AWS_ACCESS_KEY_ID"],
		["aws-bucket", undefined],
		// Without underscores, or with words in another order.
		["REMOTION_AWS_ACCESSKEY", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_AWS_SECRETKEY", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_AWS_SECRET_KEY_ACCESS", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["AWS_ACCESSKEY", "AWS_ACCESS_KEY_ID"],
		["AWS_SECRETKEY", "AWS_SECRET_ACCESS_KEY"],
		["AWS_REMOTION_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["AWS_REMOTION_SECRET_ACCESS_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["AWS_REMOTION_PROFILE", "REMOTION_AWS_PROFILE"],
		["AWS_REMOTION_REGION", undefined],
		["AWS_REMOTION_BUCKET", undefined],
		["REMOTION_LAMBDA_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_LAMBDA_SECRET_KEY", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["REMOTION_LAMBDA_AWS_SESSION_TOKEN", "REMOTION_AWS_SESSION_TOKEN"],
		["REMOTION_AWS_LAMBDA_ACCESS_KEY_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_LAMBDA_REGION", undefined],
		["REMOTION_LAMBDA_FUNCTION_NAME", undefined],
		["REMOTION_AWS_LAMBDA_REGION", undefined],
		["REMOTION_AWS_CLIENT_ID", "REMOTION_AWS_ACCESS_KEY_ID"],
		["REMOTION_AWS_CLIENT_SECRET", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		["AWS_CLIENT_ID", undefined],
		["AWS_COGNITO_CLIENT_ID", undefined],
		["REMOTION_AWS_PROFILE_NAME", "REMOTION_AWS_PROFILE"],
		["REMOTION_AWS_DEFAULT_PROFILE", "REMOTION_AWS_PROFILE"],
		["AWS_PROFILE_NAME", undefined],
		["REMOTION_AWS_ID", undefined],
		["REMOTION_AWS_SECRET_ID", undefined],
		// The switches.
		["REMOTION_SKIP_CREDENTIALS_CHECK", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK"],
		["REMOTION_SKIP_AWS_CREDENTIALS", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK"],
		["REMOTION_SKIP_AWS_CREDS_CHECK", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK"],
		["REMOTION_AWS_SKIP_CREDENTIALS_CHECK", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK"],
		["SKIP_AWS_CREDENTIALS_CHECK", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK"],
		["SKIP_CREDENTIALS", undefined],
		["AWS_SKIP_CREDENTIALS_VALIDATION", undefined],
		["AWS_SKIP_CREDENTIALS", undefined],
		["REMOTION_DISABLE_AWS_CACHE", "REMOTION_DISABLE_AWS_CLIENT_CACHE"],
		["REMOTION_AWS_DISABLE_CLIENT_CACHE", "REMOTION_DISABLE_AWS_CLIENT_CACHE"],
		["REMOTION_DISABLE_CACHE", undefined],
		["DISABLE_CLIENT_CACHE", undefined],
	];
	for (const [name, meant] of table)
		it(`${name}: ${meant ?? "none"}`, () => {
			assert.equal(findMeantName(name), meant);
			// Looked up a second time it is remembered.
			assert.deepEqual([meantName(name), meantName(name)], [meant, meant]);
		});

	it("is none for a name that is right, or of another matter", () => {
		for (const name of [
			"AWS_REGION",
			"REMOTION_AWS_PROFILE",
			"AWS_KEY_1",
			"AWS_SECRET_",
			"REGION",
			"ACCESS_KEY_ID",
			"WS_REGION",
		])
			assert.equal(meantName(name), undefined, name);
	});
});

describe("what looks like a name", () => {
	it("differs in a third of its letters at most, in one at least", () => {
		const table: [name: string, candidates: string[], found: string[]][] = [
			["abcdef", ["abcdxx", "abcxxx"], ["abcdxx"]],
			["abcd", ["abcdef", "abcdefg"], ["abcdef"]],
			["abcdef", ["abcd", "abc"], ["abcd"]],
			["a", ["b", "bc", ""], ["b", ""]],
			["abc", ["xyz", "abd", "ab", "abcd"], ["abd", "ab", "abcd"]],
			[" Remotion\t", ["REMOTION", "remotoin"], ["REMOTION", "remotoin"]],
			["abcdef", ["abcdxx", "abcdex", "abcdef"], ["abcdef", "abcdex", "abcdxx"]],
			["abcdef", ["abcde1", "abcde2", "abcde3", "abcde4"], ["abcde1", "abcde2", "abcde3"]],
		];
		for (const [name, candidates, found] of table) assert.deepEqual(nearest(name, candidates), found, name);
		assert.deepEqual(nearest("abc", ["abd", "abe"], 1), ["abd"]);
	});

	it("is not longer than a name may be", () => {
		const [most, more] = ["a".repeat(100), "a".repeat(101)];
		assert.deepEqual(
			[nearest(most, [most]), nearest(more, [most]), nearest(most, [more]), nearest(more, [more])],
			[[most], [], [], []],
		);
	});

	it("is told by the letters that are to be changed, put in, left out, or swapped with a neighbour", () => {
		const table: [a: string, b: string, distance: number][] = [
			["", "", 0],
			["", "abc", 3],
			["abc", "", 3],
			["abc", "abc", 0],
			["ab", "ba", 1],
			["abcd", "badc", 2],
			["ca", "abc", 3],
			["kitten", "sitting", 3],
			["aab", "aba", 1],
			["abc", "xabc", 1],
			["profile", "porfiel", 2],
		];
		for (const [a, b, distance] of table) assert.equal(editDistance(a, b), distance, `${a} ${b}`);
	});
});
