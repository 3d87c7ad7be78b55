import assert from "node:assert/strict";
import { isOneWay } from "../../../../src/core/rules/shared/cliWays.ts";
import { readAsCli } from "../../../../src/core/sharedConfig/cliParse.ts";
import { type DecidingKey, keyBits } from "../../../../src/core/sharedConfig/decidingKeys.ts";
import { parseAwsFile } from "../../../../src/core/sharedConfig/parse.ts";
import { SameReading } from "../../../../src/core/sharedConfig/sameReading.ts";

const rows: [what: string, section: string, all: boolean, deciding: boolean][] = [
	["access keys", "[a]\naws_access_key_id = x\naws_secret_access_key=y\n", true, true],
	["a role with comments on lines of their own", "[a]\n# why\nrole_arn = x\n; why\nsource_profile = b", true, true],
	["nested settings", "[a]\ns3 =\n  endpoint_url = x\n  # y\n  a = b\nregion = z", true, true],
	["a comment behind a region", "[a]\nregion = x ; why\nrole_arn = y", false, true],
	["a comment behind a key", "[a]\nrole_arn = x # why", false, false],
	["a name in other case", "[a]\nRole_arn = x", false, false],
	["a colon", "[a]\nrole_arn: x", false, false],
	["a colon before an equals sign", "[a]\nrole_arn: x = y", false, false],
	["an indented line below a value", "[a]\nregion = x\n  role_arn = y", false, false],
	["an empty key", "[a]\nrole_arn =\nregion = x", false, false],
	["a key below an empty one", "[a]\n  s3 =\n  role_arn = x", false, false],
	["a letter that may be whitespace to one of both", "[a]\nrole_arn = x\u00a0", false, false],
	["settings that all profiles inherit", "[DEFAULT]\nregion = y\n[a]\nrole_arn = x", false, false],
	["a line without a name", "[a]\nrole_arn", true, true],
];

describe("a section that both read in the same way", () => {
	for (const [what, text, all, deciding] of rows)
		it(`${what}: ${all ? "all of it" : deciding ? "what decides" : "perhaps not"}`, () => {
			const cli = readAsCli(text);
			const same = new SameReading(text, parseAwsFile(text, "credentials", "/c").places, cli);
			assert.equal(same.of(cli.count - 1, "all") !== undefined, all);
			assert.equal(same.of(cli.count - 1, "deciding") !== undefined, deciding);
		});
});

const bits = (...keys: DecidingKey[]) => keys.reduce((all, key) => all | keyBits[key], 0);
const ways: [credentials: number, config: number, isOne: boolean][] = [
	[0, 0, true],
	[bits("aws_access_key_id", "aws_secret_access_key"), bits("region"), true],
	[bits("aws_access_key_id", "aws_secret_access_key", "region"), bits("region"), true],
	[bits("aws_access_key_id"), bits("aws_secret_access_key"), false],
	[bits("aws_access_key_id"), 0, false],
	[bits("aws_access_key_id", "aws_secret_access_key"), bits("aws_access_key_id", "aws_secret_access_key"), false],
	[bits("aws_access_key_id", "aws_secret_access_key"), bits("role_arn", "source_profile"), false],
	[0, bits("role_arn", "source_profile", "mfa_serial"), true],
	[0, bits("role_arn", "credential_source"), true],
	[0, bits("role_arn", "source_profile", "credential_source"), false],
	[0, bits("role_arn"), false],
	[0, bits("role_arn", "web_identity_token_file"), true],
	[0, bits("sso_session", "sso_account_id", "sso_role_name"), true],
	[0, bits("sso_session"), false],
	[0, bits("credential_process"), true],
	[0, bits("credential_process", "sso_account_id"), false],
];

describe("a profile that goes one way in both", () => {
	for (const [credentials, config, isOne] of ways)
		it(`${credentials}, ${config}: ${isOne}`, () => assert.equal(isOneWay(credentials, config), isOne));
});
