import assert from "node:assert/strict";
import { appendFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../harness/paths.ts";
import { KEYS } from "../local-aws/accounts.ts";
import { DEMO_ACCOUNTS } from "../local-aws/demoWorkspace.ts";
import { type LocalAws, startLocalAws } from "../local-aws/server.ts";
import { siteFiles } from "../local-aws/siteBundle.ts";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

describe("permissions and health in a real window, on a local AWS", function () {
	this.timeout(180_000);
	let aws: LocalAws;
	let window: Window;
	before(async () => {
		await siteFiles();
		aws = await startLocalAws({ accounts: DEMO_ACCOUNTS });
		window = await openWindow({
			env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" },
			size: { width: 1360, height: 1000 },
		});
		const profiles = { checker: KEYS.checker, "new-account": KEYS.fresh };
		const lines = Object.entries(profiles).map(
			([name, { accessKeyId, secretAccessKey }]) =>
				`\n[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
		);
		await appendFile(join(window.home, ".aws", "credentials"), lines.join(""));
		const modules = join(window.workspace, "1-profile", "node_modules", "@remotion");
		await mkdir(modules, { recursive: true });
		await symlink(join(root, "node_modules", "@remotion", "lambda"), join(modules, "lambda"), "dir");
		await window.openView("Remotion Lambda");
		await until(
			() => window.treeRows("Profiles"),
			(rows) => rows.some(({ label }) => label === "new-account"),
		);
		await window.openFile("1-profile/.env");
		// The other views would leave no room for the rows below the ladder.
		for (const other of ["Profiles", "Test renders"])
			await window.page.locator(`.pane-header[aria-label^="${other}"]`).click();
		await window.toggleRow("1-profile", view);
	});
	after(async () => {
		await window.close();
		await aws.close();
	});

	const shown = async () =>
		(await window.treeRows(view)).map(({ label, description, icon }) => `${label} | ${description} | ${icon}`);
	const rows = (wanted: string) => until(shown, (all) => all.includes(wanted));
	const clear = () => window.runCommand("Notifications: Clear All Notifications");
	const signWith = async (profile: string) => {
		const path = join(window.workspace, "1-profile", ".env");
		const text = await readFile(path, "utf8");
		await writeFile(path, text.replace(/^REMOTION_AWS_PROFILE=.*$/m, `REMOTION_AWS_PROFILE=${profile}`));
		await until(shown, (all) => all.some((row) => row.startsWith(`Profile ${profile} |`)));
	};

	it("offers both checks, and asks nobody before a click", async () => {
		await rows("Health | not checked yet | pulse");
		await rows("Permissions | not checked yet | shield");
		assert.deepEqual(aws.requests(), []);
		await window.screenshot("checks-offered");
	});

	it("shows a healthy account", async () => {
		await window.clickRow("Health", view);
		const summary = "Health | no problems · eu-central-1 | info";
		const all = await rows(summary);
		const start = all.indexOf(summary);
		assert.deepEqual(all.slice(start, start + 10), [
			summary,
			"Region eu-central-1 | enabled in account 1111-2222-3333 | pass",
			"Function 3008 MB · 4.0.527 | version matches · 120 s | pass",
			"Function 2048 MB · 4.0.527 | version matches · 120 s | pass",
			"Function 2048 MB · 4.0.500 | other version · 120 s | info",
			"Several matching functions | pass --function-name | info",
			"Bucket | remotionlambda-eucentral1-studio0002 | pass",
			"Site local-demo | 4.0.527 | pass",
			"Site staging | 4.0.527 | pass",
			"1,000 concurrent executions | limit in this region | pass",
		]);
		await window.screenshot("health-well");
	});

	it("shows what a new account lacks, and types the remedy", async () => {
		await clear();
		await signWith("new-account");
		await rows("Health | not checked yet | pulse");
		await window.clickRow("Health", view);
		await rows("Health | 1 problem, 3 warnings · eu-central-1 | error");
		await rows("10 concurrent executions | limit of a new account, too low for most renders | warning");
		const tooltip = (await window.rowTooltip("10 concurrent executions", view)).replaceAll("\u00a0", " ");
		assert.match(tooltip, /can run 10 functions at a time.*quotas increase/s);
		await window.screenshot("health-new-account");
		await window.clickRow("Function 4.0.527", view);
		// What is typed is drawn on a canvas; the host's suite knows that nothing is run.
		await window.page.locator(".terminal-wrapper.active").waitFor();
		await window.screenshot("health-remedy");
		await window.runCommand("Terminal: Kill All Terminals");
	});

	it("shows denials as denials, on a page and in the tree, with the policy to attach", async () => {
		await clear();
		await signWith("checker");
		await window.clickRow("Permissions", view);
		await rows("Permissions | 2 of 32 missing | error");
		await rows("InvokeFunction | denied · lambda · needed for rendering | error");
		await rows("30 allowed |  | pass");
		const preview = window.page.frameLocator("iframe.webview").last().frameLocator("iframe");
		await preview.locator("h1", { hasText: "Permissions: 2 of 32 missing" }).waitFor();
		await window.screenshot("permissions-missing");
		const [message] = await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("2 of 32 missing")),
		);
		assert.match(
			message ?? "",
			/^Permissions: 2 of 32 missing \(Profile checker in 1-profile\)\. Attach the user policy of this Remotion version/,
		);
		await window.clickNotification("Open user policy");
		await until(
			() => window.editorText(),
			(text) => text.includes('"Version": "2012-10-17"'),
		);
		await window.screenshot("permissions-policy");
	});

	it("shows what is wrong where the check itself is denied", async () => {
		await clear();
		await window.press("Control+K");
		await window.press("Control+W");
		await signWith("default");
		await window.clickRow("Permissions", view);
		await rows("Permissions | Not allowed to check permissions | warning");
		await window.setTheme("light");
		await window.screenshot("permissions-denied");
	});
});
