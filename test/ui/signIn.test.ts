import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";
const minute = 60_000;

const config = `[profile corp]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = render
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.invalid/start
[profile console]
login_session = arn:aws:iam::111122223333:user/a
[profile render]
role_arn = arn:aws:iam::111122223333:role/render
source_profile = corp
`;

const cacheOf = {
	corp: `.aws/sso/cache/${createHash("sha1").update("corp").digest("hex")}.json`,
	console: `.aws/login/cache/${createHash("sha256").update("arn:aws:iam::111122223333:user/a").digest("hex")}.json`,
};

/** A token of SSO that the SDK uses for so long, and no longer. */
const ssoToken = (milliseconds: number) => {
	const expiresAt = new Date(Date.now() + milliseconds + 5 * minute).toISOString();
	return JSON.stringify({ accessToken: "not-a-token", expiresAt });
};

const loginToken = () => {
	const keys = { accessKeyId: "ASIAFAKE000000000001", secretAccessKey: "not-a-secret", sessionToken: "not-a-token" };
	const accessToken = {
		...keys,
		accountId: "111122223333",
		expiresAt: new Date(Date.now() + 15 * minute).toISOString(),
	};
	return JSON.stringify({ accessToken, clientId: "c", refreshToken: "not-a-token", dpopKey: "not-a-key" });
};

/** Stands in for the AWS CLI: it notes what it was asked, and leaves the token that waits for it. */
const cli = `#!/bin/sh
echo "$@" >> "$HOME/asked"
mkdir -p "$HOME/.aws/sso/cache" "$HOME/.aws/login/cache"
case "$1" in
sso) cp "$HOME/next" "$HOME/${cacheOf.corp}" ;;
login) cp "$HOME/next" "$HOME/${cacheOf.console}" ;;
esac
`;

