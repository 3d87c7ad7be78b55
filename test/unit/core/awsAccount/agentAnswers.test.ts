import assert from "node:assert/strict";
import {
	errorAnswer,
	healthAnswer,
	keysAnswer,
	permissionsAnswer,
} from "../../../../src/core/awsAccount/agentAnswers.ts";
import { explainError } from "../../../../src/core/errorGuide/index.ts";

const secret = "notARealSecret/agents/000000000000000000";

describe("what assistants are told", () => {
	it("of keys: which, never the keys", () => {
		const told = keysAnswer({ profile: "studio", accessKeyId: "AKIAFAKEAGENTS007Q2A" });
		assert.equal(told, 'Done: the person added the profile "studio" with the access key AKIA…7Q2A.');
		assert.match(keysAnswer(undefined), /didn't enter keys/);
	});

	it("of keys that stand in the wrong place: nothing of them", () => {
		const told = keysAnswer({ profile: secret, accessKeyId: secret });
		assert.ok(!told.includes("notARealSecret"), told);
	});

	it("of health: each row with what to do", () => {
		const no = { ok: false, original: `SignatureDoesNotMatch aws_secret_access_key=${secret}` } as const;
		const told = healthAnswer({
			region: "us-east-1",
			clientVersion: "4.0.527",
			identity: { ok: true, value: { account: "111122223333" } },
			isRegionOff: false,
			functions: { ok: true, value: [] },
			storage: no,
			concurrency: { ok: true, value: 1000 },
		});
		assert.match(told, /^Health in us-east-1: 2 problems\.\n- good: Region us-east-1/);
		assert.match(told, /- problem: Function 4\.0\.527, not deployed\. Every render needs/);
		assert.ok(!told.includes(secret), told);
	});

	it("of an account: its name, where it has one", () => {
		const named = { names: { 111122223333: { name: "studio" } } };
		const report = { account: "111122223333", arn: "arn:aws:iam::1:user/a", permissions: [], policy: "{}" };
		assert.match(
			permissionsAnswer({ ...report, version: undefined }, named),
			/ in account studio \(1111-2222-3333\): /,
		);
		const none = { ok: false, original: "" } as const;
		const facts = { region: "us-east-1", clientVersion: undefined, isRegionOff: false };
		const identity = { ok: true, value: { account: "111122223333" } } as const;
		const told = healthAnswer({ ...facts, identity, functions: none, storage: none, concurrency: none }, named);
		assert.match(told, /Region us-east-1, enabled in account studio/);
	});

	it("of permissions: what is missing", () => {
		const permission = { group: "", resources: [] };
		const told = permissionsAnswer({
			account: "111122223333",
			arn: "arn:aws:iam::111122223333:user/render-bot",
			permissions: [
				{ ...permission, name: "lambda:InvokeFunction", decision: "denied" },
				{ ...permission, name: "s3:GetObject", decision: "allowed" },
			],
			policy: "{}",
			version: undefined,
		});
		assert.match(told, /render-bot in account 1111-2222-3333: 1 of 2 missing\.\n- lambda:InvokeFunction: denied\n/);
		assert.doesNotMatch(told, /s3:GetObject/);
	});

	it("of an error: cause, remedy and what the person can run", () => {
		const told = errorAnswer(
			explainError(
				`AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. secret=${secret}`,
			),
		);
		assert.match(told, /^AWS rejected the MFA code\.\nCause: .*\nWhat to do: Wait .*\nDocumentation: https/);
		assert.match(told, /The person can run in VS Code: Open terminal/);
		assert.ok(!told.includes(secret));
		assert.match(errorAnswer(undefined), /doesn't know/);
	});
});
