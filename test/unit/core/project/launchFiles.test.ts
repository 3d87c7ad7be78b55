import assert from "node:assert/strict";
import { findLaunches } from "../../../../src/core/index.ts";
import { loaderTexts } from "../../../../src/core/launchPictures/journeyWords.ts";
import { namedFiles } from "../../../../src/core/project/launchFiles.ts";

/** The launch of a script in /repo/app. */
function launchOf(script: string) {
	const files: Record<string, string> = {
		"/repo/app/package.json": JSON.stringify({
			dependencies: { "@remotion/lambda": "4.0.527", "@remotion/cli": "4.0.527" },
			scripts: { it: script },
		}),
	};
	const launch = findLaunches({
		cwd: "/repo/app",
		root: "/repo",
		platform: "posix",
		readFile: (path) => files[path],
	}).find(({ id }) => id === "script:it");
	assert.ok(launch, script);
	return launch;
}

describe("the files that loaders of a launch name", () => {
	const table: [script: string, files: string[]][] = [
		["dotenv -e ../.env -- remotion lambda sites create", ["/repo/.env"]],
		["dotenv -e .env.a -e ../.env.b -- remotion lambda sites create", ["/repo/app/.env.a", "/repo/.env.b"]],
		// What the program loads by itself is not named.
		["remotion lambda sites create", []],
		["REMOTION_AWS_PROFILE=studio remotion lambda sites create", []],
	];
	for (const [script, files] of table)
		it(script, () => assert.deepEqual(namedFiles(launchOf(script), "posix").sort(), files.sort()));

	it("are told with the loader, and which of them are missing", () => {
		const launch = launchOf("dotenv -e ../.env -- remotion lambda sites create");
		assert.deepEqual(loaderTexts(launch, { folder: "/repo/app" }), ["dotenv (/repo/.env)"]);
		const isMissing = (path: string) => path === "/repo/.env";
		assert.deepEqual(loaderTexts(launch, { folder: "/repo/app", isMissing }), ["dotenv (/repo/.env, not found)"]);
	});
});
