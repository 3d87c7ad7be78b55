import assert from "node:assert/strict";
import { leaveComment, pairIn } from "../../../../src/core/dotenv/keyPair.ts";
import { type SecretCircumstances, secretWords, undoWords } from "../../../../src/core/errorGuide/secretsManager.ts";
import { Secret } from "../../../../src/core/index.ts";
import {
	documentedFields,
	pairOf,
	plainFields,
	readContent,
	regionInArn,
	secretIdProblem,
	secretNameProblem,
	secretText,
} from "../../../../src/core/signing/secretsManagerFields.ts";
import { apply } from "../../../../src/core/text/edits.ts";
import { canary } from "../../situation.ts";

const id = "AKIAFAKESECRETS00001";

function fieldsOf(json: unknown): ReadonlyMap<string, Secret> {
	const content = readContent(new Secret(typeof json === "string" ? json : JSON.stringify(json)));
	assert.ok(content.ok);
	return content.fields;
}

describe("what a secret holds", () => {
	const broken: [text: string | undefined, code: string][] = [
		[undefined, "Binary"],
		["", "NotJson"],
		[canary, "NotJson"],
		["[1, 2]", "NotJson"],
		['"text"', "NotJson"],
		["null", "NotJson"],
		["{}", "NoFields"],
		[`{"remotion_aws_client_id": "${id}"}`, "NoFields"],
		['{"a": 1, "b": {"c": "d"}, "e": ""}', "NoFields"],
	];
	for (const [text, code] of broken) {
		it(`${JSON.stringify(text)}: ${code}`, () =>
			assert.deepEqual(readContent(text === undefined ? undefined : new Secret(text)), { ok: false, code }));
	}

	const plain: [json: object, fields: object | undefined][] = [
		[{ note: "x", remotion_aws_client_id: id, remotion_aws_client_secret: canary }, documentedFields],
		[
			{ user: id, key: canary },
			{ id: "user", secret: "key" },
		],
		[
			{ key: canary, user: id },
			{ id: "user", secret: "key" },
		],
		[{ user: id, key: canary, note: "x" }, undefined],
		[{ a: "x", b: "y" }, undefined],
		[{ a: id, b: id.replace("1", "2") }, undefined],
	];
	for (const [json, fields] of plain) {
		it(`${Object.keys(json)}: ${fields ? "plain" : "the person chooses"}`, () =>
			assert.deepEqual(plainFields(fieldsOf(json)), fields));
	}

	it("is stored as the documentation has it, and read again", () => {
		const text = secretText({ accessKeyId: id, secretAccessKey: new Secret(canary) });
		assert.deepEqual(JSON.parse(text.reveal()), { remotion_aws_client_id: id, remotion_aws_client_secret: canary });
		const pair = pairOf(fieldsOf(text.reveal()), documentedFields);
		assert.deepEqual([pair?.accessKeyId, pair?.secretAccessKey.reveal()], [id, canary]);
		assert.equal(pairOf(fieldsOf(text.reveal()), { id: "gone", secret: "remotion_aws_client_secret" }), undefined);
	});
});

describe("names of secrets", () => {
	for (const name of ["remotion/keys", "a", "a_b+c=d.e@f-g", "x".repeat(512)])
		it(`${name.slice(0, 20)} is one`, () => assert.equal(secretNameProblem(name), undefined));
	for (const name of ["", "a b", "a:b", "schlüssel", "x".repeat(513), "keys-abc123"])
		it(`${name.slice(0, 20)} is none`, () => assert.ok(secretNameProblem(name)));

	const arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a/b-FaKe00";
	for (const id of ["remotion/keys", "keys-abc123", arn, arn.replace("aws:", "aws-us-gov:")])
		it(`${id.slice(0, 30)} may be one that is there`, () => assert.equal(secretIdProblem(id), undefined));
	for (const id of ["", "a b", "a:b", "x".repeat(513), `${arn}:AWS_KEY::`, "arn:aws:s3:::bucket", "arn:", " keys"])
		it(`${id.slice(0, 30)} is none that is there`, () => assert.ok(secretIdProblem(id)));

	it("an ARN names its region", () => {
		assert.equal(regionInArn("arn:aws:secretsmanager:eu-west-1:111122223333:secret:a/b-FaKe00"), "eu-west-1");
		assert.equal(regionInArn("arn:aws:s3:::eu-west-1"), undefined);
		assert.equal(regionInArn("eu-west-1"), undefined);
	});
});

