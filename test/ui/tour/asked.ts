import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KEYS } from "../../local-aws/accounts.ts";
import { addDemoClient, addDemoProfiles } from "../../local-aws/demoWorkspace.ts";
import type { LocalAws } from "../../local-aws/server.ts";
import { until, type Window } from "../driver.ts";
import { clear, leave, listed, only, page, row, type Tour, told } from "./screen.ts";

const chosen = (window: Window, text: string) =>
	window.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();

/** Makes the demo's first project sign with another profile. */
async function signWith(window: Window, profile: string): Promise<void> {
	const path = join(window.workspace, "1-profile", ".env");
	writeFileSync(
		path,
		readFileSync(path, "utf8").replace(/^REMOTION_AWS_PROFILE=.*$/m, `REMOTION_AWS_PROFILE=${profile}`),
	);
	await row(window, `Profile ${profile}`);
}

/** What AWS is asked for, by a local AWS: identities, health, permissions, a test render. */
export const asked = (aws: LocalAws): Tour => ({
	options: { env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" } },
	prepare({ home, workspace }) {
		addDemoProfiles(home);
		addDemoClient(workspace);
		for (const [name, { accessKeyId, secretAccessKey }] of Object.entries({ checker: KEYS.checker, fresh: KEYS.fresh }))
			appendFileSync(
				join(home, ".aws", "credentials"),
				`\n[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
			);
	},
	screens: {
		"verified-all": async (window) => {
			await window.openFile("1-profile/.env");
			await window.openView("Remotion Lambda");
			await row(window, "1-profile");
			await until(
				() => window.treeRows("Profiles"),
				(rows) => rows.some(({ label }) => label === "checker"),
			);
			await window.runCommand("Remotion Lambda: Verify all profiles");
			await told(window, "verified");
			await until(
				() => window.treeRows("Profiles"),
				(rows) => rows.every(({ description }) => !description.includes("verifying")),
			);
		},
		"profiles-verified": async (window) => {
			await clear(window);
			await only(window, "Profiles");
			await window.rowTooltip("wrong-secret", "Profiles");
		},
		"status-bar": async (window) => {
			await window.page.mouse.move(620, 792);
			await window.page.locator('.part.statusbar .statusbar-item[id*="activeCredentials"]').hover();
			await window.page.locator(".workbench-hover-container:visible", { hasText: "Switch profile" }).waitFor();
		},
		"explained-error": async (window) => {
			await window.openFile("3-unprefixed-keys/.env");
			await window.runCommand("Remotion Lambda: Explain error");
			await window.page.locator(".quick-input-title", { hasText: "Explain error" }).waitFor();
			await window.fillInput("UnrecognizedClientException: The security token included in the request is invalid.");
			await window.press("Enter");
			await page(window);
			await told(window, "AWS doesn't recognize these credentials");
		},
		health: async (window) => {
			await clear(window);
			await window.openFile("1-profile/.env");
			await only(window, "Active credentials");
			await window.toggleRow("1-profile", "Active credentials");
			await window.runCommand("Remotion Lambda: Check health");
			await row(window, "Health no problems");
		},
		"health-new-account": async (window) => {
			await signWith(window, "fresh");
			await window.runCommand("Remotion Lambda: Check health");
			await row(window, "Health 1 problem");
			await row(window, "10 concurrent executions");
			await window.rowTooltip("10 concurrent executions", "Active credentials");
		},
		permissions: async (window) => {
			await signWith(window, "checker");
			await window.runCommand("Remotion Lambda: Check permissions");
			await row(window, "InvokeFunction denied");
			await page(window);
		},
		"which-function": async (window) => {
			await clear(window);
			await signWith(window, "remotion");
			await window.openFile("1-profile/.env");
			await window.runCommand("Remotion Lambda: Run test render");
			await listed(window, "3008 MB");
		},
		"which-site": async (window) => {
			await chosen(window, "2048 MB");
			await listed(window, "local-demo");
		},
		"test-render": async (window) => {
			await chosen(window, "local-demo");
			await listed(window, "clip");
			await chosen(window, "clip");
			await listed(window, "One frame");
			await chosen(window, "One frame");
			await until(
				() => window.dialog(),
				(dialog) => dialog?.message.startsWith("Render one frame") === true,
			);
		},
		consent: async (window) => {
			await window.clickDialog("Cancel");
			const path = join(window.workspace, "1-profile", ".env");
			writeFileSync(path, `${readFileSync(path, "utf8")}AWS_ENDPOINT_URL_STS=${aws.url}/elsewhere\n`);
			await until(
				() => window.editorText(),
				(text) => text.includes("elsewhere"),
			);
			await window.runCommand("Remotion Lambda: Verify identity");
			await until(
				() => window.dialog(),
				(dialog) => dialog?.detail.includes("elsewhere") === true,
			);
		},
		log: async (window) => {
			await window.clickDialog("Cancel");
			await leave(window);
			await window.runCommand("Remotion Lambda: Show log");
			await window.page.locator(".part.panel .view-line:visible").first().waitFor();
		},
	},
});
