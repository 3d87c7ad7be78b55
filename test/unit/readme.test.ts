import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import {
	commandsTable,
	type Manifest,
	rulesTable,
	runtimesTable,
	settingsTable,
	withTable,
} from "../harness/readmeTables.ts";
import { entryLines, rulesReadme } from "../harness/rulesReadme.ts";

describe("the README", () => {
	const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
	const manifest: Manifest = JSON.parse(read("package.json"));

	const hint =
		"UPDATE_FIXTURES=1 npm test -- unit writes the tables; words of commands are in test/harness/commandWords.ts";

	it("lists rules, runtimes, commands and settings as they are", () => {
		const text = read("README.md");
		let wanted = withTable(text, "rules", rulesTable());
		wanted = withTable(wanted, "runtimes", runtimesTable());
		wanted = withTable(wanted, "commands", commandsTable(manifest));
		wanted = withTable(wanted, "settings", settingsTable(manifest));
		if (process.env.UPDATE_FIXTURES) writeFileSync(new URL("../../README.md", import.meta.url), wanted);
		else assert.equal(text, wanted, hint);
	});

	it("has an entry for each rule in the rules' README", () => {
		const url = new URL("../../src/core/rules/README.md", import.meta.url);
		const lines = new URL("../../src/core/rules/entryLines.json", import.meta.url);
		const wanted = rulesReadme();
		const wantedLines = `${JSON.stringify(entryLines(wanted), null, "\t")}\n`;
		if (process.env.UPDATE_FIXTURES) {
			writeFileSync(url, wanted);
			writeFileSync(lines, wantedLines);
		} else {
			assert.equal(readFileSync(url, "utf8"), wanted, hint);
			assert.equal(readFileSync(lines, "utf8"), wantedLines, hint);
		}
	});

	it("would miss the words of a command in the palette, and asks none for a hidden one", () => {
		const added = { command: "remotionLambda.unheardOf", category: "Remotion Lambda", title: "Unheard of" };
		const { commands, menus, configuration } = manifest.contributes;
		const withIt = (when: string): Manifest => ({
			contributes: {
				commands: [...commands, added],
				menus: { commandPalette: [...(menus.commandPalette ?? []), { command: added.command, when }] },
				configuration,
			},
		});
		assert.throws(() => commandsTable(withIt("true")), /nothing of remotionLambda\.unheardOf/);
		assert.equal(commandsTable(withIt("false")), commandsTable(manifest));
	});

	it("links to files that are there", () => {
		const links = ["README.md", "CONTRIBUTING.md"].flatMap((name) =>
			[...read(name).matchAll(/\]\((?!https?:|#|command:)([^)#\s]+)/g)].map(([, path = ""]) => path),
		);
		assert.ok(links.filter((path) => path.startsWith("test/")).length >= 20, "the table of tests is gone");
		const missing = links.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)));
		assert.deepEqual(missing, []);
	});

	it("would show a missing rule, and a missing marker", () => {
		const text = "a\n<!-- rules -->\nold\n<!-- /rules -->\nb";
		assert.equal(withTable(text, "rules", "new"), "a\n<!-- rules -->\nnew\n<!-- /rules -->\nb");
		assert.throws(() => withTable("<!-- /rules --> <!-- rules -->", "rules", ""), /No <!-- rules -->/);
	});
});
