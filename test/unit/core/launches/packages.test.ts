import assert from "node:assert/strict";
import { findLaunches } from "../../../../src/core/launches/findLaunches.ts";

/** A workspace in `/w`: its files, and the folders of it that have a package.json, as an editor knows them without listing any folder. */
function launchesIn(cwd: string, files: Record<string, unknown>) {
	const texts = new Map(
		Object.entries(files).map(([name, file]) => [`/w/${name}`, typeof file === "string" ? file : JSON.stringify(file)]),
	);
	const packages = [...texts.keys()]
		.filter((path) => path.endsWith("/package.json"))
		.map((path) => path.slice(0, -"/package.json".length));
	const readFile = (path: string) => texts.get(path);
	return findLaunches({
		cwd,
		root: "/w",
		platform: "posix",
		packages,
		readFile,
		readCode: readFile,
		list: () => undefined,
	});
}

const root = (more: Record<string, unknown> = {}) => ({
	packageManager: "pnpm@10.0.0",
	scripts: { dev: "pnpm -r run dev" },
	workspaces: ["apps/*"],
	...more,
});
const video = {
	name: "@x/video",
	scripts: { dev: "next dev" },
	dependencies: { next: "16.0.0", "@remotion/lambda": "4.0.527" },
};
const library = (more: Record<string, unknown> = {}) => ({
	name: "@x/render",
	dependencies: { "@remotion/lambda-client": "4.0.527" },
	...more,
});
const app = (name: string, uses: string, more: Record<string, unknown> = {}) => ({
	name,
	scripts: { dev: "next dev" },
	dependencies: { next: "16.0.0", [uses]: "workspace:*" },
	...more,
});

describe("the packages of a workspace", () => {
	const patterns: [what: string, workspaces: readonly string[], folder: string, isMember: boolean][] = [
		["a star is one folder", ["apps/*"], "apps/video", true],
		["a star is no two folders", ["apps/*"], "apps/a/video", false],
		["a star within a name", ["apps/v*o"], "apps/video", true],
		["two stars are any number", ["apps/**"], "apps/a/b/c/video", true],
		["two stars are none, too", ["apps/**/video"], "apps/video", true],
		["a path as it is", ["apps/video"], "apps/video", true],
		["a path with a dot", ["./apps/*"], "apps/video", true],
		["another folder", ["packages/*"], "apps/video", false],
		["a beginning that is no folder's name", ["app/*"], "apps/video", false],
		["left out", ["apps/*", "!apps/video"], "apps/video", false],
		["left out by a pattern", ["apps/**", "!**/v*"], "apps/video", false],
	];
	for (const [what, workspaces, folder, isMember] of patterns)
		it(`are those that its patterns name, without a folder being listed: ${what}`, () => {
			const found = launchesIn(`/w/${folder}`, {
				"package.json": root({ workspaces }),
				[`${folder}/package.json`]: video,
			});
			assert.deepEqual(
				found.filter(({ id }) => id.startsWith("root:")).map(({ id, cwd }) => [id, cwd]),
				isMember ? [["root:dev", `/w/${folder}`]] : [],
			);
		});

	it("are those of pnpm's own file", () => {
		const found = launchesIn("/w/apps/video", {
			"package.json": root({ workspaces: undefined }),
			"pnpm-workspace.yaml": "packages:\n  - apps/*\n",
			"apps/video/package.json": video,
		});
		assert.ok(found.some(({ id }) => id === "root:dev"));
	});
});

describe("a library of a workspace", () => {
	const files = {
		"package.json": root({ workspaces: ["apps/*", "packages/*"] }),
		"packages/render/package.json": library(),
		"apps/web/package.json": app("web", "@x/render"),
		"apps/docs/package.json": app("docs", "@x/other"),
	};
	const main = (cwd: string, more: Record<string, unknown> = {}) => launchesIn(cwd, { ...files, ...more })[0];
	const inShort = (launch: ReturnType<typeof main>) =>
		launch && [launch.id, launch.label, launch.cwd, launch.callsLambda];

	it("is started by what uses it, with that one's environment", () => {
		assert.deepEqual(inShort(main("/w/packages/render")), [
			"script:apps/web#dev",
			"pnpm run dev (apps/web)",
			"/w/apps/web",
			"likely",
		]);
	});

	it("is started by what uses it through another one", () => {
		const between = {
			"packages/api/package.json": { name: "@x/api", dependencies: { "@x/render": "workspace:*" } },
			"apps/web/package.json": app("web", "@x/api"),
		};
		assert.deepEqual(inShort(main("/w/packages/render", between))?.slice(0, 1), ["script:apps/web#dev"]);
		assert.deepEqual(inShort(main("/w/packages/api", between))?.slice(0, 1), ["script:apps/web#dev"]);
	});

	it("is started by its own program where one calls Lambda", () => {
		const own = {
			"packages/render/package.json": library({ scripts: { render: "remotion lambda render site main" } }),
		};
		assert.deepEqual(inShort(main("/w/packages/render", own))?.slice(0, 1), ["script:render"]);
		assert.ok(!launchesIn("/w/packages/render", { ...files, ...own }).some(({ id }) => id.includes("#")));
	});

	it("is none where it depends on no client: what uses its videos renders them", () => {
		const videos = {
			"packages/videos/package.json": { name: "@x/videos", dependencies: { remotion: "4.0.527" } },
			"apps/web/package.json": app("web", "@x/render", { dependencies: { "@x/render": "*", "@x/videos": "*" } }),
		};
		assert.deepEqual(inShort(main("/w/packages/videos", videos))?.slice(0, 1), ["runtime:remotion-cli"]);
	});

	it("makes its user's servers likely to call Lambda", () => {
		assert.deepEqual(inShort(main("/w/apps/web")), ["script:dev", "pnpm run dev", "/w/apps/web", "likely"]);
		assert.equal(main("/w/apps/docs")?.callsLambda, "unknown");
	});

	const loaded: [code: string, callsLambda: string][] = [
		['import { render } from "@x/render";', "likely"],
		["const { render } = require('@x/render/server');", "likely"],
		['import { render } from "@x/renderings";', "unknown"],
		['import { render } from "@x/other";', "unknown"],
	];
	for (const [code, callsLambda] of loaded)
		it(`makes a program that loads it likely to call Lambda: ${code}`, () => {
			const worker = {
				"apps/worker/package.json": {
					name: "worker",
					scripts: { start: "node main.mjs" },
					dependencies: { "@x/render": "workspace:*" },
				},
				"apps/worker/main.mjs": `${code}\nawait render();\n`,
			};
			const start = launchesIn("/w/apps/worker", { ...files, ...worker }).find(({ id }) => id === "script:start");
			assert.equal(start?.callsLambda, callsLambda);
		});

	it("that two packages need of each other ends", () => {
		const circle = {
			"packages/a/package.json": { name: "@x/a", dependencies: { "@x/b": "*" } },
			"packages/b/package.json": { name: "@x/b", dependencies: { "@x/a": "*", "@x/render": "*" } },
			"apps/web/package.json": app("web", "@x/a"),
		};
		assert.equal(inShort(main("/w/packages/b", circle))?.[0], "script:apps/web#dev");
	});
});
