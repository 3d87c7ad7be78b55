import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageFolders, Texts } from "../../../src/cli/folder.ts";
import { findLaunchesOf } from "../../../src/cli/launches.ts";

describe("the launches that the command line finds", () => {
	const root = mkdtempSync(join(tmpdir(), "rlc-launches-"));
	after(() => rmSync(root, { recursive: true, force: true }));

	const put = (name: string, content: unknown) => {
		mkdirSync(dirname(join(root, name)), { recursive: true });
		writeFileSync(join(root, name), JSON.stringify(content));
	};
	const library = { name: "@x/render", dependencies: { "@remotion/lambda-client": "4.0.527" } };

	before(() => {
		put("package.json", { workspaces: ["apps/*", "packages/*"], scripts: { dev: "npm run dev -w @x/web" } });
		put("packages/render/package.json", library);
		put("packages/render/node_modules/other/package.json", { name: "other" });
		put("packages/render/dist/package.json", { name: "built" });
		put("apps/web/package.json", {
			name: "@x/web",
			scripts: { dev: "next dev" },
			dependencies: { next: "16.0.0", "@x/render": "workspace:*" },
		});
	});

	it("look at all packages of a monorepo, and at none that is installed or made", () => {
		assert.deepEqual(
			packageFolders(root),
			[".", "apps/web", "packages/render"].map((name) => join(root, name)),
		);
	});

	it("are those of what uses a package that renders, as in the extension", async () => {
		const input = {
			runtime: "node" as const,
			cwd: join(root, "packages/render"),
			root,
			home: root,
			platform: "posix" as const,
			environment: {},
			readFile: () => undefined,
		};
		const { launches } = await findLaunchesOf({ input, texts: new Texts() });
		const ofApp = launches.filter(({ runtime, callsLambda }) => runtime === "next" && callsLambda === "likely");
		assert.notDeepEqual(ofApp, [], JSON.stringify(launches.map(({ id }) => id)));
	});
});
