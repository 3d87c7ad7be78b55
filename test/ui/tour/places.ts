import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KEYS } from "../../local-aws/accounts.ts";
import type { LocalAws } from "../../local-aws/server.ts";
import { until, type Window } from "../driver.ts";
import { clear, leave, listed, only, page, row, type Tour, told } from "./screen.ts";

const view = "Active credentials";

/** What a deployment on Vercel says of itself: a profile was set there, and no keys. */
const report = JSON.stringify({
	format: "remotion-lambda-credentials",
	version: 1,
	createdAt: new Date().toISOString(),
	createdBy: { name: "reportEnvironment.ts", version: "1" },
	place: { name: "Vercel", runtime: "vercel", folder: "/var/task", platform: "posix", nodeVersion: "24.9.0" },
	variables: [
		{ name: "AWS_REGION", state: "set", value: "us-east-1" },
		{ name: "REMOTION_AWS_ACCESS_KEY_ID", state: "set", value: "AKIA…7Q2A" },
		{ name: "REMOTION_AWS_SECRET_ACCESS_KEY", state: "set" },
	],
	identity: { ok: true, account: "222233334444", arn: "arn:aws:iam::222233334444:user/render-bot" },
});

/** A profile with an MFA device, as its role's users have one. */
function addMfaProfile(home: string): void {
	const { accessKeyId, secretAccessKey } = KEYS.studio;
	const pair = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
	appendFileSync(join(home, ".aws", "credentials"), `\n[guarded]\n${pair}`);
	const device = "mfa_serial = arn:aws:iam::111122223333:mfa/render-bot\nregion = us-east-1\n";
	appendFileSync(join(home, ".aws", "config"), `\n[profile guarded]\n${device}`);
}

const launchRow = (window: Window, start: string) =>
	until(
		() => window.treeRows(view),
		(rows) => rows.some(({ label }) => label.startsWith(start)),
	);

/** The whole label of such a row: it ends with a time. */
async function labelOf(window: Window, start: string): Promise<string> {
	const rows = await launchRow(window, start);
	return rows.find(({ label }) => label.startsWith(start))?.label ?? "";
}

/** What the places themselves say: a terminal, a deployed app; and another account than the project expects. */
export const places = (aws: LocalAws): Tour => ({
	options: {
		env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" },
		settings: {
			"remotionLambda.accounts": { "111122223333": { name: "studio" }, "222233334444": { name: "agency" } },
			"remotionLambda.expectedAccount": "agency",
		},
	},
	prepare({ home }) {
		addMfaProfile(home);
		writeFileSync(join(home, "keys.sh"), "export REMOTION_AWS_PROFILE=staging REMOTION_AWS_REGION=eu-west-1\n");
	},
	screens: {
		"unexpected-account": async (window) => {
			await window.openFile("1-profile/.env");
			await window.openView("Remotion Lambda");
			await only(window, view);
			await row(window, "1-profile");
			await window.clickRowAction("1-profile", "Verify identity", view);
			await until(
				() => window.statusBar("activeCredentials"),
				([item]) => item?.text.includes("expected agency") === true,
			);
			await window.rowTooltip("1-profile", view);
		},
		"unexpected-account-sources": async (window) => {
			await clear(window);
			await window.toggleRow("1-profile", view);
			await row(window, "Not set: ");
		},
		"unexpected-account-status": async (window) => {
			await window.page.mouse.move(620, 792);
			await window.page.locator('.part.statusbar .statusbar-item[id*="activeCredentials"]').hover();
			await window.page.locator(".workbench-hover-container:visible", { hasText: "expects account" }).waitFor();
		},
		"terminal-checked": async (window) => {
			await window.page.mouse.move(620, 300);
			await window.openFile("2-prefixed-keys/.env");
			await window.toggleRow("1-profile", view);
			await window.openTerminal(() => window.runCommand("Terminal: Create New Terminal"));
			const marker = join(window.home, "sourced");
			const line = `cd 2-prefixed-keys; . ~/keys.sh; clear; touch ${marker}`;
			await window.runInTerminal(line, async () => (existsSync(marker) ? "yes" : ""));
			await window.runCommand("Remotion Lambda: Check this terminal");
			await told(window, "Remotion Lambda uses");
			await window.toggleRow("2-prefixed-keys", view);
			await launchRow(window, "Terminal: ");
		},
		"terminal-tooltip": async (window) => {
			await clear(window);
			await window.rowTooltip("Terminal: bash", view);
		},
		"mfa-profile": async (window) => {
			await window.runCommand("Terminal: Kill the Active Terminal Instance");
			await only(window, "Profiles");
			await window.rowTooltip("guarded", "Profiles");
		},
		"mfa-code": async (window) => {
			await leave(window);
			await window.clickRowMenu("guarded", "Open terminal with MFA code", "Profiles");
			await window.page.locator(".quick-input-title", { hasText: "MFA code" }).waitFor();
		},
		"mfa-code-wrong": async (window) => {
			await window.fillInput("12345");
			await window.page.locator(".quick-input-message", { hasText: "Enter 6 digits" }).waitFor();
		},
		"deploy-without-keys": async (window) => {
			await leave(window);
			await window.runCommand("Remotion Lambda: Deploy without access keys");
			await listed(window, "Vercel");
		},
		"deploy-without-keys-whose": async (window) => {
			await window.choose("Vercel");
			await window.page.locator(".quick-input-title", { hasText: "Vercel" }).waitFor();
		},
		"deploy-without-keys-page": async (window) => {
			await window.fillInput("example-team/example-app");
			await window.press("Enter");
			await page(window);
		},
		"open-report": async (window) => {
			await only(window, view);
			await window.openFile("3-unprefixed-keys/.env");
			await window.runCommand("Remotion Lambda: Open report");
			await window.page.locator(".quick-input-title", { hasText: "Open report" }).waitFor();
			await window.fillInput(report);
			await listed(window, "Open this report");
		},
		"report-opened": async (window) => {
			await window.press("Enter");
			await told(window, "Vercel");
			await window.toggleRow("3-unprefixed-keys", view);
			await launchRow(window, "Reported from Vercel");
		},
		"report-differences": async (window) => {
			await clear(window);
			await window.toggleRow(await labelOf(window, "Reported from Vercel"), view);
			await row(window, "Differs from the project's files");
		},
		"report-tooltip": async (window) => {
			await window.rowTooltip(await labelOf(window, "Reported from Vercel"), view);
		},
	},
});
