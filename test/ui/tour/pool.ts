import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDemoClient } from "../../local-aws/demoWorkspace.ts";
import { flawedPoolEnv } from "../../local-aws/profiles.ts";
import type { LocalAws } from "../../local-aws/server.ts";
import { until } from "../driver.ts";
import { clear, leave, listed, only, present, type Tour } from "./screen.ts";

const view = "Account pool";

/** Rotation over several accounts. */
export const pool = (aws: LocalAws): Tour => ({
	options: { workspace: "pool", env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" } },
	prepare({ workspace }) {
		addDemoClient(workspace);
		const env = join(workspace, ".env");
		writeFileSync(env, `${readFileSync(env, "utf8")}${flawedPoolEnv()}`);
	},
	screens: {
		pool: async (window) => {
			await window.openFile(".env", 30);
			await window.openView("Remotion Lambda");
			await present(() => window.treeRows(view));
			await only(window, view);
			await until(
				() => window.treeRows(view),
				(rows) => rows.length > 15,
			);
		},
		"pool-verified": async (window) => {
			await window.runCommand("Remotion Lambda: Verify account pool");
			await until(
				() => window.treeRows(view),
				(rows) => rows[1]?.description.includes("in 16 AWS accounts") === true,
				240_000,
			);
		},
		"pool-account": async (window) => {
			await clear(window);
			await window.rowTooltip("AWS_KEY_4", view);
		},
		"rotation-code": async (window) => {
			await window.runCommand("Remotion Lambda: Insert account pool code");
			await listed(window, "In turn");
		},
		"rotation-code-inserted": async (window) => {
			await window.choose("In turn");
			await until(
				() => window.editorText(),
				(text) => text.includes("export function accountNames"),
			);
			await leave(window);
		},
	},
});
