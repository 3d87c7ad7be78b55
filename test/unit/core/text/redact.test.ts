import assert from "node:assert/strict";
import { redact, redactShapes } from "../../../../src/core/text/redact.ts";

const id = "AKIAFAKE0000000REDAC";
const masked = "AKIA…EDAC";
const temporary = "ASIAFAKE000000000TMP";
/** As AWS's are: 40 characters, all kinds of them. Not a real one. */
const secret = "NotARealSecret/0000+0000FakeFakeFake0000";
/** A secret that no shape gives away: only its name does. */
const odd = "not-a-real-secret-canary";
/** Long enough for a secret, but of small letters alone: only what stands beside it tells. */
const plain = "notarealsecretnotarealsecretnotarealsecr";
const token = `IQoJb3JpZ2luX2VjENotReal${"FakeToken0".repeat(12)}==`;
/** Without a word in it that is a name of a secret. */
const nameless = token.replaceAll("Token", "Value");
const dots = "••••••••";

/** Each name that a secret goes by, three ways, with a value. */
function joined(sign: string, value = odd): string {
	const names = ["secret access key", "secret key", "session token", "security token", "authorization token"].concat([
		"identity token",
		"access token",
		"refresh token",
		"client secret",
	]);
	return names
		.flatMap((name) => ["", "_", "-"].map((glue) => `${name.replaceAll(" ", glue)}${sign}${value}`))
		.join("\n");
}

