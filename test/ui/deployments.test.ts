import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { KEYS } from "../local-aws/accounts.ts";
import { DEMO_ACCOUNTS } from "../local-aws/demoWorkspace.ts";
import { type LocalAws, startLocalAws } from "../local-aws/server.ts";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

describe("if you deployed this now, in a real window", function () {
	this.timeout(180_000);
	let aws: LocalAws;
	let window: Window;
	before(async () => {
		aws = await startLocalAws({ accounts: DEMO_ACCOUNTS });
		window = await openWindow({
			env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" },
			size: { width: 1400, height: 1600 },
		});
		const { accessKeyId, secretAccessKey } = KEYS.secrets;
		await appendFile(
			join(window.home, ".aws", "credentials"),
			`\n[secrets]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
		);
		await window.openView("Remotion Lambda");
	});
	after(async () => {
		await window.close();
		await aws.close();
	});

	const row = (label: string, description: RegExp) =>
		until(
			() => window.treeRows(view),
			(rows) => rows.some((one) => one.label === label && description.test(one.description)),
		);

	/** The input box with these words is open: the list before it is gone. */
	const prompted = (words: string) =>
		until(
			() => window.page.locator(".quick-input-widget").innerText(),
			(text) => text.includes(words),
		);

	it("says under a project that Vercel would fail, and why; a click shows the ladder there", async () => {
		await window.openFile("3-unprefixed-keys/.env", 2);
		await row("3-unprefixed-keys", /^Keys AKIA…0001$/);
		await window.toggleRow("3-unprefixed-keys", view);
		await row("Fails on Vercel", /^Keys AKIA…0001 with session token · Vercel sets AWS_SESSION_TOKEN itself/);
		await window.screenshot("deployment-row");
		await window.clickRowMenu("Fails on Vercel", "Copy report", view);
		await until(
			() => window.notifications(),
			(all) => all.some((text) => /Report copied/.test(text)),
		);
		await window.runCommand("Notifications: Clear All Notifications");
		await window.clickRow("Fails on Vercel", view);
		await row("3-unprefixed-keys", /^Keys AKIA…0001 with session token · Deployed to Vercel$/);
		await until(
			() => window.squiggles(),
			({ error }) => error === 2,
		);
		await window.screenshot("deployment-vercel");
	});

	it("leads out of it with one quick fix, and back to this machine", async () => {
		await window.openFile("3-unprefixed-keys/.env", 2);
		await window.applyFix("Rename to REMOTION_AWS_…");
		await row("3-unprefixed-keys", /^Keys AKIA…0001 · Deployed to Vercel$/);
		await window.save();
		await window.screenshot("deployment-vercel-mended");
		await window.clickRow("Back to Remotion CLI on this machine", view);
		await row("Uses your credentials on Vercel", /^Keys AKIA…0001$/);
	});

	it("says nothing of a deployment where Remotion Lambda is not installed", async () => {
		const path = join(window.workspace, "3-unprefixed-keys", "package.json");
		const text = await readFile(path, "utf8");
		await writeFile(path, text.replace(/"@remotion\/lambda": "[^"]*", /, ""));
		await until(
			() => window.treeRows(view),
			(rows) => rows.every(({ label }) => !label.startsWith("On Vercel")),
		);
		await writeFile(path, text);
		await row("Uses your credentials on Vercel", /^Keys AKIA…0001$/);
		await window.toggleRow("3-unprefixed-keys", view);
	});

	it("offers the platforms in the runtime switcher, with what its files tell first", async () => {
		await window.openFile("6-check-skipped/.env");
		await window.runCommand("Remotion Lambda: Select launch");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("Automatic"),
		);
		await window.screenshot("deployment-switcher");
		// The list is longer than what is on the screen.
		await window.fillInput("Deployed to AWS Lambda");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("Deployed to AWS Lambda"),
		);
		await window.choose("Deployed to AWS Lambda");
		await row("6-check-skipped", /^Access keys set by the platform · Deployed to AWS Lambda$/);
		await window.toggleRow("6-check-skipped", view);
		await row("Needs a role on AWS Lambda", /execution role: AWS answers AccessDenied unless/);
		await row("Create the role's policy…", /^$/);
		await window.screenshot("deployment-lambda");
	});

	it("uses a secret: name, region, who is in it", async () => {
		await window.clickRow("Use a secret…", view);
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("secrets"),
		);
		await window.screenshot("secret-asker");
		await window.choose("secrets");
		await prompted("The name or the ARN");
		await window.fillInput("remotion/agency");
		await window.press("Enter");
		await until(
			() => window.quickPickItems(),
			(items) => items[0] === "us-east-1",
		);
		await window.choose("us-east-1");
		const messages = await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("(Secret remotion/agency")),
		);
		assert.match(messages.join(), /Account 2222-3333-4444, user render-bot/);
		await window.screenshot("secret-used");
		await window.clickNotification("Insert code that loads the secret");
		await until(
			() => window.editorText(),
			(text) => text.includes("GetSecretValueCommand"),
		);
		await window.screenshot("secret-code");
	});

	it("stores a secret only after the person has seen what happens", async () => {
		await window.runCommand("Notifications: Clear All Notifications");
		await window.openFile("2-prefixed-keys/.env");
		await window.runCommand("Remotion Lambda: Store keys in AWS Secrets Manager");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("secrets"),
		);
		await window.choose("secrets");
		await prompted("one that is there is never overwritten");
		await window.fillInput("remotion/demo");
		await window.press("Enter");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("us-east-1"),
		);
		await window.choose("us-east-1");
		const dialog = await until(
			() => window.dialog(),
			(found) => found !== undefined,
		);
		assert.match(dialog?.detail ?? "", /Secret: remotion\/demo \(new\)/);
		await window.screenshot("secret-store");
		await window.clickDialog("Store");
		await until(
			() => window.editorText(),
			(text) => text.includes("are in the secret remotion/demo of AWS Secrets Manager (us-east-1)."),
		);
		assert.ok(aws.requests().some(({ operation, code }) => operation === "CreateSecret" && code === null));
		await window.screenshot("secret-stored");
	});
});
