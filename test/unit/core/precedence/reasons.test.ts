import assert from "node:assert/strict";
import { roleSteps } from "../../../../src/core/awsAccount/rolePolicy.ts";
import type { Active } from "../../../../src/core/index.ts";
import { answerText } from "../../../../src/core/precedence/answer.ts";
import * as say from "../../../../src/core/precedence/reasons.ts";
import { runtimes } from "../../../../src/core/runtimes/index.ts";
import { isSameSigner, signerName, signerWords } from "../../../../src/core/signing/credentialRef.ts";
import type { Signer } from "../../../../src/core/types.ts";
import { formatAccount, nameInArn } from "../../../../src/core/vocabulary/arn.ts";

const shell = { layer: "shell" as const, variable: "A" };
const platform = { layer: "platform" as const, variable: "P" };
const keys = (more: Partial<Active & { kind: "keys" }> = {}): Active => ({
	kind: "keys",
	accessKeyId: "AKIAFAKEREASONS00001",
	hasSessionToken: false,
	variables: ["A", "B"],
	origins: [shell],
	...more,
});
const profile: Active = { kind: "profile", profile: "p", variable: "AWS_PROFILE", type: "sso" };
const webIdentity: Active = { kind: "chain", next: "web-identity" };
const host: Active = { kind: "chain", next: "container-or-instance" };
const laptop: Active = { ...host, isOwnComputer: true };
const failing = (message: string): Active & { kind: "error" } => ({ kind: "error", code: "no-credentials", message });

describe("the answer in a few words", () => {
	const table: [active: Active, words: string][] = [
		[keys(), "Keys AKIA…0001"],
		[keys({ hasSessionToken: true }), "Keys AKIA…0001 with session token"],
		[keys({ accessKeyId: "", origins: [{ layer: "platform" }] }), "Access keys set by the platform"],
		[
			keys({ accessKeyId: "", origins: [{ layer: "launch", path: "/p/package.json" }] }),
			"Access keys from package.json",
		],
		[profile, "Profile p"],
		[webIdentity, "Web identity"],
		[host, "Container or instance role"],
		[laptop, "No credentials found"],
		[failing("x"), "No credentials"],
		[{ kind: "error", code: "no-access-key-id", message: "" }, "No credentials: no access key ID"],
		[{ kind: "error", code: "no-secret-access-key", message: "" }, "No credentials: no secret access key"],
		[{ kind: "error", code: "profile-not-found", message: "" }, "Profile not found"],
		[{ kind: "error", code: "profile-unusable", message: "" }, "Profile can't be used"],
	];
	for (const [active, words] of table) it(words, () => assert.equal(answerText(active), words));
});