const hidden: [title: string, text: string, expected: string][] = [
	["an access key ID in a sentence", `The key ${id} is unknown.`, `The key ${masked} is unknown.`],
	["a temporary one", `id=${temporary}`, "id=ASIA…0TMP"],
	[".env", `REMOTION_AWS_SECRET_ACCESS_KEY=${odd}`, `REMOTION_AWS_SECRET_ACCESS_KEY=${dots}`],
	[".env with quotes", `AWS_SECRET_ACCESS_KEY = "${odd}"`, `AWS_SECRET_ACCESS_KEY = "${dots}"`],
	["a shell's export", `export AWS_SESSION_TOKEN='${odd}'`, `export AWS_SESSION_TOKEN='${dots}'`],
	["a PowerShell variable", `$Env:AWS_SECRET_ACCESS_KEY="${odd}"`, `$Env:AWS_SECRET_ACCESS_KEY="${dots}"`],
	["rotation", `AWS_KEY_2=${id}\nAWS_SECRET_2=${odd}`, `AWS_KEY_2=${masked}\nAWS_SECRET_2=${dots}`],
	["the documented sample's typing error", `AWS_SECRET_=${odd}`, `AWS_SECRET_=${dots}`],
	["the credentials file", `aws_secret_access_key = ${odd}\n`, `aws_secret_access_key = ${dots}\n`],
	["its session token", `aws_session_token=${odd}`, `aws_session_token=${dots}`],
	[
		"JSON",
		`{"SecretAccessKey": "${odd}", "Expiration": "2026"}`,
		`{"SecretAccessKey": "${dots}", "Expiration": "2026"}`,
	],
	["JSON in JSON", `{\\"secretAccessKey\\":\\"${odd}\\"}`, `{\\"secretAccessKey\\":\\"${dots}\\"}`],
	[
		"JavaScript",
		`{ secretAccessKey: '${odd}', sessionToken: \`${odd}\` }`,
		`{ secretAccessKey: '${dots}', sessionToken: \`${dots}\` }`,
	],
	["Secrets Manager's fields", `"remotion_aws_client_secret":"${odd}"`, `"remotion_aws_client_secret":"${dots}"`],
	["YAML", `secret_key: ${odd}`, `secret_key: ${dots}`],
	["XML", `<SecretAccessKey>${odd}</SecretAccessKey>`, `<SecretAccessKey>${dots}</SecretAccessKey>`],
	["aws configure", `AWS Secret Access Key [None]: ${secret}`, `AWS Secret Access Key [None]: ${dots}`],
	[
		"an SSO cache",
		`"accessToken": "${odd}", "refreshToken": "${odd}"`,
		`"accessToken": "${dots}", "refreshToken": "${dots}"`,
	],
	[
		"a presigned URL",
		`https://b.s3.amazonaws.com/k?X-Amz-Credential=${temporary}%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Security-Token=${encodeURIComponent(token)}&X-Amz-Signature=${"0a".repeat(32)}&x-id=GetObject`,
		`https://b.s3.amazonaws.com/k?X-Amz-Credential=ASIA…0TMP%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Security-Token=${dots}&X-Amz-Signature=${dots}&x-id=GetObject`,
	],
	["a URL in a URL", `u=X-Amz-Signature%3D${"0a".repeat(32)}`, `u=X-Amz-Signature%3D${dots}`],
	[
		"a signed header",
		`Authorization: AWS4-HMAC-SHA256 Credential=${id}/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=${"0a".repeat(32)}`,
		`Authorization: AWS4-HMAC-SHA256 Credential=${masked}/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=${dots}`,
	],
	["a token header", `x-amz-security-token: ${token}`, `x-amz-security-token: ${dots}`],
	["AWS's CSV", `${id},${secret}`, `${masked},${dots}`],
	["every name of a secret, with its words joined and apart", joined("="), joined("=", dots)],
	[
		"numbered secrets",
		`secret_access_key_12=${odd} SecretKey_3: ${odd}`,
		`secret_access_key_12=${dots} SecretKey_3: ${dots}`,
	],
	["a prompt by its words", `Secret access key: ${odd}`, `Secret access key: ${dots}`],
	[
		"a prompt with what it had",
		`Session Token [****************ABCD]: ${odd}`,
		`Session Token [****************ABCD]: ${dots}`,
	],
	["a prompt with blanks around", `secret access key \t = \t ${odd}`, `secret access key \t = \t ${dots}`],
	["a prompt with a quote", `secret access key:"${odd}"`, `secret access key:"${dots}"`],
	["a prompt without a blank", `session token:${odd}`, `session token:${dots}`],
	["a plain secret behind its key ID", `${id},${plain}`, `${masked},${dots}`],
	["the same in quotes", `"${id}","${plain}"`, `"${masked}","${dots}"`],
	["the same with blanks", `${id} \t| \t ${plain}.`, `${masked} \t| \t ${dots}.`],
	["the same in escaped quotes", `\\"${id}\\" : \\"${plain}\\"`, `\\"${masked}\\" : \\"${dots}\\"`],
	["the same behind a slash", `${temporary}/${plain}`, `ASIA…0TMP/${dots}`],
	["a web token without a signature", "eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0", dots],
	["a web token behind a name", "t=eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.", `t=${dots}`],
	["what only starts as no value", `secretKey: none${odd} token xxxx${odd}`, `secretKey: ${dots} token xxxx${odd}`],
	["what only ends as no value", `secretKey: ${odd}null`, `secretKey: ${dots}`],
	["a secret alone", `tried ${secret} twice`, `tried ${dots} twice`],
	["a session token alone", `got ${token}`, `got ${dots}`],
	["a web token", `eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.${"a".repeat(40)}`, dots],
	[
		"colours around it",
		`\u001b[31maws_secret_access_key=${odd}\n\u001b[39m`,
		`\u001b[31maws_secret_access_key=${dots}\n\u001b[39m`,
	],
	[
		"a token in an address whose last line goes on with the host",
		`Failed at postgres://a:${nameless.slice(0, 40)}\n${nameless.slice(40, 76)}\n${nameless.slice(76)}@host.example:5432/db`,
		`Failed at postgres://a:${dots}\n${dots}\n${dots}@host.example:5432/db`,
	],
	[
		"one in a path whose last line goes on with a file",
		`It is at /srv/${nameless.slice(0, 40)}\n${nameless.slice(40, 76)}\n${nameless.slice(76, -2)}/file.txt`,
		`It is at /srv/${dots}\n${dots}\n${dots}.txt`,
	],
	[
		"a value of a pair that is broken behind its name",
		`{"name": "AWS_SECRET_ACCESS_KEY\n        ", "value": "${odd}"}`,
		`{"name": "AWS_SECRET_ACCESS_KEY\n        ", "value": "${dots}"}`,
	],
	[
		"a header broken within its scheme",
		`'Authorization: Beare\n  r fake-bearer-0000'`,
		`'Authorization: Beare\n  r ${dots}'`,
	],
];

