import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packagedReadme } from "../harness/packagedReadme.ts";
import { commandsTable, type Manifest, runtimesTable, settingsTable, withTable } from "../harness/readmeTables.ts";
import { entryLines, rulesReadme } from "../harness/rulesReadme.ts";

describe("the README", () => {
	const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
	const manifest: Manifest = JSON.parse(read("package.json"));

	const hint =
		"UPDATE_FIXTURES=1 npm test -- unit writes the tables; words of commands are in test/harness/commandWords.ts";

	it("and the rooms' READMEs list runtimes, commands and settings as they are", () => {
		const tables = [
			["README.md", "settings", settingsTable(manifest)],
			["src/core/runtimes/README.md", "runtimes", runtimesTable()],
			["src/vscode/commands/README.md", "commands", commandsTable(manifest)],
		] as const;
		for (const [path, name, table] of tables) {
			const text = read(path);
			const wanted = withTable(text, name, table);
			if (process.env.UPDATE_FIXTURES) writeFileSync(new URL(`../../${path}`, import.meta.url), wanted);
			else assert.equal(text, wanted, hint);
		}
	});

	it("is short: what is measured and generated lies in the rooms", () => {
		const lines = read("README.md").split("\n").length - 1;
		assert.ok(lines <= 180, `README.md has ${lines} lines`);
	});

	it("has no picture and no dead link in the package", () => {
		const shipped = new Set(["src/core/rules/README.md", "CHANGELOG.md", "LICENSE"]);
		const packaged = packagedReadme(read("README.md"), (path) => shipped.has(path));
		assert.deepEqual(
			[...packaged.matchAll(/\]\((?!https?:|#)([^)\s]+)/g)].map(([, path]) => path),
			["src/core/rules/README.md"],
		);
		assert.doesNotMatch(packaged, /!\[|<!--|\n\n\n/);
		assert.match(packaged, /SECURITY\.md says more/);
		assert.equal(
			packagedReadme(
				"a ![p](x.png)\n\n![q](y.png)\n\n[b](c.md), [d](https://e) and [f](#g) and [h](i.md#j)\n",
				() => false,
			),
			"a \n\nb, [d](https://e) and [f](#g) and h\n",
		);
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
		const texts = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "test/README.md", "test/bench/README.md"];
		const links = texts.flatMap((name) =>
			[...read(name).matchAll(/\]\((?!https?:|#|command:)([^)#\s]+)/g)].map(([, path = ""]) =>
				join(dirname(name), path),
			),
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
