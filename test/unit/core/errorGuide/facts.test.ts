import assert from "node:assert/strict";
import { explainError } from "../../../../src/core/errorGuide/index.ts";
import { identityWords } from "../../../../src/core/errorGuide/verifying.ts";
import { type Active, type Explanation, explain, type Finding } from "../../../../src/core/index.ts";
import { situation } from "../../situation.ts";
import { rows } from "./errorRows.ts";

const origin = { layer: "file" as const, path: "/work/project/.env", range: { start: 0, end: 1 } };

/** A project in which these rules have found something, each in a line of its own. */
function project(rules: readonly string[], more: Partial<Explanation> = {}): Explanation {
	const findings = rules.map(
		(rule): Finding => ({
			rule,
			severity: "error",
			message: `This is ${rule}`,
			origin: { ...origin, variable: rule },
			fixes: [],
		}),
	);
	return { ...explain(situation()), findings, ...more };
}

function textOf(id: string): string {
	const text = rows.find(([known]) => known === id)?.[1];
	assert.ok(text, id);
	return text;
}

function told(text: string, explanation?: Explanation) {
	const result = explainError(text, explanation);
	assert.ok(result, text);
	return result;
}

const mixUps = [
	"check-skipped",
	"mixed-key-pair",
	"incomplete-key-pair",
	"missing-session-token",
	"stray-session-token",
	"misspelled-variable",
	"placeholder-value",
	"malformed-access-key-id",
	"malformed-session-token",
	"unprefixed-variable",
];
const profileRules = ["unknown-profile", "unusable-profile"];
const halves = ["check-skipped", "mixed-key-pair", "incomplete-key-pair"];

describe("the error guide with what was found in a project", () => {
	/** The rules whose findings an entry speaks of, likeliest first; whether the remedy says so. */
	const table: [id: string, rules: string[], inWords: boolean][] = [
		["unrecognized-client", mixUps, true],
		["security-token-invalid", mixUps, true],
		["wrong-secret", ["placeholder-value", "malformed-secret", "mixed-key-pair", "incomplete-key-pair"], true],
		[
			"malformed-credentials",
			["malformed-access-key-id", "malformed-session-token", "malformed-secret", "malformed-line"],
			true,
		],
		["no-credentials-set", ["incomplete-key-pair", "misspelled-variable", "ignored-env-file"], false],
		["no-credentials-in-chain", [...halves, ...profileRules], true],
		["profile-not-found", profileRules, true],
		["sso-profile-incomplete", profileRules, true],
		["credential-source", profileRules, false],
		["credentials-file-unreadable", ["unreadable-file"], false],
		["concurrency-limit", ["rotation-incomplete", "rotation-gap", "rotation-duplicate"], false],
		["region-unsupported", ["region-unknown"], false],
	];
	for (const [id, rules, inWords] of table) {
		it(`${id}: leads to the likeliest cause`, () => {
			// The worst order: the likeliest was found last.
			for (const [index, likeliest] of rules.entries()) {
				const { actions, remedy, cause } = told(textOf(id), project(rules.slice(index).toReversed()));
				assert.deepEqual(
					[actions[0]?.title, actions[0]?.command],
					["Open .env", "remotionLambda.openOrigin"],
					likeliest,
				);
				assert.deepEqual(actions[0]?.args, [{ ...origin, variable: likeliest }]);
				assert.equal(remedy.endsWith(` This is ${likeliest}.`), inWords, remedy);
				assert.ok(!cause.includes("This is"));
			}
			const others = told(textOf(id), project(["duplicate-variable", "shadowed-variable"]));
			assert.ok(!others.remedy.includes("This is"));
			assert.doesNotMatch(JSON.stringify(others.actions), /duplicate|shadowed/);
		});
	}

	it("offers a finding's own command, and tells its quick fix, the preferred one first", () => {
		const command = { title: "Do it", command: "x.y", args: [1] };
		const edit = { title: "Change it", edits: [] };
		const of = (...fixes: Finding["fixes"]) => {
			const found = project(["mixed-key-pair"]);
			const [finding] = found.findings;
			assert.ok(finding);
			const { actions, remedy } = told(textOf("unrecognized-client"), { ...found, findings: [{ ...finding, fixes }] });
			return [actions[0], remedy.split("mixed-key-pair.")[1]];
		};
		const open = { title: "Open .env", command: "remotionLambda.openOrigin" };
		assert.deepEqual(of(command, edit), [command, ' Quick Fix: "Do it".']);
		assert.deepEqual(of(edit, { ...command, preferred: true }), [command, ' Quick Fix: "Do it".']);
		const [action, words] = of({ ...edit, preferred: true }, command);
		assert.deepEqual(
			[{ ...open, args: [{ ...origin, variable: "mixed-key-pair" }] }, ' Quick Fix: "Change it".'],
			[action, words],
		);
		assert.equal(of()[1], "");
	});

	it("speaks of a region that is not enabled, and leads to it last", () => {
		for (const id of ["unrecognized-client", "security-token-invalid", "region-not-enabled"]) {
			const { cause } = told(textOf(id), project(["region-not-enabled-by-default"]));
			assert.ok(cause.endsWith(" This is region-not-enabled-by-default."), cause);
			assert.ok(!told(textOf(id), project([])).cause.includes("This is"));
		}
		const { actions } = told(textOf("security-token-invalid"), project(["region-not-enabled-by-default"]));
		assert.deepEqual(actions.at(-1)?.args, [{ ...origin, variable: "region-not-enabled-by-default" }]);
	});
});