describe("signing in", function () {
	this.timeout(300_000);
	let window: Window;
	before(async () => {
		window = await openWindow({
			workspace: "plain",
			prepare({ workspace, home }) {
				const dependencies = { "@remotion/lambda": "4.0.527", "@remotion/cli": "4.0.527" };
				writeFileSync(join(workspace, "package.json"), JSON.stringify({ dependencies }));
				writeFileSync(join(workspace, ".env"), "REMOTION_AWS_PROFILE=corp\n");
				mkdirSync(join(home, ".aws"), { recursive: true });
				writeFileSync(join(home, ".aws", "config"), config);
				mkdirSync(join(home, "bin"));
				// VS Code asks a login shell for the PATH.
				for (const name of [".profile", ".bash_profile"])
					writeFileSync(join(home, name), 'export PATH="$HOME/bin:$PATH"\n');
				writeFileSync(join(home, "bin", "aws"), cli);
				chmodSync(join(home, "bin", "aws"), 0o755);
			},
		});
		await window.openView("Remotion Lambda");
	});
	after(() => window.close());

	const put = (path: string, text: string) => {
		mkdirSync(dirname(join(window.home, path)), { recursive: true });
		writeFileSync(join(window.home, path), text);
	};
	const asked = () => {
		try {
			return readFileSync(join(window.home, "asked"), "utf8").trim().split("\n").at(-1);
		} catch {
			return undefined;
		}
	};
	/** Waits until the answer's row, the status bar and the profile's row say how it stands. */
	const stands = async (profile: string, text: string, kind: string) => {
		await until(
			async () => ({
				rows: await window.treeRows(view),
				status: await window.statusBar("activeCredentials"),
				profiles: await window.treeRows("Profiles"),
			}),
			({ rows: [answer], status: [status], profiles }) =>
				answer?.label === `Profile ${profile}` &&
				answer.description.startsWith(text) &&
				status?.kind === kind &&
				status.text.includes(text) &&
				profiles.some(({ label, description }) => label === profile && description.includes(text)),
		);
	};

	it("is asked for where no token is cached, in the tree, the status bar, and Problems", async () => {
		await stands("corp", "not signed in", "error");
		const [answer] = await window.treeRows(view);
		assert.equal(answer?.icon, "error");
		const problems = await until(
			() => window.problems(),
			(all) => all.some((text) => text.includes("signed in")),
		);
		assert.match(
			problems.join("\n"),
			/Profile "corp" isn't signed in, so Remotion fails\. Sign in: aws sso login --profile corp/,
		);
		await window.screenshot("not-signed-in");
		assert.match(
			await window.rowTooltip("Profile corp", view),
			/Not signed in\. Sign in: aws sso login --profile corp/,
		);
		await window.screenshot("not-signed-in-tooltip");
		await window.press("Escape");
	});

	it("by a click on the answer's row runs the AWS CLI, and the new token is seen within a second", async () => {
		writeFileSync(join(window.home, "next"), ssoToken(7.5 * 60 * minute));
		await window.clickRowAction("Profile corp", "Sign in to profile", view);
		await until(
			async () => asked(),
			(line) => line === "sso login --profile corp",
		);
		await stands("corp", "7 h left", "standard");
		await until(
			() => window.problems(),
			(all) => !all.some((text) => text.includes("signed in")),
		);
		await window.screenshot("signed-in");
		const before = Date.now();
		put(cacheOf.corp, ssoToken(3.5 * 60 * minute));
		await until(
			() => window.treeRows(view),
			([answer]) => answer?.description.startsWith("3 h left") === true,
		);
		// A second of the watcher's, and what it takes to look.
		assert.ok(Date.now() - before < 2500, `${Date.now() - before} ms`);
		rmSync(join(window.home, cacheOf.corp));
		await stands("corp", "not signed in", "error");
	});

	it("ends by the clock, with no file touched", async () => {
		put(cacheOf.corp, ssoToken(minute + 6000));
		await stands("corp", "1 min left", "standard");
		await stands("corp", "less than 1 min left", "standard");
		put(cacheOf.corp, ssoToken(6000));
		await stands("corp", "less than 1 min left", "standard");
		await stands("corp", "sign-in expired", "error");
		await window.screenshot("sign-in-expired");
	});

	it("says of a date that isn't understood that it is not", async () => {
		put(cacheOf.corp, JSON.stringify({ accessToken: "not-a-token", expiresAt: "2099-01-01T00:00:00UTC" }));
		await stands("corp", "expiry not understood", "error");
		await window.screenshot("expiry-not-understood");
	});

	it("works for a role by its source, from its row", async () => {
		writeFileSync(join(window.home, "next"), ssoToken(50 * 60 * minute));
		await window.clickRowAction("render", "Sign in to profile", "Profiles");
		await stands("corp", "2 days left", "standard");
		const rows = await window.treeRows("Profiles");
		assert.match(rows.find(({ label }) => label === "render")?.description ?? "", /^2 days left · assumes role/);
	});

	it("works for aws login, by the light bulb", async () => {
		writeFileSync(join(window.workspace, ".env"), "REMOTION_AWS_PROFILE=console\n");
		await stands("console", "not signed in", "error");
		writeFileSync(join(window.home, "next"), loginToken());
		await window.openFile(".env", 1, 24);
		await window.applyFix("Sign in");
		await until(
			async () => asked(),
			(line) => line === "login --profile console",
		);
		await stands("console", "signed in", "standard");
		await window.screenshot("aws-login");
		await window.openFile(join(window.home, ".aws", "config"), 8, 4);
		await until(
			() => window.hover(),
			(text) => text.includes("Signed in. The AWS SDK renews the cached token for at most 12 hours"),
		);
		await window.screenshot("aws-login-hover");
		await window.press("Escape");
	});

	it("is offered ten minutes before the end, once, and not where a setting says no", async () => {
		const soon = (texts: readonly string[]) => texts.filter((text) => text.includes("ends soon"));
		writeFileSync(join(window.workspace, ".env"), "REMOTION_AWS_PROFILE=corp\n");
		put(cacheOf.corp, ssoToken(12 * minute));
		await stands("corp", "11 min left", "standard");
		assert.deepEqual(soon(await window.notifications()), []);
		put(cacheOf.corp, ssoToken(10 * minute + 9000));
		await stands("corp", "10 min left", "standard");
		assert.deepEqual(soon(await window.notifications()), []);
		const texts = await until(
			() => window.notifications(),
			(all) => soon(all).length > 0,
		);
		assert.match(texts.join("\n"), /The sign-in of profile corp ends soon: 9 min left\./);
		await window.screenshot("ends-soon");
		writeFileSync(join(window.home, "next"), ssoToken(90 * minute));
		await window.clickNotification("Sign in");
		await stands("corp", "1 h left", "standard");
		await window.runCommand("Notifications: Clear All Notifications");
		put(cacheOf.corp, ssoToken(9.5 * minute));
		await until(
			() => window.notifications(),
			(all) => soon(all).length > 0,
		);
		await window.clickNotification("Don't warn again");
		await until(
			() => window.notifications(),
			(all) => soon(all).length === 0,
		);
		put(cacheOf.corp, ssoToken(8.5 * minute));
		await stands("corp", "8 min left", "standard");
		assert.deepEqual(soon(await window.notifications()), []);
	});

	it("is told of dated keys, in the tree and in Problems", async () => {
		const keys = (date: Date) =>
			`[saml]\naws_access_key_id = ASIAFAKE000000000001\naws_secret_access_key = notARealSecret/saml/00000000000000000001\naws_session_token = not-a-real-token\nx_security_token_expires = ${date.toISOString()}\n`;
		put(".aws/credentials", keys(new Date(Date.now() + 40.5 * minute)));
		writeFileSync(join(window.workspace, ".env"), "REMOTION_AWS_PROFILE=saml\n");
		await stands("saml", "40 min left", "standard");
		put(".aws/credentials", keys(new Date(Date.now() - minute)));
		await stands("saml", "expired", "warning");
		const problems = await until(
			() => window.problems(),
			(all) => all.some((text) => text.includes("have expired")),
		);
		assert.match(
			problems.join("\n"),
			/temporary access keys of profile "saml" have expired \(x_security_token_expires\)/,
		);
		await window.screenshot("dated-keys-expired");
	});

	it("adds a profile: SSO and aws login come before keys", async () => {
		await window.runCommand("Remotion Lambda: Add profile");
		await until(
			() => window.quickPickItems(),
			(items) => /^IAM Identity Center.*AWS console sign-in.*Access keys/.test(items.join()),
		);
		await window.screenshot("add-profile-way");
		await window.choose("AWS console sign-in");
		await window.page.locator(".quick-input-title", { hasText: "Add profile: name" }).waitFor();
		await window.fillInput("fresh");
		writeFileSync(join(window.home, "next"), "");
		await window.press("Enter");
		await until(
			async () => asked(),
			(line) => line === "login --profile fresh",
		);
	});

	it("that fails says so, and offers the command for a shell that stays", async () => {
		writeFileSync(join(window.home, "bin", "aws"), "#!/bin/sh\nexit 7\n");
		await window.clickRowAction("console", "Sign in to profile", "Profiles");
		const texts = await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("exit code 7")),
		);
		assert.match(
			texts.join("\n"),
			/aws login for profile console failed with exit code 7\. It needs AWS CLI 2\.32 or newer\./,
		);
		await window.screenshot("sign-in-failed");
		await window.runCommand("Notifications: Clear All Notifications");
	});

	it("is offered by the palette for each profile that can", async () => {
		await window.runCommand("Remotion Lambda: Sign in to profile");
		const items = await until(
			() => window.quickPickItems(),
			(all) => all.includes("corp"),
		);
		assert.deepEqual(
			["corp", "console", "render"].filter((name) => items.includes(name)),
			["corp", "console"],
		);
		await window.screenshot("sign-in-pick");
		await window.press("Escape");
	});
});
