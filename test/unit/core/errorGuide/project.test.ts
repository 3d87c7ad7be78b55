import assert from "node:assert/strict";
import { explainError } from "../../../../src/core/errorGuide/index.ts";
import { explain } from "../../../../src/core/index.ts";
import { canary, situation } from "../../situation.ts";
import { invalidToken, remotionCheck } from "./errorRows.ts";

describe("the error guide with a project", () => {
	const id = "AKIAFAKE00000000REMO";
	const platform = {
		AWS_ACCESS_KEY_ID: "ASIAFAKE00000000PLAT",
		AWS_SECRET_ACCESS_KEY: canary,
		AWS_SESSION_TOKEN: canary,
	};
	const told = (text: string, parts: Parameters<typeof situation>[0]) => {
		const result = explainError(text, explain(situation(parts)));
		assert.ok(result);
		assert.ok(!JSON.stringify(result).includes("canary"));
		return result;
	};
	const unrecognized = `UnrecognizedClientException: ${invalidToken}`;

	it("says which part of the key was there, by the variable that Remotion misses", () => {
		assert.match(explainError(remotionCheck("SECRET_ACCESS_KEY"))?.cause ?? "", /^An access key ID was set/);
		assert.match(explainError(remotionCheck("ACCESS_KEY_ID"))?.cause ?? "", /^Neither a profile nor access keys/);
	});

	it("names the platform's keys that sign in place of half a REMOTION pair, each with its place", () => {
		const { cause, remedy, actions } = told(unrecognized, {
			environment: platform,
			files: { ".env": `REMOTION_AWS_ACCESS_KEY_ID=${id}\n` },
		});
		assert.match(
			cause,
			/This project uses AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY \(ASIA…PLAT\) and a session token from the shell\./,
		);
		assert.match(cause, /REMOTION_AWS_ACCESS_KEY_ID is set but REMOTION_AWS_SECRET_ACCESS_KEY is not/);
		assert.match(remedy, /^Set REMOTION_AWS_ACCESS_KEY_ID/);
		assert.equal(actions[0]?.command, "remotionLambda.openOrigin");
		assert.equal(actions[0]?.title, "Open .env");
		assert.partialDeepStrictEqual(actions[0]?.args, [{ variable: "REMOTION_AWS_ACCESS_KEY_ID" }]);
	});

	it("leads to the line that sends calls to a server that does not run", () => {
		const { remedy, actions } = told("Error: connect ECONNREFUSED 127.0.0.1:4566\n    at node_modules/@aws-sdk/x", {
			files: {
				".env": `REMOTION_AWS_ACCESS_KEY_ID=${id}\nREMOTION_AWS_SECRET_ACCESS_KEY=${canary}\nAWS_ENDPOINT_URL=http://localhost:4566\n`,
			},
		});
		assert.match(
			remedy,
			/^Start that server, or remove the variable\. AWS_ENDPOINT_URL sends every AWS call to localhost:4566/,
		);
		assert.partialDeepStrictEqual(actions[0], {
			command: "remotionLambda.openOrigin",
			args: [{ variable: "AWS_ENDPOINT_URL" }],
		});
	});

	it("names halves that come from two places", () => {
		const { cause, remedy } = told(unrecognized, {
			environment: { AWS_ACCESS_KEY_ID: platform.AWS_ACCESS_KEY_ID },
			files: { ".env": `AWS_SECRET_ACCESS_KEY=${canary}\n` },
		});
		assert.match(cause, /AWS_ACCESS_KEY_ID in the shell, AWS_SECRET_ACCESS_KEY in \.env/);
		assert.match(remedy, /Rename AWS_SECRET_ACCESS_KEY to REMOTION_AWS_SECRET_ACCESS_KEY/);
	});

	it("offers the rename where plain keys of .env sign, as on Vercel", () => {
		const { cause, remedy, actions } = told(unrecognized, {
			files: { ".env": `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${canary}\n` },
		});
		assert.match(cause, /\(AKIA…REMO\) from \.env/);
		assert.match(remedy, /Quick Fix: "Rename .*REMOTION_/);
		const { origin } = { origin: actions[0]?.args[0] };
		assert.ok(typeof origin === "object" && origin !== null && "path" in origin);
		assert.equal(origin.path, "/work/project/.env");
	});

	it("says that the switch makes everything else unused", () => {
		const { cause } = told(unrecognized, {
			environment: {
				...platform,
				REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1",
				REMOTION_AWS_ACCESS_KEY_ID: id,
				REMOTION_AWS_SECRET_ACCESS_KEY: canary,
			},
		});
		assert.match(cause, /Both are set, but overridden: REMOTION_SKIP_AWS_CREDENTIALS_CHECK makes Remotion use/);
	});

	it("says why the profile that the text names does not work, and leads to it", () => {
		const text = "Could not resolve credentials using profile: [video] in configuration/credentials file(s).";
		const missing = told(text, {
			environment: { REMOTION_AWS_PROFILE: "video" },
			files: {
				"/home/tester/.aws/credentials": `[staging]\naws_access_key_id=${id}\naws_secret_access_key=${canary}\n`,
			},
		});
		assert.match(
			missing.cause,
			/It isn't in the AWS config and credentials files on this computer\. Profiles found: staging\./,
		);
		assert.ok(missing.actions.some(({ command }) => command === "remotionLambda.addProfile"));
		const half = told(text, {
			environment: { REMOTION_AWS_PROFILE: "video" },
			files: { "/home/tester/.aws/credentials": `[video]\naws_access_key_id=${id}\n` },
		});
		assert.match(half.cause, /has aws_access_key_id but no aws_secret_access_key/);
		assert.ok(
			half.actions.some(({ title }) => title === "Open credentials"),
			JSON.stringify(half.actions),
		);
	});

	it("says that the program ran elsewhere where this project has credentials", () => {
		const { cause, remedy } = told(remotionCheck("ACCESS_KEY_ID"), {
			files: { ".env": `REMOTION_AWS_ACCESS_KEY_ID=${id}\nREMOTION_AWS_SECRET_ACCESS_KEY=${canary}\n` },
		});
		assert.match(cause, /This project uses REMOTION_AWS_ACCESS_KEY_ID/);
		assert.match(remedy, /started in another folder, with another runtime, or on another computer/);
	});

	it("tells a platform's role from a user and from the function's own role", () => {
		const denied = (arn: string) => `User: ${arn} is not authorized to perform: lambda:InvokeFunction on resource: x`;
		const role = told(denied("arn:aws:sts::111122223333:assumed-role/a-platform/a-session"), { environment: platform });
		assert.match(
			role.cause,
			/does not allow lambda:InvokeFunction\. .*is a role, not your Remotion user.* This project uses the unprefixed AWS_ variables/,
		);
		const own = told(denied("arn:aws:sts::111122223333:assumed-role/remotion-lambda-role/a-session"), {});
		assert.match(own.cause, /missing from the role's policy/);
		assert.match(own.remedy, /policies role/);
		const user = told(denied("arn:aws:iam::111122223333:user/remotion"), {});
		assert.match(user.remedy, /policies user/);
	});

	it("compares the function's region with the project's", () => {
		const text = "Function not found: arn:aws:lambda:eu-west-1:111122223333:function:remotion-render-a";
		const { cause } = told(text, { environment: { REMOTION_AWS_REGION: "us-west-2" } });
		assert.match(
			cause,
			/Function remotion-render-a isn't in eu-west-1 of account 111122223333.* region is us-west-2\./,
		);
		assert.doesNotMatch(
			told(text, { environment: { REMOTION_AWS_REGION: "eu-west-1" } }).cause,
			/This project's region/,
		);
	});

	it("says of a region that must be enabled first", () => {
		const { cause } = told(`InvalidClientTokenId: ${invalidToken}`, {
			files: { ".env": "REMOTION_AWS_REGION=eu-south-1\n" },
		});
		assert.match(cause, /eu-south-1 is disabled by default/);
	});

	it("offers to sign in where an expired profile is an SSO profile", () => {
		const config =
			"[profile company]\nsso_session=c\nsso_account_id=111122223333\nsso_role_name=r\n[sso-session c]\nsso_region=us-east-1\nsso_start_url=https://example.com\n";
		const { actions } = told("ExpiredToken: The security token included in the request is expired", {
			environment: { REMOTION_AWS_PROFILE: "company" },
			files: { "/home/tester/.aws/config": config },
		});
		assert.equal(actions[0]?.command, "remotionLambda.ssoLogin");
	});

	it("keeps the text and hides its secrets", () => {
		const text = `${unrecognized}\n  AWS_SECRET_ACCESS_KEY=${canary}\n  credentials: { accessKeyId: '${id}' }`;
		const { original, cause } = told(text, {});
		assert.equal(original, text.replace(canary, "••••••••").replace(id, "AKIA…REMO"));
		assert.ok(!cause.includes(id));
	});
});