describe("the error guide's sentence on who signs", () => {
	const shell = { layer: "shell" as const };
	const table: [active: Active, sentence: string][] = [
		[
			{
				kind: "keys",
				accessKeyId: "AKIAFAKE00000000REMO",
				variables: ["A", "B"],
				hasSessionToken: false,
				origins: [{ ...shell, variable: "A" }, shell],
			},
			"This project uses A and B (AKIA…REMO) from the shell.",
		],
		[
			{
				kind: "keys",
				accessKeyId: "AKIAFAKE00000000REMO",
				variables: ["A", "B", "C"],
				hasSessionToken: true,
				origins: [{ ...shell, variable: "A" }, { layer: "terminal" }, origin],
			},
			"This project uses A and B (AKIA…REMO) and a session token: A in the shell, a value in the terminal, a value in .env.",
		],
		[
			{
				kind: "profile",
				profile: "p",
				variable: "AWS_PROFILE",
				type: "static",
				accessKeyId: "AKIAFAKE00000000REMO",
			},
			'This project uses profile "p" from AWS_PROFILE (access keys, AKIA…REMO).',
		],
		[{ kind: "profile", profile: "p", variable: null, type: "sso" }, 'This project uses profile "p" (an SSO session).'],
		[
			{ kind: "chain", next: "web-identity" },
			"No access keys or profile are set in this project, so the AWS SDK exchanges the web identity token for a role.",
		],
		[
			{ kind: "chain", next: "container-or-instance" },
			"No access keys or profile are set in this project, so the AWS SDK asks the container or EC2 instance for credentials.",
		],
		[
			{ kind: "chain", next: "container-or-instance", isOwnComputer: true },
			"No credentials are set in this project: the AWS SDK asks the container or EC2 instance, which fails on your own computer.",
		],
		[
			{ kind: "error", code: "no-credentials", message: "It fails" },
			"In this project, Remotion stops with an error before it contacts AWS: It fails.",
		],
		[
			{ kind: "error", code: "no-credentials", message: "Does it. Or not?" },
			"In this project, Remotion stops with an error before it contacts AWS: Does it. Or not?",
		],
		[
			{ kind: "error", code: "no-credentials", message: "No. It fails" },
			"In this project, Remotion stops with an error before it contacts AWS: No. It fails.",
		],
	];
	for (const [active, sentence] of table)
		it(sentence, () => {
			const { cause } = told(textOf("not-signed"), project([], { active }));
			assert.ok(cause.endsWith(` ${sentence}`), cause);
			assert.ok(!/this project/i.test(told(textOf("not-signed")).cause));
		});

	it("names what is set and not used, and the names that platforms leave alone", () => {
		const active: Active = {
			kind: "keys",
			accessKeyId: "AKIAFAKE00000000REMO",
			variables: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
			hasSessionToken: false,
			origins: [shell, { ...origin, variable: "AWS_SECRET_ACCESS_KEY" }],
		};
		const step = (state: "active" | "shadowed" | "incomplete" | "unset" | "broken") => ({
			id: "aws-keys" as const,
			label: "x",
			state,
			reason: `It is ${state}.`,
			origins: [],
		});
		const steps = (["active", "shadowed", "unset", "incomplete", "broken"] as const).map(step);
		const { cause, remedy } = told(textOf("unrecognized-client"), project([], { active, steps }));
		assert.ok(cause.endsWith(" It is shadowed. It is incomplete."), cause);
		assert.ok(remedy.endsWith(" instead: shells and hosting platforms don't set those names."), remedy);
		const own: Active = {
			...active,
			variables: ["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"],
		};
		assert.ok(!told(textOf("unrecognized-client"), project([], { active: own })).remedy.includes("instead"));
		assert.ok(!told(textOf("unrecognized-client")).remedy.includes("instead"));
		// Without a finding the way leads to the secret that signs.
		const [first] = told(textOf("wrong-secret"), project([], { active })).actions;
		assert.equal(first?.title, "Open .env");
		const [expired] = told(textOf("expired-token"), project([], { active })).actions;
		assert.equal(expired?.title, "Open .env");
		for (const kind of ["wrong-secret", "expired-token"])
			assert.ok(
				told(textOf(kind), project([])).actions.every(({ command }) => command !== "remotionLambda.openOrigin"),
			);
	});
});

