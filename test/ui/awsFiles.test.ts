import assert from "node:assert/strict";
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openWindow, until, type Window } from "./driver.ts";

/** A file as people have it after some years. */
const lived = `# keys of the team
[remotion]
aws_access_key_id = AKIAFAKEREMOTION0001
aws_secret_access_key = notARealSecret/remotion/0000000000000001

[profile agency]
aws_access_key_id = AKIAFAKEAGENCY000001
aws_secret_access_key = notARealSecret/agency/000000000000000001

[half]
aws_access_key_id = AKIAFAKEHALF00000001

[quoted]
aws_access_key_id = "AKIAFAKEQUOTED000001"
aws_secret_access_key = notARealSecret/quoted/000000000000000001

[render]
role_arn = arn:aws:iam::111122223333:role/remotion-render
source_profile = remotoin
`;

describe("an AWS credentials file in a real window", function () {
	this.timeout(120_000);
	let window: Window;
	let file = "";
	before(async () => {
		window = await openWindow();
		file = join(window.home, ".aws", "credentials");
		await writeFile(file, lived);
		await chmod(file, 0o644);
	});
	after(() => window.close());

	const squiggles = (error: number, warning: number) =>
		until(
			() => window.squiggles(),
			(found) => found.error === error && found.warning === warning,
		);

	it("shows its mistakes where they are", async () => {
		await window.openView("Remotion Lambda");
		await window.openFile(file, 2, 4);
		await squiggles(3, 2);
		await window.screenshot("aws-file-squiggles");
	});

	it("says on a heading what the profile is and who signs with it", async () => {
		const text = (await window.hover()).replaceAll("\u00a0", " ");
		assert.match(text, /Active: access keys · AKIA…0001 · eu-central-1/);
		assert.match(text, /Used by: 1-profile/);
		await window.screenshot("aws-file-hover");
		await window.press("Escape");
	});

	it("switches to a profile and verifies it by its heading's light bulb", async () => {
		await window.openFile(file, 2, 4);
		const titles = await window.quickFixes("Switch to this profile");
		assert.deepEqual(titles, ["Switch to this profile…", "Verify identity"]);
		await window.screenshot("aws-file-light-bulb");
		await window.applyFix("Switch to this profile…");
		assert.ok((await window.quickPickItems()).includes("This project's .env"));
		await window.press("Escape");
	});

	it("mends a heading, and takes the right to read the file from others", async () => {
		await window.openFile(file, 6, 4);
		await squiggles(3, 2);
		assert.ok((await window.quickFixes("Change to")).includes("Change to [agency]"));
		await window.screenshot("aws-file-fix");
		await window.applyFix("Change to [agency]");
		await squiggles(3, 1);
		await window.save();
		assert.equal(await readFile(file, "utf8"), lived.replace("[profile agency]", "[agency]"));
		await window.openFile(file, 4, 4);
		await window.applyFix("Restrict file access to owner (chmod 600)");
		await squiggles(3, 0);
		assert.equal((await stat(file)).mode & 0o777, 0o600);
	});

	it("completes keys and profiles", async () => {
		await window.openFile(file, 19, 40);
		await window.press("Control+End");
		await window.type("source_profile = ");
		// What was just typed has its suggestions a moment later.
		await until(
			async () => {
				const labels = await window.suggestions();
				if (!labels.includes("remotion")) await window.press("Escape");
				return labels;
			},
			(labels) => labels.includes("remotion"),
		);
		await window.screenshot("aws-file-completion");
	});
});