describe("why a secret could not be read or stored", () => {
	const about: SecretCircumstances = {
		action: "read",
		name: "remotion/keys",
		region: "us-east-1",
		who: "the profile remotion",
		isTemporary: false,
		isOptInRegion: false,
	};
	const table: [code: string, message: string, action: "read" | "create", title: string, rest: RegExp][] = [
		[
			"ResourceNotFoundException",
			"",
			"read",
			"Secret not found",
			/"remotion\/keys" isn't in us-east-1.*its own region/,
		],
		["AccessDeniedException", "", "read", "Not allowed", /isn't allowed to read.*GetSecretValue/],
		["AccessDeniedException", "", "create", "Not allowed", /isn't allowed to create.*CreateSecret/],
		["AccessDeniedException", "Access to KMS is not allowed", "read", "No access to the KMS key", /kms:Decrypt/],
		["ResourceExistsException", "", "create", "The name is taken", /wasn't changed/],
		[
			"InvalidRequestException",
			"You can't create this secret because a secret with this name is already scheduled for deletion.",
			"create",
			"The secret is being deleted",
			/restore-secret --secret-id remotion\/keys/,
		],
		["NotJson", "", "read", "The secret is not JSON", /remotion_aws_client_id/],
		["Binary", "", "read", "The secret contains binary data", /JSON text/],
		["NoFields", "", "read", "Fields are missing", /remotion_aws_client_secret/],
		["FieldsGone", "", "read", "The chosen fields are missing", /select other fields/],
		["Timeout", "", "read", "No response", /no response in time\.$/],
		["Timeout", "", "create", "No response", /might have been created anyway/],
		["InvalidSignatureException", "", "read", "Wrong secret access key", /doesn't belong/],
		["ExpiredTokenException", "", "read", "The session has expired", /temporary/],
		["ECONNREFUSED", "", "read", "Connection refused", /us-east-1/],
		["SomethingNew", "", "read", "AWS says SomethingNew", /SomethingNew/],
	];
	for (const [code, message, action, title, rest] of table) {
		it(`${action}, ${code} ${message}: ${title}`, () => {
			const words = secretWords({ code, message }, { ...about, action });
			assert.equal(words.title, title);
			assert.match(`${words.cause} ${code === "Timeout" && action === "read" ? "" : words.remedy}`.trim(), rest);
		});
	}
});

describe("what is said of a secret", () => {
	const about = { name: "n", region: "r", who: "w", isTemporary: false, isOptInRegion: false };
	const of = (code: string, action: "read" | "create", more: Partial<SecretCircumstances> = {}, message = "") => {
		const { cause, remedy } = secretWords({ code, message }, { ...about, action, ...more });
		return [cause, remedy];
	};

	it("names the secret, its region and who asked", () => {
		assert.deepEqual(of("InvalidRequestException", "create", {}, "It was marked for deletion."), [
			'The secret "n" in r is scheduled for deletion, so its name can\'t be used until then.',
			"Restore it: aws secretsmanager restore-secret --secret-id n --region r",
		]);
		assert.deepEqual(of("ResourceNotFoundException", "read")[0], 'Secret "n" isn\'t in r in the account of w.');
		assert.deepEqual(of("ResourceExistsException", "create"), [
			'Secret "n" already exists in r. It wasn\'t changed.',
			"Choose another name.",
		]);
		assert.deepEqual(of("AccessDeniedException", "read", {}, "kms"), [
			'"n" is encrypted with a KMS key that w isn\'t allowed to use.',
			"Allow kms:Decrypt on that key.",
		]);
		assert.deepEqual(of("AccessDeniedException", "create"), [
			'Access denied: w isn\'t allowed to create secret "n".',
			"Remotion's policies don't cover secrets. Allow secretsmanager:CreateSecret on it, or create it with other credentials.",
		]);
		assert.deepEqual(of("DecryptionFailure", "read"), [
			'AWS cannot decrypt "n" with its KMS key.',
			"Check that the key is enabled.",
		]);
		for (const code of ["NotJson", "Binary", "NoFields", "FieldsGone"]) assert.match(of(code, "read")[0] ?? "", /"n"/);
		assert.equal(undoWords("n", "r"), "aws secretsmanager delete-secret --secret-id n --region r");
	});

	it("does not say that nothing was made where nobody answered", () => {
		for (const code of ["Timeout", "ECONNRESET", "EPIPE", "TimeoutError"]) {
			assert.deepEqual(of(code, "read"), [
				"Secrets Manager in r gave no response in time.",
				"Check the network, VPN, and proxy, then try again.",
			]);
			assert.deepEqual(of(code, "create", { endpoint: "http://e" }), [
				"http://e gave no response in time. The secret might have been created anyway. Nothing else was changed.",
				"Check whether it exists: aws secretsmanager describe-secret --secret-id n --region r",
			]);
		}
		assert.equal(of("Timeout", "read", { endpoint: "http://e" })[0], "http://e gave no response in time.");
		assert.match(of("Timeout", "create")[0] ?? "", /^Secrets Manager in r gave no response in time\. The secret might/);
	});
});

describe("the pair leaves a .env file for a secret", () => {
	const path = "/work/.env";
	const text = `A=1\r\n# keys\r\nAWS_ACCESS_KEY_ID=${id}\r\nAWS_SECRET_ACCESS_KEY=${canary}\r\nB=2`;
	const pair = pairIn(text);
	const leave = (before: string) => pair && leaveComment(path, before, pair, "moved");

	it("with one edit, a comment behind and the rest untouched", () => {
		const edits = leave(text);
		assert.equal(edits?.length, 1);
		assert.equal(apply(text, edits ?? []), "A=1\r\n# keys\r\nB=2\r\n# moved\r\n");
		assert.ok(!JSON.stringify(edits).includes(canary));
	});

	it("stays where another pair stands by now", () => {
		assert.equal(leave(text.replace(id, id.replace("1", "2"))), undefined);
		assert.equal(leave(text.replace(canary, `${canary}x`)), undefined);
		assert.equal(leave(`${text}\r\nREMOTION_AWS_ACCESS_KEY_ID=${id}\r\nREMOTION_AWS_SECRET_ACCESS_KEY=x`), undefined);
		assert.equal(leave(""), undefined);
	});
});
