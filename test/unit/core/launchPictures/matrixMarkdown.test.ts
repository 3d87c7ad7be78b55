import assert from "node:assert/strict";
import { matrixMarkdown } from "../../../../src/core/launchPictures/matrixMarkdown.ts";
import { hostileNames } from "../../../hostileNames.ts";
import { launchNamed, matrixOf, matrixOfLaunches } from "./pictured.ts";

/** A line's cells, as GitHub splits them: at each pipe that has no backslash of its own. */
function cellsOf(line: string): string[] {
	return (line.replace(/^\||\|$/g, "").match(/(?:\\.|[^|\\])+/g) ?? []).map((cell) => cell.trim());
}

describe("the matrix as Markdown", () => {
	it("is a table of GitHub's with the sources that are set nowhere below it", () => {
		const text = matrixMarkdown(
			matrixOf({
				dependencies: ["next"],
				scripts: { dev: "next dev", deploy: "node a.mjs" },
				files: {
					".env.local":
						"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEMATRIX000001\nREMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/matrix/0000000000000001\n",
				},
			}),
		);
		assert.equal(
			text,
			[
				"## Launches of shop",
				"",
				"1 of 2 launches differs from npm run dev\\.",
				"",
				"| Credential source | npm run dev (shown) | npm run deploy (differs) |",
				"| --- | --- | --- |",
				"| REMOTION\\_AWS\\_\\* access keys | ✓ used · AKIA…0001 · \\.env\\.local\\:1 | ○ not set |",
				"| Default credential provider chain | ○ not used | ✗ fails |",
				"| **Active credentials** | **Keys AKIA…0001** | **No credentials\\: no access key ID** |",
				"| **Region** | set in code | set in code |",
				"",
				"Not set in any launch: REMOTION\\_AWS\\_PROFILE, AWS\\_PROFILE, AWS\\_\\* access keys",
				"",
			].join("\n"),
		);
	});

	it("names what is hidden and what isn't compared", () => {
		const launches = [launchNamed("a"), launchNamed("b", { place: "elsewhere" })];
		const said = (hidden: number) => matrixMarkdown(matrixOfLaunches(launches, { hidden })).split("\n\n").slice(-2);
		assert.match(said(0)[1] ?? "", /^Not compared\\: launches that run elsewhere/);
		assert.equal(said(1)[1], "1 hidden launch isn\\'t listed\\.\n");
		assert.equal(said(2)[1], "2 hidden launches aren\\'t listed\\.\n");
	});

	for (const name of [...hostileNames, "a|b", "a\\|b", "a\\", "| --- |", "`|`", "a\nb", "<!-- x"])
		it(`keeps a launch called ${JSON.stringify(name).slice(0, 60)} in its cell, and text`, () => {
			const text = matrixMarkdown(matrixOfLaunches([launchNamed(name), launchNamed("other")], { project: name }));
			const table = text.split("\n").filter((line) => line.startsWith("|"));
			assert.equal(table.length, 5);
			for (const line of table) assert.equal(cellsOf(line).length, 3, line);
			// A mark of Markdown's only with its backslash.
			const [header = ""] = cellsOf(table[0] ?? "").slice(1);
			assert.doesNotMatch(header.replace(/ \(shown\)$/, ""), /(?<!\\)(?:\\\\)*[[\](){}<>`*_|~#!]/);
			assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e\u3164]/);
		});
});
