import assert from "node:assert/strict";
import { findLaunches } from "../../../../src/core/launches/findLaunches.ts";

const client = { dependencies: { "@remotion/lambda-client": "4.0.527" } };
const amplify = (more: string) => `version: 1\n${more}`;
const steps = (command: string) =>
	`frontend:\n  phases:\n    build:\n      commands:\n        - ${command}\n  artifacts:\n    baseDirectory: build\n`;

/** Where `/w/<folder>` is deployed to; besides it the workspace has packages in apps/web and in docs. */
function deployedTo(folder: string, files: Record<string, unknown>): string[] {
	const all = {
		[`${folder}/package.json`]: { name: "@x/video", ...client },
		"apps/web/package.json": { name: "web" },
		"docs/package.json": { name: "docs" },
		...files,
	};
	const texts = new Map(
		Object.entries(all).map(([name, file]) => [`/w/${name}`, typeof file === "string" ? file : JSON.stringify(file)]),
	);
	const packages = [...texts.keys()].filter((path) => path.endsWith("/package.json")).map((path) => path.slice(0, -13));
	const readFile = (path: string) => texts.get(path);
	const input = { root: "/w", platform: "posix", packages, readFile, readCode: readFile } as const;
	return findLaunches({ cwd: `/w/${folder}`, ...input }).flatMap(({ kind, runtime }) =>
		kind === "platform" ? runtime : [],
	);
}

const workspace = { "package.json": { workspaces: ["apps/*", "packages/*"] } };
const single = { "package.json": { scripts: { build: "react-scripts build" } } };

describe("a deployment's file above the project", () => {
	const rows: [what: string, folder: string, files: Record<string, unknown>, expected: string[]][] = [
		["of a workspace, naming no package", "apps/video", { ...workspace, "vercel.json": "{}" }, ["vercel"]],
		[
			"of pnpm's workspace",
			"apps/video",
			{ ...single, "pnpm-workspace.yaml": "packages: [apps/*]\n", "vercel.json": "{}" },
			["vercel"],
		],
		["of a folder without a package", "video", { "vercel.json": "{}" }, ["vercel"]],
		["of an app of its own", "video", { ...single, "amplify.yml": amplify(steps("npm run build")) }, []],
		[
			"of an app that goes to the project",
			"video",
			{ ...single, "amplify.yml": amplify(steps("cd video && npm run build")) },
			["amplify"],
		],
		[
			"of a package whose scripts go to the project",
			"video",
			{ "package.json": { scripts: { build: "npm --prefix video run build" } }, "vercel.json": "{}" },
			["vercel"],
		],
		[
			"that names another package",
			"apps/video",
			{ ...workspace, "vercel.json": '{"outputDirectory":"apps/web/.next"}' },
			[],
		],
		[
			"that names both",
			"apps/video",
			{
				...workspace,
				"vercel.json": '{"outputDirectory":"apps/web/.next","installCommand":"cd apps/video && npm ci"}',
			},
			["vercel"],
		],
		[
			"that names a folder of a longer name",
			"apps/video",
			{ ...workspace, "vercel.json": '{"outputDirectory":"apps/website"}' },
			["vercel"],
		],
		[
			"with a word that is a folder's name, too",
			"video",
			{ ...workspace, "vercel.json": '{"name":"docs"}' },
			["vercel"],
		],
		[
			"that goes to a folder whose name is a word",
			"video",
			{ ...workspace, "vercel.json": '{"buildCommand":"cd docs && npm ci"}' },
			[],
		],
		[
			"with a path to a folder whose name is a word",
			"video",
			{ ...workspace, "vercel.json": '{"outputDirectory":"docs/out"}' },
			[],
		],
		[
			"with that name at the end of a path",
			"video",
			{ ...workspace, "vercel.json": '{"outputDirectory":"a/docs"}' },
			["vercel"],
		],
		[
			"of Amplify's apps, this one's",
			"apps/video",
			{ ...workspace, "amplify.yml": amplify("applications:\n  - appRoot: apps/video\n") },
			["amplify"],
		],
		[
			"of Amplify's apps, another one's",
			"apps/video",
			{ ...workspace, "amplify.yml": amplify("applications:\n  - appRoot: apps/web\n") },
			[],
		],
		[
			"that names a package which uses this one",
			"packages/video",
			{
				...workspace,
				"apps/web/package.json": { name: "web", dependencies: { "@x/video": "workspace:*" } },
				"vercel.json": '{"outputDirectory":"apps/web/.next"}',
			},
			["vercel"],
		],
		[
			"that names a folder in which the project lies",
			"apps/web/video",
			{ ...workspace, "vercel.json": '{"outputDirectory":"apps/web/.next"}' },
			["vercel"],
		],
		[
			"next to it",
			"apps/video",
			{ ...workspace, "apps/video/vercel.json": '{"outputDirectory":"../web/.next"}' },
			["vercel"],
		],
	];
	for (const [what, folder, files, expected] of rows)
		it(`${what}: ${expected.join() || "no deployment of it"}`, () =>
			assert.deepEqual(deployedTo(folder, files), expected));
});