describe("the error guide's actions and remedies by circumstance", () => {
	const commandsOf = (text: string, explanation?: Explanation) =>
		told(text, explanation).actions.map(({ command }) => command.replace("remotionLambda.", ""));

	it("are the same without a project", () => {
		const table: [id: string, ...commands: string[]][] = [
			["expired-token", "switchProfile", "verifyIdentity"],
			["unrecognized-client", "verifyIdentity", "switchProfile", "copyVariableNames"],
			["wrong-secret", "verifyIdentity", "switchProfile"],
			["malformed-credentials", "switchProfile"],
			["region-not-enabled"],
			["security-token-invalid", "verifyIdentity", "switchProfile"],
			["not-signed", "switchProfile", "addProfile"],
			["no-credentials-set", "switchProfile", "addProfile", "copyVariableNames"],
			["mfa-profile", "openTerminalAs", "addProfile", "switchProfile"],
			["profile-not-found", "switchProfile", "addProfile"],
			["credentials-file-unreadable", "switchProfile"],
			["no-credentials-in-chain", "switchProfile", "addProfile"],
			["assume-role-denied", "switchProfile", "verifyIdentity"],
			["function-not-found", "verifyIdentity"],
			["region-unsupported"],
			["concurrency-limit"],
		];
		for (const [id, ...commands] of table) assert.deepEqual(commandsOf(textOf(id)), commands, id);
	});

	it("depend on the role that was denied", () => {
		const denied = (arn: string, more = "") =>
			`User: ${arn} is not authorized to perform: lambda:InvokeFunction on resource: x${more}`;
		const user = denied("arn:aws:iam::111122223333:user/remotion");
		const role = denied("arn:aws:sts::111122223333:assumed-role/a-platform/a-session");
		const own = denied("arn:aws:sts::111122223333:assumed-role/remotion-lambda-role/a-session");
		assert.deepEqual(commandsOf(user), ["checkPermissions", "openUserPolicy", "verifyIdentity", "switchProfile"]);
		assert.deepEqual(commandsOf(role), [
			"verifyIdentity",
			"copyVariableNames",
			"checkPermissions",
			"openUserPolicy",
			"switchProfile",
		]);
		assert.deepEqual(commandsOf(own), ["openRolePolicy"]);
		assert.match(told(role).remedy, /^Set REMOTION_AWS_ACCESS_KEY_ID/);
		assert.match(told(user).remedy, /^Replace the user's policy/);
		assert.ok(told(user).cause.endsWith(" The credentials belong to arn:aws:iam::111122223333:user/remotion."));
		assert.ok(!told(role).cause.includes("plain AWS_ names"));
		assert.ok(!told(role, project([])).cause.includes("plain AWS_ names"));
		assert.match(told(denied("arn:aws:iam::1:user/x", " with an explicit deny")).cause, /An explicit Deny blocks it/);
		assert.doesNotMatch(told(user).cause, /explicitly/);
		// What no permission lifts, a permission set, and a function of another account: "attach the policy" would be wrong.
		for (const end of [
			" with an explicit deny in a service control policy",
			" because no permissions boundary allows it",
		]) {
			const { cause, remedy } = told(denied("arn:aws:iam::1:user/x", end));
			assert.match(cause, /(?:service control policy|permissions boundary) .*so adding a permission doesn't help/);
			assert.match(remedy, /^Ask the administrator/);
		}
		const permissionSet = denied("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Dev_0123456789abcdef/ann");
		assert.match(told(permissionSet).cause, /It is a permission set of IAM Identity Center/);
		assert.match(told(permissionSet).remedy, /to the permission set in IAM Identity Center/);
		assert.deepEqual(commandsOf(permissionSet), commandsOf(user));
		const elsewhere = (account: string) =>
			`AccessDeniedException: User: arn:aws:iam::111122223333:user/x is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:${account}:function:remotion-render`;
		assert.match(told(elsewhere("444455556666")).cause, /The function belongs to account 444455556666/);
		assert.match(told(elsewhere("444455556666")).remedy, /^Use credentials of the function's account/);
		assert.match(told(elsewhere("111122223333")).remedy, /^Replace the user's policy/);
		const nobody = told("AccessDeniedException: no", project([], { active: { kind: "chain", next: "web-identity" } }));
		assert.match(
			nobody.cause,
			/^AWS recognizes the identity, but doesn't allow the call\. No access keys or profile are set in this project/,
		);
	});

	it("depend on what the profile that the text names is here", () => {
		const profiles = [
			{ name: "a", type: "static" as const, origins: [{ ...origin, path: "/a/credentials" }] },
			{ name: "b", type: "static" as const, origins: [], problem: "It is broken" },
		];
		const here = project([], { profiles });
		const missing = (name: string) => `Profile '${name}' could not be found in shared credentials file.`;
		const unresolved = (name: string) =>
			`Could not resolve credentials using profile: [${name}] in configuration/credentials file(s).`;
		for (const text of [missing, unresolved]) {
			const end = (name: string, explanation?: Explanation) =>
				told(text(name), explanation).cause.split("It doesn't fall back to other credentials.")[1];
			assert.equal(
				end("a", here),
				" It works on this computer, so the program runs elsewhere or reads other AWS files.",
			);
			assert.equal(end("b", here), " It is broken.");
			assert.equal(
				end("c", here),
				" It isn't in the AWS config and credentials files on this computer. Profiles found: a, b.",
			);
			assert.equal(
				end("c", project([])),
				" It isn't in the AWS config and credentials files on this computer. Profiles found: none.",
			);
			assert.equal(end("c"), "");
			assert.deepEqual(
				told(text("a"), here).actions.map(({ title }) => title),
				["Switch profile", "Open credentials", "Add profile"],
			);
		}
		assert.equal(told("Could not resolve credentials using profile", here).cause.split("other credentials.")[1], "");
	});

	it("depend on what signs, and on the region", () => {
		const sso: Active = { kind: "profile", profile: "p", variable: null, type: "sso" };
		const of = (id: string, active: Active) => told(textOf(id), project([], { active }));
		assert.match(of("expired-token", sso).remedy, /^Sign in again/);
		assert.deepEqual(
			of("expired-token", sso).actions.map(({ title }) => title),
			["Sign in", "Switch profile"],
		);
		for (const other of [{ ...sso, type: "static" } as const, { kind: "chain", next: "web-identity" } as const])
			assert.match(of("expired-token", other).remedy, /^Get new ones/);
		assert.match(told(textOf("expired-token")).remedy, /^Get new ones/);
		assert.match(of("no-credentials-set", sso).remedy, /^The program was started in another folder/);
		const failing: Active = { kind: "error", code: "no-credentials", message: "x" };
		assert.match(of("no-credentials-set", failing).remedy, /^Set REMOTION_AWS_PROFILE, or/);
		assert.match(told(textOf("no-credentials-set")).remedy, /^Set REMOTION_AWS_PROFILE, or/);

		const region = { value: "eu-west-1", origin, problem: "x" };
		const unsupported = (explanation?: Explanation) => told(textOf("region-unsupported"), explanation);
		assert.ok(unsupported(project([], { region })).cause.endsWith(" It comes from this project's settings."));
		assert.ok(!unsupported(project([])).cause.includes("settings"));
		assert.ok(!unsupported().cause.includes("settings"));
		assert.deepEqual(
			unsupported(project([], { region })).actions.map(({ title }) => title),
			["Open .env"],
		);
		assert.match(told("is not a supported AWS region").cause, /^The text isn't a region/);
		assert.match(told("nowhere is not a supported AWS region").cause, /^"nowhere" isn't/);
		const elsewhere = "Function not found: arn:aws:lambda:eu-west-2:111122223333:function:remotion-render-a";
		assert.ok(!told(elsewhere).cause.includes("This project's region"));
		assert.ok(!told(elsewhere, project([], { region: { ...region, value: null } })).cause.includes("region is"));
		assert.ok(told(elsewhere, project([], { region })).cause.endsWith(" This project's region is eu-west-1."));
		assert.deepEqual(
			told(elsewhere, project([], { region })).actions.map(({ title }) => title),
			["Verify identity", "Open .env"],
		);
		assert.equal(
			told("ResourceNotFoundException: The resource you requested does not exist", project([], { region })).cause,
			"The function isn't in this account and region.",
		);
		assert.match(told("No Lambda functions with version").cause, /no function for this Remotion version, the version/);
		assert.match(
			told("No Lambda functions with version 4.0.1 found").cause,
			/no function for Remotion 4\.0\.1, the version/,
		);
	});

	it("name what the text names", () => {
		assert.match(told("PermanentRedirect").cause, /^The request went to one region, the bucket is in another\.$/);
		const wrong = "the region 'us-east-1' is wrong; expecting 'eu-west-1'";
		assert.equal(told(wrong).cause, "The request went to us-east-1, the bucket is in eu-west-1.");
		const assume = (who: string) => `${who}is not authorized to perform: sts:AssumeRole on resource: x`;
		assert.match(
			told(assume("User: arn:aws:iam::1:user/a ")).cause,
			/^The profile's source \(arn:aws:iam::1:user\/a\) isn't allowed/,
		);
		assert.match(told(assume("")).cause, /^The profile's source isn't allowed/);
		assert.match(told("Bucket owner mismatch: Expected the bucket b to").cause, /^The bucket b belongs to another/);
		assert.match(told("ExpectedBucketOwner").cause, /^The bucket belongs to another/);
		assert.match(told('Unable to access item "a" from bucket "b"').cause, /access to the bucket b: it/);
		assert.match(told("got a 403 error when heading the file").cause, /access to the bucket: it/);
		assert.match(
			told("getaddrinfo ENOTFOUND s3.us-east-9.amazonaws.com").cause,
			/reach s3\.us-east-9\.amazonaws\.com, or/,
		);
		assert.match(told("amazonaws.com ECONNREFUSED").cause, /reach AWS, or/);
	});

	it("offer nothing twice", () => {
		const { actions } = told(textOf("profile-not-found"), project(["unknown-profile"]));
		assert.equal(new Set(actions.map(({ title }) => title)).size, actions.length);
		const found = project(["unknown-profile"]);
		const [finding] = found.findings;
		assert.ok(finding);
		const fixes = [{ title: "Add profile", command: "first", args: [] }];
		const twice = told(textOf("profile-not-found"), { ...found, findings: [{ ...finding, fixes }] }).actions;
		assert.deepEqual(
			twice.map(({ command }) => command),
			["first", "remotionLambda.switchProfile"],
		);
	});
});

describe("what is said where somebody verifies", () => {
	const about = { region: "r", isOptInRegion: false, isTemporary: false };
	const of = (code: string, more: Partial<Parameters<typeof identityWords>[1]> = {}) => {
		const { cause, remedy } = identityWords({ code, message: "" }, { ...about, ...more });
		return `${cause} | ${remedy}`;
	};

	it("names the profile and the address, where there is one", () => {
		assert.equal(
			of("Timeout"),
			"AWS in r didn't respond within 10 seconds. | Check the network, VPN, and proxy, then verify again.",
		);
		assert.equal(
			of("Timeout", { profile: "p", endpoint: "http://e" }),
			'http://e didn\'t respond within 10 seconds for the profile "p". | Check that the server at this address is running, then verify again.',
		);
		assert.equal(of("Strange"), "Verifying failed with Strange. | See the log for the AWS message.");
		assert.equal(
			of("Strange", { profile: "p" }),
			'Verifying for the profile "p" failed with Strange. | See the log for the AWS message.',
		);
		const refused = (endpoint?: string) => of("ECONNREFUSED", { endpoint });
		assert.equal(refused(), "Nothing listens at AWS in r. | Check the network and proxy.");
		assert.ok(refused("http://e") !== refused() && refused("http://e").includes("http://e"));
		const { action, title } = identityWords({ code: "CredentialsProviderError", message: "run aws sso login" }, about);
		assert.deepEqual([title, action], ["Sign in to SSO again", "sso-login"]);
		assert.equal("action" in identityWords({ code: "Strange", message: "" }, about), false);
		const known = identityWords({ code: "x", message: "The bucket does not allow ACLs" }, about);
		assert.equal(known.title, "The bucket doesn't allow ACLs");
	});

	it("says that AWS China has accounts of its own, and not to enable its regions", () => {
		const invalid = "The security token included in the request is invalid.";
		const inChina = explain(situation({ files: { ".env": "REMOTION_AWS_REGION=cn-north-1\n" } }));
		for (const { cause, remedy } of [
			told(`UnrecognizedClientException: ${invalid} lambda.cn-northwest-1.amazonaws.com.cn`),
			told(`InvalidClientTokenId: ${invalid}`, inChina),
			told("OptInRequired: The AWS Access Key Id needs a subscription for the service", inChina),
		]) {
			assert.match(cause, /belongs to AWS China, whose accounts and access keys are separate/);
			assert.doesNotMatch(remedy, /Enable it in the AWS console/);
		}
		assert.doesNotMatch(told(`InvalidClientTokenId: ${invalid}`).cause, /China/);
	});
});
