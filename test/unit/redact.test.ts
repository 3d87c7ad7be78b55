import assert from "node:assert/strict";
import { redact } from "../../src/remotion/redact.ts";

describe("redact", () => {
	const secret = 'not/a+real"secret';
	it("takes out known secrets, as they are, in JSON and in addresses", () => {
		const text = `${secret} ${JSON.stringify({ secret })} https://x.example/?a=${encodeURIComponent(secret)}`;
		const clean = redact(text, [secret, ""]);
		assert.equal(clean, '•••••••• {"secret":"••••••••"} https://x.example/?a=••••••••');
	});

	it("takes out what looks like one: signatures, keys and tokens, whatever prints them", () => {
		const key = "AbCdEfGhIj0123456789AbCdEfGhIj012345678/";
		for (const [text, expected] of [
			[
				"https://b.example/k?X-Amz-Credential=AKIA1%2F2&X-Amz-Signature=ab12&x=1",
				"https://b.example/k?X-Amz-Credential=••••••••&X-Amz-Signature=••••••••&x=1",
			],
			["x-amz-security-token=IQo== end", "x-amz-security-token=•••••••• end"],
			["aws_secret_access_key = short", "aws_secret_access_key = ••••••••"],
			['{"SecretAccessKey":"short","SessionToken":"t"}', '{"SecretAccessKey":"••••••••","SessionToken":"••••••••"}'],
			[`key ${key}.`, "key ••••••••."],
			[`token ${"aB3/".repeat(40)}==`, "token ••••••••"],
			["id AKIAFAKE00000000TEST", "id AKIA…TEST"],
		] as const)
			assert.equal(redact(text), expected);
	});

	it("leaves what people need: request ids, ARNs, paths, hashes, names of functions", () => {
		for (const text of [
			"RequestId: 851dcbec-67b5-4e14-a7ee-ff8e86588088 Error: Runtime exited",
			"arn:aws:lambda:us-east-1:111122223333:function:remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
			"/home/ann/projects/video/node_modules/@remotion/lambda/dist/client.js",
			"commit 6fbe5ac0123456789012345678901234567890ab",
		])
			assert.equal(redact(text), text);
	});
});