describe("the reasons of the steps", () => {
	it("name a place", () => {
		const file = { layer: "file" as const };
		assert.deepEqual(
			[
				{ ...file, path: "/a/.env" },
				{ ...file, path: "C:\\a\\.env" },
				file,
				shell,
				{ layer: "terminal" as const },
				platform,
				{ layer: "default" as const },
			].map(say.place),
			[".env", ".env", "a file", "the shell", "the terminal", "the platform", "the default"],
		);
	});

	it("tell what is set to nothing, and whom that keeps from setting it", () => {
		const of = (layer: "shell" | "terminal" | "file") => ({
			value: "",
			origin: { layer, ...(layer === "file" && { path: "/w/.env" }) },
		});
		const keeps = " It also prevents .env from setting V.";
		assert.equal(say.profileUnset("V", of("shell")), `It is empty in the shell, which counts as not set.${keeps}`);
		assert.equal(
			say.profileUnset("V", of("terminal")),
			`It is empty in the terminal, which counts as not set.${keeps}`,
		);
		assert.equal(say.profileUnset("V", of("file")), "It is empty in .env, which counts as not set.");
		assert.equal(say.profileUnset("V", undefined), "V is not set.");
		const byCli = { value: "studio", origin: { layer: "shell" as const } };
		assert.equal(say.profileUnset("REMOTION_AWS_PROFILE", undefined, byCli), "REMOTION_AWS_PROFILE is not set.");
		assert.equal(
			say.profileUnset("AWS_PROFILE", undefined, byCli),
			"AWS_PROFILE is not set. AWS_DEFAULT_PROFILE is set in the shell, but Remotion doesn't read it: only the AWS CLI and Python do.",
		);
		assert.equal(say.switchUnset("skip-check", "V", of("file")), "It is empty in .env, which counts as not set.");
		assert.match(say.switchUnset("skip-check", "V", undefined), /^Not set, so Remotion checks for credentials/);
		assert.equal(say.switchUnset("inside-lambda", "V", undefined), "Not running inside a Remotion Lambda function.");
		assert.equal(
			say.keysUnset(
				"P_",
				false,
				new Map([
					["A", of("file")],
					["B", of("shell")],
				]),
			),
			"A is empty in .env, which counts as not set. B is empty in the shell, which counts as not set. It also prevents .env from setting B.",
		);
		assert.equal(say.keysUnset("P_", false, new Map()), "P_ACCESS_KEY_ID and P_SECRET_ACCESS_KEY are not set.");
		assert.match(say.keysUnset("P_", true, new Map()), /^Only P_SESSION_TOKEN is set/);
		assert.equal(
			say.keysIncomplete("A", "B", undefined, false),
			"A is set but B is not, so Remotion silently skips these access keys.",
		);
		assert.equal(
			say.keysIncomplete("A", "B", undefined, true),
			"A is set but B is not, so Remotion skips these access keys.",
		);
		assert.equal(
			say.keysIncomplete("A", "B", of("file"), true),
			"A is set but B is empty, so Remotion skips these access keys. It is empty in .env, which counts as not set.",
		);
	});

	it("tell which step a switch leaves the choice to, and which it does not", () => {
		assert.match(say.switchActive("skip-check"), /^Set, so Remotion ignores all REMOTION_AWS_\* credentials/);
		assert.match(say.switchActive("inside-lambda"), /^Set, so Remotion acts as if it runs inside/);
		assert.equal(
			say.switchShadowed("S"),
			"Set, but S already makes Remotion use the AWS SDK's default credential provider chain.",
		);
		const chain = " The default credential provider chain may still use it; see the last row.";
		for (const id of ["skip-check", "inside-lambda"] as const) {
			const left = "S makes Remotion use the AWS SDK's default credential provider chain.";
			assert.equal(
				say.keysStep("AWS_", "shadowed", keys(), { id, called: "S" }),
				`Both are set, but overridden: ${left}${chain}`,
			);
			assert.equal(
				say.keysStep("REMOTION_AWS_", "shadowed", keys(), { id, called: "S" }),
				`Both are set, but overridden: ${left}`,
			);
			assert.equal(
				say.profileStep("AWS_PROFILE", "p", "shadowed", profile, { id, called: "S" }),
				`Set to profile "p", but overridden: ${left}${chain}`,
			);
		}
		const doc =
			" (Remotion's documentation lists AWS_PROFILE first, but its code checks the REMOTION_AWS_ keys first.)";
		const remotionKeys = { id: "remotion-keys", called: "K" } as const;
		assert.equal(
			say.profileStep("AWS_PROFILE", "p", "shadowed", profile, remotionKeys),
			`Set to profile "p", but overridden: K takes precedence.${doc}`,
		);
		assert.equal(
			say.keysStep("AWS_", "shadowed", keys(), remotionKeys),
			"Both are set, but overridden: K takes precedence.",
		);
		const remotionProfile = { id: "remotion-profile", called: "R" } as const;
		assert.equal(
			say.profileStep("AWS_PROFILE", "p", "shadowed", profile, remotionProfile),
			'Set to profile "p", but overridden: R takes precedence.',
		);
		assert.equal(say.chainNotReached("K"), "Not used: K takes precedence.");
	});

	it("tell what signs", () => {
		const signs = (active: Active) => say.profileStep("V", "p", "active", active, undefined);
		assert.equal(signs(profile), 'V is set, so Remotion uses profile "p" (an SSO session).');
		assert.equal(
			say.profileStep("V", "p", "broken", failing("It is gone"), undefined),
			'Remotion uses profile "p", which fails: It is gone. It doesn\'t fall back to other credentials.',
		);
		const both = "Remotion uses P_ACCESS_KEY_ID and P_SECRET_ACCESS_KEY";
		assert.equal(say.keysStep("P_", "active", keys(), undefined), `${both}, without a session token.`);
		assert.equal(
			say.keysStep("P_", "active", keys({ hasSessionToken: true }), undefined),
			`${both}, with P_SESSION_TOKEN.`,
		);
		const lambda = runtimes["aws-lambda"].platform;
		assert.equal(
			say.keysStep("P_", "active", keys({ origins: [platform] }), undefined, lambda),
			`${both}, without a session token. They are those of ${lambda.identity}: ${lambda.outcome}.`,
		);
	});

	it("tell a platform's share", () => {
		const vercel = runtimes.vercel.platform;
		const share = (...origins: (typeof shell | typeof platform)[]) => say.platformShare(keys({ origins }), vercel);
		assert.equal(share(shell, shell), "");
		assert.equal(share(platform, platform), `They are those of Vercel: ${vercel.outcome}.`);
		assert.equal(
			share(shell, platform),
			"Vercel sets P itself, which doesn't match your other values, so AWS rejects every request (UnrecognizedClientException).",
		);
		assert.equal(
			share(platform, shell, { ...platform, variable: "Q" }),
			"Vercel sets P and Q itself, which don't match your other values, so AWS rejects every request (UnrecognizedClientException).",
		);
		assert.equal(say.platformShare(keys({ origins: [platform] }), undefined), "");
		assert.equal(say.platformShare(profile, vercel), "");
	});

	it("tell what the chain finds", () => {
		const vercel = runtimes.vercel.platform;
		assert.equal(
			say.chainStep(keys(), false, "S"),
			"The default credential provider chain uses A and B from the environment.",
		);
		assert.equal(
			say.chainStep(keys({ origins: [platform] }), false, "S", vercel),
			`The default credential provider chain uses A and B from the environment. They are those of Vercel: ${vercel.outcome}.`,
		);
		assert.equal(
			say.chainStep(profile, false, "S"),
			'The default credential provider chain uses profile "p" from AWS_PROFILE (an SSO session).',
		);
		const byItself: Active = { ...profile, variable: null };
		assert.equal(
			say.chainStep(byItself, false, "S"),
			'S is set, so the default credential provider chain uses profile "p" from the AWS files (an SSO session).',
		);
		assert.equal(
			say.chainStep(byItself, true, undefined),
			'No other source is complete, so the default credential provider chain uses profile "p" from the AWS files (an SSO session).',
		);
		assert.match(say.chainStep(webIdentity, true, "S", vercel), /chain exchanges the web identity token for a role\.$/);
		const end = 'On your own computer, this fails with "Could not load credentials from any providers".';
		assert.ok(say.chainStep(host, false, "S").endsWith(" asks the container or EC2 instance for credentials."));
		assert.ok(say.chainStep(laptop, false, "S").endsWith(end));
		assert.ok(
			say
				.chainStep(laptop, true, "S")
				.endsWith(
					`${end} Remotion's credentials check passed only because the credentials file contains the text "[default]".`,
				),
		);
		assert.equal(
			say.chainStep(host, true, "S", vercel),
			`No access keys or profile are set, so the default credential provider chain uses ${vercel.identity}: ${vercel.outcome}.`,
		);
		assert.equal(
			say.chainStep(failing("It is. Gone"), false, "S"),
			"The default credential provider chain fails: It is. Gone.",
		);
		assert.equal(say.refused(failing("Gone!")), "Remotion stops with an error before it contacts AWS: Gone!");
		assert.ok(
			say
				.refused(failing("Gone!"), "AWS_ROLE")
				.endsWith(
					"Gone! AWS_ROLE offers the credentials of a role, but Remotion's check doesn't look for it. Set REMOTION_SKIP_AWS_CREDENTIALS_CHECK to use them.",
				),
		);
	});
});

