/**
 * `npm run screenshots`: the pictures of the README, as `readme-launches` and `readme-answer` in .cache/screenshots. When they have changed
 * for the better, copy them to `media/launches.png` and `media/answer.png`.
 */
import { openWindow, until } from "./driver.ts";
import { dragSideBar } from "./sideBar.ts";

const view = "Active credentials";
const window = await openWindow({ size: { width: 1100, height: 600 }, settings: { "editor.minimap.enabled": false } });
try {
	await window.openView("Remotion Lambda");
	await until(
		() => window.treeRows(view),
		(rows) => rows.length === 7,
	);
	await dragSideBar(window, 460);
	for (const other of ["Profiles", "Test renders"])
		await window.page.locator(`.pane-header[aria-label^="${other}"][aria-expanded="true"]`).click();
	await window.openFile("2-prefixed-keys/.env");
	await window.toggleRow("2-prefixed-keys", view);
	await until(
		() => window.treeRows(view),
		(rows) => rows.some(({ label }) => label === "Not set: 3 sources"),
	);
	await window.page.mouse.move(800, 300);
	process.stdout.write(`  ${await window.screenshot("readme-answer")}\n`);
	await window.openFile("7-nextjs-app/.env.local");
	await window.runCommand("Remotion Lambda: Compare launches");
	await window.webviewFrame().locator("tfoot td").first().waitFor();
	// Room for all columns.
	await window.runCommand("View: Toggle Primary Side Bar Visibility");
	await window.page.mouse.move(800, 550);
	process.stdout.write(`  ${await window.screenshot("readme-launches")}\n`);
} finally {
	await window.close();
}