const kept: [title: string, text: string][] = [
	["an ARN", "arn:aws:sts::111122223333:assumed-role/remotion-lambda-role/a-session is not authorized"],
	["an account number", "Account 111122223333, AWS Account ID: 111122223333"],
	["a request id", "RequestID: fe6dfa1c-1111-2222-3333-444455556666, request id: 3b0efa8d-e5b9-44d1-b5e9-4d8b4f7ab97c"],
	["S3's host id", `HostId: ${"Ab1/".repeat(18)}abc=`],
	["a commit", "at 2c1f0e3d4b5a69788796a5b4c3d2e1f001122334"],
	[
		"AWS's own sentence",
		"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
	],
	["a sentence about a token", "The security token included in the request is invalid"],
	["a token that is missing", "secretAccessKey: undefined, sessionToken: null, aws_session_token = ***"],
	[
		"values that say that there is none",
		"secretKey=... session-token: •••• clientSecret=xxxx signature=… access_token=nan",
	],
	["a longer text behind a key ID", `${masked},${plain}x`],
	["another word behind a key ID", `${masked}, ${plain.slice(1)}`],
	["a key ID that is not one", `AKIA…eda0,${plain}`],
	["words behind a key ID, and no sign between", `${masked} ${plain}`],
	["a short word at a prompt", "secret access key: notasecret"],
	["a prompt without its sign", `secret access key ${plain}`],
	[
		"a word of web tokens' letters",
		"xeyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0 -eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0",
	],
	[
		"40 letters without digits, without capitals, without small ones",
		`${"aB".repeat(20)} ${"a1".repeat(20)} ${"A1".repeat(20)}`,
	],
	["a sentence with a colon", "Invalid session token: the provided one is malformed"],
	["a placeholder", "x-amz-security-token:<token>"],
	["an expiry", "Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z"],
	["a path", "at /var/task/node_modules/@aws-sdk/client-lambda/dist-cjs/index.js:4065:14"],
	["a unique id of a role", "AROAFAKE000000000000:session"],
	["a function's name", "remotion-render-4-0-527-mem2048mb-disk2048mb-120sec"],
	[
		"a variable's name",
		"have not set the environment variable AWS_SECRET_ACCESS_KEY or REMOTION_AWS_SECRET_ACCESS_KEY.",
	],
];

describe("redact", () => {
	for (const [title, text, expected] of hidden) {
		it(`masks ${title}`, () => {
			assert.equal(redact(text), expected);
		});
	}
	for (const [title, text] of kept) {
		it(`keeps ${title}`, () => {
			assert.equal(redact(text), text);
		});
	}
	it("joins lines that were equally wide as they are written, escapes and all", () => {
		const name = `"{\\\\"a\\\\":\\\\"${"x".repeat(21)} IQo\n${nameless.slice(3, 41)}\n${nameless.slice(41, 79)}\n${nameless.slice(79, -2)}"`;
		const width = name.indexOf("\n");
		assert.equal(width, 38, "as wide as the next lines");
		assert.doesNotMatch(redactShapes(name), /FakeValue/);
	});
	it("masks a token whose first letters a line's end has broken apart, in a line of another width", () => {
		const lines = (token.slice(4).match(/.{1,29}/g) ?? []).join("\n");
		for (const [first, second] of [
			["I", "QoJ"],
			["IQ", "oJ"],
			["IQo", "J"],
		]) {
			const masked = redactShapes(`npm run const a = { word: '${first}\n${second}${lines}' }`);
			assert.doesNotMatch(masked, /FakeToken|NotReal/);
		}
		const words = "say it as I\nQoJ is said, at IQ\noJ";
		assert.equal(redactShapes(words), words);
	});

	it("changes nothing the second time", () => {
		for (const [, text] of hidden) assert.equal(redact(redact(text)), redact(text));
	});

	it("takes linear time for a megabyte of the worst texts", () => {
		const pieces = [
			"a",
			"eyJ",
			"eyJaaaaaaaaaaaa.",
			"IQoJ",
			"AKIA",
			"secretaccesskey",
			"session_token ",
			"secret access key [",
			"Aa1",
			" ",
			"\\",
			"=",
			"AKIA…0000,",
		];
		for (const piece of pieces) {
			const time = (length: number) => {
				const text = piece.repeat(Math.ceil(length / piece.length));
				const start = performance.now();
				redact(text);
				return performance.now() - start;
			};
			time(10_000);
			// Quadratic time would be minutes for a megabyte; a busy machine is not.
			assert.ok(time(1_000_000) < 10_000, `slow on ${JSON.stringify(piece)}`);
		}
	});
});