describe("names of who signs", () => {
	it("are read from an account and an ARN", () => {
		assert.deepEqual(
			["123456789012", "1234567890123", "12345678901", "a123456789012", "123456789012a"].map((account) =>
				formatAccount(account),
			),
			["1234-5678-9012", "1234567890123", "12345678901", "a123456789012", "123456789012a"],
		);
		assert.deepEqual(
			[
				"arn:aws:iam::111122223333:user/team/render-bot",
				"arn:aws:sts::111122223333:assumed-role/render-role/session",
				"arn:aws:iam::111122223333:root",
				"arn:aws:x:::a:b/c:d",
			].map(nameInArn),
			["render-bot", "render-role", "root", "c:d"],
		);
	});

	const fields = { id: "a", secret: "b" };
	const inSecret: Signer = { secretName: "remotion/keys", region: "r", fields, reader: null };
	const pair: Signer = { key: "AWS_KEY_2", secret: "AWS_SECRET_2" };

	it("are a profile's, an account's, a secret's", () => {
		assert.deepEqual(["p", pair, inSecret].map(signerName), ["p", "AWS_KEY_2", "remotion/keys"]);
		assert.deepEqual(["p", pair, inSecret].map(signerWords), [
			"Profile p",
			"Account AWS_KEY_2",
			"Secret remotion/keys",
		]);
	});

	it("are the same where they say the same", () => {
		const all = (): (Signer | null)[] => [
			null,
			"p",
			"q",
			{ ...pair },
			{ ...pair, key: "AWS_KEY_3" },
			{ ...pair, secret: "AWS_SECRET_3" },
			{ ...inSecret },
			{ ...inSecret, region: "other" },
			{ ...inSecret, reader: "p" },
		];
		for (const [index, a] of all().entries())
			for (const [other, b] of all().entries()) assert.equal(isSameSigner(a, b), index === other, `${index} ${other}`);
	});
});

describe("the steps to a role", () => {
	it("name the service and whose role it is", () => {
		const facts = (page: string) => [
			/Attach it to ([^,]+), and/.exec(page)?.[1],
			/\*\*AWS service\*\*, \*\*(\w+)\*\*/.exec(page)?.[1],
			/must trust `([\w.]+)`/.exec(page)?.[1],
		];
		const lambda = "lambda.amazonaws.com";
		assert.deepEqual(facts(roleSteps(runtimes["aws-lambda"].platform)), [
			"the function's execution role",
			"Lambda",
			lambda,
		]);
		assert.deepEqual(facts(roleSteps(runtimes["aws-ec2"].platform)), [
			"the instance's role",
			"EC2",
			"ec2.amazonaws.com",
		]);
		assert.deepEqual(facts(roleSteps(runtimes.vercel.platform)), ["the role your program runs as", "Lambda", lambda]);
		assert.deepEqual(facts(roleSteps(undefined)), ["the role your program runs as", "Lambda", lambda]);
	});
});

describe("a variable in terminals without shell integration", () => {
	it("is said to lose against the shell's start-up file", () => {
		assert.match(
			say.startUpFileWins("REMOTION_AWS_PROFILE"),
			/\.bashrc takes precedence if it sets REMOTION_AWS_PROFILE\.$/,
		);
	});
});
