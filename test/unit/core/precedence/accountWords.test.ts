import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import {
	isProduction,
	unexpectedAccount,
	unexpectedAccountLine,
	unexpectedAccountText,
} from "../../../../src/core/precedence/accountWords.ts";
import { accountInArn, accountInFull, callerLabel, formatAccount } from "../../../../src/core/vocabulary/arn.ts";
import { readFixture } from "../../fixture.ts";

const [studio, live] = ["111122223333", "444455556666"];
const accounts = {
	names: { [studio]: { name: "studio" }, [live]: { name: "live", isProduction: true as const } },
	expected: studio,
};

describe("accounts in words", () => {
	it("a name takes the number's place, and both are said where a mix-up costs something", () => {
		assert.equal(formatAccount(studio, accounts), "studio");
		assert.equal(formatAccount(studio), "1111-2222-3333");
		assert.equal(formatAccount("999988887777", accounts), "9999-8888-7777");
		assert.equal(formatAccount("constructor", accounts), "constructor");
		assert.equal(accountInFull(studio, accounts), "studio (1111-2222-3333)");
		assert.equal(accountInFull(studio), "1111-2222-3333");
		const arn = `arn:aws:iam::${studio}:user/render-bot`;
		assert.equal(callerLabel({ account: studio, arn }, accounts), "Account studio (1111-2222-3333), user render-bot");
	});

	it("the account in an ARN", () => {
		assert.equal(accountInArn(`arn:aws-cn:iam::${studio}:role/render`), studio);
		for (const none of ["", "arn:aws:s3:::bucket", "arn:aws:iam::1234:role/x", `x arn:aws:iam::${studio}:role/x`])
			assert.equal(accountInArn(none), undefined, none);
	});

	for (const [what, judged, verified, expected] of [
		["nobody knows it", { accounts }, undefined, ""],
		["files tell the right one", { account: studio, accounts }, undefined, ""],
		["files tell another one", { account: live, accounts }, undefined, "account live, expected studio"],
		["AWS says the right one", { account: live, accounts }, studio, ""],
		["AWS says another one", { accounts }, "999988887777", "account 9999-8888-7777, expected studio"],
		["none is expected", { account: live, accounts: { names: accounts.names } }, live, ""],
		["no settings", { account: live }, live, ""],
	] as const) {
		it(`unexpected account: ${what}`, () => {
			assert.equal(unexpectedAccountText(judged, verified), expected);
			assert.equal(unexpectedAccount(judged, verified) !== undefined, expected !== "");
			const line = expected === "" ? "" : "This project expects account studio (1111-2222-3333).";
			assert.equal(unexpectedAccountLine(judged, verified), line);
		});
	}

	it("production", () => {
		assert.equal(isProduction(live, accounts), true);
		assert.equal(isProduction(studio, accounts), false);
		assert.equal(isProduction("constructor", accounts), false);
		assert.equal(isProduction(live, undefined), false);
	});

	for (const [what, text, account] of [
		[
			"sso",
			`=== input\nshell REMOTION_AWS_PROFILE=default\n=== ~/.aws/config\n[default]\nsso_account_id = ${live}\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\nsso_role_name = Render\n`,
			live,
		],
		[
			"role",
			`=== input\nshell REMOTION_AWS_PROFILE=default\n=== ~/.aws/config\n[default]\nrole_arn = arn:aws:iam::${live}:role/render\nsource_profile = base\n[profile base]\naws_access_key_id = AKIANOTAREALKEY7Q2WZ\naws_secret_access_key = not-a-real-secret-0000000000000000000001\n`,
			live,
		],
		[
			"web identity",
			`=== input\nshell AWS_ROLE_ARN=arn:aws:iam::${live}:role/render\nshell AWS_WEB_IDENTITY_TOKEN_FILE=/token\nshell REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n`,
			live,
		],
		[
			"access keys",
			`=== .env\nAWS_ACCESS_KEY_ID=AKIANOTAREALKEY7Q2WZ\nAWS_SECRET_ACCESS_KEY=not-a-real-secret-0000000000000000000001\n`,
			undefined,
		],
	] as const) {
		it(`the account of the active credentials: ${what}`, () => {
			assert.equal(explain(readFixture(text).input).account, account);
		});
	}
});
