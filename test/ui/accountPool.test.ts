import assert from "node:assert/strict";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../harness/paths.ts";
import { flawedPoolEnv } from "../local-aws/profiles.ts";
import { type LocalAws, startLocalAws } from "../local-aws/server.ts";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Account pool";

describe("the account pool in a real window, on a local AWS", function () {
	this.timeout(300_000);
	let aws: LocalAws;
	let window: Window;
	before(async () => {
		aws = await startLocalAws();
		window = await openWindow({
			workspace: "pool",
			env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" },
			size: { width: 1280, height: 1000 },
		});
		await mkdir(join(window.workspace, "node_modules/@remotion"), { recursive: true });
		await symlink(
			join(root, "node_modules/@remotion/lambda"),
			join(window.workspace, "node_modules/@remotion/lambda"),
			"dir",
		);
	});
	after(async () => {
		await window.close();
		await aws.close();
	});

	const rows = () => window.treeRows(view);
	const tooltip = async (label: string) => (await window.rowTooltip(label, view)).replaceAll("\u00a0", " ");
	const shown = async () => (await rows()).map(({ label, description, icon }) => `${label}: ${description} (${icon})`);

	it("is not there without a pool, and is as soon as one is written", async () => {
		await window.openView("Remotion Lambda");
		const pane = window.page.locator(`.pane-header[aria-label^="${view}"]`);
		await until(
			() => window.treeRows("Active credentials"),
			(found) => found.length > 0,
		);
		assert.equal(await pane.count(), 0);
		const env = join(window.workspace, ".env");
		await writeFile(env, `${await readFile(env, "utf8")}${flawedPoolEnv()}`);
		await pane.waitFor();
		// Room for all the rows.
		for (const other of ["Active credentials", "Profiles", "Test renders", "Checks"]) {
			const closed = window.page.locator(`.pane-header[aria-label^="${other}"][aria-expanded="true"]`);
			if ((await closed.count()) > 0) await closed.click();
		}
		const found = await until(shown, (all) => all.length === 22);
		assert.deepEqual(found.slice(0, 3), [
			"20 of 21 complete: 16 found by sample code (layers)",
			"AWS_KEY_1: AKIA…0000 · .env:2 (key)",
			"AWS_KEY_2: AKIA…0000 · .env:4 (key)",
		]);
		assert.deepEqual(found.slice(17), [
			"AWS_KEY_18: no AWS_SECRET_18 · AWS_KEY_17 is missing · AKIA…0000 · .env:34 (error)",
			"AWS_KEY_19: ASIA…0000 · .env:35 (key)",
			"AWS_KEY_20: AKIA…0000 · .env:38 (key)",
			"AWS_KEY_21: AKIA…IN00 · .env:40 (key)",
			"AWS_KEY_22: same key as AWS_KEY_2 · AKIA…0000 · .env:42 (warning)",
		]);
		const [status] = await until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text.includes("Pool of") === true,
		);
		// Nothing is set, and nothing is wrong with that: the project's code sets an account.
		assert.deepEqual([status?.text, status?.kind], ["Pool of 20 accounts (pool) · local AWS", "standard"]);
		await window.screenshot("account-pool");
		assert.match(await tooltip("AWS_KEY_18"), /AWS_SECRET_18 is not set.*AWS_KEY_17 is missing/s);
	});

	it("shows what AWS says: accounts, concurrency, functions, twins, who has expired and who may not", async () => {
		assert.deepEqual(aws.requests(), [], "nothing is sent before a click");
		await window.runCommand("Remotion Lambda: Verify account pool");
		const found = await until(
			shown,
			(all) =>
				all[1]?.startsWith("us-east-1: 8,080 concurrent executions in 16 AWS accounts, unknown in 1") === true &&
				all[20]?.includes("functions unknown") === true &&
				all.filter((row) => row.includes("concurrent · 4.0.527")).length === 18,
			240_000,
		);
		const plain = "1,000 concurrent · 4.0.527 · 9000-0000-0001";
		assert.equal(found[2], `AWS_KEY_1: ${plain} (verified-filled)`);
		assert.deepEqual(found.slice(18), [
			"AWS_KEY_18: no AWS_SECRET_18 · AWS_KEY_17 is missing · AKIA…0000 · .env:34 (error)",
			"AWS_KEY_19: The session has expired · ASIA…0000 · .env:35 (error)",
			"AWS_KEY_20: functions unknown · 9000-0000-0020 (warning)",
			`AWS_KEY_21: same AWS account as AWS_KEY_1 · ${plain} (warning)`,
			"AWS_KEY_22: same key as AWS_KEY_2 · same AWS account as AWS_KEY_2 · 10 concurrent · 4.0.527 · 9000-0000-0002 (warning)",
		]);
		await window.runCommand("Notifications: Clear All Notifications");
		await window.screenshot("account-pool-verified");
		assert.match(await tooltip("AWS_KEY_21"), /Same AWS account as AWS_KEY_1/);
		await window.screenshot("account-pool-tooltip");
	});

	it("inserts the rotation code", async () => {
		await window.runCommand("Remotion Lambda: Insert account pool code");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("In turn") && items.includes("At random"),
		);
		await window.screenshot("account-pool-code-order");
		await window.choose("In turn");
		await until(
			() => window.editorText(),
			(text) => text.includes("export function accountNames"),
		);
		await window.screenshot("account-pool-code");
	});
});
