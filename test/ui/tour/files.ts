import { join } from "node:path";
import { until } from "../driver.ts";
import { clear, hovered, leave, listed, only, present, row, type Tour, told } from "./screen.ts";

/** What is seen without asking AWS: the answer, the ladder, warnings, fixes and switching. */
export const files: Tour = {
	options: {},
	prepare() {},
	screens: {
		answer: async (window) => {
			await window.openFile("4-mixed-keys/.env");
			await window.openView("Remotion Lambda");
			await row(window, "4-mixed-keys");
			await until(
				() => window.statusBar("activeCredentials"),
				([item]) => item?.text.includes("4-mixed-keys") === true,
			);
		},
		ladder: async (window) => {
			await window.toggleRow("2-prefixed-keys", "Active credentials");
			await row(window, "Not set: 3 sources");
		},
		step: async (window) => {
			await window.rowTooltip("AWS_PROFILE", "Active credentials");
		},
		"not-set": async (window) => {
			await leave(window);
			await window.toggleRow("Not set: 3 sources", "Active credentials");
			await row(window, "Default credential provider chain");
		},
		"answer-tooltip": async (window) => {
			await window.rowTooltip("Keys AKIA…0001", "Active credentials");
		},
		deployment: async (window) => {
			await window.toggleRow("2-prefixed-keys", "Active credentials");
			await only(window, "Active credentials");
			await window.toggleRow("3-unprefixed-keys", "Active credentials");
			await row(window, "Fails on Vercel");
			await window.rowTooltip("Fails on Vercel", "Active credentials");
		},
		"nextjs-app": async (window) => {
			await window.toggleRow("3-unprefixed-keys", "Active credentials");
			await window.openFile("7-nextjs-app/.env.local", 2, 4);
			await window.toggleRow("7-nextjs-app", "Active credentials");
			await row(window, "Keys REMOTION_AWS_* AKIA…0001 · .env.local:2");
		},
		"compare-launches": async (window) => {
			await window.runCommand("Remotion Lambda: Compare launches");
			await window.webviewFrame().locator("table").waitFor();
		},
		journey: async (window) => {
			await window.runCommand("Remotion Lambda: Show how credentials reach Remotion");
			await window.webviewFrame().locator("ol.journey").waitFor();
		},
		"select-launch": async (window) => {
			await window.runCommand("Remotion Lambda: Select launch");
			await listed(window, "npm run deploy");
		},
		profiles: async (window) => {
			await leave(window);
			await only(window, "Profiles");
			await window.rowTooltip("half", "Profiles");
		},
		hover: async (window) => {
			await only(window, "Active credentials", "Profiles", "Test renders");
			await window.openFile("2-prefixed-keys/.env", 2, 4);
			await hovered(window, "Active:");
		},
		"light-bulb": async (window) => {
			await leave(window);
			await window.openFile("3-unprefixed-keys/.env", 2, 4);
			await until(
				() => window.squiggles(),
				({ warning }) => warning > 0,
			);
			await present(() => window.quickFixes());
		},
		"unknown-profile": async (window) => {
			await leave(window);
			await window.openFile("5-unknown-profile/.env", 2, 24);
			await present(() => window.quickFixes());
		},
		"finding-hover": async (window) => {
			await leave(window);
			await hovered(window, "Fails:");
		},
		problems: async (window) => {
			await leave(window);
			await present(() => window.problems());
		},
		completion: async (window) => {
			await window.runCommand("View: Hide Panel");
			await window.openFile("1-profile/.env", 3, 99);
			await window.press("Enter");
			await present(() => window.suggestions());
		},
		"aws-file": async (window) => {
			await leave(window);
			await window.runCommand("File: Revert File");
			await window.openFile(join(window.home, ".aws", "credentials"), 16, 3);
			await until(
				() => window.squiggles(),
				({ error }) => error > 0,
			);
			await hovered(window, "aws_secret_access_key");
		},
		"switch-profile": async (window) => {
			await leave(window);
			await window.openFile("1-profile/.env");
			await window.runCommand("Remotion Lambda: Switch profile");
			await listed(window, "company-sso");
		},
		"switch-where": async (window) => {
			await window.choose("staging");
			await listed(window, "New terminals");
		},
		switched: async (window) => {
			await window.choose("This project's .env");
			await told(window, "now uses profile");
		},
		outranked: async (window) => {
			await clear(window);
			await window.openFile("6-check-skipped/.env");
			await window.runCommand("Remotion Lambda: Switch profile");
			await window.choose("remotion");
			await listed(window, "New terminals");
			await window.choose("New terminals");
			await told(window, "not used yet");
		},
		runtime: async (window) => {
			await clear(window);
			await window.runCommand("Remotion Lambda: Clear profile");
			await window.runCommand("Remotion Lambda: Select launch");
			// The palette's list goes away in its own time.
			await listed(window, "Automatic");
		},
		"add-profile": async (window) => {
			await leave(window);
			await window.runCommand("Remotion Lambda: Add profile");
			await listed(window, "Access keys");
			await window.choose("Access keys");
			await window.page.locator(".quick-input-title", { hasText: "1/4" }).waitFor();
			await window.fillInput("two words");
			await window.page.locator(".quick-input-message", { hasText: "two words" }).waitFor();
		},
		commands: async (window) => {
			await leave(window);
			await window.openPalette("Remotion Lambda: ");
			await present(() => window.quickPickItems());
		},
		walkthrough: async (window) => {
			await leave(window);
			await clear(window);
			await window.runCommand("Remotion Lambda: Get started");
			await window.page
				.locator(".gettingStartedSlideDetails .getting-started-step .codicon.complete:visible")
				.nth(1)
				.waitFor();
		},
	},
};
