import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { oidcHosts } from "../../../../src/core/codeTemplates/oidcHosts.ts";
import {
	type OidcRole,
	oidcCode,
	oidcRoleArn,
	oidcSteps,
	oidcTrustPolicy,
	ownerAndProjectProblem,
} from "../../../../src/core/codeTemplates/oidcRole.ts";
import { root } from "../../../harness/paths.ts";

const [onVercel, onGitHub] = oidcHosts;
assert.ok(onVercel && onGitHub);
const vercel: OidcRole = {
	host: onVercel,
	account: "222233334444",
	region: "eu-central-1",
	owner: "acme",
	project: "films",
};
const github: OidcRole = { ...vercel, host: onGitHub };
const media = (name: string) => readFileSync(join(root, "media", name), "utf8");

describe("a role that a host's token opens", () => {
	const table: [what: string, role: OidcRole, provider: string, aud: string, sub: string][] = [
		[
			"Vercel",
			vercel,
			"oidc.vercel.com/acme",
			"https://vercel.com/acme",
			"owner:acme:project:films:environment:production",
		],
		[
			"GitHub Actions",
			github,
			"token.actions.githubusercontent.com",
			"sts.amazonaws.com",
			"repo:acme/films:ref:refs/heads/main",
		],
	];
	for (const [what, role, provider, aud, sub] of table)
		it(`trusts ${what} for one project, and no other`, () => {
			const { Statement } = JSON.parse(oidcTrustPolicy(role));
			assert.deepEqual(Statement, [
				{
					Effect: "Allow",
					Principal: { Federated: `arn:aws:iam::222233334444:oidc-provider/${provider}` },
					Action: "sts:AssumeRoleWithWebIdentity",
					Condition: { StringEquals: { [`${provider}:aud`]: aud, [`${provider}:sub`]: sub } },
				},
			]);
			const steps = oidcSteps(role, "remotion-executionrole-policy");
			assert.ok(steps.includes(oidcTrustPolicy(role)) && steps.includes(`https://${provider}\``), steps);
		});

	it("leaves the account to the person where it is not known", () => {
		const role = { ...vercel, account: undefined };
		assert.match(oidcSteps(role, "policy"), /Replace 111122223333 with the number of your AWS account/);
		assert.doesNotMatch(oidcSteps(vercel, "policy"), /111122223333/);
	});

	it("is of the region's partition", () => {
		assert.equal(
			oidcRoleArn({ ...vercel, region: "cn-north-1" }),
			"arn:aws-cn:iam::222233334444:role/remotion-on-vercel",
		);
	});

	it("is named in the code and in the workflow", () => {
		const code = oidcCode(media("oidcCredentials.ts"), vercel);
		assert.match(code, /roleArn = "arn:aws:iam::222233334444:role\/remotion-on-vercel"/);
		assert.match(code, /region = "eu-central-1"/);
		const workflow = oidcCode(media("oidcWorkflow.yml"), github);
		assert.match(
			workflow,
			/role-to-assume: arn:aws:iam::222233334444:role\/remotion-on-github\n +aws-region: eu-central-1/,
		);
		assert.match(workflow, /id-token: write/);
	});

	it("is for an owner and a project", () => {
		for (const good of ["acme/films", " acme/my.films_2 "])
			assert.equal(ownerAndProjectProblem(good, onVercel), undefined);
		for (const bad of ["", "acme", "a/b/c", "acme/*", 'a"/b', "acme/fi lms"])
			assert.match(ownerAndProjectProblem(bad, onGitHub) ?? "", /owner\/repository/);
	});
});
