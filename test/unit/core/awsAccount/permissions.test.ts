import assert from "node:assert/strict";
import { getRolePolicy, getUserPolicy } from "@remotion/lambda/policies";
import {
	judgePermissions,
	neededFor,
	permissionRows,
	permissionsMarkdown,
	permissionsRemedy,
	permissionsWords,
	readPolicy,
} from "../../../../src/core/awsAccount/permissions.ts";

const policy = JSON.stringify({
	Version: "2012-10-17",
	Statement: [
		{
			Sid: "FunctionListing",
			Effect: "Allow",
			Action: ["lambda:ListFunctions", "lambda:GetFunction"],
			Resource: ["*"],
		},
		{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
	],
});
const user = "arn:aws:iam::111122223333:user/render-bot";

describe("Remotion's policies", () => {
	it("are read from the real package: every action once, with its group and resources", () => {
		const actions = readPolicy(getUserPolicy());
		assert.equal(actions.length, 32);
		assert.equal(new Set(actions.map(({ name }) => name)).size, actions.length);
		assert.deepEqual(
			actions.find(({ name }) => name === "iam:PassRole"),
			{
				name: "iam:PassRole",
				group: "Lambda invokation",
				resources: ["arn:aws:iam::*:role/remotion-lambda-role"],
			},
		);
		assert.equal(readPolicy(getRolePolicy()).length, 13);
		for (const { name } of actions) assert.notEqual(neededFor(name), "Remotion Lambda", name);
	});

	it("are told by what stops working without each action", () => {
		const uses = new Map<string, string[]>();
		for (const { name } of readPolicy(getUserPolicy()))
			uses.set(neededFor(name), [...(uses.get(neededFor(name)) ?? []), name]);
		assert.deepEqual(Object.fromEntries(uses), {
			"seeing and raising the concurrency limit": [
				"servicequotas:GetServiceQuota",
				"servicequotas:GetAWSDefaultServiceQuota",
				"servicequotas:RequestServiceQuotaIncrease",
				"servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
			],
			"this check": ["iam:SimulatePrincipalPolicy"],
			"deploying functions": [
				"iam:PassRole",
				"lambda:CreateFunction",
				"lambda:PutFunctionEventInvokeConfig",
				"lambda:PutRuntimeManagementConfig",
				"lambda:TagResource",
				"logs:CreateLogGroup",
				"logs:PutRetentionPolicy",
				"lambda:GetLayerVersion",
			],
			"removing functions": ["lambda:DeleteFunction"],
			"listing functions": ["lambda:ListFunctions", "lambda:GetFunction"],
			rendering: ["lambda:InvokeAsync", "lambda:InvokeFunction"],
			"removing buckets": ["s3:DeleteBucket"],
			"removing sites and renders": ["s3:DeleteObject"],
			"creating the Remotion bucket": [
				"s3:CreateBucket",
				"s3:PutBucketAcl",
				"s3:PutBucketOwnershipControls",
				"s3:PutBucketPublicAccessBlock",
				"s3:PutBucketPolicy",
				"s3:PutLifecycleConfiguration",
			],
			"deploying sites": ["s3:PutObjectAcl", "s3:PutObject"],
			"sites, renders and downloads": ["s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation", "s3:ListAllMyBuckets"],
		});
		for (const { name } of readPolicy(getUserPolicy())) assert.equal(neededFor(`my-${name}`), "Remotion Lambda");
		for (const other of ["iam:PassRoles", "lambda:Update", "s4:Put"]) assert.equal(neededFor(other), "Remotion Lambda");
		assert.notEqual(neededFor("s3:DeleteBucketPolicy"), neededFor("s3:DeleteBucket"));
	});

	it("may have one text in place of a list, no name, and no statement at all", () => {
		assert.deepEqual(
			readPolicy(policy).map(({ name, group, resources }) => [name, group, ...resources]),
			[
				["lambda:ListFunctions", "Function listing", "*"],
				["lambda:GetFunction", "Function listing", "*"],
				["s3:ListAllMyBuckets", "", "*"],
			],
		);
		for (const text of ["{}", "[]", "null", '{"Statement":[null,{"Action":[1]}]}'])
			assert.deepEqual(readPolicy(text), []);
	});
});

describe("what the simulator says", () => {
	const judged = (...results: [name: string, decision: string][]) =>
		judgePermissions(
			policy,
			results.map(([name, decision]) => ({ name, decision })),
		);
	const all = ["lambda:ListFunctions", "lambda:GetFunction", "s3:ListAllMyBuckets"] as const;

	it("is taken over, and never bettered", () => {
		const permissions = judged([all[0], "allowed"], [all[1], "implicitDeny"], [all[2], "explicitDeny"]);
		assert.deepEqual(
			permissions.map(({ decision }) => decision),
			["allowed", "denied", "forbidden"],
		);
		assert.equal(permissionsWords(permissions), "2 of 3 missing");
		const remedy = permissionsRemedy(permissions, user);
		assert.match(remedy, /^Attach the user policy of this Remotion version: .* An explicit Deny blocks/);
		assert.match(
			permissionsRemedy(permissions, "arn:aws:sts::1:assumed-role/r/s"),
			/^Attach the user policy of this Remotion version: open the role/,
		);
	});

	it("counts as allowed for several resources only where it is for all of them", () => {
		for (const order of [
			["allowed", "implicitDeny"],
			["implicitDeny", "allowed"],
		] as const) {
			const [first] = judged([all[0], order[0]], [all[0], order[1]]);
			assert.equal(first?.decision, "denied");
		}
	});

	it("is unknown where there is no answer or a strange one", () => {
		const permissions = judged([all[0], "allowed"], [all[1], "Allowed!"]);
		assert.deepEqual(
			permissions.map(({ decision }) => decision),
			["allowed", "unknown", "unknown"],
		);
		assert.equal(permissionsWords(permissions), "2 not checked");
		assert.match(permissionsRemedy(permissions, user), /check again/);
	});

	it("becomes rows: what is missing first, each with the way to the policy, what is allowed folded up", () => {
		const permissions = judged([all[0], "allowed"], [all[1], "implicitDeny"], [all[2], "explicitDeny"]);
		const report = { account: "111122223333", arn: user, permissions, policy, version: "4.0.527" };
		const rows = permissionRows(report);
		assert.deepEqual(
			rows.map(({ state, label, description, action, children }) => [
				state,
				label,
				description,
				action?.command,
				children?.map((child) => child.label),
			]),
			[
				[
					"problem",
					"GetFunction",
					"denied · lambda · needed for listing functions",
					"remotionLambda.openUserPolicy",
					undefined,
				],
				[
					"problem",
					"ListAllMyBuckets",
					"denied by a policy · s3 · needed for sites, renders and downloads",
					undefined,
					undefined,
				],
				["good", "1 allowed", "", undefined, ["ListFunctions"]],
			],
		);
		const page = permissionsMarkdown(report);
		assert.match(page, /^# Permissions: 2 of 3 missing\n/);
		// What is missing stands first, and an ARN is text.
		assert.ok(page.indexOf("✗") < page.indexOf("✓"));
		assert.match(page, /arn\\:aws\\:iam\\:\\:111122223333\\:user\\\/render\\-bot/);
		assert.ok(page.includes(`\`\`\`json\n${policy}\n`));
	});

	it("becomes a page in groups, the worst first", () => {
		const mixed = JSON.stringify({
			Statement: [
				{ Sid: "First", Action: ["lambda:ListFunctions", "lambda:InvokeFunction"], Resource: ["a", "b"] },
				{ Action: ["s3:PutObject", "x:`|y"], Resource: "*" },
			],
		});
		const simulated = [
			{ name: "lambda:InvokeFunction", decision: "allowed" },
			{ name: "lambda:ListFunctions", decision: "explicitDeny" },
			{ name: "s3:PutObject", decision: "implicitDeny" },
		];
		const permissions = judgePermissions(mixed, simulated);
		assert.equal(permissionsWords(permissions), "2 of 4 missing, 1 not checked");
		assert.equal(permissionsWords(permissions.slice(1, 4)), "1 of 3 missing, 1 not checked");
		const arn = "arn:aws:sts::111122223333:assumed-role/render/me";
		const report = { account: "111122223333", arn, permissions, policy: mixed, version: undefined };
		const [before = "", table = ""] = permissionsMarkdown(report).split("\n## Actions\n");
		assert.match(
			before,
			/user policy of the installed Remotion version\. Nothing was changed\.\n\n## What to do\n\nAttach the user policy of this Remotion version\\: open the role /,
		);
		assert.equal(
			table.split("\n## The user policy\n")[0],
			`
### First

| | Action | Result | Needed for |
|---|---|---|---|
| ✗ | \`lambda:ListFunctions\` | denied by a policy | listing functions |
| ✓ | \`lambda:InvokeFunction\` | allowed | rendering |

### More

| | Action | Result | Needed for |
|---|---|---|---|
| ✗ | \`s3:PutObject\` | denied | deploying sites |
| ? | \`x:y\` | not checked | Remotion Lambda |
`,
		);
		assert.deepEqual(
			permissionRows(report).map(({ id, state, description, remedy }) => [
				id,
				state,
				description,
				remedy.split("\n\n"),
			]),
			[
				[
					"0 lambda:ListFunctions",
					"problem",
					"denied by a policy · lambda · needed for listing functions",
					["a\nb", permissionsRemedy(permissions.slice(0, 1), arn)],
				],
				[
					"1 s3:PutObject",
					"problem",
					"denied · s3 · needed for deploying sites",
					["*", permissionsRemedy(permissions.slice(2, 3), arn)],
				],
				[
					"2 x:`|y",
					"warning",
					"not checked · x · needed for Remotion Lambda",
					["*", "AWS gave no answer for some actions: check again."],
				],
				["allowed", "good", "", [""]],
			],
		);
		const [child] = permissionRows(report).at(-1)?.children ?? [];
		assert.deepEqual([child?.description, child?.remedy], ["lambda · rendering", "a\nb"]);
	});

	it("asks for nothing where nothing is missing", () => {
		const permissions = judged(...all.map((name): [string, string] => [name, "allowed"]));
		const page = permissionsMarkdown({ account: "111122223333", arn: user, permissions, policy, version: "4.0.527" });
		assert.match(page, /^# Permissions: all 3 allowed\n/);
		assert.match(page, /user policy of Remotion 4\\\.0\\\.527\. Nothing was changed\.\n\n## Actions\n/);
		assert.deepEqual(permissionRows({ account: "1", arn: user, permissions: [], policy, version: undefined }), []);
	});

	it("keeps rows apart where a policy names an action twice", () => {
		const twice = JSON.stringify({ Statement: [{ Action: ["a:B", "a:B"] }] });
		const permissions = judgePermissions(twice, []);
		const rows = permissionRows({ account: "1", arn: user, permissions, policy: twice, version: undefined });
		assert.equal(new Set(rows.map(({ id }) => id)).size, 2);
	});

	it("is said in a few words", () => {
		const allowed = judged(...all.map((name): [string, string] => [name, "allowed"]));
		assert.equal(permissionsWords(allowed), "all 3 allowed");
		assert.equal(permissionsRemedy(allowed, user), "");
		assert.equal(permissionsWords([]), "nothing was checked");
	});
});
