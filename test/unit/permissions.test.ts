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
} from "../../src/core/permissions.ts";

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
		assert.match(remedy, /^Give the user this version's user policy: .* explicitly stays denied/);
		assert.match(permissionsRemedy(permissions, "arn:aws:sts::1:assumed-role/r/s"), /^Give the role/);
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
		assert.equal(permissionsWords(permissions), "2 without an answer");
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
				["problem", all[1], "denied · needed for finding functions", "remotionLambda.openUserPolicy", undefined],
				["problem", all[2], "denied by a policy · needed for sites, renders and downloads", undefined, undefined],
				["good", "1 allowed", "", undefined, [all[0]]],
			],
		);
		const page = permissionsMarkdown(report);
		assert.match(page, /^# Permissions: 2 of 3 missing\n/);
		// What is missing stands first, and an ARN is text.
		assert.ok(page.indexOf("✗") < page.indexOf("✓"));
		assert.match(page, /arn\\:aws\\:iam\\:\\:111122223333\\:user\\\/render\\-bot/);
		assert.ok(page.includes(`\`\`\`json\n${policy}\n`));
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
