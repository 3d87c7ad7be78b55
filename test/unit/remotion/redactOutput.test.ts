import assert from "node:assert/strict";
import { redactOutput } from "../../../src/remotion/redactOutput.ts";

describe("what a failing render prints", () => {
	const secret = 'not/a+real"secret';

	it("loses known secrets: as they are, in JSON and in addresses", () => {
		const text = `${secret} ${JSON.stringify({ secret })} https://x.example/?a=${encodeURIComponent(secret)}`;
		const clean = redactOutput(text, [secret, "", "a"]);
		assert.equal(clean, '•••••••• {"secret":"••••••••"} https://x.example/?a=••••••••');
	});

	it("loses what looks like a secret: signed addresses, keys and tokens, whatever prints them", () => {
		for (const [text, expected] of [
			[
				"https://b.example/k?X-Amz-Credential=AKIA1%2F2&X-Amz-Signature=ab12&x=1",
				"https://b.example/k?X-Amz-Credential=••••••••&X-Amz-Signature=••••••••&x=1",
			],
			["?x-amz-security-token=IQo%3D end", "?x-amz-security-token=•••••••• end"],
			["aws_secret_access_key = short", "aws_secret_access_key = ••••••••"],
			["id AKIAFAKE00000000TEST", "id AKIA…TEST"],
		] as const)
			assert.equal(redactOutput(text, []), expected);
	});

	it("keeps what people need", () => {
		for (const text of [
			"RequestId: 851dcbec-67b5-4e14-a7ee-ff8e86588088 Error: Runtime exited",
			"/home/ann/projects/video/node_modules/@remotion/lambda/dist/client.js",
		])
			assert.equal(redactOutput(text, []), text);
	});
});
