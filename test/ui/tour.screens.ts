/**
 * `npm run screenshots`: every screen of the demo in every theme, and with a narrow side bar, as pictures `tour-<look>-<n>-<screen>`
 * in .cache/screenshots. Nothing is asserted but that each screen comes up: the pictures are for eyes.
 */
import { addDemoProfiles, DEMO_ACCOUNTS } from "../local-aws/demoWorkspace.ts";
import { type LocalAws, startLocalAws } from "../local-aws/server.ts";
import { openWindow, type Theme, until, type Window } from "./driver.ts";
import { dragSideBar } from "./sideBar.ts";

interface Look {
	name: string;
	theme: Theme;
	/** Of the side bar, in pixels; default: VS Code's. */
	sideBar?: number;
}

const looks: readonly Look[] = [
	{ name: "dark", theme: "dark" },
	{ name: "light", theme: "light" },
	{ name: "high-contrast", theme: "high-contrast" },
	{ name: "narrow", theme: "dark", sideBar: 200 },
];

type Screen = (window: Window) => Promise<void>;

const present = (read: () => Promise<readonly unknown[]>) => until(read, (found) => found.length > 0);

/** In this order: a screen starts where the one before it ended. */
const screens: Readonly<Record<string, Screen>> = {
	answer: async (window) => {
		await window.openFile("4-mixed-keys/.env");
		await window.openView("Remotion Lambda");
		await present(() => window.treeRows("Active credentials"));
		await until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text.includes("4-mixed-keys") === true,
		);
	},
	ladder: (window) => window.toggleRow("2-prefixed-keys", "Active credentials"),
	hover: async (window) => {
		await window.openFile("2-prefixed-keys/.env", 2, 4);
		await window.hover();
	},
	"light-bulb": async (window) => {
		await window.press("Escape");
		await window.openFile("3-unprefixed-keys/.env", 2, 4);
		await until(
			() => window.squiggles(),
			({ warning }) => warning > 0,
		);
		await present(() => window.quickFixes());
	},
	problems: async (window) => {
		await window.press("Escape");
		await present(() => window.problems());
	},
	"switch-profile": async (window) => {
		await window.runCommand("View: Hide Panel");
		await window.runCommand("Remotion Lambda: Switch profile");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("company-sso"),
		);
	},
	"switch-where": async (window) => {
		await window.choose("staging");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("New terminals"),
		);
	},
	runtime: async (window) => {
		await window.press("Escape");
		await window.runCommand("Remotion Lambda: Select runtime");
		await present(() => window.quickPickItems());
	},
	"verified-all": async (window) => {
		await window.press("Escape");
		await window.runCommand("Remotion Lambda: Verify all profiles");
		await until(
			() => window.notifications(),
			(texts) => texts.some((text) => text.includes("verified")),
		);
	},
	"status-bar": async (window) => {
		await window.runCommand("Notifications: Clear All Notifications");
		await window.page.locator('.part.statusbar .statusbar-item[id*="activeCredentials"]').hover();
		await window.page.locator(".workbench-hover-container:visible").last().waitFor();
	},
	"explained-error": async (window) => {
		await window.runCommand("Remotion Lambda: Explain an error");
		await window.page.locator(".quick-input-title", { hasText: "Explain an error" }).waitFor();
		await window.fillInput("UnrecognizedClientException: The AWS credentials provided were probably mixed up.");
		await window.press("Enter");
		const preview = window.page.frameLocator("iframe.webview").last().frameLocator("iframe");
		await preview.locator("h1").waitFor();
	},
	walkthrough: async (window) => {
		await window.runCommand("Remotion Lambda: Get started");
		await present(() => window.page.locator(".getting-started-step").all());
	},
};

async function take(aws: LocalAws, { name, theme, sideBar }: Look): Promise<void> {
	const env = { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" };
	const window = await openWindow({ env, theme });
	try {
		addDemoProfiles(window.home);
		if (sideBar !== undefined) await dragSideBar(window, sideBar);
		let count = 0;
		for (const [screen, show] of Object.entries(screens)) {
			await show(window);
			const number = String(++count).padStart(2, "0");
			process.stdout.write(`  ${await window.screenshot(`tour-${name}-${number}-${screen}`)}\n`);
		}
	} finally {
		await window.close();
	}
}

const aws = await startLocalAws({ accounts: DEMO_ACCOUNTS });
try {
	const only = process.argv.slice(2);
	for (const look of looks) if (only.length === 0 || only.includes(look.name)) await take(aws, look);
} finally {
	await aws.close();
}
